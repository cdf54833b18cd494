"""shapes.txt -> the length of each shape; and the distance between two places."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pilar_mobility.gtfs.archive import Archive
from pilar_mobility.gtfs.faults import Fault, Faults, UnfitValue
from pilar_mobility.gtfs.record import read_count, read_number
from pilar_mobility.gtfs.table import read_table

EARTH_RADIUS_KM: Final = 6371.0088
"""Mean radius of the Earth: IUGG, https://doi.org/10.1007/s001900050278."""
COLUMNS: Final = ("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence")
MOST_POINTS: Final = 20_000_000


def haversine_km(latitude: float, longitude: float, latitude_to: float, longitude_to: float) -> float:
    """Great-circle distance of two places in degrees."""
    rise = math.sin(math.radians(latitude_to - latitude) / 2)
    turn = math.sin(math.radians(longitude_to - longitude) / 2)
    chord = rise * rise + math.cos(math.radians(latitude)) * math.cos(math.radians(latitude_to)) * turn * turn
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def path_km(latitudes: Sequence[float], longitudes: Sequence[float]) -> float:
    """Length of a line through places in degrees."""
    steps = zip(latitudes, longitudes, latitudes[1:], longitudes[1:], strict=False)
    return math.fsum(haversine_km(*step) for step in steps)


def read_shapes(archive: Archive, faults: Faults) -> dict[str, float]:
    """Read the length of each shape in km. Points may stand in any order; each takes 20 bytes of memory."""
    points: dict[str, tuple[array[int], array[float], array[float]]] = {}
    table = read_table(archive, "shapes.txt", COLUMNS, faults)
    if table is None:
        return {}
    at_id, at_latitude, at_longitude, at_sequence = (table.at(column) for column in COLUMNS)
    for number, row in enumerate(table.rows()):
        if number >= MOST_POINTS:
            faults.add(Fault("shapes.txt", f"it has more than {MOST_POINTS:,} points", "Draw fewer points."))
            break
        with_id = row[at_id].strip()
        shape = points.get(with_id)
        if shape is None:
            shape = points[with_id] = (array("i"), array("d"), array("d"))
        try:
            sequence = int(row[at_sequence])
            latitude, longitude = float(row[at_latitude]), float(row[at_longitude])
            if not (with_id and -90 <= latitude <= 90 and -180 <= longitude <= 180 and 0 <= sequence < 2**31):
                raise ValueError
        except ValueError:
            with faults.collected("shapes.txt", table.line):
                _explain(
                    dict(zip(COLUMNS, (row[table.at(column)].strip() for column in COLUMNS), strict=True))
                )
            continue
        shape[0].append(sequence)
        shape[1].append(latitude)
        shape[2].append(longitude)
    return {name: _length_km(name, *shape, faults) for name, shape in points.items()}


def _explain(cells: dict[str, str]) -> None:
    """Raise `UnfitValue` for the cell that made a point unfit."""
    if not cells["shape_id"]:
        raise UnfitValue(
            "shape_id", "", "is empty, but a value is required", "Fill the cell, or remove the row."
        )
    read_number("shape_pt_lat", cells["shape_pt_lat"], -90, 90)
    read_number("shape_pt_lon", cells["shape_pt_lon"], -180, 180)
    read_count("shape_pt_sequence", cells["shape_pt_sequence"])


def _length_km(
    name: str, sequence: array[int], latitudes: array[float], longitudes: array[float], faults: Faults
) -> float:
    order = sorted(range(len(sequence)), key=sequence.__getitem__)
    for before, after in pairwise(order):
        if sequence[before] == sequence[after]:
            rule = f"comes twice in the shape '{name}'"
            remedy = "Number its points upward."
            faults.add(Fault("shapes.txt", rule, remedy, None, "shape_pt_sequence", str(sequence[after])))
            break
    return path_km([latitudes[at] for at in order], [longitudes[at] for at in order])
