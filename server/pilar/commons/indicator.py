"""`Indicator`: what is measured, in which unit, in which direction and towards which target."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar.commons.entity import Entity, column


class Direction(enum.Enum):
    """Whether a higher value is better (up), worse (down), or neither (neutral: never scored)."""

    UP = "UP"
    DOWN = "DOWN"
    NEUTRAL = "NEUTRAL"


class Evidence(enum.Enum):
    """How far an indicator's definition, code and target were checked against their sources."""

    VERIFIED = "VERIFIED"
    PARTLY = "PARTLY"
    PROPOSED = "PROPOSED"


class Indicator(Entity, table=True):
    """A quantity that is observed of regions: eight for each pillar, and the series that they rest on."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=60)
    """Stable name, such as `HR.MEAN_SCHOOLING`."""
    pillar: str | None = column(default=None, index=True, max_length=31)
    """Namespace of the pillar that it counts for; null for a supporting series, such as population."""
    name_id: str = column(max_length=200)
    """What is measured."""
    name_en: str | None = column(default=None, max_length=200)
    """What is measured, in English."""
    unit: str = column(max_length=40)
    """Unit of its observations, goalposts and target, in UCUM. Money is not UCUM: then it is written as in
    `MIDR/a` (million rupiah a year) and `currency` says which money."""
    unit_label: str = column(max_length=60)
    """The unit in words."""
    currency: str | None = column(default=None, max_length=3)
    """ISO 4217 code, if the indicator is an amount of money."""
    price_year: int | None = column(default=None, ge=1900, le=2200)
    """Year whose prices are used, if the money is at constant prices; null for current prices."""
    direction: Direction = column(index=True)
    """Whether higher is better."""
    goalpost_lower: float | None = column(default=None)
    """Value that scores 0 (100 if the direction is down)."""
    goalpost_upper: float | None = column(default=None)
    """Value that scores 100 (0 if the direction is down)."""
    valid_lower: float | None = column(default=None)
    """Least value that an observation can have; imports refuse what is below. Null: 0 for a share in %, else none."""
    valid_upper: float | None = column(default=None)
    """Greatest value that an observation can have; imports refuse what is above. Null: 100 for a share in %, else
    none."""
    plausible_per_capita: float | None = column(default=None)
    """Value per inhabitant, in `unit`, above which imports want a confirmation; for totals such as the gross regional
    product. Null: none."""
    target_value: float | None = column(default=None)
    """Value to be reached; null where nobody has set one."""
    target_source: str | None = column(default=None, max_length=300)
    """Regulation or plan that sets the target, or `proposed`."""
    standard: str | None = column(default=None, max_length=300)
    """Standards and statistics that define it."""
    u4ssc_code: str | None = column(default=None, max_length=40)
    """Code of the matching key performance indicator of U4SSC (Recommendation ITU-T Y.4903)."""
    sdg: int | None = column(default=None, index=True, ge=1, le=17)
    """Number of the Sustainable Development Goal that it serves best."""
    kominfo_dimension: str | None = column(default=None, max_length=60)
    """Dimension of the Indonesian smart-city programme that it belongs to."""
    evidence: Evidence = column(default=Evidence.PROPOSED)
    """Whether the entry was verified against its sources or is a proposal."""
    evidence_note: str | None = column(default=None, max_length=200)
    """What of it is verified and what proposed, where that differs."""
