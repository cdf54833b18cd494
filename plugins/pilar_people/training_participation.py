"""`TrainingParticipation`: how many of a region took a training programme in a year."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, computed, reference

from pilar_people.training_programme import TrainingProgramme


class TrainingParticipation(Entity, table=True):
    """Inhabitants of a region who took a training programme in a year, and how many completed it. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("programme_id", "region_id", "year")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)

    programme_id: int = reference(TrainingProgramme, back="participations")
    """The programme."""
    region_id: int = reference("region")
    """Where the participants live or work."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year in which they began."""
    participants: int = column(unit="{person}/a", index=True, ge=0)
    """People who began."""
    women: int | None = column(default=None, unit="{person}/a", ge=0)
    """Of them, women."""
    completed: int | None = column(default=None, unit="{person}/a", index=True, ge=0)
    """Of them, those who completed the programme."""
    certified: int | None = column(default=None, unit="{person}/a", ge=0)
    """Of them, those who got a certificate of competence."""
    employed: int | None = column(default=None, unit="{person}/a", ge=0)
    """Of them, those who had work or a business of their own half a year later."""
    completion_pct: float | None = computed(
        "100.0 * completed / nullif(participants, 0)", unit="%", index=True
    )
    """Completed of begun."""
    women_pct: float | None = computed("100.0 * women / nullif(participants, 0)", unit="%")
    """Women of the participants."""
    counts_plausible: bool | None = computed(
        "coalesce(women <= participants, true) AND coalesce(completed <= participants, true)"
        " AND coalesce(certified <= participants, true) AND coalesce(employed <= participants, true)",
        index=True,
    )
    """Whether no part that is given is larger than all participants."""
    source_id: int = reference("source")
    """Where the row comes from."""
