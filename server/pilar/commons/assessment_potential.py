"""`AssessmentPotential` and its evidence: what a region is good at, by a stated rule."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar.commons.assessment import Assessment
from pilar.commons.entity import Entity, column, reference
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation
from pilar.commons.shortcut import Shortcut


class PotentialRule(enum.Enum):
    """The rules by which a potential is found; their thresholds are in docs/assessment.md.

    TOP_DECILE: among the best tenth of the regions of its kind. FASTEST_IMPROVING: improved over the year before by
    more than nine tenths of them. UNUSED_RESOURCE: has more of a resource than half of them and uses less of it.
    """

    TOP_DECILE = "TOP_DECILE"
    FASTEST_IMPROVING = "FASTEST_IMPROVING"
    UNUSED_RESOURCE = "UNUSED_RESOURCE"


class AssessmentPotential(Entity, table=True):
    """A potential of a region in a year: the rule that found it, what it is about, and the figures.

    The observations that it rests on are its `evidence`.
    """

    __key__: ClassVar[tuple[str, ...]] = ("assessment_id", "rule", "node")
    __shortcuts__: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut(
            "potentials",
            "What the region is good at, or could use.",
            shows="list",
            on="assessment_id",
            order=({"position": "ASC"},),
            most=100,
        ),
    )

    assessment_id: int = reference(Assessment, on_delete="CASCADE")
    """The assessment that it belongs to: index, region and year."""
    rule: PotentialRule = column()
    """The rule that found it."""
    node: str = column(max_length=60)
    """Code of the node or indicator that it is about."""
    indicator_id: int | None = reference(Indicator, optional=True, on_delete="SET NULL")
    """The indicator that it is about, if it is about one."""
    score: float | None = column(default=None)
    """Score of the indicator, from 0 to the index's `scale`."""
    value: float | None = column(default=None)
    """Value of the indicator, in its unit."""
    reference: float | None = column(default=None)
    """What the value is compared with, in the unit of the indicator: the value of the year before
    (FASTEST_IMPROVING), or the median of the use of the resource among regions of the kind (UNUSED_RESOURCE)."""
    text_id: str = column(max_length=1000)
    """The finding in a sentence, with its figures."""
    text_en: str = column(max_length=1000)
    """The finding in a sentence, with its figures, in English."""
    position: int = column(default=0, ge=0)
    """Place among the potentials of the assessment, from 1: by rule, then by falling score."""


class AssessmentPotentialEvidence(Entity, table=True):
    """An observation that a potential rests on."""

    __key__: ClassVar[tuple[str, ...]] = ("potential_id", "observation_id")
    __plural__: ClassVar[str] = "AssessmentPotentialEvidenceItems"
    __shortcuts__: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut(
            "evidence",
            "The observations that it rests on, the latest ten of them.",
            shows="list",
            on="potential_id",
            order=({"observation": {"year": "DESC"}},),
            most=10,
        ),
    )

    potential_id: int = reference(AssessmentPotential, on_delete="CASCADE")
    """The potential."""
    observation_id: int = reference(Observation, back="potentialEvidence", on_delete="CASCADE")
    """The observation, with its source."""
