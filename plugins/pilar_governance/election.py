"""`Election`: how many of those entitled voted."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

from pilar import Entity, column, computed, reference


class ElectedOffice(enum.Enum):
    """Who was elected. `REGION_HEAD`: governor of a province, bupati of a kabupaten, wali kota of a kota."""

    REGION_HEAD = "REGION_HEAD"
    REGION_PARLIAMENT = "REGION_PARLIAMENT"
    PROVINCE_HEAD = "PROVINCE_HEAD"
    PROVINCE_PARLIAMENT = "PROVINCE_PARLIAMENT"
    NATIONAL_PARLIAMENT = "NATIONAL_PARLIAMENT"
    SENATE = "SENATE"
    PRESIDENT = "PRESIDENT"


class Election(Entity, table=True):
    """The vote of a region's people in one round of one election, as the election commission (KPU) publishes it.

    Turnout in the latest election of the head of the region is the indicator GOV.VOTER. Starts empty.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "office", "held_on")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "held_on"),)

    region_id: int = reference("region")
    """The region whose people voted."""
    office: ElectedOffice = column(index=True)
    """Who was elected. `PROVINCE_*` in a kabupaten or kota: its part of the province's election."""
    held_on: datetime.date = column(index=True)
    """Day of the vote."""
    year: int = column(index=True, ge=1945, le=2200)
    """Calendar year of that day."""
    registered_voters: int = column(unit="{person}", index=True, ge=0)
    """People entitled to vote there: final list (DPT) and additional lists."""
    votes_cast: int = column(unit="{person}", ge=0)
    """People who voted."""
    valid_votes: int | None = column(default=None, unit="{vote}", ge=0)
    """Valid votes."""
    invalid_votes: int | None = column(default=None, unit="{vote}", ge=0)
    """Invalid votes."""
    turnout_pct: float | None = computed(
        "round(10000.0 * votes_cast / nullif(registered_voters, 0)) / 100.0", unit="%", index=True
    )
    """Voters of those entitled."""
    counts_consistent: bool | None = computed(
        "votes_cast <= registered_voters AND coalesce(valid_votes + invalid_votes, votes_cast) = votes_cast",
        index=True,
    )
    """Whether no more voted than are entitled, and valid and invalid votes, where both are given, are those cast."""
    source_id: int = reference("source")
    """Where the counts were published."""
