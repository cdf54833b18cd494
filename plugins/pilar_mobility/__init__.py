"""The mobility pillar: public transport, roads, traffic, accidents, vehicles and mode shares of Indonesia's regions.

Its tables are the nouns beside this file, its rows are in `seeds/`; `gtfs/` reads timetables of public transport;
`plugin.toml` says who answers for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pilar import Derivation, Entity, Example, Importer, Indicator, Seed, hookimpl

from pilar_mobility.accident_report import AccidentReport
from pilar_mobility.charging_station import ChargingStation
from pilar_mobility.derivations import DERIVATIONS
from pilar_mobility.examples import EXAMPLES
from pilar_mobility.gtfs.importer import GTFS
from pilar_mobility.mode_share_survey import ModeShareSurvey
from pilar_mobility.road_accident import RoadAccident
from pilar_mobility.road_condition import RoadCondition
from pilar_mobility.road_segment import RoadSegment
from pilar_mobility.terminal import Terminal
from pilar_mobility.traffic_count import TrafficCount
from pilar_mobility.transit_agency import TransitAgency
from pilar_mobility.transit_call import TransitCall
from pilar_mobility.transit_pattern import TransitPattern
from pilar_mobility.transit_route import TransitRoute
from pilar_mobility.transit_service import TransitService
from pilar_mobility.transit_stop import TransitStop
from pilar_mobility.travel_time_survey import TravelTimeSurvey
from pilar_mobility.vehicle_fleet import VehicleFleet

SEEDS: Final = Path(__file__).parent / "seeds"


@hookimpl
def register_tables() -> list[type[Entity]]:
    """Each table after those that it refers to."""
    return [
        TransitAgency,
        TransitRoute,
        TransitStop,
        TransitPattern,
        TransitCall,
        TransitService,
        RoadSegment,
        RoadCondition,
        TrafficCount,
        RoadAccident,
        AccidentReport,
        VehicleFleet,
        ChargingStation,
        Terminal,
        ModeShareSurvey,
        TravelTimeSurvey,
    ]


@hookimpl
def register_indicators() -> list[Seed]:
    """Eight indicators of the pillar."""
    return [Seed(Indicator, SEEDS / "indicators.csv", rows=8)]


@hookimpl
def register_derivations() -> list[Derivation]:
    """Indicators that follow from the pillar's own rows."""
    return list(DERIVATIONS)


@hookimpl
def register_importers() -> list[Importer]:
    """GTFS Schedule feeds, which operators of public transport publish."""
    return [GTFS]


@hookimpl
def register_examples() -> list[Example]:
    """Questions that the catalogue and the tables answer."""
    return list(EXAMPLES)
