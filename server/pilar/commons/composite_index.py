"""`CompositeIndex`: what an index measures, as it is defined today."""

from __future__ import annotations

from typing import ClassVar

from pilar.commons.entity import Entity, column


class CompositeIndex(Entity, table=True):
    """A composite index: a tree of weighted nodes over indicators, by which regions are assessed.

    The core has two, `NATIONAL` over the six pillars and `IPM` (human development); plugins add others.
    Method: OECD/JRC Handbook on Constructing Composite Indicators (2008).
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __plural__: ClassVar[str] = "CompositeIndices"

    code: str = column(max_length=60)
    """Stable name, such as `NATIONAL`: the argument `index` of assessments and rankings."""
    name_id: str = column(max_length=200)
    """What the index measures."""
    name_en: str | None = column(default=None, max_length=200)
    """What the index measures, in English."""
    scale: float = column()
    """The best score, such as 100; the worst is 0, unless an indicator is normalised without bounds."""
    definition: str = column()
    """Nodes, weights, goalposts, targets and rules for missing data, as TOML: the file format of `pilar assess`."""
    sha256: str = column(max_length=64)
    """SHA-256 of the definition, in hexadecimal digits."""
    version: int = column(ge=1)
    """1 for the first definition, and one more for each change of it: then all assessments are made anew."""
    source: str | None = column(default=None, max_length=500)
    """Who defined the index, and where."""
