"""`HealthFacility`: where people are treated."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference


class HealthFacilityKind(enum.Enum):
    """Indonesian kinds of health facility.

    A puskesmas is the community health centre of a sub-district, a posyandu a monthly post of volunteers for mothers
    and children; a special hospital treats one kind of patient or disease.
    """

    GENERAL_HOSPITAL = "GENERAL_HOSPITAL"
    SPECIAL_HOSPITAL = "SPECIAL_HOSPITAL"
    PUSKESMAS = "PUSKESMAS"
    CLINIC = "CLINIC"
    PRIVATE_PRACTICE = "PRIVATE_PRACTICE"
    POSYANDU = "POSYANDU"
    LABORATORY = "LABORATORY"


class HealthFacility(Entity, table=True):
    """A hospital, health centre, clinic or practice. Starts empty: health offices enter their own.

    What changes from year to year (beds, staff, patients) is in its `reports`.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "kind"),)

    code: str = column(max_length=80)
    """Number in the register of the health ministry, or a stable short name given by whoever enters the facility."""
    name: str = column(index=True, max_length=200)
    """Name of the facility."""
    kind: HealthFacilityKind = column(index=True)
    """What kind of facility it is."""
    region_id: int = reference("region")
    """The kabupaten or kota that it stands in."""
    public: bool | None = column(default=None, index=True)
    """Whether central or local government owns it; null where that is not known."""
    opening_year: int | None = column(default=None, ge=1600, le=2200)
    """Year in which it went into operation."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude (WGS 84), north positive."""
    operator_id: int | None = reference("organization", optional=True)
    """Who runs it."""
    source_id: int = reference("source")
    """Where the row comes from."""
