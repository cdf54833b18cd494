"""`Pavilion`: where cities, directorates and start-ups exhibited."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, Organization, Region, column, reference

from pilar_exhibition.event import Event


class PavilionKind(enum.Enum):
    """Whose pavilion it is: a kabupaten's or kota's, a directorate's of a ministry, or start-ups'."""

    CITY = "CITY"
    DIRECTORATE = "DIRECTORATE"
    START_UP = "START_UP"


class PavilionForm(enum.Enum):
    """Whether visitors walk into it or open it in a browser."""

    PHYSICAL = "PHYSICAL"
    VIRTUAL = "VIRTUAL"


class Pavilion(Entity, table=True):
    """A pavilion of an event, or several of one kind of which no more than the number is published: then
    `pavilionCount` is above 1, and neither region nor organisation is given.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __checks__: ClassVar[dict[str, str]] = {
        "count": "pavilion_count >= 1",
        "one_exhibitor": "pavilion_count = 1 OR (region_id IS NULL AND organization_id IS NULL)",
        "website_url": "website_url LIKE 'https://_%'",
    }

    code: str = column(max_length=80)
    """Stable short name."""
    event_id: int = reference(Event)
    """The event."""
    name_id: str = column(index=True, max_length=200)
    """What it is called."""
    name_en: str | None = column(default=None, max_length=200)
    """What it is called in English."""
    kind: PavilionKind = column(index=True)
    """Whose it is: a city's, a directorate's, or start-ups'."""
    form: PavilionForm | None = column(default=None, index=True)
    """Physical or virtual; null where it is not published."""
    pavilion_count: int = column(default=1, ge=1)
    """How many pavilions the row stands for: 1, unless members are not published."""
    region_id: int | None = reference(Region, optional=True)
    """The kabupaten or kota that exhibits; null where it is not published, or where it is none."""
    organization_id: int | None = reference(Organization, optional=True)
    """The organisation that exhibits; null where it is not published, or where it is none."""
    website_url: str | None = column(default=None, max_length=500)
    """Where a virtual pavilion is entered; an address that begins with `https://`."""
    source_id: int = reference("source")
    """Where the row comes from."""
