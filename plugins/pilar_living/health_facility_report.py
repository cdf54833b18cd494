"""`HealthFacilityReport`: the beds, staff and patients of a health facility in a year."""

from __future__ import annotations

from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

from pilar_living.health_facility import HealthFacility

# Divided as integers: some drivers take a percent sign for a parameter.
LEAP: Final = "year / 4 * 4 = year AND (year / 100 * 100 <> year OR year / 400 * 400 = year)"
DAYS: Final = f"CASE WHEN {LEAP} THEN 366 ELSE 365 END"
OCCUPANCY: Final = f"100.0 * inpatient_days / nullif(beds * ({DAYS}), 0)"


class HealthFacilityReport(Entity, table=True):
    """Beds and staff of a health facility at the end of a year, and its patients in that year. Starts empty.

    What was not reported is null, which is not zero.
    """

    __key__: ClassVar[tuple[str, ...]] = ("facility_id", "year")

    facility_id: int = reference(HealthFacility, back="reports")
    """The facility that reports."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year; stocks are those of 31 December."""
    beds: int | None = column(default=None, unit="{bed}", index=True, ge=0)
    """Beds for inpatients (tempat tidur)."""
    physicians: int | None = column(default=None, unit="{person}", index=True, ge=0)
    """Physicians, general and specialised, without dentists. Each is to be counted once, at the first place of
    practice: a licence may name up to three (UU 29/2004, art. 37)."""
    specialists: int | None = column(default=None, unit="{person}", ge=0)
    """Of the physicians, those with a speciality (dokter spesialis)."""
    dentists: int | None = column(default=None, unit="{person}", ge=0)
    """Dentists."""
    nurses: int | None = column(default=None, unit="{person}", ge=0)
    """Nurses (perawat)."""
    midwives: int | None = column(default=None, unit="{person}", ge=0)
    """Midwives (bidan)."""
    outpatient_visits: int | None = column(default=None, unit="{visit}/a", ge=0)
    """Visits of outpatients in the year."""
    inpatient_days: int | None = column(default=None, unit="d/a", ge=0)
    """Days that inpatients spent in the facility in the year, added up (hari perawatan)."""
    bed_occupancy_pct: float | None = computed(OCCUPANCY, unit="%", index=True)
    """Inpatient days of the days that the beds could be used (bed occupancy rate, BOR); null without beds."""
    occupancy_plausible: bool | None = computed(f"({OCCUPANCY}) <= 100", index=True)
    """Whether the occupancy is at most 100 %; false where patients lay in beds that are not counted, or a figure is
    wrong."""
    specialists_plausible: bool | None = computed("specialists <= physicians", index=True)
    """Whether the specialists are no more than the physicians that they belong to."""
    source_id: int = reference("source")
    """Where the row comes from."""
