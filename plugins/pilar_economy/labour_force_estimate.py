"""`LabourForceEstimate`: how many people of an age work or look for work."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, computed, reference


class AgeGroup(enum.Enum):
    """Age in years: everybody of working age (15 and older), and the two parts of them."""

    ALL_15_PLUS = "ALL_15_PLUS"
    YOUTH_15_24 = "YOUTH_15_24"
    ADULT_25_PLUS = "ADULT_25_PLUS"


class LabourForceEstimate(Entity, table=True):
    """The labour force of a region and the unemployed in it, by BPS's labour force survey (Sakernas) of August.

    The rates are the indicators ECO.UNEMPLOYMENT and, for 15 to 24 years, ECO.YOUTH_UNEMPLOYMENT; a rate that BPS
    publishes itself is not replaced. Starts empty.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "age_group")

    region_id: int = reference("region")
    """The region where the people live."""
    year: int = column(index=True, ge=1945, le=2200)
    """Calendar year of the survey."""
    age_group: AgeGroup = column(index=True)
    """Their age. Add up either the whole or its two parts."""
    labour_force: int = column(unit="{person}", index=True, ge=0)
    """People who work or look for work (angkatan kerja)."""
    unemployed: int = column(unit="{person}", index=True, ge=0)
    """Of them, those without work (pengangguran terbuka)."""
    unemployment_pct: float | None = computed(
        "round(10000.0 * unemployed / nullif(labour_force, 0)) / 100.0", unit="%", index=True
    )
    """Unemployed of the labour force."""
    counts_consistent: bool | None = computed("unemployed <= labour_force", index=True)
    """Whether no more people are unemployed than belong to the labour force."""
    source_id: int = reference("source")
    """The survey."""
