"""`Organization`: whoever publishes, operates, pays or takes part."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar.commons.entity import Entity, column, reference
from pilar.commons.region import Region


class OrganizationKind(enum.Enum):
    """The kinds of organisation in the programme."""

    MINISTRY = "MINISTRY"
    AGENCY = "AGENCY"
    LOCAL_GOVERNMENT = "LOCAL_GOVERNMENT"
    STATE_ENTERPRISE = "STATE_ENTERPRISE"
    COMPANY = "COMPANY"
    START_UP = "START_UP"
    UNIVERSITY = "UNIVERSITY"
    FOREIGN_MISSION = "FOREIGN_MISSION"
    INTERNATIONAL = "INTERNATIONAL"
    NGO = "NGO"


class Organization(Entity, table=True):
    """A ministry, agency, government, company, university, mission or association in the programme."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Short name in lower case with hyphens, such as `kemendagri` or `world-bank`."""
    name_id: str = column(max_length=200)
    """Full name."""
    name_en: str | None = column(default=None, max_length=200)
    """Full name in English."""
    kind: OrganizationKind = column(index=True)
    """What kind of organisation it is."""
    country: str = column(index=True, max_length=2)
    """Country of its seat, ISO 3166-1 alpha-2: `ID` is Indonesia."""
    region_id: int | None = reference(Region, optional=True)
    """The region that it governs or is established in, where that is known."""
    url: str | None = column(default=None, max_length=500)
    """Its web site."""
