"""`Enrolment`: how many children and youths of an age go to school."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, computed, reference


class AgeGroup(enum.Enum):
    """Ages of the Indonesian school levels: SD, SMP, SMA and SMK, and higher education."""

    AGE_7_12 = "AGE_7_12"
    AGE_13_15 = "AGE_13_15"
    AGE_16_18 = "AGE_16_18"
    AGE_19_24 = "AGE_19_24"


class Enrolment(Entity, table=True):
    """Inhabitants of an age, and those of them who go to school at any level, in a region and year. Starts empty.

    Nine years of school from the age of 7 are compulsory (UU 20/2003); the programme Wajib Belajar 12 Tahun goes to 18.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "age_group")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "age_group", "year"),)

    region_id: int = reference("region")
    """The region in which they live."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year in which the school year began."""
    age_group: AgeGroup = column(index=True)
    """The age, in completed years."""
    population: int = column(unit="{person}", ge=0)
    """Inhabitants of that age."""
    enrolled: int = column(unit="{person}", index=True, ge=0)
    """Of them, those who go to school at any level."""
    enrolled_girls: int | None = column(default=None, unit="{person}", ge=0)
    """Of those who go to school, girls and women."""
    participation_pct: float | None = computed(
        "100.0 * enrolled / nullif(population, 0)", unit="%", index=True
    )
    """School participation rate (angka partisipasi sekolah, APS)."""
    participation_plausible: bool | None = computed("enrolled <= population", index=True)
    """Whether no more go to school than live there; false where pupils from elsewhere were counted, too."""
    girls_plausible: bool | None = computed("enrolled_girls <= enrolled", index=True)
    """Whether the girls are no more than all who go to school."""
    source_id: int = reference("source")
    """Where the row comes from."""
