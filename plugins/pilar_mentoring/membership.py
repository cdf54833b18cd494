"""`Membership`: a region in a cohort, and the stage that it has come to."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

from pilar import Entity, Expression, Region, column, expression, reference

from pilar_mentoring.cohort import Cohort


class Stage(enum.Enum):
    """The stages of the programme, in their order."""

    ASSESSMENT = "ASSESSMENT"
    SELECTION = "SELECTION"
    MOU = "MOU"
    MENTORING = "MENTORING"
    EVALUATION = "EVALUATION"


class Membership(Entity, table=True):
    """A kabupaten or kota in a cohort. Starts empty: the ministry publishes no complete list of members."""

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "cohort_id")

    region_id: int = reference(Region)
    """The kabupaten or kota."""
    cohort_id: int = reference(Cohort)
    """The cohort that it belongs to."""
    stage: Stage = column(index=True)
    """The stage that it has come to."""
    joined_on: datetime.date = column(index=True)
    """Day on which it was chosen."""
    mou_signed_on: datetime.date | None = column(default=None)
    """Day on which the memorandum of understanding was signed; null until then."""
    source_id: int = reference("source")
    """The decree or memorandum that says so."""
    session_count: ClassVar[Expression] = expression(
        "(SELECT count(*) FROM {Session s} WHERE {s.membership_id} = {id} AND {s.held_on} <= {on})", type=int
    )
    """Mentoring sessions held up to the day; there are about four rounds."""
