"""`AssessmentPeer`: whom a region is next to in the ranking of its kind."""

from __future__ import annotations

from typing import ClassVar

from pilar.commons.assessment import NEAR, Assessment
from pilar.commons.entity import Entity, column, reference
from pilar.commons.region import Region
from pilar.commons.shortcut import Shortcut


class AssessmentPeer(Entity, table=True):
    """A near peer of an assessed region: of the same index, year and kind, one of the three next above or below.

    Computed at each request. A region without a score has no peers.
    """

    __shortcuts__: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut(
            "peers",
            "The regions next above and below in the ranking of its kind.",
            shows="list",
            on="assessment_id",
            order=({"rankInKind": "ASC"},),
            most=10,
        ),
    )
    __view__: ClassVar[str] = f"""
        SELECT CAST(a.id AS bigint) * 1000000000 + p.id AS id, a.id AS assessment_id, p.region_id, p.score,
            p.rank, p.rank_in_kind, p.score - a.score AS lead
        FROM {{assessment}} a JOIN {{assessment}} p
            ON p.index_id = a.index_id AND p.year = a.year AND p.id <> a.id
            AND p.position BETWEEN a.position - {NEAR} AND a.position + {NEAR}
            AND a.position BETWEEN p.position - {NEAR} AND p.position + {NEAR}
    """  # said both ways, so that an index leads from either to the other

    assessment_id: int = reference(Assessment)
    """The assessment whose peer this is."""
    region_id: int = reference(Region)
    """The peer."""
    score: float = column()
    """Score of the peer, from 0 to the index's `scale`."""
    rank: int = column()
    """Rank of the peer in the nation."""
    rank_in_kind: int = column()
    """Rank of the peer among the regions of its kind."""
    lead: float = column()
    """Points by which the peer is ahead; negative where it is behind."""
