"""`Participation`: a kabupaten or kota in a shared programme."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar import Entity, Region, column, reference

from pilar_mentoring.shared_programme import SharedProgramme


class Participation(Entity, table=True):
    """A kabupaten or kota that takes part in a programme of its province. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("shared_programme_id", "region_id")

    shared_programme_id: int = reference(SharedProgramme)
    """The programme."""
    region_id: int = reference(Region)
    """The kabupaten or kota."""
    joined_on: datetime.date = column(index=True)
    """Day from which it takes part."""
    completed_pct: float = column(default=0.0, unit="%", ge=0, le=100)
    """Work that it has done of its part, as last reported."""
    source_id: int = reference("source")
    """Who reports."""
