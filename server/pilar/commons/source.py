"""`Source`: where figures come from and under which licence they may be used."""

from __future__ import annotations

from typing import ClassVar

from pilar.commons.entity import Entity, column


class Source(Entity, table=True):
    """A published dataset that figures were taken from: who published what, and under which licence."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Short name, such as `bps-ipm-2019-2024`: publisher, subject, years."""
    publisher: str = column(max_length=200)
    """Who published the dataset, as the publisher signs: BPS (Statistics Indonesia), KLHK, World Bank, ..."""
    dataset: str = column(max_length=300)
    """Title or decree number under which the publisher's figures can be found again."""
    licence: str = column(max_length=200)
    """Licence or terms under which the figures may be used. Official statistics often name none."""
    url: str | None = column(default=None, max_length=500)
    """Where the publisher offers the dataset."""
    year: int | None = column(default=None, ge=1900, le=2200)
    """Year of publication, where it is stated."""
