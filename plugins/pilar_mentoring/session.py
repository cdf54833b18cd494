"""`Session`: a round of mentoring."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

from pilar import Entity, column, reference

from pilar_mentoring.membership import Membership


class Mode(enum.Enum):
    """Where a session takes place."""

    ON_SITE = "ON_SITE"
    ONLINE = "ONLINE"
    HYBRID = "HYBRID"


class Session(Entity, table=True):
    """A mentoring session of a member: one of about four rounds in which its master plan is written. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("membership_id", "round", "held_on")

    membership_id: int = reference(Membership)
    """The region in its cohort."""
    round: int = column(ge=1, le=20)
    """Number of the round."""
    held_on: datetime.date = column(index=True)
    """Day of the session."""
    mode: Mode = column(index=True)
    """On site, online, or both."""
    topic_id: str = column(max_length=300)
    """What it was about."""
    topic_en: str | None = column(default=None, max_length=300)
    """What it was about, in English."""
    mentor: str | None = column(default=None, max_length=200)
    """Institution that mentored."""
    participant_count: int | None = column(default=None, ge=0)
    """People who took part."""
    source_id: int = reference("source")
    """The report of the session."""
