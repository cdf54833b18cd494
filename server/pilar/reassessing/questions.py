"""`whatIf` and `sensitivity`: the fields of `Query` whose answers are computed, not stored."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Final

import strawberry
from strawberry.types import Info

from pilar.errors import InvalidArgument
from pilar.reassessing.intervals import Interval
from pilar.reassessing.supposing import Standing

MOST_CHANGES: Final = 100
FEWEST_DRAWS: Final = 20
MOST_DRAWS: Final = 1_000

RegionCode = Annotated[str, strawberry.argument(description="Code of the region, as in `32.73`.")]
IndexCode = Annotated[str, strawberry.argument(description="Code of the composite index.")]
CalendarYear = Annotated[
    int | None, strawberry.argument(description="Calendar year; the latest observed when left out.")
]


@strawberry.input(description="The value that an indicator would have; null takes it away.")
class SupposedValue:
    """One change."""

    indicator: str = strawberry.field(description="Code of an indicator that the index reads.")
    value: float | None = strawberry.field(description="The value, in the unit of the indicator.")


Draws = Annotated[
    int, strawberry.argument(description=f"How many rankings are drawn: {FEWEST_DRAWS} to {MOST_DRAWS}.")
]
Changes = Annotated[
    list[SupposedValue], strawberry.argument(description=f"At most {MOST_CHANGES}, each indicator once.")
]


@strawberry.type(description="Where a region stands in the nation by an index.")
class WhatIfStanding:
    """Score and rank."""

    score: float | None = strawberry.field(
        description="From 0 to the index's scale; null where too little is known."
    )
    rank: int | None = strawberry.field(
        description="Place among kabupaten and kota, or among provinces; 1 is best."
    )
    of: int | None = strawberry.field(description="How many regions are ranked.")


@strawberry.type(description="A potential or challenge that would be found.")
class WhatIfFinding:
    """The figures of `AssessmentPotential` and `AssessmentChallenge`, by the same rules."""

    rule: str = strawberry.field(description="The rule that found it: see docs/assessment.md.")
    node: str = strawberry.field(description="Code of the node or indicator that it is about.")
    score: float | None = strawberry.field(description="Its score, from 0 to the index's scale.")
    value: float | None = strawberry.field(description="Its value, in the unit of the indicator.")
    reference: float | None = strawberry.field(
        description="What the value is compared with, in the same unit."
    )
    gap: float | None = strawberry.field(
        description="How far the value is from the reference, in the same unit."
    )
    gap_pct: float | None = strawberry.field(
        description="Points of the score lost to the gap, in % of the scale."
    )
    projected_year: float | None = strawberry.field(description="Year in which the target will be reached.")
    priority: float | None = strawberry.field(
        description="Per cent of the scale that closing the gap would win."
    )
    text: str = strawberry.field(description="The finding in a sentence, in the language of the request.")


@strawberry.type(description="What would follow if values were different. Nothing is stored.")
class WhatIf:
    """Before and after."""

    region: str = strawberry.field(description="Code of the region.")
    index: str = strawberry.field(description="Code of the index.")
    year: int = strawberry.field(description="The year assessed.")
    before: WhatIfStanding = strawberry.field(description="Where the region stands.")
    score: float | None = strawberry.field(description="The score that it would have.")
    rank: int | None = strawberry.field(description="The rank that it would have in the nation.")
    of: int | None = strawberry.field(description="How many regions would be ranked.")
    challenges: list[WhatIfFinding] = strawberry.field(description="By falling priority.")
    potentials: list[WhatIfFinding] = strawberry.field(description="What the region would be good at.")


@strawberry.type(description="How sure the rank of a region is.")
class RankInterval:
    """One region."""

    region_code: str = strawberry.field(description="Code of the region.")
    region_name: str = strawberry.field(description="Its official name.")
    rank: int = strawberry.field(description="Its rank by the stated weights and normalisation.")
    lowest: int = strawberry.field(description="The 5th percentile of its ranks: the better end.")
    highest: int = strawberry.field(description="The 95th percentile of its ranks: the worse end.")
    mean: float = strawberry.field(description="The mean of its ranks.")


@strawberry.type(
    description="Ranks under random weights (Dirichlet around the stated ones) and other normalisations."
)
class Sensitivity:
    """Of the kabupaten and kota."""

    index: str = strawberry.field(description="Code of the index.")
    year: int = strawberry.field(description="The year assessed.")
    draws: int = strawberry.field(description="How many rankings were drawn; the same each time.")
    regions: list[RankInterval] = strawberry.field(
        description="The ranked kabupaten and kota, the best first."
    )


async def what_if(
    info: Info[Any, None],
    region: RegionCode,
    changes: Changes,
    index: IndexCode = "NATIONAL",
    year: CalendarYear = None,
) -> WhatIf | None:
    """Ask the analyst what would follow."""
    context = info.context
    found = await context.engine.analyst.suppose(region, index, year, _values(changes))
    return WhatIf(
        region=found.region,
        index=found.index,
        year=found.year,
        before=_standing(found.before),
        score=found.after.score,
        rank=found.after.rank,
        of=found.after.of,
        challenges=[_finding(each, context.language) for each in found.challenges],
        potentials=[_finding(each, context.language) for each in found.potentials],
    )


async def sensitivity(
    info: Info[Any, None], index: IndexCode = "NATIONAL", year: CalendarYear = None, draws: Draws = 200
) -> Sensitivity | None:
    """Ask the analyst how sure the ranks are. Raises `InvalidArgument`."""
    if not FEWEST_DRAWS <= draws <= MOST_DRAWS:
        raise InvalidArgument(f"`draws` is {draws}.", f"Ask for {FEWEST_DRAWS} to {MOST_DRAWS:,}.")
    found = await info.context.engine.analyst.intervals(index, year, draws)
    regions = [_interval(each) for each in found.regions]
    return Sensitivity(index=found.index, year=found.year, draws=found.draws, regions=regions)


@strawberry.type
class AssessmentQuery:
    """What `Query` answers by computing."""

    what_if: WhatIf | None = strawberry.field(
        resolver=what_if,
        description="Score, rank and challenges of a region if indicators had other values. Nothing is stored.",
    )
    sensitivity: Sensitivity | None = strawberry.field(
        resolver=sensitivity,
        description="How far the ranks of kabupaten and kota depend on weights and normalisation.",
    )


def _values(changes: list[SupposedValue]) -> dict[str, float | None]:
    """Raises `InvalidArgument` for too many, for an indicator named twice, and for what is no finite number."""
    values = {each.indicator: each.value for each in changes}
    if len(changes) > MOST_CHANGES or len(values) < len(changes):
        raise InvalidArgument(
            f"`changes` has {len(changes)} items for {len(values)} indicators.",
            f"Give at most {MOST_CHANGES}, each indicator once.",
        )
    for indicator, value in values.items():
        if value is not None and not math.isfinite(value):
            raise InvalidArgument(
                f"The value of '{indicator}' is not finite.", "Give a finite number, or null."
            )
    return values


def _standing(standing: Standing) -> WhatIfStanding:
    return WhatIfStanding(score=standing.score, rank=standing.rank, of=standing.of)


def _finding(found: Mapping[str, Any], language: str) -> WhatIfFinding:
    return WhatIfFinding(
        rule=found["rule"],
        node=found["node"],
        score=found["score"],
        value=found["value"],
        reference=found["reference"],
        gap=found.get("gap"),
        gap_pct=found.get("gap_pct"),
        projected_year=found.get("projected_year"),
        priority=found.get("priority"),
        text=found[language],
    )


def _interval(found: Interval) -> RankInterval:
    return RankInterval(
        region_code=found.code,
        region_name=found.name,
        rank=found.rank,
        lowest=found.lowest,
        highest=found.highest,
        mean=found.mean,
    )
