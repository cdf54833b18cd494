"""`ModeShareSurvey`: how the people of a region travel."""

from __future__ import annotations

from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

SHARES: Final = (
    "private_vehicle_pct",
    "public_transport_pct",
    "walking_pct",
    "cycling_pct",
    "paratransit_pct",
    "other_pct",
)
REPORTED: Final = f"coalesce({', '.join(SHARES)}) IS NOT NULL"
# Two decimals: the sum of doubles would otherwise end in 99.99999999999999.
TOTAL: Final = f"round(100.0 * ({' + '.join(f'coalesce({share}, 0.0)' for share in SHARES)})) / 100.0"


class ModeShareSurvey(Entity, table=True):
    """Shares of the means of transport in the trips of a region's inhabitants, found by a survey (U4SSC EC: I: T: 4A).

    Shares should total 100 %; `totalPlausible` tells whether they do, within 2. Starts empty: cities enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "source_id")

    region_id: int = reference("region")
    """The region whose inhabitants were asked."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year of the survey."""
    persons_asked: int | None = column(default=None, unit="{person}", ge=1)
    """Size of the sample."""
    private_vehicle_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Trips by one's own car or motorcycle."""
    public_transport_pct: float | None = column(default=None, unit="%", index=True, ge=0, le=100)
    """Trips by public transport on fixed routes: bus, angkot, train, ferry."""
    walking_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Trips on foot."""
    cycling_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Trips by bicycle."""
    paratransit_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Trips by taxi, ojek, becak or bajaj, ordered by telephone or not."""
    other_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Everything else."""
    total_pct: float | None = computed(f"CASE WHEN {REPORTED} THEN {TOTAL} END", unit="%")
    """Sum of the shares that are given; null where none is."""
    total_plausible: bool | None = computed(
        f"CASE WHEN {REPORTED} THEN {TOTAL} BETWEEN 98 AND 102 END", index=True
    )
    """Whether the shares total 100 % within 2; null where none is given."""
    source_id: int = reference("source")
    """The survey that the row was taken from."""
