"""`School`: where people learn."""

from __future__ import annotations

import enum
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

# No regular expression is read alike by SQLite and PostgreSQL. The first of the eight may be a letter.
NPSN: Final = "length(code) = 8 AND ltrim(substr(code, 2), '0123456789') = ''"


class SchoolLevel(enum.Enum):
    """Levels of Indonesian schools.

    PAUD is before school; SD six years from the age of 7; SMP three years from 13; SMA (general) and SMK (vocational)
    three years from 16; SLB for pupils with disabilities; PKBM community learning; HIGHER universities and colleges.
    Madrasahs of the religion ministry stand under the level that they are equal to.
    """

    PAUD = "PAUD"
    SD = "SD"
    SMP = "SMP"
    SMA = "SMA"
    SMK = "SMK"
    SLB = "SLB"
    PKBM = "PKBM"
    HIGHER = "HIGHER"


class Accreditation(enum.Enum):
    """Grades of the national accreditation bodies: A excellent, B good, C sufficient, or none."""

    A = "A"
    B = "B"
    C = "C"
    NOT_ACCREDITED = "NOT_ACCREDITED"


class School(Entity, table=True):
    """A school, college or university. Starts empty: education offices enter their own.

    What changes from year to year (pupils, teachers, rooms) is in its `reports`.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "level"),)

    code: str = column(max_length=20)
    """National school number NPSN; for colleges and universities their code in the register PDDikti."""
    code_plausible: bool | None = computed(f"CASE WHEN level <> 'HIGHER' THEN {NPSN} END", index=True)
    """Whether the code has the form of an NPSN, eight digits of which the first may be a letter; null for higher
    education."""
    name: str = column(index=True, max_length=200)
    """Name of the school."""
    level: SchoolLevel = column(index=True)
    """What it teaches."""
    public: bool | None = column(default=None, index=True)
    """Whether the state runs it (negeri) or others do (swasta); null where that is not known."""
    accreditation: Accreditation | None = column(default=None, index=True)
    """Grade of its latest accreditation; null where that is not known."""
    region_id: int = reference("region")
    """The kabupaten or kota that it stands in."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude (WGS 84), north positive."""
    operator_id: int | None = reference("organization", optional=True)
    """Who runs it."""
    source_id: int = reference("source")
    """Where the row comes from."""
