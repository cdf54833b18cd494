"""The shared core: the tables that every plugin may refer to, and the rows that they start with."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pilar.commons.entity import Entity
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation
from pilar.commons.organization import Organization
from pilar.commons.region import Region
from pilar.commons.region_alias import RegionAlias
from pilar.commons.region_code import RegionCode
from pilar.commons.region_parent import RegionParent
from pilar.commons.source import Source
from pilar.commons.target import Target
from pilar.hookspecs import Seed

TABLES: Final[tuple[type[Entity], ...]] = (
    Source,
    Region,
    RegionCode,
    RegionAlias,
    RegionParent,
    Organization,
    Indicator,
    Observation,
    Target,
)
"""Each after those that it refers to."""

_FOLDER: Final = Path(__file__).parent / "seeds"

SEEDS: Final[tuple[Seed, ...]] = ()
