"""`OfferRegion`: for whom an offer is meant."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, Region, reference

from pilar_collaboration.offer import Offer


class OfferRegion(Entity, table=True):
    """A region that may take up an offer, and with it the regions within: a province stands for its kabupaten and
    kota. Starts empty.
    """

    __key__: ClassVar[tuple[str, ...]] = ("offer_id", "region_id")

    offer_id: int = reference(Offer, back="regions")
    """The offer."""
    region_id: int = reference(Region)
    """The region."""
    source_id: int = reference("source")
    """Where the row comes from."""
