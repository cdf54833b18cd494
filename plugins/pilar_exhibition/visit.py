"""`Visit`: that somebody was in a pavilion, and how they liked it."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar import Entity, column, reference

from pilar_exhibition.pavilion import Pavilion, PavilionForm


class Visit(Entity, table=True):
    """One visit to a pavilion, with a score if the visitor gave one. Starts empty. It says nothing of the visitor:
    no name, no address, no device, and a day rather than a moment.
    """

    __key__: ClassVar[tuple[str, ...]] = ("pavilion_id", "visited_on", "number")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("pavilion_id", "score"),)
    __checks__: ClassVar[dict[str, str]] = {"score": "score BETWEEN 1 AND 5"}

    pavilion_id: int = reference(Pavilion)
    """The pavilion."""
    visited_on: datetime.date = column(index=True)
    """Day of the visit."""
    number: int = column(ge=1)
    """Running number of the visit on its day, from 1."""
    form: PavilionForm = column(index=True)
    """Whether the visitor came in person or by a browser."""
    score: int | None = column(default=None, index=True, ge=1, le=5)
    """1 poor to 5 excellent; null where the visitor gave none."""
    source_id: int = reference("source")
    """Who counted."""
