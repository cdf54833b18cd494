"""Rows of partners and regions, as their owners would enter them. All of them are made up."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from pilar_collaboration.call import Call, CallStatus
from pilar_collaboration.commitment import CommitmentKind
from pilar_collaboration.offer import Offer, OfferStatus
from pilar_collaboration.theme import Theme

DAY = datetime.date(2026, 1, 1)


@pytest.fixture
def call(live: Any) -> Callable[..., int]:
    """Enter an open call of Kota Bandung about waste."""

    def enter(**values: Any) -> int:
        row = {"code": "call", "region": "32.73", "title_id": "Sampah", "theme": Theme.WASTE, "opens_on": DAY}
        return int(live.insert(Call, **{"status": CallStatus.OPEN} | row | values))

    return enter


@pytest.fixture
def offer(live: Any) -> Callable[..., int]:
    """Enter an open offer about waste for all regions."""

    def enter(**values: Any) -> int:
        row = {"code": "offer", "organization": "wri", "title_id": "Bantuan", "theme": Theme.WASTE}
        more = {
            "opens_on": DAY,
            "nationwide": True,
            "kind": CommitmentKind.EXPERTISE,
            "status": OfferStatus.OPEN,
        }
        return int(live.insert(Offer, **row | more | values))

    return enter
