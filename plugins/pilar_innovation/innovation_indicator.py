"""`InnovationIndicator`: what an innovation is to improve."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, Indicator, column, reference

from pilar_innovation.innovation import Innovation


class InnovationIndicator(Entity, table=True):
    """An indicator that an innovation improves, by its maker's account: the link between challenges and solutions.
    Starts empty. What was measured is in `effects`.
    """

    __key__: ClassVar[tuple[str, ...]] = ("innovation_id", "indicator_id")

    innovation_id: int = reference(Innovation, back="indicators")
    """The innovation."""
    indicator_id: int = reference(Indicator)
    """What it improves: raises where higher is better, lowers where lower is better."""
    note: str | None = column(default=None, max_length=1000)
    """How it does so."""
    source_id: int = reference("source")
    """Where the row comes from."""
