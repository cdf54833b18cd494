"""`CompletionReport`: programmes of a master plan that an evaluation found under way, as published."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar import Entity, Region, column, computed, reference

from pilar_masterplan.dimension import Dimension


class CompletionReport(Entity, table=True):
    """Programmes of a region's master plan that an evaluation counted as carried out, of those planned, by dimension.

    Seeded with what the ministry's evaluation of Kabupaten Kebumen of 6 October 2022 found, as the regency published.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "dimension", "evaluated_on")

    region_id: int = reference(Region)
    """The kabupaten or kota whose plan it is."""
    dimension: Dimension = column(index=True)
    """Dimension of the smart city."""
    evaluated_on: datetime.date = column(index=True)
    """Day of the evaluation."""
    done_count: int = column(ge=0)
    """Programmes carried out."""
    planned_count: int = column(ge=1)
    """Programmes that the master plan has in this dimension."""
    completed_pct: float | None = computed("round(10000.0 * done_count / planned_count) / 100.0", unit="%")
    """Carried out of planned, to two decimals as published."""
    plausible: bool | None = computed("done_count <= planned_count")
    """Not more programmes carried out than planned."""
    source_id: int = reference("source")
    """Who published the count."""
