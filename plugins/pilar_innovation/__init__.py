"""Innovations of the programme: where they are deployed with which outcome, and who could replicate them.

Its tables are the nouns beside this file; the views `Effect` and `Match` judge outcomes and find who has a challenge.
"""

from __future__ import annotations

from pilar import Entity, Example, hookimpl

from pilar_innovation.deployment import Deployment
from pilar_innovation.effect import Effect
from pilar_innovation.examples import EXAMPLES
from pilar_innovation.innovation import Innovation
from pilar_innovation.innovation_indicator import InnovationIndicator
from pilar_innovation.innovation_sdg import InnovationSdg
from pilar_innovation.innovation_theme import InnovationTheme
from pilar_innovation.match import Match
from pilar_innovation.outcome import Outcome
from pilar_innovation.replication_interest import ReplicationInterest


@hookimpl
def register_tables() -> list[type[Entity]]:
    """Each table after those that it refers to, each view after those that it reads."""
    return [
        Innovation,
        InnovationSdg,
        InnovationTheme,
        InnovationIndicator,
        Deployment,
        Outcome,
        Effect,
        ReplicationInterest,
        Match,
    ]


@hookimpl
def register_examples() -> list[Example]:
    """Questions that the shared observations answer today, and the tables once they are filled."""
    return list(EXAMPLES)
