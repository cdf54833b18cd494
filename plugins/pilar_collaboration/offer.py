"""`Offer`: help that a partner holds out to regions."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

from pilar import Entity, Indicator, Organization, column, reference

from pilar_collaboration.commitment import CommitmentKind
from pilar_collaboration.rules import OPENING
from pilar_collaboration.theme import Theme


class OfferStatus(enum.Enum):
    """Whether regions may still take it up."""

    OPEN = "OPEN"
    EXHAUSTED = "EXHAUSTED"
    WITHDRAWN = "WITHDRAWN"


class Offer(Entity, table=True):
    """Help that an organisation holds out to regions that have a challenge: money, equipment, expertise, training.
    Starts empty: partners enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("status", "theme"), ("status", "indicator_id"))
    __checks__: ClassVar[dict[str, str]] = {"period": OPENING}

    code: str = column(max_length=80)
    """Stable short name, given by the partner."""
    organization_id: int = reference(Organization)
    """Who offers."""
    title_id: str = column(max_length=200)
    """What is offered."""
    title_en: str | None = column(default=None, max_length=200)
    """What is offered, in English."""
    description: str | None = column(default=None, max_length=4000)
    """What a region gets, and on which conditions."""
    kind: CommitmentKind = column(index=True)
    """What is offered in the first place."""
    theme: Theme = column(index=True)
    """What it is about."""
    indicator_id: int | None = reference(Indicator, optional=True)
    """The indicator that it is to improve, where there is one."""
    nationwide: bool = column(index=True)
    """Whether every region may take it up; otherwise those of `regions`, and the regions within them."""
    opens_on: datetime.date = column(index=True)
    """First day on which regions may ask for it."""
    closes_on: datetime.date | None = column(default=None, index=True)
    """Last day on which regions may ask for it, not before the first; null where there is none."""
    status: OfferStatus = column(default=OfferStatus.OPEN, index=True)
    """Whether regions may still take it up."""
    source_id: int = reference("source")
    """Where the row comes from."""
