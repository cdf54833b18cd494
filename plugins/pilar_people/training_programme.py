"""`TrainingProgramme`: a course that people can take."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

from pilar import Entity, column, reference


class TrainingField(enum.Enum):
    """What a training programme teaches."""

    DIGITAL_SKILLS = "DIGITAL_SKILLS"
    ENTREPRENEURSHIP = "ENTREPRENEURSHIP"
    TRADES = "TRADES"
    AGRICULTURE_FISHERY = "AGRICULTURE_FISHERY"
    TOURISM = "TOURISM"
    HEALTH = "HEALTH"
    LANGUAGES = "LANGUAGES"
    PUBLIC_ADMINISTRATION = "PUBLIC_ADMINISTRATION"
    OTHER = "OTHER"


class TrainingProgramme(Entity, table=True):
    """A training programme for workers, entrepreneurs, civil servants or citizens. Starts empty.

    Who took it, where and when, is in its `participations`.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the programme."""
    name_id: str = column(index=True, max_length=200)
    name_en: str | None = column(default=None, max_length=200)
    """Name of the programme."""
    field: TrainingField = column(index=True)
    """What it teaches."""
    hours: int | None = column(default=None, unit="h", index=True, ge=0)
    """Lessons, in hours (jam pelajaran, JP)."""
    certified: bool | None = column(default=None, index=True)
    """Whether it ends with a certificate of competence of a licensed body; null where that is not known."""
    since: datetime.date | None = column(default=None)
    """Day from which it has been offered."""
    provider_id: int | None = reference("organization", optional=True)
    """Who offers it."""
    source_id: int = reference("source")
    """Where the row comes from."""
