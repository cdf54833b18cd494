"""`Reach`: how many kabupaten and kota the programme had mentored up to a day."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar import Entity, column, reference


class Reach(Entity, table=True):
    """Kabupaten and kota that had been mentored up to a day, as the ministry stated it.

    By the end of 2022, 191 counts each region once, while 198 is the sum of the cohorts: seven were mentored twice.
    The first statement, of 141, is of those up to 2021.
    """

    __key__: ClassVar[tuple[str, ...]] = ("stated_on", "source_id")
    __plural__: ClassVar[str] = "reaches"

    stated_on: datetime.date = column(index=True)
    """Day of the statement."""
    mentored_count: int = column(ge=0)
    """Kabupaten and kota mentored since 2017."""
    source_id: int = reference("source")
    """Where it is stated."""
