"""`Call`: a challenge for which a region seeks partners."""

from __future__ import annotations

import datetime
import enum
from decimal import Decimal
from typing import ClassVar

from pilar import Entity, Indicator, Region, column, reference

from pilar_collaboration.rules import CURRENCY, OPENING
from pilar_collaboration.theme import Theme


class CallStatus(enum.Enum):
    """Whether partners are still sought."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    WITHDRAWN = "WITHDRAWN"


class Call(Entity, table=True):
    """An open need of a region: a challenge, told by its theme and the indicator that shows it, for which it seeks
    partners. Starts empty: regions enter their own. `matches` are the offers that answer it.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("status", "theme"), ("status", "indicator_id"))
    __checks__: ClassVar[dict[str, str]] = {
        "period": OPENING,
        "currency": CURRENCY,
        "budget_currency": "(budget IS NULL) = (currency IS NULL)",
    }

    code: str = column(max_length=80)
    """Stable short name, given by the region."""
    region_id: int = reference(Region)
    """The region that calls."""
    title_id: str = column(max_length=200)
    """What is needed."""
    title_en: str | None = column(default=None, max_length=200)
    """What is needed, in English."""
    description: str | None = column(default=None, max_length=4000)
    """The challenge, what was tried, and what is sought."""
    theme: Theme = column(index=True)
    """What it is about."""
    indicator_id: int | None = reference(Indicator, optional=True)
    """The indicator that the call is to improve, where there is one."""
    opens_on: datetime.date = column(index=True)
    """First day on which offers are welcome."""
    closes_on: datetime.date | None = column(default=None, index=True)
    """Last day on which offers are welcome, not before the first; null where there is none."""
    budget: Decimal | None = column(default=None, scale=2, ge=0)
    """Money that the region sets aside for it, in `currency`, at current prices."""
    currency: str | None = column(default=None, max_length=3)
    """Currency of the budget, ISO 4217."""
    status: CallStatus = column(default=CallStatus.OPEN, index=True)
    """Whether partners are still sought."""
    source_id: int = reference("source")
    """Where the row comes from."""
