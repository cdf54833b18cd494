"""What a rule looks at, and what it finds: a region, a subject, figures and the observations that they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pilar.assessment.arrays import Booleans, Floats, Groups, Integers
from pilar.assessment.definition import Index
from pilar.assessment.goals import Goals, state_goals
from pilar.assessment.history import History
from pilar.assessment.pipeline import Assessment
from pilar.assessment.selection import Selection
from pilar.assessment.tree import share_of_root


@dataclass(frozen=True)
class Finding:
    """A potential, a challenge or an anomaly. `evidence` are positions of observations, NaN is what does not apply.

    `gap` is in points of the score, `priority` is the gap times the weight of the subject in the whole index.
    """

    rule: str
    unit: int
    subject: str
    score: float = np.nan
    value: float = np.nan
    reference: float = np.nan
    gap: float = np.nan
    priority: float = np.nan
    projected_year: float = np.nan
    deadline: int | None = None
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True)
class Context:
    """One year of one index, all that the rules look at.

    `peers` numbers the group of each region within which it is compared, -1 is in none; `grouping` is for imputation.
    `given_goals` take the place of those that the definition states. Findings may be asked for some indicators only,
    by their positions in `columns`, and for some regions, `units`; only their entries of the arrays are then looked at,
    but that a comparison with peers needs the entries of all regions for the indicator.
    """

    index: Index
    selection: Selection
    assessment: Assessment
    history: History
    peers: Integers
    grouping: Groups
    given_goals: Goals | None = None
    columns: frozenset[int] | None = None
    units: Booleans | None = None

    @property
    def year(self) -> int:
        """The year that is explained."""
        return self.selection.year

    @cached_property
    def goals(self) -> Goals:
        """What each region is to reach."""
        return self.given_goals or state_goals(self.index, len(self.peers))

    @property
    def asked_columns(self) -> tuple[int, ...]:
        """Positions of the scored indicators that findings are asked for."""
        scored = self.index.scored
        return scored if self.columns is None else tuple(at for at in scored if at in self.columns)

    def asked_units(self, where: Booleans) -> Integers:
        """Return the positions of those regions in `where` that findings are asked for."""
        return np.flatnonzero(where if self.units is None else where & self.units)

    @cached_property
    def shares(self) -> dict[str, float]:
        """The weight of each node and indicator in the whole index."""
        return share_of_root(self.index, self.year)

    def evidence(self, unit: int, code: str) -> tuple[int, ...]:
        """Return the observations of this year's value of an indicator, its denominator included."""
        return cite(self.index, self.selection.place, unit, code)

    def peer_median(self, values: Floats) -> Floats:
        """Return, for each region, the median of its peers that have a value, itself included."""
        medians = np.full(len(values), np.nan)
        for members in self.groups:
            present = values[members][~np.isnan(values[members])]
            if len(present):
                medians[members] = np.median(present)
        return medians

    @cached_property
    def groups(self) -> tuple[Booleans, ...]:
        """The members of each group of peers."""
        return tuple(self.peers == group for group in np.unique(self.peers[self.peers >= 0]))


@dataclass(frozen=True)
class Figures:
    """Columns of figures, one entry a region, of which a rule takes some entries."""

    score: Floats
    value: Floats
    reference: Floats
    gap: Floats
    weight: float = np.nan

    def finding(self, rule: str, unit: int, subject: str, evidence: Sequence[int]) -> Finding:
        """Make the finding of one region."""
        gap = float(self.gap[unit])
        return Finding(
            rule,
            unit,
            subject,
            float(self.score[unit]),
            float(self.value[unit]),
            float(self.reference[unit]),
            gap,
            gap * self.weight,
            evidence=tuple(evidence),
        )


def cite(index: Index, place: Integers, unit: int, code: str) -> tuple[int, ...]:
    """Return the positions of the observations of an input and of its denominator."""
    return cite_each(index, place, np.array([unit]), code)[0]


def cite_each(index: Index, place: Integers, units: Integers, code: str) -> list[tuple[int, ...]]:
    """Return what `cite` returns, of several regions."""
    rows = place[np.ix_(units, np.array(index.positions(code)))].tolist()
    return [tuple([at for at in row if at >= 0]) for row in rows]
