"""`Fulfilment`: commitments against contributions."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar

from pilar import Entity, Organization, column, reference

from pilar_collaboration.commitment import Commitment
from pilar_collaboration.partnership import Partnership


class Fulfilment(Entity, table=True):
    """How far a commitment is fulfilled: one row for each, computed from all of its contributions at each request.

    Sums and averages make sense among commitments in one unit or one currency: filter by it.
    """

    __view__: ClassVar[str] = """
        SELECT c.id, c.id AS commitment_id, c.partnership_id, c.organization_id, c.unit, c.currency, c.due_on,
            c.quantity AS committed, c.given AS contributed, c.contributions, c.last_given_on,
            CASE WHEN c.given < c.quantity THEN c.quantity - c.given ELSE 0 END AS outstanding,
            100.0 * c.given / c.quantity AS fulfilled_pct, c.given >= c.quantity AS fulfilled
        FROM (
            SELECT p.id, p.partnership_id, p.organization_id, p.unit, p.currency, p.due_on, p.quantity,
                coalesce((SELECT sum(g.quantity) FROM {collaboration_contribution} g WHERE g.commitment_id = p.id), 0)
                    AS given,
                (SELECT count(*) FROM {collaboration_contribution} g WHERE g.commitment_id = p.id) AS contributions,
                (SELECT max(g.given_on) FROM {collaboration_contribution} g WHERE g.commitment_id = p.id)
                    AS last_given_on
            FROM {collaboration_commitment} p) c
    """

    commitment_id: int = reference(Commitment)
    """The commitment."""
    partnership_id: int = reference(Partnership)
    """The partnership within which it was made."""
    organization_id: int = reference(Organization)
    """Who promised."""
    unit: str | None = column(default=None, max_length=40)
    """Unit of the quantities in UCUM; null for money."""
    currency: str | None = column(default=None, max_length=3)
    """Currency of the quantities, ISO 4217; null for what is no money."""
    due_on: datetime.date | None = column(default=None)
    """Day by which it is to be fulfilled. Overdue on a day: `{dueOn: {lt: "2026-01-01"}, fulfilled: {eq: false}}`."""
    committed: Decimal = column(scale=2)
    """How much was promised, in `unit` or `currency`."""
    contributed: Decimal = column(scale=2)
    """How much was given so far, in `unit` or `currency`; it may be more than was promised."""
    outstanding: Decimal = column(scale=2)
    """How much is still to be given, in `unit` or `currency`; zero where all was given."""
    fulfilled_pct: float = column(unit="%")
    """Contributed of committed; above 100 where more was given than promised."""
    fulfilled: bool = column()
    """Whether at least as much was given as was promised."""
    contributions: int = column()
    """Number of contributions."""
    last_given_on: datetime.date | None = column(default=None)
    """Day of the last contribution; null where there is none."""
