"""`WorkforceProfile`: who works in a region, and what they learned."""

from __future__ import annotations

from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

SHARES: Final = (
    "primary_pct",
    "lower_secondary_pct",
    "upper_secondary_pct",
    "vocational_pct",
    "higher_pct",
)
REPORTED: Final = f"coalesce({', '.join(SHARES)}) IS NOT NULL"
# Two decimals: the sum of doubles would otherwise end in 99.99999999999999.
TOTAL: Final = f"round(100.0 * ({' + '.join(f'coalesce({share}, 0.0)' for share in SHARES)})) / 100.0"
LABOUR_FORCE: Final = "(employed + unemployed)"


class WorkforceProfile(Entity, table=True):
    """The labour force of a region in a year and the schooling of those at work, as in the labour survey of BPS
    (Sakernas, August). Starts empty.

    Shares of schooling should total 100 %; `schoolingPlausible` tells where they do, within 2.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year")

    region_id: int = reference("region")
    """The region in which they live."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year of the survey."""
    working_age: int | None = column(default=None, unit="{person}", ge=0)
    """Inhabitants of 15 years and older."""
    employed: int | None = column(default=None, unit="{person}", index=True, ge=0)
    """Of them, those who worked at least an hour in the week of the survey (bekerja)."""
    unemployed: int | None = column(default=None, unit="{person}", ge=0)
    """Of them, those without work who look for it or are about to begin (pengangguran terbuka)."""
    informal: int | None = column(default=None, unit="{person}", ge=0)
    """Of the employed, those in informal work: on their own account, unpaid, or day labourers."""
    degree_holders: int | None = column(default=None, unit="{person}", ge=0)
    """Of the inhabitants of 15 years and older, those with a diploma or degree of higher education (DI to S3)."""
    participation_pct: float | None = computed(
        f"100.0 * {LABOUR_FORCE} / nullif(working_age, 0)", unit="%", index=True
    )
    """Labour force participation rate (TPAK): employed and unemployed of the working age."""
    unemployment_pct: float | None = computed(
        f"100.0 * unemployed / nullif({LABOUR_FORCE}, 0)", unit="%", index=True
    )
    """Open unemployment rate (TPT): unemployed of the labour force."""
    informal_pct: float | None = computed("100.0 * informal / nullif(employed, 0)", unit="%", index=True)
    """Informal of all employed."""
    counts_plausible: bool | None = computed(
        f"coalesce({LABOUR_FORCE} <= working_age, true) AND coalesce(informal <= employed, true)"
        " AND coalesce(degree_holders <= working_age, true)",
        index=True,
    )
    """Whether no part that is given is larger than its whole: labour force and graduates of the working age, informal
    of the employed."""
    primary_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Employed with primary school or less (SD)."""
    lower_secondary_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Employed with lower secondary school (SMP)."""
    upper_secondary_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Employed with general upper secondary school (SMA)."""
    vocational_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Employed with vocational upper secondary school (SMK)."""
    higher_pct: float | None = column(default=None, unit="%", index=True, ge=0, le=100)
    """Employed with a diploma or degree of higher education."""
    schooling_total_pct: float | None = computed(f"CASE WHEN {REPORTED} THEN {TOTAL} END", unit="%")
    """Sum of the shares of schooling that are given; null where none is."""
    schooling_plausible: bool | None = computed(
        f"CASE WHEN {REPORTED} THEN {TOTAL} BETWEEN 98 AND 102 END", index=True
    )
    """Whether the shares of schooling total 100 % within 2; null where none is given."""
    source_id: int = reference("source")
    """Where the row comes from."""
