"""`Regulation`: the rules that digital government rests on, national and local."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

from pilar import Entity, column, reference


class RegulationKind(enum.Enum):
    """Kinds of legal instrument, from the law down.

    UU is a law, PP a government regulation, PERPRES and INPRES a regulation and an instruction of the president,
    PERMEN a ministerial regulation, PERDA one of a region with its parliament, PERKADA one of a governor, bupati or
    wali kota alone, SK a decree for a single case, SE a circular.
    """

    UU = "UU"
    PP = "PP"
    PERPRES = "PERPRES"
    INPRES = "INPRES"
    PERMEN = "PERMEN"
    PERDA = "PERDA"
    PERKADA = "PERKADA"
    SK = "SK"
    SE = "SE"


class RegulationSubject(enum.Enum):
    """What a regulation is mainly about."""

    SMART_CITY = "SMART_CITY"
    E_GOVERNMENT = "E_GOVERNMENT"
    OPEN_DATA = "OPEN_DATA"
    PUBLIC_SERVICE = "PUBLIC_SERVICE"
    COMPLAINTS = "COMPLAINTS"
    PROCUREMENT = "PROCUREMENT"
    BUDGET = "BUDGET"
    PLANNING = "PLANNING"
    DATA_PROTECTION = "DATA_PROTECTION"
    INNOVATION = "INNOVATION"
    OTHER = "OTHER"


class RegulationStatus(enum.Enum):
    """Whether a regulation holds as it was enacted."""

    IN_FORCE = "IN_FORCE"
    AMENDED = "AMENDED"
    REVOKED = "REVOKED"


class Regulation(Entity, table=True):
    """A law, regulation or decree, identified as official gazettes do: kind, number and year.

    Those that the tables and indicators of this pillar rest on are there from the start; regions enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)

    code: str = column(max_length=80)
    """Stable short name: kind, number and year, such as `perpres-95-2018`, for a region with its code in front."""
    kind: RegulationKind = column(index=True)
    """Kind of instrument."""
    number: str = column(max_length=80)
    """Number within the year, as published."""
    year: int = column(index=True, ge=1945, le=2200)
    """Year of the number."""
    title_id: str = column(max_length=500)
    title_en: str | None = column(default=None, max_length=500)
    """What it is about, in the words of its title. The English ones are translations of ours."""
    subject: RegulationSubject = column(index=True)
    """What it is mainly about."""
    region_id: int = reference("region")
    """Where it holds: the country, or the region that enacted it."""
    enacted_on: datetime.date | None = column(default=None, index=True)
    """Day on which it was enacted."""
    status: RegulationStatus | None = column(default=None, index=True)
    """Whether it holds as enacted; null where nobody has checked."""
    replaced_by_id: int | None = reference("governance_regulation", optional=True, back="replaces")
    """The regulation that amends or revokes it."""
    url: str | None = column(default=None, max_length=500)
    """Where its text is published (JDIH, the network of legal documentation)."""
    source_id: int = reference("source")
    """Where number and title were taken from."""
