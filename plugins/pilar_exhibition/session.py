"""`Session`: parts of an event's programme at which somebody speaks."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar import Entity, column, reference

from pilar_exhibition.event import Event
from pilar_exhibition.theme import Theme


class Session(Entity, table=True):
    """A part of an event's programme at which people speak. A session may be known by the number of its speakers
    while their names are not published: then `speakers` is empty.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __checks__: ClassVar[dict[str, str]] = {"period": "ends_at >= starts_at"}

    code: str = column(max_length=80)
    """Stable short name."""
    event_id: int = reference(Event)
    """The event."""
    theme_id: int | None = reference(Theme, optional=True)
    """The theme that it belongs to."""
    title_id: str = column(max_length=300)
    """What it was about."""
    title_en: str | None = column(default=None, max_length=300)
    """What it was about, in English."""
    starts_at: datetime.datetime | None = column(default=None, index=True)
    """Moment at which it begins, with its time zone; null where it is not published."""
    ends_at: datetime.datetime | None = column(default=None)
    """Moment at which it ends, not before it begins; null where it is not published."""
    speaker_count: int | None = column(default=None, ge=0)
    """How many spoke, where that is published, whether or not `speakers` names them."""
    speaker_role: str | None = column(default=None, max_length=200)
    """As what they spoke, such as regional leaders."""
    source_id: int = reference("source")
    """Where the row comes from."""
