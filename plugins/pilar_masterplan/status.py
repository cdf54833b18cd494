"""`Status`: whether work is on course, and the SQL of what activities, programmes and plans have in common.

Thresholds are in percentage points of the work that should be done by the day.
"""

from __future__ import annotations

import enum
from typing import Final

AT_RISK_POINTS: Final = 10
LATE_POINTS: Final = 20


class Status(enum.Enum):
    """On course; at risk: 10 percentage points or more behind the plan; late: 20 or more, or past the deadline."""

    ON_COURSE = "ON_COURSE"
    AT_RISK = "AT_RISK"
    LATE = "LATE"


# The inner select is calculated once for each row; written out twice, it would be calculated twice.
STATUS: Final = (
    "(SELECT CASE WHEN v.gap IS NULL THEN NULL"
    f" WHEN v.overdue OR v.gap <= -{LATE_POINTS} THEN 'LATE' WHEN v.gap <= -{AT_RISK_POINTS} THEN 'AT_RISK'"
    " ELSE 'ON_COURSE' END FROM (SELECT {gap_pct} AS gap, {overdue} AS overdue) v)"
)
GAP: Final = "{actual_pct} - {planned_pct}"
COST_VARIANCE: Final = "{earned} - {spent}"

# What has one deadline, `due_on`, and one day on which it was met, `done_on`.
DONE: Final = "{done_on} IS NOT NULL AND {done_on} <= {on}"
OVERDUE: Final = "{due_on} < {on} AND NOT ({done})"
DAYS_LATE: Final = (
    "(SELECT CASE WHEN v.days > 0 THEN v.days ELSE 0 END FROM"
    " (SELECT CASE WHEN {done} THEN {done_on:day} ELSE {on:day} END - {due_on:day} AS days) v)"
)
