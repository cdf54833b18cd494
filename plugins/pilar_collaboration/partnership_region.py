"""`PartnershipRegion`: where a partnership works."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, Region, reference

from pilar_collaboration.partnership import Partnership


class PartnershipRegion(Entity, table=True):
    """A region in which a partnership works: the country, a province, a kabupaten or kota. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("partnership_id", "region_id")

    partnership_id: int = reference(Partnership, back="regions")
    """The partnership."""
    region_id: int = reference(Region)
    """The region."""
    source_id: int = reference("source")
    """Where the row comes from."""
