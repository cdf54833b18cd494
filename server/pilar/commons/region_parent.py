"""`RegionParent`: to which region a region belonged, and when."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar.commons.entity import Entity, column, reference
from pilar.commons.region import Region


class RegionParent(Entity, table=True):
    """A period in which a region lay directly below another: 34 provinces became 38 in 2022.

    One row has no `validTo`: it is the present, and its parent is the region's `parent`.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "parent_id")

    region_id: int = reference(Region, back="parents")
    """The region below."""
    parent_id: int = reference(Region, back="members")
    """The region above: a province, or the country."""
    valid_from: datetime.date | None = column(default=None)
    """First day of the period, when its law came into force; null where it precedes these records."""
    valid_to: datetime.date | None = column(default=None, index=True)
    """Day from which it no longer held; null while it does."""
    legal_basis: str | None = column(default=None, max_length=200)
    """The law that put the region below this parent, such as `UU 14/2022`."""
