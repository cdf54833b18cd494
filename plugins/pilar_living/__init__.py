"""The quality of life pillar: health, water, sanitation, housing, safety and disasters in Indonesia's regions.

Its tables are the nouns beside this file, its rows are in `seeds/`; `plugin.toml` says who answers for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pilar import Derivation, Entity, Example, Indicator, Observation, Seed, hookimpl

from pilar_living.crime_statistic import CrimeStatistic
from pilar_living.derivations import DERIVATIONS
from pilar_living.disaster_event import DisasterEvent
from pilar_living.disease_report import DiseaseReport
from pilar_living.emergency_unit import EmergencyUnit
from pilar_living.examples import EXAMPLES
from pilar_living.hazard_zone import HazardZone
from pilar_living.health_facility import HealthFacility
from pilar_living.health_facility_report import HealthFacilityReport
from pilar_living.housing_area import HousingArea
from pilar_living.housing_survey import HousingSurvey
from pilar_living.public_space import PublicSpace
from pilar_living.sanitation_facility import SanitationFacility
from pilar_living.water_utility import WaterUtility
from pilar_living.water_utility_report import WaterUtilityReport

SEEDS: Final = Path(__file__).parent / "seeds"


@hookimpl
def register_tables() -> list[type[Entity]]:
    """Each table after those that it refers to."""
    return [
        HealthFacility,
        HealthFacilityReport,
        DiseaseReport,
        WaterUtility,
        WaterUtilityReport,
        SanitationFacility,
        HousingArea,
        HousingSurvey,
        CrimeStatistic,
        HazardZone,
        DisasterEvent,
        EmergencyUnit,
        PublicSpace,
    ]


@hookimpl
def register_indicators() -> list[Seed]:
    """Eight indicators of the pillar, and four series that follow from its rows."""
    return [Seed(Indicator, SEEDS / "indicators.csv", rows=12)]


@hookimpl
def register_seeds() -> list[Seed]:
    """The published figures."""
    return [
        Seed(Observation, SEEDS / "observations.csv", rows=5_137),
    ]


@hookimpl
def register_derivations() -> list[Derivation]:
    """Indicators that follow from the pillar's own rows."""
    return list(DERIVATIONS)


@hookimpl
def register_examples() -> list[Example]:
    """Questions that the data answers today."""
    return list(EXAMPLES)
