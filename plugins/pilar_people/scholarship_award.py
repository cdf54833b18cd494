"""`ScholarshipAward`: how many of a region got a scholarship in a year."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from pilar import Entity, column, computed, reference

from pilar_people.scholarship import Scholarship


class ScholarshipAward(Entity, table=True):
    """Inhabitants of a region who got a scholarship in a year. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("scholarship_id", "region_id", "year")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)

    scholarship_id: int = reference(Scholarship, back="awards")
    """The scholarship."""
    region_id: int = reference("region")
    """Where those who got it live."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year of the award."""
    applicants: int | None = column(default=None, unit="{person}/a", ge=0)
    """People who applied."""
    recipients: int = column(unit="{person}/a", index=True, ge=0)
    """People who got it for the first time."""
    women: int | None = column(default=None, unit="{person}/a", ge=0)
    """Of them, women."""
    disbursed_midr: Decimal | None = column(default=None, unit="MIDR/a", index=True, ge=0, scale=2)
    """Money paid in the year, in million rupiah (ISO 4217: IDR) at current prices."""
    award_pct: float | None = computed("100.0 * recipients / nullif(applicants, 0)", unit="%", index=True)
    """Recipients of the applicants."""
    counts_plausible: bool | None = computed(
        "coalesce(recipients <= applicants, true) AND coalesce(women <= recipients, true)", index=True
    )
    """Whether no part that is given is larger than its whole: recipients of the applicants, women of the recipients."""
    source_id: int = reference("source")
    """Where the row comes from."""
