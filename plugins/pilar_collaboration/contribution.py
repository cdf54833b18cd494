"""`Contribution`: what was really given of a commitment."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar

from pilar import Entity, column, reference

from pilar_collaboration.commitment import Commitment


class Contribution(Entity, table=True):
    """Something given on a day towards a commitment, in the unit or currency of the commitment. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("commitment_id", "number")
    __checks__: ClassVar[dict[str, str]] = {
        "quantity": "quantity > 0",
        "evidence_url": "evidence_url LIKE 'https://_%'",
    }

    commitment_id: int = reference(Commitment)
    """What it counts towards."""
    number: int = column(ge=1)
    """1 for the first contribution towards the commitment, and so on."""
    given_on: datetime.date = column(index=True)
    """Day on which it was given or handed over."""
    quantity: Decimal = column(scale=2, ge=0)
    """How much was given, more than nothing, in the unit or currency of the commitment."""
    note: str | None = column(default=None, max_length=1000)
    """What was given."""
    evidence_url: str | None = column(default=None, max_length=500)
    """Where a receipt, a report or a minute can be read; an address that begins with `https://`."""
    source_id: int = reference("source")
    """Where the row comes from."""
