"""`Assessment`: the score of a region in a composite index, for a year."""

from __future__ import annotations

from typing import ClassVar, Final

from pilar.commons.composite_index import CompositeIndex
from pilar.commons.entity import Entity, column, reference
from pilar.commons.region import Region
from pilar.commons.shortcut import Given, Parameter, Shortcut

INDEX: Final = Parameter("str", "Code of the composite index.", default="NATIONAL")
YEAR: Final = Parameter("int", "Calendar year.")
OF_INDEX: Final = {"index": {"code": {"eq": Given("index")}}}
NEAR: Final = 3
"""How many positions away a peer may be."""


class Assessment(Entity, table=True):
    """Where a region stood in a year by a composite index: score, ranks, and how much of it was observed.

    Stored, and recomputed in the transaction that changes an observation, a target or a definition. A region has a row
    for each year in which any indicator of the index was observed of some region, as long as it has at least one value
    itself, carried forward from an earlier year included; where too little was observed the score is null. Kabupaten
    and kota are ranked among each other, provinces among provinces. Equal scores share a rank.
    """

    __key__: ClassVar[tuple[str, ...]] = ("index_id", "region_id", "year")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("index_id", "year", "rank"),
        ("index_id", "year", "position"),
    )
    __shortcuts__: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut(
            "assessment",
            "Where the region stands by an index in a year; the latest year assessed when none is given.",
            shows="row",
            on="region_id",
            arguments={"index": INDEX, "year": YEAR},
            where=OF_INDEX | {"year": {"eq": Given("year")}},
            order=({"year": "DESC"},),
        ),
        Shortcut(
            "assessmentHistory",
            "Where the region stood by an index, year by year.",
            shows="list",
            on="region_id",
            arguments={"index": INDEX},
            where=OF_INDEX,
            order=({"year": "ASC"},),
        ),
    )

    index_id: int = reference(CompositeIndex)
    """The index that the region was assessed by."""
    index_version: int = column(ge=1)
    """The version of the index's definition that the score was computed by: always the latest."""
    region_id: int = reference(Region)
    """The region assessed."""
    year: int = column(ge=1900, le=2200)
    """The year that the score is for."""
    score: float | None = column(default=None)
    """From 0 to the index's `scale`, higher is better; null where too little was observed."""
    rank: int | None = column(default=None, ge=1)
    """Place in the nation, 1 is the best: kabupaten and kota together, provinces among provinces."""
    of: int | None = column(default=None, ge=1)
    """How many regions were ranked in the nation."""
    percentile: float | None = column(default=None, unit="%", ge=0, le=100)
    """Share of the other ranked regions of the nation that score lower; null where there is no other."""
    rank_in_province: int | None = column(default=None, ge=1)
    """Place among the kabupaten and kota of the province; null for a province."""
    of_in_province: int | None = column(default=None, ge=1)
    """How many were ranked in the province."""
    rank_in_kind: int | None = column(default=None, ge=1)
    """Place in the nation among regions of the same kind: kabupaten among kabupaten, kota among kota."""
    of_in_kind: int | None = column(default=None, ge=1)
    """How many regions of this kind were ranked."""
    position: int | None = column(default=None, ge=1)
    """Where the region stands when all that were ranked are listed kind by kind, the best first, equals one after the
    other; between two kinds a few numbers are left out."""
    coverage: float = column(ge=0, le=1)
    """Share of the index's scored indicators that have a value, from 0 to 1; carried values count."""
    trend: float | None = column(default=None)
    """Points of the score a year: slope of the least-squares line through the latest five years up to this one that
    have a score; null with fewer than two."""
