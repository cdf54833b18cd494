"""`Theme`: what an event was about."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, reference

from pilar_exhibition.event import Event


class Theme(Entity, table=True):
    """A theme of an event. The gathering of 2022 had three."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, such as `smart-city-2022-1`."""
    event_id: int = reference(Event)
    """The event."""
    number: int = column(index=True, ge=1)
    """Its place among the event's themes, from 1."""
    name_id: str = column(max_length=300)
    """What it is about."""
    name_en: str | None = column(default=None, max_length=300)
    """What it is about, in English."""
    source_id: int = reference("source")
    """Where the row comes from."""
