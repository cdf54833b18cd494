"""`Partnership`: who works with the programme on what, since when and on which terms."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

from pilar import Entity, Organization, column, computed, reference

from pilar_collaboration.rules import COUNTRY, PERIOD
from pilar_collaboration.theme import Theme


class PartnerKind(enum.Enum):
    """The side that a partner comes from."""

    GOVERNMENT = "GOVERNMENT"
    STATE_ENTERPRISE = "STATE_ENTERPRISE"
    COMPANY = "COMPANY"
    START_UP = "START_UP"
    UNIVERSITY = "UNIVERSITY"
    FOREIGN_MISSION = "FOREIGN_MISSION"


class PartnershipStatus(enum.Enum):
    """Where a partnership stands."""

    PROPOSED = "PROPOSED"
    SIGNED = "SIGNED"
    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"
    TERMINATED = "TERMINATED"


class Partnership(Entity, table=True):
    """An agreed collaboration of one partner with the programme or with regions. Starts empty: partners are entered
    by those who signed; no register of them is published.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __checks__: ClassVar[dict[str, str]] = {"country": COUNTRY, "period": PERIOD}

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters it."""
    name_id: str = column(index=True, max_length=200)
    """What the partnership is called."""
    name_en: str | None = column(default=None, max_length=200)
    """What it is called in English."""
    kind: PartnerKind = column(index=True)
    """The side that the partner comes from: government, state enterprise, private company, start-up, university or
    foreign mission."""
    partner_id: int = reference(Organization, back="partnerships")
    """The partner that signed."""
    country: str = column(index=True, max_length=2)
    """Country that the partner acts for, ISO 3166-1 alpha-2: `ID` is Indonesia, `NL` the Netherlands."""
    theme: Theme = column(index=True)
    """What it is about in the first place."""
    summary: str | None = column(default=None, max_length=2000)
    """What the partners want to do together."""
    mou_number: str | None = column(default=None, max_length=100)
    """Number of the memorandum of understanding, as it was registered."""
    mou_signed_on: datetime.date | None = column(default=None)
    """Day on which the memorandum of understanding was signed."""
    starts_on: datetime.date | None = column(default=None, index=True)
    """First day of the partnership."""
    ends_on: datetime.date | None = column(default=None, index=True)
    """Last day of the partnership, not before the first; null where it is open-ended."""
    signing_plausible: bool | None = computed("mou_signed_on <= coalesce(starts_on, ends_on)", index=True)
    """Whether the memorandum was signed by the first day; false deserves a look. Null where a day is missing."""
    status: PartnershipStatus = column(index=True)
    """Where it stands."""
    source_id: int = reference("source")
    """Where the row comes from."""
