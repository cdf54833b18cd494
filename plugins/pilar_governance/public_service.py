"""`PublicService`: what a region's government does for people and businesses, and how far that works online."""

from __future__ import annotations

import enum
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference


class ServiceField(enum.Enum):
    """What a public service is about."""

    CIVIL_REGISTRATION = "CIVIL_REGISTRATION"
    LICENSING = "LICENSING"
    TAXATION = "TAXATION"
    HEALTH = "HEALTH"
    EDUCATION = "EDUCATION"
    SOCIAL = "SOCIAL"
    EMPLOYMENT = "EMPLOYMENT"
    LAND_HOUSING = "LAND_HOUSING"
    TRANSPORT = "TRANSPORT"
    ENVIRONMENT = "ENVIRONMENT"
    SAFETY = "SAFETY"
    INFORMATION = "INFORMATION"
    OTHER = "OTHER"


class Channel(enum.Enum):
    """Where a service is mainly asked for; `SERVICE_MALL` is a mal pelayanan publik, many services under one roof."""

    WEB = "WEB"
    MOBILE_APP = "MOBILE_APP"
    MESSAGING = "MESSAGING"
    PHONE = "PHONE"
    KIOSK = "KIOSK"
    SERVICE_MALL = "SERVICE_MALL"
    COUNTER = "COUNTER"
    MOBILE_UNIT = "MOBILE_UNIT"


class DigitalLevel(enum.Enum):
    """How far a service works online. The levels from `INFORMATION` on are those of Permenpan RB 59/2020, 1 to 5.

    `OFFLINE`: not at all. `INFORMATION`: one reads about it. `INTERACTION`: one searches, asks and downloads.
    `TRANSACTION`: one applies and is served. `COLLABORATION`: it exchanges data with other services. `OPTIMUM`: it
    adapts to what its users need.
    """

    OFFLINE = "OFFLINE"
    INFORMATION = "INFORMATION"
    INTERACTION = "INTERACTION"
    TRANSACTION = "TRANSACTION"
    COLLABORATION = "COLLABORATION"
    OPTIMUM = "OPTIMUM"


# Permenpan RB 14/2017: interval-converted scores from 25 to 100.
GRADE: Final = (
    "CASE WHEN satisfaction_score >= 88.31 THEN 'A' WHEN satisfaction_score >= 76.61 THEN 'B'"
    " WHEN satisfaction_score >= 65 THEN 'C' WHEN satisfaction_score IS NOT NULL THEN 'D' END"
)


class SatisfactionGrade(enum.Enum):
    """Grades of a survey of users: A from 88.31, B from 76.61, C from 65, else D (Permenpan RB 14/2017)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class PublicService(Entity, table=True):
    """A service of a region's government, as its inventory shows it at the end of a year.

    UU 25/2009 obliges governments to publish which services they offer and to what standard. The share of a year's
    services that are online is the indicator GOV.ONLINE_SERVICES. Starts empty: governments enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "code")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)

    region_id: int = reference("region")
    """The region whose government offers the service."""
    year: int = column(index=True, ge=1945, le=2200)
    """Calendar year at whose end the inventory was taken."""
    code: str = column(index=True, max_length=80)
    """Number or short name in the government's inventory, the same in every year."""
    name_id: str = column(max_length=300)
    name_en: str | None = column(default=None, max_length=300)
    """Name of the service."""
    field: ServiceField = column(index=True)
    """What it is about."""
    channel: Channel = column(index=True)
    """Where it is mainly asked for."""
    digital_level: DigitalLevel = column(index=True)
    """How far it works online."""
    is_online: bool | None = computed(
        "digital_level IN ('TRANSACTION', 'COLLABORATION', 'OPTIMUM')", index=True
    )
    """Whether one can apply and be served online: from `TRANSACTION` on."""
    standard_days: float | None = column(default=None, unit="d", ge=0)
    """Working days within which the service standard promises the result."""
    fee_idr: int | None = column(default=None, big=True, ge=0)
    """Fee in rupiah (ISO 4217: IDR), 0 where it is free, null where it depends on the case."""
    requests: int | None = column(default=None, unit="{request}/a", ge=0)
    """Requests in the year."""
    satisfaction_score: float | None = column(default=None, unit="{score}", index=True, ge=25, le=100)
    """Satisfaction of its users (survei kepuasan masyarakat), from 25 to 100 by Permenpan RB 14/2017."""
    satisfaction_grade: SatisfactionGrade | None = computed(GRADE, index=True)
    """Grade of that score."""
    url: str | None = column(default=None, max_length=500)
    """Where it is offered online."""
    provider_id: int | None = reference("organization", optional=True)
    """The office that offers it."""
    source_id: int = reference("source")
    """The inventory that the row was taken from."""
