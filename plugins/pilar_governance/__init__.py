"""The governance pillar: services, e-government, regulation, open data, procurement and budgets of Indonesia's regions.

Its tables are the nouns beside this file, its rows are in `seeds/`; `plugin.toml` says who answers for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pilar import Derivation, Entity, Example, Indicator, Seed, Source, hookimpl

from pilar_governance.budget_line import BudgetLine
from pilar_governance.complaint import Complaint
from pilar_governance.derivations import DERIVATIONS
from pilar_governance.election import Election
from pilar_governance.examples import EXAMPLES
from pilar_governance.leadership_commitment import LeadershipCommitment
from pilar_governance.open_dataset import OpenDataset
from pilar_governance.procurement import Procurement
from pilar_governance.public_service import PublicService
from pilar_governance.regulation import Regulation
from pilar_governance.spbe_assessment import SpbeAssessment
from pilar_governance.spbe_indicator import SpbeIndicator
from pilar_governance.spbe_score import SpbeScore

SEEDS: Final = Path(__file__).parent / "seeds"


@hookimpl
def register_tables() -> list[type[Entity]]:
    """Each table after those that it refers to."""
    return [
        PublicService,
        Regulation,
        SpbeIndicator,
        SpbeAssessment,
        SpbeScore,
        Complaint,
        OpenDataset,
        Procurement,
        BudgetLine,
        LeadershipCommitment,
        Election,
    ]


@hookimpl
def register_indicators() -> list[Seed]:
    """Eight indicators of the pillar."""
    return [Seed(Indicator, SEEDS / "indicators.csv", rows=8)]


@hookimpl
def register_seeds() -> list[Seed]:
    """The rules that the pillar rests on, and the 47 indicators that one of them lists."""
    return [
        Seed(Source, SEEDS / "sources.csv", rows=2),
        Seed(Regulation, SEEDS / "regulations.csv", rows=9),
        Seed(SpbeIndicator, SEEDS / "spbe_indicators.csv", rows=47),
    ]


@hookimpl
def register_derivations() -> list[Derivation]:
    """Seven of the eight indicators; the eighth, of master plans, follows from the rows of another plugin."""
    return list(DERIVATIONS)


@hookimpl
def register_examples() -> list[Example]:
    """Questions that the data answers today."""
    return list(EXAMPLES)
