"""The shared core: the tables that every plugin may refer to, and the rows that they start with."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pilar.commons.assessment import Assessment
from pilar.commons.assessment_challenge import AssessmentChallenge, AssessmentChallengeEvidence
from pilar.commons.assessment_change import AssessmentChange
from pilar.commons.assessment_node import AssessmentNode
from pilar.commons.assessment_peer import AssessmentPeer
from pilar.commons.assessment_potential import AssessmentPotential, AssessmentPotentialEvidence
from pilar.commons.composite_index import CompositeIndex
from pilar.commons.entity import Entity
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation
from pilar.commons.organization import Organization
from pilar.commons.province_assessment import ProvinceAssessment
from pilar.commons.region import Region
from pilar.commons.region_alias import RegionAlias
from pilar.commons.region_code import RegionCode
from pilar.commons.region_parent import RegionParent
from pilar.commons.shortfall import Shortfall
from pilar.commons.source import Source
from pilar.commons.target import Target
from pilar.hookspecs import Seed

__all__ = [
    "SEEDS",
    "TABLES",
    "Indicator",
    "Observation",
    "Organization",
    "Region",
    "Shortfall",
    "Source",
    "Target",
]

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
    Shortfall,
    CompositeIndex,
    Assessment,
    AssessmentNode,
    AssessmentPotential,
    AssessmentPotentialEvidence,
    AssessmentChallenge,
    AssessmentChallengeEvidence,
    AssessmentPeer,
    ProvinceAssessment,
    AssessmentChange,
)
"""Each after those that it refers to."""

_FOLDER: Final = Path(__file__).parent / "seeds"

SEEDS: Final[tuple[Seed, ...]] = (
    Seed(Source, _FOLDER / "sources.csv", rows=10),
    Seed(Region, _FOLDER / "regions.csv", rows=553),
    Seed(RegionCode, _FOLDER / "region_codes.csv", rows=1_139),
    Seed(RegionAlias, _FOLDER / "region_aliases.csv", rows=11),
    Seed(RegionParent, _FOLDER / "region_parents.csv", rows=578),
    Seed(Organization, _FOLDER / "organizations.csv", rows=9),
    Seed(Indicator, _FOLDER / "indicators.csv", rows=3),
    Seed(Observation, _FOLDER / "observations.csv", rows=4_623),
)
"""Each after those that it refers to. A plugin's indicators and seeds are loaded after these."""
