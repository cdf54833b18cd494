"""A year of an index -> its findings: potentials and challenges as rows, with the observations they rest on."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Final, NamedTuple

import numpy as np

from pilar.assessment import challenges, potentials
from pilar.assessment.arrays import Booleans, Floats
from pilar.assessment.definition import Index
from pilar.assessment.explanation import Language, describe_in_both
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
}
"""What a value means depends on one indicator of all peers."""
OF_CHANGE: Final[dict[str, Finder]] = {"fastest_improving": potentials.fastest_improving}
"""What they find depends on one indicator of all peers in two years."""
BY_ITSELF: Final[dict[str, Finder]] = {
    "below_target": challenges.below_target,
    "below_goalpost": challenges.below_goalpost,
    "worsening": challenges.worsening,
    "misses_deadline": challenges.misses_deadline,
    "stale": challenges.stale,
}
"""What a value means depends on the history of this indicator in this region."""
OF_REGION: Final[dict[str, Finder]] = {
    "lagging": challenges.lagging,
    "published_differs": potentials.published_differs,
}
"""What they find depends on several indicators of the region; as does what is `missing`, which is told by dimension."""
OF_RESOURCE: Final[dict[str, Finder]] = {"unused_resource": potentials.unused_resource}
"""What they find depends on the two indicators of a resource, of all peers."""

POTENTIALS: Final = frozenset({"top_decile", "fastest_improving", "unused_resource"})
SCORES: Final = frozenset({"lagging", "published_differs"})
"""Rules whose reference is a score of a node, not a value in a unit."""
NUMBERS: Final = ("indicator_id", "score", "value", "reference")
GAPS: Final = ("gap", "gap_pct", "projected_year", "deadline", "priority")
NOTHING: Final[Row] = (None,) * (len(NUMBERS) + len(GAPS))
LANGUAGES: Final[tuple[Language, Language]] = ("id", "en")
MISSING: Final = {
    "id": "{title}: tidak ada data untuk {year} mengenai {names}.",
    "en": "{title}: there is no observation for {year} of {names}.",
}
SO_MANY: Final = {"id": "{count} indikator", "en": "{count} indicators"}
MISSING_NAMED: Final = 3
"""So many missing indicators of a dimension are named; of more the number is told."""


class Key(NamedTuple):
    """What tells the findings of a year apart: the position of the region, the rule, the code of the subject."""

    at: int
    rule: str
    node: str


class Told(NamedTuple):
    """A finding as a row: its numbers, and its sentence in both languages, `id` and `en`, as soon as somebody asks."""

    numbers: Row
    evidence: tuple[int, ...]
    texts: Callable[[], tuple[str, str]]


@dataclass(frozen=True)
class Explainer:
    """What findings are made of."""

    index: Index
    year: Year
    places: Mapping[str, Place]
    catalogue: Catalogue
    observations: Observations

    @cached_property
    def observation_ids(self) -> list[int]:
        """The ids of the observations by their positions."""
        ids: list[int] = self.observations.row.tolist()
        return ids

    def find(self, scope: Scope, present: Booleans, new: Collection[int]) -> dict[Key, Told]:
        """Return the findings that the scope asks for, of the regions that are assessed."""
        told: dict[Key, Told] = {}
        for part in self.year.parts:
            context = part.context
            units = part.units & present
            medians: dict[str, Floats] = {}
            for finding in self._findings(context, scope, units, new):
                if not finding.evidence:  # what was imputed is no finding about the region
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
            for finders in (AMONG_PEERS, OF_CHANGE, BY_ITSELF, OF_REGION, OF_RESOURCE):
                for find in finders.values():
                    yield from find(everything)
            return
        for finders, columns in ((AMONG_PEERS, scope.columns), (OF_CHANGE, scope.improved)):
            for find in finders.values():
                yield from find(replace(context, columns=frozenset(columns), units=units))
        told = _mask(units, scope.told_rows) & ~_mask(units, new)
        contexts = [replace(context, columns=frozenset(scope.told_columns), units=units & told)]
        if new:
            contexts.append(replace(context, units=units & _mask(units, new)))
        for each in contexts:
            for find in BY_ITSELF.values():
                yield from find(each)
        own = replace(context, units=units & _mask(units, scope.rows))
        for find in OF_REGION.values():
            yield from find(own)
        if scope.resources:
            yield from potentials.unused_resource(replace(context, units=units))

    def _row(self, context: Context, finding: Finding, medians: dict[str, Floats]) -> Told:
        """A gap is told in the unit of the indicator, and as a share of the scale."""
        code, scale = finding.subject, self.index.scale
        reference = finding.reference
        if finding.rule == "below_peers":
            if code not in medians:
                medians[code] = context.peer_median(self.year.values[:, self.places[code].at])
            reference = float(medians[code][finding.unit])
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
        rows = self.observation_ids
        ids = sorted({rows[at] for at in finding.evidence})
        return Told(
            tuple(numbers),
            tuple(ids),
            partial(describe_in_both, finding, self.index, self.year.year),
        )

    def _missing(self, context: Context, units: Booleans) -> dict[Key, Told]:
        """Tell of the missing indicators of each dimension together: one row instead of one for each of them."""
        is_missing = challenges.find_missing(context) & units[:, None]
        told: dict[Key, Told] = {}
        for parent, columns in self._families().items():
            some = np.flatnonzero(np.any(is_missing[:, columns], axis=1))
            patterns, which = np.unique(is_missing[some][:, columns], axis=0, return_inverse=True)
            for at, pattern in enumerate(patterns):
                codes = [self.index.indicators[each].code for each in np.array(columns)[pattern]]
                row = Told(NOTHING, (), partial(_same, self._name_missing(parent, codes)))
                rows = some[which.ravel() == at].tolist()
                told |= {Key(each, "MISSING", parent): row for each in rows}
        return told

    def _families(self) -> dict[str, list[int]]:
        """The scored indicators by the dimension right above them."""
        families: dict[str, list[int]] = {}
        for at in self.index.scored:
            parent = self.places[self.index.indicators[at].code].parent or self.index.root.name
            families.setdefault(parent, []).append(at)
        return families

    def _name_missing(self, parent: str, codes: Sequence[str]) -> tuple[str, str]:
        sentences = []
        for language in LANGUAGES:
            names = ", ".join(self.index.names[language][code] for code in codes)
            if len(codes) > MISSING_NAMED:
                names = SO_MANY[language].format(count=len(codes))
            sentence = MISSING[language]
            sentences.append(
                sentence.format(title=self.index.names[language][parent], year=self.year.year, names=names)
            )
        return sentences[0], sentences[1]


def _same(texts: tuple[str, str]) -> tuple[str, str]:
    return texts


def _number(value: float) -> float | None:
    """NaN is null; so is infinity, which neither database nor GraphQL takes."""
    return value if math.isfinite(value) else None


def _mask(like: Booleans, rows: Collection[int]) -> Booleans:
    mask = np.zeros(len(like), dtype=np.bool_)
    mask[sorted(rows)] = True
    return mask
