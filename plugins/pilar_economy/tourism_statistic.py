"""`TourismStatistic`: visitors of a region in a year, and the people who live on them."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from pilar import Entity, column, computed, reference


class TourismStatistic(Entity, table=True):
    """Visits to a region and work in its tourism in a year.

    Workers in tourism of all workers is the indicator ECO.TOURISM_JOBS. Starts empty: BPS and regional offices publish
    such figures.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year")

    region_id: int = reference("region")
    """The region visited."""
    year: int = column(index=True, ge=1945, le=2200)
    """Calendar year."""
    domestic_trips: int | None = column(default=None, big=True, unit="{trip}/a", index=True, ge=0)
    """Trips of residents of Indonesia to the region."""
    foreign_visits: int | None = column(default=None, unit="{visit}/a", index=True, ge=0)
    """Visits of people who live abroad."""
    room_nights: int | None = column(default=None, unit="{night}/a", ge=0)
    """Nights for which rooms were occupied."""
    occupancy_pct: float | None = column(default=None, unit="%", index=True, ge=0, le=100)
    """Occupied rooms of those on offer, over the year (TPK)."""
    spending_idr: Decimal | None = column(default=None, scale=2, ge=0)
    """What visitors spent in the region in rupiah (ISO 4217: IDR), at prices of the year."""
    tourism_workers: int | None = column(default=None, unit="{person}", ge=0)
    """People who work in tourism: accommodation, food service, transport of passengers, travel, culture, recreation."""
    workers: int | None = column(default=None, unit="{person}", ge=0)
    """All people who work in the region, in the labour force survey (Sakernas) of August."""
    tourism_jobs_pct: float | None = computed(
        "round(10000.0 * tourism_workers / nullif(workers, 0)) / 100.0", unit="%", index=True
    )
    """Workers in tourism of all."""
    workers_consistent: bool | None = computed("tourism_workers <= workers", index=True)
    """Whether no more people work in tourism than work at all; null where either is not known."""
    source_id: int = reference("source")
    """Where the figures come from."""
