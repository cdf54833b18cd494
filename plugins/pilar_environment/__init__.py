"""The environment pillar: energy, waste, air, green space and greenhouse gases.

Its tables are the nouns beside this file, its rows are in `seeds/`; `plugin.toml` says who answers for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pilar import Derivation, Entity, Example, Indicator, Observation, Seed, Source, hookimpl

from pilar_environment.air_quality_reading import AirQualityReading
from pilar_environment.air_quality_station import AirQualityStation
from pilar_environment.derivations import DERIVATIONS
from pilar_environment.electricity_consumption import ElectricityConsumption
from pilar_environment.emission_inventory import EmissionInventory
from pilar_environment.examples import EXAMPLES
from pilar_environment.green_space import GreenSpace
from pilar_environment.power_plant import PowerPlant
from pilar_environment.quality_index import QualityIndex
from pilar_environment.renewable_potential import RenewablePotential
from pilar_environment.waste_composition import WasteComposition
from pilar_environment.waste_facility import WasteFacility
from pilar_environment.waste_flow import WasteFlow
from pilar_environment.waste_report import WasteReport

SEEDS: Final = Path(__file__).parent / "seeds"


@hookimpl
def register_tables() -> list[type[Entity]]:
    """Each table after those that it refers to."""
    return [
        PowerPlant,
        ElectricityConsumption,
        WasteReport,
        WasteComposition,
        WasteFacility,
        WasteFlow,
        RenewablePotential,
        AirQualityStation,
        AirQualityReading,
        QualityIndex,
        GreenSpace,
        EmissionInventory,
    ]


@hookimpl
def register_indicators() -> list[Seed]:
    """Eight indicators of the pillar, and nine series beside them."""
    return [Seed(Indicator, SEEDS / "indicators.csv", rows=17)]


@hookimpl
def register_seeds() -> list[Seed]:
    """The published figures: power plants (WRI), electricity (PLN, BPS), waste (KLHK's register SIPSN)."""
    return [
        Seed(Source, SEEDS / "sources.csv", rows=4),
        Seed(Observation, SEEDS / "observations.csv", rows=2_319),
        Seed(PowerPlant, SEEDS / "power_plants.csv", rows=178),
        Seed(ElectricityConsumption, SEEDS / "electricity_consumption.csv", rows=136),
        Seed(WasteReport, SEEDS / "waste_reports.csv", rows=315),
        Seed(WasteComposition, SEEDS / "waste_compositions.csv", rows=317),
    ]


@hookimpl
def register_derivations() -> list[Derivation]:
    """What follows from waste reports and flows, plants, consumption, air, green space and emissions."""
    return list(DERIVATIONS)


@hookimpl
def register_examples() -> list[Example]:
    """Questions that the data answers today."""
    return list(EXAMPLES)
