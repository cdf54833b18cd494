"""`SpbeAssessment`: how mature a government's e-government is in a year."""

from __future__ import annotations

import enum
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference


class AssessmentBasis(enum.Enum):
    """Who judged: assessors of the ministry (the published index), or the government itself."""

    EXTERNAL = "EXTERNAL"
    SELF = "SELF"


class SpbeBand(enum.Enum):
    """The five bands of the index: kurang, cukup (from 1.8), baik (2.6), sangat baik (3.5), memuaskan (4.2)."""

    POOR = "POOR"
    FAIR = "FAIR"
    GOOD = "GOOD"
    VERY_GOOD = "VERY_GOOD"
    EXCELLENT = "EXCELLENT"


# Permenpan RB 59/2020, annex I, table 13: the band begins at the value and ends below the next one's.
BANDS: Final = {"FAIR": 1.8, "GOOD": 2.6, "VERY_GOOD": 3.5, "EXCELLENT": 4.2}
BAND: Final = " ".join(
    [
        "CASE",
        *(f"WHEN index_value >= {lowest} THEN '{name}'" for name, lowest in reversed(BANDS.items())),
        "WHEN index_value IS NOT NULL THEN 'POOR' END",
    ]
)


class SpbeAssessment(Entity, table=True):
    """One evaluation of the e-government (SPBE) of a region's government, by Permenpan RB 59/2020.

    The ministry for administrative reform (PANRB) evaluates yearly and publishes an index from 1 to 5. The levels of
    the 47 indicators behind it, where known, are in `scores`. Starts empty: governments enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"), ("year", "index_value"))

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the evaluation, such as `32.73-2023`."""
    region_id: int = reference("region")
    """The region whose government was evaluated."""
    year: int = column(index=True, ge=2018, le=2200)
    """Calendar year of the evaluation."""
    basis: AssessmentBasis = column(index=True)
    """Who judged."""
    index_value: float | None = column(default=None, unit="1", index=True, ge=1, le=5)
    """SPBE index as published, from 1 to 5; null where only the levels are known."""
    policy_index: float | None = column(default=None, unit="1", ge=1, le=5)
    """Index of the domain internal policy (kebijakan internal), from 1 to 5."""
    governance_index: float | None = column(default=None, unit="1", ge=1, le=5)
    """Index of the domain governance (tata kelola), from 1 to 5."""
    management_index: float | None = column(default=None, unit="1", ge=1, le=5)
    """Index of the domain management (manajemen), from 1 to 5."""
    services_index: float | None = column(default=None, unit="1", ge=1, le=5)
    """Index of the domain services (layanan), from 1 to 5."""
    band: SpbeBand | None = computed(BAND, index=True)
    """The band that the published index falls into; `GOOD` begins at 2.6 (Permenpan RB 59/2020)."""
    index_plausible: bool | None = computed(
        "abs(0.13 * policy_index + 0.25 * governance_index + 0.165 * management_index"
        " + 0.455 * services_index - index_value) <= 0.02"
    )
    """Whether the domains' indices, weighed as in Permenpan RB 59/2020, give the published index within 0.02;
    null where one of them is missing."""
    source_id: int = reference("source")
    """Where the evaluation was published, or who reports it."""
