"""`Exhibit`: what was shown in a pavilion."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference

from pilar_exhibition.pavilion import Pavilion


class MediaKind(enum.Enum):
    """What an exhibit's link leads to."""

    IMAGE = "IMAGE"
    VIDEO = "VIDEO"
    AUDIO = "AUDIO"
    DOCUMENT = "DOCUMENT"
    MODEL = "MODEL"
    WEB = "WEB"


class Exhibit(Entity, table=True):
    """Something shown in a pavilion. Starts empty: exhibitors enter their own."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __checks__: ClassVar[dict[str, str]] = {
        "media_url": "media_url LIKE 'https://_%'",
        "media": "(media_url IS NULL) = (media_kind IS NULL)",
    }

    code: str = column(max_length=80)
    """Stable short name, given by the exhibitor."""
    pavilion_id: int = reference(Pavilion)
    """The pavilion."""
    title_id: str = column(index=True, max_length=200)
    """What it is."""
    title_en: str | None = column(default=None, max_length=200)
    """What it is, in English."""
    description: str | None = column(default=None, max_length=4000)
    """What it shows."""
    media_kind: MediaKind | None = column(default=None, index=True)
    """What the link leads to; null where there is none."""
    media_url: str | None = column(default=None, max_length=500)
    """Picture, film, document, 3D model or page; an address that begins with `https://`."""
    media_licence: str | None = column(default=None, max_length=80)
    """Licence of the linked work, as its SPDX identifier; null where it is not stated."""
    source_id: int = reference("source")
    """Where the row comes from."""
