"""`Rating`: what all visits to a pavilion say together."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, reference

from pilar_exhibition.event import Event
from pilar_exhibition.pavilion import Pavilion


class Rating(Entity, table=True):
    """Visits and scores of a pavilion that was visited at all, added up at each request."""

    __view__: ClassVar[str] = """
        SELECT p.id, p.id AS pavilion_id, p.event_id, count(*) AS visits, count(v.score) AS scores,
            1.0 * sum(v.score) / nullif(count(v.score), 0) AS mean_score
        FROM {exhibition_pavilion} p JOIN {exhibition_visit} v ON v.pavilion_id = p.id
        GROUP BY p.id, p.event_id
    """

    pavilion_id: int = reference(Pavilion)
    """The pavilion."""
    event_id: int = reference(Event)
    """Its event."""
    visits: int = column()
    """Number of visits."""
    scores: int = column()
    """Number of visits with a score."""
    mean_score: float | None = column(default=None)
    """Mean of the scores, 1 poor to 5 excellent; null where nobody gave one."""
