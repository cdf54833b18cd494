"""`CivilServantCompetence`: how professional the civil servants of a local government are."""

from __future__ import annotations

from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

INDEX: Final = "(qualification_points + competence_points + performance_points + discipline_points)"


class CivilServantCompetence(Entity, table=True):
    """The professionalism index of a local government's civil servants (Indeks Profesionalitas ASN) in a year.

    Four dimensions with at most 25, 40, 30 and 5 points add up to 100 (Permenpan RB 38/2018, Peraturan BKN 8/2019).
    Starts empty: personnel offices enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year")

    region_id: int = reference("region")
    """The region whose government employs them."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year that was measured."""
    civil_servants: int | None = column(default=None, unit="{person}", index=True, ge=0)
    """Civil servants (ASN) at the end of the year."""
    measured: int | None = column(default=None, unit="{person}", ge=0)
    """Of them, those who were measured."""
    trained: int | None = column(default=None, unit="{person}", ge=0)
    """Of them, those who took the 20 hours of training a year that each is entitled to (PP 11/2017, art. 203)."""
    digitally_certified: int | None = column(default=None, unit="{person}", ge=0)
    """Of them, those with a certificate of digital competence."""
    qualification_points: float | None = column(default=None, unit="{point}", ge=0, le=25)
    """Qualification: formal education. At most 25."""
    competence_points: float | None = column(default=None, unit="{point}", ge=0, le=40)
    """Competence: training and courses taken. At most 40."""
    performance_points: float | None = column(default=None, unit="{point}", ge=0, le=30)
    """Performance: yearly appraisal. At most 30."""
    discipline_points: float | None = column(default=None, unit="{point}", ge=0, le=5)
    """Discipline: absence of punishment. At most 5."""
    professionalism_index: float | None = computed(INDEX, unit="{point}", index=True)
    """Sum of the four, at most 100; null where one is missing. Very high from 91, high from 81, medium from 71, low
    from 61, else very low."""
    trained_pct: float | None = computed("100.0 * trained / nullif(civil_servants, 0)", unit="%", index=True)
    """Trained of all civil servants."""
    counts_plausible: bool | None = computed(
        "coalesce(measured <= civil_servants, true) AND coalesce(trained <= civil_servants, true)"
        " AND coalesce(digitally_certified <= civil_servants, true)",
        index=True,
    )
    """Whether no part that is given is larger than all civil servants."""
    source_id: int = reference("source")
    """Where the row comes from."""
