"""`AssessmentNode`: the score of one node of a composite index, down to the observation."""

from __future__ import annotations

from typing import ClassVar

from pilar.commons.assessment import Assessment
from pilar.commons.entity import Entity, column, reference
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation


class AssessmentNode(Entity, table=True):
    """One node of an assessment: the index itself, a pillar or other dimension, or an indicator with its value.

    `parent` and `code` make the tree; an indicator leads to the observation that its score rests on, and that to its
    source. A node below which nothing was observed has no row: what is missing is told by `coverage`, and by the
    challenge `MISSING`.
    """

    __key__: ClassVar[tuple[str, ...]] = ("assessment_id", "code")
    __max_page__: ClassVar[int] = 500

    assessment_id: int = reference(Assessment, back="nodes", on_delete="CASCADE")
    """The assessment that this is a part of."""
    code: str = column(max_length=60)
    """Name of the node in the definition of the index, such as `environment`, or the code of the indicator."""
    name_id: str = column(max_length=200)
    """What the node or indicator measures."""
    name_en: str | None = column(default=None, max_length=200)
    """What the node or indicator measures, in English."""
    parent: str | None = column(default=None, max_length=60)
    """Code of the node above; null for the index itself."""
    position: int = column(ge=0)
    """Place in the tree, read from the top: a node comes right before its children."""
    weight: float | None = column(default=None, ge=0, le=1)
    """Share of the parent's score when nothing is missing, from 0 to 1; null for what never scores."""
    score: float | None = column(default=None)
    """From 0 to the index's `scale`, higher is better; null where too little was observed."""
    rank: int | None = column(default=None, ge=1)
    """Place in the nation by this node: kabupaten and kota together, provinces among provinces."""
    of: int | None = column(default=None, ge=1)
    """How many regions were ranked by this node."""
    coverage: float = column(ge=0, le=1)
    """Share of the scored indicators below that have a value, from 0 to 1; carried values count. 1 or 0 for an
    indicator: 0 where its value is imputed."""
    value: float | None = column(default=None)
    """Of an indicator: the value, in `unit`, divided by its denominator if it has one; null for an imputed score."""
    unit: str | None = column(default=None, max_length=100)
    """Of an indicator: unit of the value, in UCUM."""
    observed_year: int | None = column(default=None, ge=1900, le=2200)
    """Of an indicator: year of the observation; earlier than the assessment's where the value was carried forward."""
    indicator_id: int | None = reference(Indicator, optional=True, on_delete="SET NULL")
    """The indicator, if the node is one."""
    observation_id: int | None = reference(Observation, optional=True, on_delete="SET NULL")
    """The observation that the value is."""
    denominator_observation_id: int | None = reference(
        Observation, optional=True, back="denominatedNodes", on_delete="SET NULL"
    )
    """The observation that the value was divided by, if the index says so."""
