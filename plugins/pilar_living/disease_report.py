"""`DiseaseReport`: how many fell ill with a disease, and how many died of it."""

from __future__ import annotations

import datetime
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

DIGITS: Final = "'0123456789'"
# No regular expression is read alike by SQLite and PostgreSQL; a capital is what its small letter is not.
CATEGORY: Final = (
    "length(icd10_code) >= 3 AND substr(icd10_code, 1, 1) <> lower(substr(icd10_code, 1, 1))"
    f" AND ltrim(substr(icd10_code, 2, 2), {DIGITS}) = ''"
)
SUBCATEGORY: Final = (
    "length(icd10_code) >= 5 AND substr(icd10_code, 4, 1) = '.'"
    f" AND ltrim(substr(icd10_code, 5), {DIGITS}) = ''"
)


class DiseaseReport(Entity, table=True):
    """New cases of a disease among the inhabitants of a region in a period, and deaths of it.

    Diseases are coded by ICD-10, the International Classification of Diseases of the World Health Organization.
    Starts empty: health offices enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "icd10_code", "period_start", "period_end")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "icd10_code", "period_start"),)

    region_id: int = reference("region")
    """The kabupaten or kota in which the patients live."""
    icd10_code: str = column(index=True, max_length=8)
    """Code of the disease in ICD-10: a category such as `A91`, dengue haemorrhagic fever, or a subcategory such as
    `A15.0`."""
    disease_id: str | None = column(default=None, max_length=200)
    disease_en: str | None = column(default=None, max_length=200)
    """Name of the disease."""
    year: int = column(index=True, ge=1900, le=2200)
    """Year of the period's last day."""
    period_start: datetime.date = column()
    """First day of the period: of a week, a month or a year."""
    period_end: datetime.date = column()
    """Last day of the period."""
    cases: int = column(unit="{case}", index=True, ge=0)
    """New cases in the period."""
    deaths: int | None = column(default=None, unit="{person}", ge=0)
    """Deaths of the disease in the period; null where they were not reported."""
    case_fatality_pct: float | None = computed("100.0 * deaths / nullif(cases, 0)", unit="%", index=True)
    """Deaths of the cases of the period; null without cases."""
    fatality_plausible: bool | None = computed("deaths <= cases", index=True)
    """Whether no more died than fell ill; can be false where patients died who fell ill in an earlier period."""
    code_plausible: bool | None = computed(
        f"{CATEGORY} AND (length(icd10_code) = 3 OR {SUBCATEGORY})", index=True
    )
    """Whether the code has the form of ICD-10: a capital and two digits, then nothing, or a point and digits."""
    period_plausible: bool | None = computed("period_start <= period_end", index=True)
    """Whether the period does not end before it begins."""
    source_id: int = reference("source")
    """Where the row comes from."""
