"""What an index is: a tree of nodes over indicators, and how each of them is treated, scored and weighed.

Plain frozen data. `pilar.assessment.reading` makes them from TOML and checks them; nothing here is checked again.
Source of the terms: OECD/JRC, Handbook on Constructing Composite Indicators (2008), doi:10.1787/9789264043466-en.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Direction = Literal["up", "down", "neutral"]
Mean = Literal["arithmetic", "geometric", "harmonic", "pooled"]


@dataclass(frozen=True)
class Goalposts:
    """The way from one fixed value to another: `lower` scores 0 and `upper` the full scale, or the reverse."""

    lower: float
    upper: float
    is_logarithmic: bool = False
    is_clamped: bool = False


@dataclass(frozen=True)
class Target:
    """The way from `start` to `target`, which may lie below it. `points` are thresholds in per cent of the way:
    with them the score is the number of thresholds reached, plus one."""

    start: float
    target: float
    is_logarithmic: bool = False
    is_clamped: bool = False
    points: tuple[float, ...] = ()


@dataclass(frozen=True)
class MinMax:
    """The way from the worst to the best value of the year. `spread` are the scores of these two."""

    spread: tuple[float, float] | None = None
    is_logarithmic: bool = False


@dataclass(frozen=True)
class ZScore:
    """Distance from the mean of the year in (sample) standard deviations, moved to `mean` and `deviation`."""

    mean: float = 0.0
    deviation: float = 1.0
    is_logarithmic: bool = False


@dataclass(frozen=True)
class Rank:
    """1 for the worst of the year, upward; equal values share the lower number."""


@dataclass(frozen=True)
class Percentile:
    """Share of the other regions of the year that are worse, times the scale."""


Normalisation = Goalposts | Target | MinMax | ZScore | Rank | Percentile


@dataclass(frozen=True)
class Treatment:
    """Winsorise while skewness and excess kurtosis are both above their limits, for `max_points` points at most."""

    skewness: float = 2.0
    kurtosis: float = 3.5
    max_points: int = 5
    falls_back_to_log: bool = False


@dataclass(frozen=True)
class Title:
    """A name in both languages."""

    en: str = ""
    id: str = ""


@dataclass(frozen=True)
class Indicator:
    """One quantity of the index. `imputation_group` is the column whose groups lend their mean to missing values;
    `resolution` is the step in which values are published; target, deadline and base year serve explanations."""

    code: str
    direction: Direction = "up"
    normalisation: Normalisation = MinMax()
    treatment: Treatment | None = None
    denominator: str | None = None
    imputation_group: str | None = None
    target: float | None = None
    deadline: int | None = None
    base_year: int | None = None
    resolution: float = 0.0
    title: Title = Title()


@dataclass(frozen=True)
class Node:
    """A mean of its children, which are nodes or indicators. `published` is an indicator with the node's score as
    somebody published it, in steps of `resolution`: where it cannot follow from the children, it is an anomaly."""

    name: str
    children: tuple[str, ...]
    weights: tuple[float, ...]
    mean: Mean = "arithmetic"
    minimum_share: float = 0.0
    published: str | None = None
    resolution: float = 0.0
    title: Title = Title()


@dataclass(frozen=True)
class Resource:
    """A potential that one indicator measures, and the indicator that shows how far it is used."""

    name: str
    potential: str
    used: str


@dataclass(frozen=True)
class Index:
    """A whole index.

    `nodes` come children first, the root last. `indicators` are those that the tree reaches, in its order;
    `supporting` are the codes needed beside them, such as denominators. `versions` has, by the first year in which
    they hold and by node, weights that replace those of the nodes.
    """

    code: str
    nodes: tuple[Node, ...]
    indicators: tuple[Indicator, ...]
    supporting: tuple[str, ...] = ()
    scale: float = 100.0
    carry_forward_years: int = 0
    versions: Mapping[int, Mapping[str, tuple[float, ...]]] = field(default_factory=dict)
    resources: tuple[Resource, ...] = ()
    title: Title = Title()
    source: str = ""

    @property
    def root(self) -> Node:
        """The node that is the index itself."""
        return self.nodes[-1]

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The columns of a table of values: the indicators, then what supports them."""
        return (*(indicator.code for indicator in self.indicators), *self.supporting)

    def positions(self, code: str) -> tuple[int, ...]:
        """Return where in `inputs` an input is, and after it its denominator."""
        return self._positions[code]

    @cached_property
    def _positions(self) -> Mapping[str, tuple[int, ...]]:
        at = {code: position for position, code in enumerate(self.inputs)}
        denominators = {
            each.code: each.denominator for each in self.indicators if each.denominator is not None
        }
        return {
            code: (place, at[denominators[code]]) if code in denominators else (place,)
            for code, place in at.items()
        }

    @cached_property
    def scored(self) -> tuple[int, ...]:
        """Positions of the indicators that have a score: all but the neutral ones."""
        return tuple(at for at, indicator in enumerate(self.indicators) if indicator.direction != "neutral")

    @cached_property
    def titles(self) -> Mapping[str, Title]:
        """The titles of all nodes and indicators, by name and code."""
        return {each.code: each.title for each in self.indicators} | {
            each.name: each.title for each in self.nodes
        }

    def weights(self, year: int) -> Mapping[str, tuple[float, ...]]:
        """The weights of each node's children that hold in a year: a version holds until the next one."""
        held = {node.name: node.weights for node in self.nodes}
        for first_year in sorted(self.versions):
            if first_year <= year:
                held.update(self.versions[first_year])
        return held
