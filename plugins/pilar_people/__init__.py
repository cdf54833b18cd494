"""The people pillar: schools, training, work, civil servants, communities and digital literacy in Indonesia's regions.

Its tables are the nouns beside this file, its rows are in `seeds/`; `plugin.toml` says who answers for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pilar import Indicator, Observation, Seed, Target, hookimpl

SEEDS: Final = Path(__file__).parent / "seeds"


@hookimpl
def register_indicators() -> list[Seed]:
    """Eight indicators of the pillar, and a series beside them."""
    return [Seed(Indicator, SEEDS / "indicators.csv", rows=9)]


@hookimpl
def register_seeds() -> list[Seed]:
    """The published figures."""
    return [
        Seed(Observation, SEEDS / "observations.csv", rows=7_196),
        Seed(Target, SEEDS / "targets.csv", rows=5),
    ]
