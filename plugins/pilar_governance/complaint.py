"""`Complaint`: how many complaints about public services came in, and how many were resolved in time."""

from __future__ import annotations

import enum
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference


class ComplaintChannel(enum.Enum):
    """Where complaints come in; `LAPOR` is the national system SP4N-LAPOR! (Perpres 76/2013)."""

    LAPOR = "LAPOR"
    LOCAL_APP = "LOCAL_APP"
    WEB = "WEB"
    PHONE = "PHONE"
    SOCIAL_MEDIA = "SOCIAL_MEDIA"
    COUNTER = "COUNTER"
    OTHER = "OTHER"


SHARE: Final = "round(10000.0 * {part} / nullif(received, 0)) / 100.0"


class Complaint(Entity, table=True):
    """Complaints that a region's government received through one channel in a year: counts, never a person's complaint.

    Perpres 76/2013 obliges governments to answer complaints; the deadline depends on the kind (Permenpan RB 62/2018).
    Resolved on time of received is the indicator GOV.COMPLAINT_RESOLVED. Starts empty: governments enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "channel")

    region_id: int = reference("region")
    """The region whose government received the complaints."""
    year: int = column(index=True, ge=1945, le=2200)
    """Calendar year in which they were received."""
    channel: ComplaintChannel = column(index=True)
    """Where they came in."""
    received: int = column(unit="{complaint}/a", index=True, ge=0)
    """Complaints received in the year."""
    resolved: int | None = column(default=None, unit="{complaint}/a", ge=0)
    """Of them, resolved by the day of the report."""
    resolved_on_time: int | None = column(default=None, unit="{complaint}/a", ge=0)
    """Of them, resolved within their deadline."""
    resolved_pct: float | None = computed(SHARE.format(part="resolved"), unit="%")
    """Resolved of received."""
    on_time_pct: float | None = computed(SHARE.format(part="resolved_on_time"), unit="%", index=True)
    """Resolved on time of received."""
    counts_consistent: bool | None = computed(
        "resolved <= received AND resolved_on_time <= resolved", index=True
    )
    """Whether no more are resolved than received, nor on time than resolved; null where a count is missing and the
    others do not contradict each other."""
    source_id: int = reference("source")
    """Where the counts come from."""
