"""`BrandAsset`: what a region is known by."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

from pilar import Entity, column, computed, reference

from pilar_economy.commodity import Commodity


class BrandKind(enum.Enum):
    """What carries a region's name: slogan and logo of a campaign, protected names and signs, heritage, events."""

    CAMPAIGN = "CAMPAIGN"
    LOGO = "LOGO"
    TRADEMARK = "TRADEMARK"
    COLLECTIVE_MARK = "COLLECTIVE_MARK"
    GEOGRAPHICAL_INDICATION = "GEOGRAPHICAL_INDICATION"
    HERITAGE = "HERITAGE"
    EVENT = "EVENT"
    CREATIVE_CITY = "CREATIVE_CITY"


class BrandAsset(Entity, table=True):
    """A sign, name or title that makes a region known: a geographical indication, a mark, a campaign, a listing.

    Marks and geographical indications are registered under UU 20/2016. Starts empty: regions enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters it."""
    name_id: str = column(index=True, max_length=200)
    name_en: str | None = column(default=None, max_length=200)
    """The name, slogan or title itself."""
    kind: BrandKind = column(index=True)
    """What kind of sign it is."""
    region_id: int = reference("region")
    """The region that it makes known."""
    commodity_id: int | None = reference(Commodity, optional=True)
    """The good that it stands for, where it is about one."""
    authority: str | None = column(default=None, max_length=200)
    """Who registered or listed it, such as DJKI (intellectual property) or UNESCO."""
    registration_number: str | None = column(default=None, index=True, max_length=80)
    """Number in that register."""
    registered_on: datetime.date | None = column(default=None, index=True)
    """Day on which it was registered or listed."""
    valid_until: datetime.date | None = column(default=None, index=True)
    """Last day of its protection; null where it does not end."""
    dates_consistent: bool | None = computed("registered_on <= valid_until")
    """Whether its protection ends after it began; null where either day is not known."""
    url: str | None = column(default=None, max_length=500)
    """Where it is described."""
    owner_id: int | None = reference("organization", optional=True)
    """Who holds the rights."""
    source_id: int = reference("source")
    """Where the row comes from."""
