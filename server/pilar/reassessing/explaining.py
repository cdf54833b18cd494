"""A year of an index -> its findings: potentials and challenges as rows, with the observations they rest on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from pilar.assessment import challenges, potentials
from pilar.assessment.arrays import Booleans, Floats
from pilar.assessment.definition import Index
from pilar.assessment.explanation import Language, describe
from pilar.assessment.findings import Context, Finding
from pilar.assessment.observations import Observations
from pilar.reassessing.bulk import Row
from pilar.reassessing.catalogue import Catalogue
from pilar.reassessing.computation import Year
from pilar.reassessing.layout import Place
from pilar.reassessing.scope import Scope

Finder = Callable[[Context], Iterator[Finding]]

AMONG_PEERS: Final[dict[str, Finder]] = {
    "below_peers": challenges.below_peers,
    "top_decile": potentials.top_decile,
    "fastest_improving": potentials.fastest_improving,
}
"""What a value means depends on one indicator of all peers."""
BY_ITSELF: Final[dict[str, Finder]] = {
    "below_target": challenges.below_target,
    "below_goalpost": challenges.below_goalpost,
    "worsening": challenges.worsening,
    "misses_deadline": challenges.misses_deadline,
    "stale": challenges.stale,
}
"""What a value means depends on the history of this indicator in this region."""
OF_REGION: Final[dict[str, Finder]] = {
    "missing": challenges.missing,
    "lagging": challenges.lagging,
    "published_differs": potentials.published_differs,
}
"""What they find depends on several indicators of the region."""
OF_RESOURCE: Final[dict[str, Finder]] = {"unused_resource": potentials.unused_resource}
"""What they find depends on the two indicators of a resource, of all peers."""

POTENTIALS: Final = frozenset({"top_decile", "fastest_improving", "unused_resource"})
SCORES: Final = frozenset({"lagging", "published_differs"})
"""Rules whose reference is a score of a node, not a value in a unit."""
NUMBERS: Final = ("indicator_id", "score", "value", "reference")
GAPS: Final = ("gap", "gap_pct", "projected_year", "deadline", "priority")
MISSING_NAMED: Final = 3
"""So many missing indicators of a dimension are named; of more the number is told."""


@dataclass(frozen=True)
class Key:
    """What tells the findings of a year apart: the position of the region, the rule, the code of the subject."""

    at: int
    rule: str
    node: str


@dataclass(frozen=True)
class Told:
    """A finding as a row: its numbers, and its sentence in each language as soon as somebody asks."""

    numbers: Row
    evidence: tuple[int, ...]
    text: Callable[[Language], str]


@dataclass(frozen=True)
class Explainer:
    """What findings are made of."""

    index: Index
    year: Year
    places: Mapping[str, Place]
    catalogue: Catalogue
    observations: Observations

    def find(self, scope: Scope, present: Booleans, new: Collection[int]) -> dict[Key, Told]:
        """Return the findings that the scope asks for, of the regions that are assessed."""
        told: dict[Key, Told] = {}
        for part in self.year.parts:
            context = part.context
            units = part.units & present
            medians: dict[str, Floats] = {}
            for finding in self._findings(context, scope, units, new):
                if finding.rule == "missing":
                    continue
                row = self._row(context, finding, medians)
                told[Key(finding.unit, finding.rule.upper(), finding.subject)] = row
            told |= self._missing(context, units if scope.is_whole else units & _mask(units, scope.rows))
        return told

    def _findings(
        self, context: Context, scope: Scope, units: Booleans, new: Collection[int]
    ) -> Iterator[Finding]:
        if scope.is_whole:
            everything = replace(context, units=units)
            for find in (
                *AMONG_PEERS.values(),
                *BY_ITSELF.values(),
                *OF_REGION.values(),
                *OF_RESOURCE.values(),
            ):
                yield from find(everything)
            return
        columns = frozenset(scope.columns)
        among_peers = replace(context, columns=columns, units=units)
        for find in AMONG_PEERS.values():
            yield from find(among_peers)
        asked = _mask(units, scope.rows | scope.asked) & ~_mask(units, new)
        contexts = [replace(context, columns=columns, units=units & asked)]
        if new:
            contexts.append(replace(context, units=units & _mask(units, new)))
        for each in contexts:
            for find in BY_ITSELF.values():
                yield from find(each)
        own = replace(context, units=units & _mask(units, scope.rows))
        yield from challenges.lagging(own)
        yield from potentials.published_differs(own)
        if scope.resources:
            yield from potentials.unused_resource(replace(context, units=units))

    def _row(self, context: Context, finding: Finding, medians: dict[str, Floats]) -> Told:
        """A gap is told in the unit of the indicator, and as a share of the scale."""
        code, scale = finding.subject, self.index.scale
        reference = finding.reference
        if finding.rule == "below_peers":
            if code not in medians:
                medians[code] = context.peer_median(self.year.values[:, self.places[code].at])
            reference = medians[code][finding.unit]
        in_unit = finding.rule not in SCORES and finding.rule != "stale"
        numbers: list[float | int | None] = [
            self.catalogue.id_of(code),
            _number(finding.score),
            _number(finding.value),
            _number(reference),
        ]
        if finding.rule not in POTENTIALS:
            numbers += [
                _number(abs(finding.value - reference)) if in_unit else None,
                _number(100.0 * finding.gap / scale),
                _number(finding.projected_year),
                finding.deadline,
                _number(100.0 * finding.priority / scale),
            ]
        ids = sorted({int(self.observations.row[at]) for at in finding.evidence})
        return Told(
            tuple(numbers),
            tuple(ids),
            lambda language: describe(finding, self.index, self.year.year, language),
        )

    def _missing(self, context: Context, units: Booleans) -> dict[Key, Told]:
        """Tell of the missing indicators of each dimension together: one row instead of one for each of them."""
        groups: dict[tuple[int, str], list[str]] = {}
        for finding in challenges.missing(replace(context, units=units)):
            parent = self.places[finding.subject].parent or self.index.root.name
            groups.setdefault((finding.unit, parent), []).append(finding.subject)
        nothing: Row = (None,) * (len(NUMBERS) + len(GAPS))
        return {
            Key(at, "MISSING", parent): Told(nothing, (), _Missing(self, parent, tuple(codes)))
            for (at, parent), codes in groups.items()
        }

    def title(self, code: str, language: Language) -> str:
        """Return the name of a node or indicator."""
        place = self.places[code]
        return (place.name_en if language == "en" else None) or place.name_id


@dataclass(frozen=True)
class _Missing:
    """The sentence about the missing indicators of a dimension."""

    explainer: Explainer
    parent: str
    codes: tuple[str, ...]

    def __call__(self, language: Language) -> str:
        title = self.explainer.title(self.parent, language)
        year, count = self.explainer.year.year, len(self.codes)
        names = ", ".join(self.explainer.title(code, language) for code in self.codes)
        if count > MISSING_NAMED:
            names = f"{count} indicators" if language == "en" else f"{count} indikator"
        if language == "en":
            return f"{title}: there is no observation for {year} of {names}."
        return f"{title}: tidak ada data untuk {year} mengenai {names}."


def _number(value: float) -> float | None:
    """NaN is null; so is infinity, which neither database nor GraphQL takes."""
    return float(value) if np.isfinite(value) else None


def _mask(like: Booleans, rows: Collection[int]) -> Booleans:
    mask = np.zeros(len(like), dtype=np.bool_)
    mask[sorted(rows)] = True
    return mask
