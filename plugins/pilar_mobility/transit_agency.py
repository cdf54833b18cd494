"""`TransitAgency`: who runs public transport."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, reference


class TransitAgency(Entity, table=True):
    """An operator or authority under whose name public transport is offered, as in `agency.txt` of a GTFS feed.

    Starts empty: operators import their feeds.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=200)
    """Code of the source, a colon, and the id in the feed: ids are unique within a feed only."""
    name: str = column(index=True, max_length=300)
    """Name that passengers know."""
    url: str | None = column(default=None, max_length=500)
    """Web site for passengers."""
    timezone: str | None = column(default=None, max_length=60)
    """Time zone of its timetables, such as `Asia/Jakarta` (WIB), `Asia/Makassar` (WITA) or `Asia/Jayapura` (WIT)."""
    phone: str | None = column(default=None, max_length=100)
    """Telephone for passengers."""
    region_id: int = reference("region")
    """The region that it serves: that for which the feed was imported."""
    operator_id: int | None = reference("organization", optional=True)
    """The organisation behind the name, where that is known."""
    source_id: int = reference("source")
    """The feed or document that the row was taken from."""
