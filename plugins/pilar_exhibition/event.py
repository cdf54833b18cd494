"""`Event`: gatherings of the programme."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar import Entity, Organization, column, reference


class Event(Entity, table=True):
    """A gathering of the smart-city programme. What is not published about it is null; days and places are."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __checks__: ClassVar[dict[str, str]] = {"period": "ends_on >= starts_on"}

    code: str = column(max_length=80)
    """Stable short name, such as `smart-city-2022`."""
    name_id: str = column(index=True, max_length=200)
    """What it is called."""
    name_en: str | None = column(default=None, max_length=200)
    """What it is called in English."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year."""
    starts_on: datetime.date | None = column(default=None, index=True)
    """First day; null where it is not published."""
    ends_on: datetime.date | None = column(default=None)
    """Last day, not before the first; null where it is not published."""
    organizer_id: int | None = reference(Organization, optional=True, back="events")
    """Who organised it."""
    virtual_exhibition: bool | None = column(default=None)
    """Whether there was a virtual exhibition beside the pavilions."""
    regional_arts: bool | None = column(default=None)
    """Whether arts of the regions were performed. Performances whose art and region are known are in `performances`."""
    source_id: int = reference("source")
    """Where the row comes from."""
