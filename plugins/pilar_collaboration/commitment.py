"""`Commitment`: what somebody promised within a partnership."""

from __future__ import annotations

import datetime
import enum
from decimal import Decimal
from typing import ClassVar

from pilar import Entity, Organization, Region, column, reference

from pilar_collaboration.partnership import Partnership
from pilar_collaboration.rules import CURRENCY, EITHER_UNIT


class CommitmentKind(enum.Enum):
    """What is promised."""

    FUNDING = "FUNDING"
    EQUIPMENT = "EQUIPMENT"
    SOFTWARE = "SOFTWARE"
    EXPERTISE = "EXPERTISE"
    TRAINING = "TRAINING"
    DATA = "DATA"
    LAND = "LAND"
    SERVICE = "SERVICE"


class Commitment(Entity, table=True):
    """An amount of money, or a quantity of something else, that an organisation promised within a partnership.
    Starts empty. What came of it are its contributions; `fulfilments` sets both against each other.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __checks__: ClassVar[dict[str, str]] = {
        "quantity": "quantity > 0",
        "currency": CURRENCY,
        "unit_or_currency": EITHER_UNIT,
    }

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters it."""
    partnership_id: int = reference(Partnership)
    """The partnership."""
    organization_id: int = reference(Organization)
    """Who promised."""
    region_id: int | None = reference(Region, optional=True)
    """The region that it is meant for; null where it is meant for all regions of the partnership."""
    kind: CommitmentKind = column(index=True)
    """What is promised."""
    description: str | None = column(default=None, max_length=1000)
    """What exactly is promised."""
    quantity: Decimal = column(scale=2, ge=0)
    """How much is promised in all, more than nothing: in `currency` if it is money, otherwise in `unit`."""
    unit: str | None = column(default=None, max_length=40)
    """Unit in UCUM, such as `MW`, `t/d`, `d` or `{person}`; null for money."""
    currency: str | None = column(default=None, max_length=3)
    """Currency, ISO 4217, such as `IDR`, at current prices; null for what is no money."""
    due_on: datetime.date | None = column(default=None, index=True)
    """Day by which it is to be fulfilled."""
    source_id: int = reference("source")
    """Where the row comes from."""
