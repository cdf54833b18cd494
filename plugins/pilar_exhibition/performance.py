"""`Performance`: regional arts on an event's stage."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar import Entity, Region, column, reference

from pilar_exhibition.event import Event


class Performance(Entity, table=True):
    """A performance of a regional art at an event. Starts empty: that there were performances in 2022 is published,
    which they were is not.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __checks__: ClassVar[dict[str, str]] = {"period": "ends_at >= starts_at"}

    code: str = column(max_length=80)
    """Stable short name."""
    event_id: int = reference(Event)
    """The event."""
    title_id: str = column(max_length=200)
    """What was performed."""
    title_en: str | None = column(default=None, max_length=200)
    """What was performed, in English."""
    art_form: str = column(index=True, max_length=100)
    """The art, such as `wayang kulit` or `tari saman`."""
    region_id: int | None = reference(Region, optional=True)
    """The region whose art it is."""
    stage: str | None = column(default=None, max_length=100)
    """Where it was performed."""
    starts_at: datetime.datetime | None = column(default=None, index=True)
    """Moment at which it begins, with its time zone."""
    ends_at: datetime.datetime | None = column(default=None)
    """Moment at which it ends, not before it begins."""
    source_id: int = reference("source")
    """Where the row comes from."""
