"""Events of the programme: themes, sessions, pavilions, exhibits, performances and visits.

Its tables are the nouns beside this file. Its rows in `seeds/` are what is published of the gathering of 2022: names of
exhibitors and speakers are not, so numbers stand for them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pilar import Entity, Example, Organization, Seed, Source, hookimpl

from pilar_exhibition.event import Event
from pilar_exhibition.examples import EXAMPLES
from pilar_exhibition.exhibit import Exhibit
from pilar_exhibition.pavilion import Pavilion
from pilar_exhibition.performance import Performance
from pilar_exhibition.rating import Rating
from pilar_exhibition.session import Session
from pilar_exhibition.speaker import Speaker
from pilar_exhibition.theme import Theme
from pilar_exhibition.theme_partner import ThemePartner
from pilar_exhibition.visit import Visit

SEEDS: Final = Path(__file__).parent / "seeds"


@hookimpl
def register_tables() -> list[type[Entity]]:
    """Each table after those that it refers to, the view after those that it reads."""
    return [
        Event,
        Theme,
        ThemePartner,
        Session,
        Speaker,
        Pavilion,
        Exhibit,
        Performance,
        Visit,
        Rating,
    ]


@hookimpl
def register_seeds() -> list[Seed]:
    """What is published of the gathering of 2022, and the organisations that carried its themes."""
    return [
        Seed(Source, SEEDS / "sources.csv", rows=2),
        Seed(Organization, SEEDS / "organizations.csv", rows=4),
        Seed(Event, SEEDS / "events.csv", rows=1),
        Seed(Theme, SEEDS / "themes.csv", rows=3),
        Seed(ThemePartner, SEEDS / "theme_partners.csv", rows=5),
        Seed(Session, SEEDS / "sessions.csv", rows=1),
        Seed(Pavilion, SEEDS / "pavilions.csv", rows=3),
    ]


@hookimpl
def register_examples() -> list[Example]:
    """Questions that the data answers today."""
    return list(EXAMPLES)
