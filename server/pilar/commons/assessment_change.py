"""`AssessmentChange`: what became of scores and ranks, in the order in which it happened."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar.commons.composite_index import CompositeIndex
from pilar.commons.entity import Entity, column, reference
from pilar.commons.region import Region


class AssessmentChange(Entity, table=True):
    """A change of a region's score or rank, written in the transaction that changed it and never altered.

    The first computation of an index, and of each new version of it, is no change. Rows are numbered as they come: a
    client that has seen one asks for those after it.
    """

    __subscription__: ClassVar[tuple[str, str] | None] = ("assessmentChanged", "region")

    index_id: int = reference(CompositeIndex)
    """The index."""
    region_id: int = reference(Region)
    """The region."""
    year: int = column(ge=1900, le=2200)
    """The year that the score is for."""
    score_before: float | None = column(default=None)
    """Score before; null where there was none."""
    score: float | None = column(default=None)
    """Score after; null where there is none any more."""
    rank_before: int | None = column(default=None, ge=1)
    """Rank in the nation before; null where there was none."""
    rank: int | None = column(default=None, ge=1)
    """Rank in the nation after; null where there is none any more."""
    changed_at: datetime.datetime = column()
    """When it was computed."""
