"""A context -> every potential, challenge and anomaly of its year, the most urgent of each region first."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Final, Literal

from pilar.assessment import challenges, potentials
from pilar.assessment.definition import Index, Title
from pilar.assessment.findings import Context, Finding
from pilar.assessment.rules import RULE, RULES

Finder = Callable[[Context], Iterator[Finding]]
Language = Literal["en", "id"]

FINDERS: Final[tuple[Finder, ...]] = (
    challenges.below_target,
    challenges.below_goalpost,
    challenges.below_peers,
    challenges.worsening,
    challenges.misses_deadline,
    challenges.missing,
    challenges.stale,
    challenges.lagging,
    potentials.top_decile,
    potentials.fastest_improving,
    potentials.unused_resource,
    potentials.published_differs,
)
NEVER: Final = {"en": "never", "id": "tidak pernah"}
BY: Final = {"en": "in {year:.1f}", "id": "pada {year:.1f}"}


def explain(context: Context) -> list[Finding]:
    """Apply every rule. By region; in it challenges, potentials, anomalies; in these by falling priority."""
    kinds = ("challenge", "potential", "anomaly")
    places = {rule.name: at for at, rule in enumerate(RULES)}

    def order(finding: Finding) -> tuple[int, int, float, int]:
        priority = -math.inf if math.isnan(finding.priority) else finding.priority
        return finding.unit, kinds.index(RULE[finding.rule].kind), -priority, places[finding.rule]

    return sorted((finding for find in FINDERS for finding in find(context)), key=order)


def describe(finding: Finding, index: Index, year: int, language: Language) -> str:
    """Return the finding as a sentence."""
    rule = RULE[finding.rule]
    template = rule.en if language == "en" else rule.id
    never, by = NEVER[language], BY[language]
    when = never if math.isnan(finding.projected_year) else by.format(year=finding.projected_year)
    return template.format(
        subject=_title(index, finding.subject, language),
        score=f"{finding.score:.4g}",
        mark=f"{finding.reference:.4g}",
        value=f"{finding.value:.10g}",
        reference=f"{finding.reference:.10g}",
        year=year,
        when=when,
        deadline=finding.deadline,
    )


def _title(index: Index, name: str, language: Language) -> str:
    title = index.titles.get(name, Title())
    return (title.en if language == "en" else title.id) or title.id or title.en or name
