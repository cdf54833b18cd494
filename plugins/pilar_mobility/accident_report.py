"""`AccidentReport`: the road accidents of a region in a year."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, computed, reference


class AccidentReport(Entity, table=True):
    """Road accidents of a region in a year and whom they hurt, as police and statistics office publish them.

    Starts empty: cities enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "source_id")

    region_id: int = reference("region")
    """The region."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year."""
    accidents: int | None = column(default=None, unit="{accident}/a", index=True, ge=0)
    """Accidents recorded."""
    killed: int = column(unit="{person}/a", index=True, ge=0)
    """Persons who died of them (meninggal dunia)."""
    seriously_injured: int | None = column(default=None, unit="{person}/a", ge=0)
    """Persons seriously injured (luka berat)."""
    slightly_injured: int | None = column(default=None, unit="{person}/a", ge=0)
    """Persons slightly injured (luka ringan)."""
    loss_idr: int | None = column(default=None, unit="IDR/a", big=True, ge=0)
    """Damage to property in rupiah of the year (kerugian materi)."""
    killed_per_100_accidents: float | None = computed(
        "100.0 * killed / nullif(accidents, 0)", unit="{person}", index=True
    )
    """Deaths for every hundred accidents: a high figure often means that slight accidents go unrecorded."""
    deaths_plausible: bool | None = computed("killed <= 5 * accidents", index=True)
    """Whether there are at most five deaths for each accident; null where accidents are not given."""
    source_id: int = reference("source")
    """Where the row comes from."""
