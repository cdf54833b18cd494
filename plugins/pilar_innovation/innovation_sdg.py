"""`InnovationSdg`: the Sustainable Development Goals that an innovation serves."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, reference

from pilar_innovation.innovation import Innovation


class InnovationSdg(Entity, table=True):
    """A Sustainable Development Goal of the United Nations that an innovation serves. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("innovation_id", "sdg")
    __checks__: ClassVar[dict[str, str]] = {"sdg": "sdg BETWEEN 1 AND 17"}

    innovation_id: int = reference(Innovation, back="sdgs")
    """The innovation."""
    sdg: int = column(index=True, ge=1, le=17)
    """Number of the goal, 1 to 17: 6 clean water, 7 clean energy, 11 sustainable cities."""
    source_id: int = reference("source")
    """Where the row comes from."""
