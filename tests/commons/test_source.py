"""Where the figures of the core come from."""

from __future__ import annotations

import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.source import Source


def test_every_source_names_publisher_dataset_and_licence(core: sa.Connection) -> None:
    found = list(core.execute(sa.select(table_of(Source))))

    assert len(found) == 10
    assert all(row.publisher and row.dataset and row.licence for row in found)


def test_the_world_banks_figures_are_open(core: sa.Connection) -> None:
    licence = sa.select(Source.licence).where(Source.code == "world-bank-indo-dapoer-2019")

    assert core.scalar(licence) == "CC BY 4.0"
