"""`SchoolReport`: the pupils, teachers and equipment of a school in a school year."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, computed, reference

from pilar_people.school import School


class SchoolReport(Entity, table=True):
    """Pupils, teachers, rooms and equipment of a school, as reported for a school year. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("school_id", "year")

    school_id: int = reference(School, back="reports")
    """The school that reports."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year in which the school year began, in July: 2024 is 2024/2025."""
    pupils: int | None = column(default=None, unit="{pupil}", index=True, ge=0)
    """Pupils or students."""
    girls: int | None = column(default=None, unit="{pupil}", ge=0)
    """Of them, girls and women."""
    dropouts: int | None = column(default=None, unit="{pupil}/a", ge=0)
    """Pupils who left before the end in the school year (putus sekolah)."""
    teachers: int | None = column(default=None, unit="{teacher}", index=True, ge=0)
    """Teachers or lecturers, each counted at the school that employs them."""
    certified_teachers: int | None = column(default=None, unit="{teacher}", ge=0)
    """Of them, those with the certificate of an educator (UU 14/2005, art. 8)."""
    classrooms: int | None = column(default=None, unit="{room}", ge=0)
    """Classrooms."""
    classrooms_sound: int | None = column(default=None, unit="{room}", ge=0)
    """Of them, those in good repair or damaged lightly."""
    computers: int | None = column(default=None, unit="{computer}", ge=0)
    """Computers, laptops and tablets for learning."""
    internet: bool | None = column(default=None, index=True)
    """Whether the school has internet access for learning; null where that is not known."""
    pupils_per_teacher: float | None = computed(
        "1.0 * pupils / nullif(teachers, 0)", unit="{pupil}/{teacher}", index=True
    )
    """Pupils for each teacher."""
    certified_pct: float | None = computed(
        "100.0 * certified_teachers / nullif(teachers, 0)", unit="%", index=True
    )
    """Teachers with a certificate, of all."""
    counts_plausible: bool | None = computed(
        "coalesce(girls <= pupils, true) AND coalesce(dropouts <= pupils, true)"
        " AND coalesce(certified_teachers <= teachers, true) AND coalesce(classrooms_sound <= classrooms, true)",
        index=True,
    )
    """Whether no part that is given is larger than its whole: girls and drop-outs of the pupils, certified of the
    teachers, sound of the classrooms."""
    source_id: int = reference("source")
    """Where the row comes from."""
