"""`TransitCall`: a pattern calls at a stop."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, reference

from pilar_mobility.transit_pattern import TransitPattern
from pilar_mobility.transit_stop import TransitStop


class TransitCall(Entity, table=True):
    """One call of a pattern at a stop, in the order of travel: which stops a route serves, and which routes a stop has.

    Starts empty: operators import their feeds.
    """

    __key__: ClassVar[tuple[str, ...]] = ("pattern_id", "position")
    __max_page__: ClassVar[int] = 250

    pattern_id: int = reference(TransitPattern, back="calls")
    """The pattern."""
    position: int = column(ge=1)
    """1 at the first stop, 2 at the second, and so on."""
    stop_id: int = reference(TransitStop, back="calls")
    """The stop."""
    minutes: float | None = column(default=None, unit="min", ge=0)
    """Scheduled time since the departure at the first stop, of the pattern's first trip; null where the
    timetable leaves it out."""
    source_id: int = reference("source")
    """The feed that the row was taken from."""
