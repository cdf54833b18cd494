"""`AssessmentChallenge` and its evidence: where a region falls short, by a stated rule."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar.commons.assessment import Assessment
from pilar.commons.entity import Entity, column, reference
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation
from pilar.commons.shortcut import Shortcut


class ChallengeRule(enum.Enum):
    """The rules by which a challenge is found; their thresholds are in docs/assessment.md.

    BELOW_TARGET: worse than the target of the year. BELOW_GOALPOST: worse than the value that scores 0. BELOW_PEERS:
    scores less than the median of the regions of its kind. WORSENING: worse two years running. MISSES_DEADLINE: on its
    course so far it reaches the target too late, or never. MISSING: indicators of a dimension have no value. STALE: the
    value is an earlier year's. LAGGING: a dimension scores less than the others by a tenth of the scale.
    PUBLISHED_DIFFERS: a published index cannot follow from its published components.
    """

    BELOW_TARGET = "BELOW_TARGET"
    BELOW_GOALPOST = "BELOW_GOALPOST"
    BELOW_PEERS = "BELOW_PEERS"
    WORSENING = "WORSENING"
    MISSES_DEADLINE = "MISSES_DEADLINE"
    MISSING = "MISSING"
    STALE = "STALE"
    LAGGING = "LAGGING"
    PUBLISHED_DIFFERS = "PUBLISHED_DIFFERS"


class AssessmentChallenge(Entity, table=True):
    """A challenge of a region in a year: the rule that found it, what it is about, the gap and its priority.

    The observations that it rests on are its `evidence`; what is missing has none. Indicators without a value are told
    of together, one challenge `MISSING` for each dimension.
    """

    __key__: ClassVar[tuple[str, ...]] = ("assessment_id", "rule", "node")
    __shortcuts__: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut(
            "challenges",
            "What the region should look at first, by falling priority.",
            shows="list",
            on="assessment_id",
            order=({"position": "ASC"},),
            most=100,
        ),
    )

    assessment_id: int = reference(Assessment, on_delete="CASCADE")
    """The assessment that it belongs to: index, region and year."""
    rule: ChallengeRule = column()
    """The rule that found it."""
    node: str = column(max_length=60)
    """Code of the node or indicator that it is about."""
    indicator_id: int | None = reference(Indicator, optional=True, on_delete="SET NULL")
    """The indicator that it is about, if it is about one."""
    score: float | None = column(default=None)
    """Score of the node or indicator, from 0 to the index's `scale`."""
    value: float | None = column(default=None)
    """Value of the indicator, in its unit."""
    reference: float | None = column(default=None)
    """What the value is compared with, in the unit of the indicator: target, goalpost, median of the regions of its
    kind, the value of two years before (WORSENING), or the year of the observation (STALE). For LAGGING, the mean score
    of the other dimensions; for PUBLISHED_DIFFERS, the score that follows from the components."""
    gap: float | None = column(default=None, ge=0)
    """How far the value is from the reference, in the unit of the indicator."""
    gap_pct: float | None = column(default=None, unit="%", ge=0)
    """How many points of the score are lost to the gap, as a share of the scale: comparable between indicators."""
    projected_year: float | None = column(default=None)
    """Year in which the target will be reached at the pace so far, as in 2031.5 for the middle of 2031
    (MISSES_DEADLINE); null where it never will."""
    deadline: int | None = column(default=None, ge=1000, le=9999)
    """Year by which the target is to be reached (MISSES_DEADLINE)."""
    priority: float | None = column(default=None, unit="%", ge=0)
    """`gapPct` times the weight in the whole index: how many per cent of the scale closing the gap would win. Null for
    what has no gap, such as missing data."""
    text_id: str = column(max_length=1000)
    """The finding in a sentence, with its figures."""
    text_en: str = column(max_length=1000)
    """The finding in a sentence, with its figures, in English."""
    position: int = column(default=0, ge=0)
    """Place among the challenges of the assessment, from 1: by falling priority."""


class AssessmentChallengeEvidence(Entity, table=True):
    """An observation that a challenge rests on."""

    __key__: ClassVar[tuple[str, ...]] = ("challenge_id", "observation_id")
    __plural__: ClassVar[str] = "AssessmentChallengeEvidenceItems"
    __shortcuts__: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut(
            "evidence",
            "The observations that it rests on, the latest ten of them.",
            shows="list",
            on="challenge_id",
            order=({"observation": {"year": "DESC"}},),
            most=10,
        ),
    )

    challenge_id: int = reference(AssessmentChallenge, on_delete="CASCADE")
    """The challenge."""
    observation_id: int = reference(Observation, back="challengeEvidence", on_delete="CASCADE")
    """The observation, with its source."""
