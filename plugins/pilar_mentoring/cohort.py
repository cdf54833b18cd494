"""`Cohort`: the kabupaten and kota that the programme took in in a year."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, reference


class Cohort(Entity, table=True):
    """The kabupaten and kota that the smart-city programme took in in a year, by their number.

    Seeded with what the ministry stated, 2017 to 2022, and with its aim for 2023. None is stated for 2020.
    """

    __key__: ClassVar[tuple[str, ...]] = ("year",)

    year: int = column(ge=2000, le=2200)
    """Calendar year in which the mentoring took place."""
    size: int | None = column(default=None, ge=0)
    """Number of kabupaten and kota that were mentored; null as long as it is not known."""
    size_approximate: bool = column(default=False)
    """Whether the size is a round figure, `about 25`."""
    invited_count: int | None = column(default=None, ge=0)
    """Kabupaten and kota that were invited to the assessment from which the cohort was chosen."""
    repeated_count: int | None = column(default=None, ge=0)
    """Of the size, kabupaten and kota that had been in an earlier cohort."""
    target_size: int | None = column(default=None, ge=0)
    """Number of kabupaten and kota that the ministry wanted to take in."""
    source_id: int = reference("source")
    """Where the figures are stated."""
