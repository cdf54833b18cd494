"""`route_type` -> what runs on the route: the basic types of GTFS, and the extended ones that many feeds have.

https://gtfs.org/documentation/schedule/reference/#routestxt and https://developers.google.com/transit/gtfs/reference/extended-route-types
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pilar_mobility.gtfs.faults import UnfitValue
from pilar_mobility.transit_route import TransitMode

BASIC: Final[Mapping[str, TransitMode]] = {
    "0": TransitMode.TRAM,
    "1": TransitMode.METRO,
    "2": TransitMode.RAIL,
    "3": TransitMode.BUS,
    "4": TransitMode.FERRY,
    "5": TransitMode.CABLE_TRAM,
    "6": TransitMode.AERIAL_LIFT,
    "7": TransitMode.FUNICULAR,
    "11": TransitMode.TROLLEYBUS,
    "12": TransitMode.MONORAIL,
}
EXTENDED: Final[Mapping[str, TransitMode]] = {
    "1": TransitMode.RAIL,
    "2": TransitMode.COACH,
    "4": TransitMode.METRO,
    "7": TransitMode.BUS,
    "8": TransitMode.TROLLEYBUS,
    "9": TransitMode.TRAM,
    "10": TransitMode.FERRY,
    "11": TransitMode.OTHER,
    "12": TransitMode.FERRY,
    "13": TransitMode.AERIAL_LIFT,
    "14": TransitMode.FUNICULAR,
    "15": TransitMode.OTHER,
    "17": TransitMode.OTHER,
}
"""By the hundreds of the code."""
MONORAIL: Final = "405"


def read_mode(column: str, code: str) -> TransitMode:
    """`3` and `704` -> BUS. Raises `UnfitValue`."""
    if code in BASIC:
        return BASIC[code]
    if code == MONORAIL:
        return TransitMode.MONORAIL
    if len(code) in (3, 4) and code.isascii() and code.isdigit() and code[:-2] in EXTENDED:
        return EXTENDED[code[:-2]]
    remedy = f"Write one of {', '.join(BASIC)}, or an extended type from 100 to 1702."
    raise UnfitValue(column, code, "is no route type", remedy)
