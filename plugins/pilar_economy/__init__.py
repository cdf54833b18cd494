"""The economy pillar: enterprises, investment, commodities, markets, tourism and brands of Indonesia's regions.

Its tables are the nouns beside this file, its rows are in `seeds/`; `plugin.toml` says who answers for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pilar import Derivation, Entity, Example, Indicator, Observation, Seed, Source, Target, hookimpl

from pilar_economy.brand_asset import BrandAsset
from pilar_economy.commodity import Commodity
from pilar_economy.commodity_price import CommodityPrice
from pilar_economy.derivations import DERIVATIONS
from pilar_economy.enterprise import Enterprise
from pilar_economy.enterprise_count import EnterpriseCount
from pilar_economy.examples import EXAMPLES
from pilar_economy.investment import Investment
from pilar_economy.labour_force_estimate import LabourForceEstimate
from pilar_economy.market import Market
from pilar_economy.production_record import ProductionRecord
from pilar_economy.sector import Sector
from pilar_economy.tourism_attraction import TourismAttraction
from pilar_economy.tourism_statistic import TourismStatistic

SEEDS: Final = Path(__file__).parent / "seeds"


@hookimpl
def register_tables() -> list[type[Entity]]:
    """Each table after those that it refers to."""
    return [
        Sector,
        Enterprise,
        EnterpriseCount,
        Investment,
        Commodity,
        ProductionRecord,
        Market,
        CommodityPrice,
        TourismAttraction,
        TourismStatistic,
        LabourForceEstimate,
        BrandAsset,
    ]


@hookimpl
def register_indicators() -> list[Seed]:
    """Eight indicators of the pillar, and a series beside them."""
    return [Seed(Indicator, SEEDS / "indicators.csv", rows=9)]


@hookimpl
def register_seeds() -> list[Seed]:
    """The published figures, and the classification that the pillar's tables count by."""
    return [
        Seed(Source, SEEDS / "sources.csv", rows=1),
        Seed(Observation, SEEDS / "observations.csv", rows=3_741),
        Seed(Target, SEEDS / "targets.csv", rows=41),
        Seed(Sector, SEEDS / "sectors.csv", rows=21),
    ]


@hookimpl
def register_derivations() -> list[Derivation]:
    """Four of the eight indicators; the others are published as such."""
    return list(DERIVATIONS)


@hookimpl
def register_examples() -> list[Example]:
    """Questions that the data answers today."""
    return list(EXAMPLES)
