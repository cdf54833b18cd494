"""A small country: two provinces with fifteen kabupaten and kota, indicators of every sort, and two indices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import pytest
import sqlalchemy as sa
from pilar.commons import TABLES
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.region import Region
from pilar.commons.source import Source
from pilar.commons.target import Target
from pilar.reassessing import Summary, reassess
from pilar.reassessing.definitions import load_definitions
from pilar.reassessing.pending import assessment_pending, watch
from sqlmodel import SQLModel

SMALL = """
code = "SMALL"
title = { en = "Small index", id = "Indeks kecil" }
source = "A test"
[missing]
minimum_share = 0.5
carry_forward_years = 1
[nodes.SMALL]
children = { health = 2, wealth = 1 }
[nodes.health]
title = { en = "Health", id = "Kesehatan" }
children = { WATER = 1, CRIME = 1 }
[nodes.wealth]
aggregation = "geometric"
children = { INCOME = 1, DOCTORS = 1, CLIMATE = 1 }
published = "PUBLISHED"
resolution = 0.01
[indicators.WATER]
normalisation = { method = "goalposts", lower = 0, upper = 100, clamp = true }
target = 90
deadline = 2024
title = { en = "Safe water", id = "Air bersih" }
[indicators.CRIME]
direction = "down"
normalisation = { method = "goalposts", lower = 0, upper = 50 }
[indicators.INCOME]
normalisation = { method = "goalposts", lower = 1, upper = 1000, transform = "log", clamp = true }
base_year = 2020
deadline = 2030
[indicators.DOCTORS]
denominator = "PEOPLE"
normalisation = { method = "target", start = 0, target = 2 }
[indicators.CLIMATE]
direction = "neutral"
[resources.sun]
potential = "SUN"
used = "SOLAR"
"""
RELATIVE = """
code = "RELATIVE"
[nodes.RELATIVE]
children = { WATER = 1, CRIME = 1, INCOME = 1 }
[defaults]
imputation = { method = "group_mean", group = "kind" }
treatment = { method = "winsorise", skewness = 1, kurtosis = 0, max_points = 1 }
[indicators.WATER]
[indicators.CRIME]
direction = "down"
normalisation = { method = "zscore" }
[indicators.INCOME]
normalisation = { method = "percentile" }
"""
INDICATORS = ("WATER", "CRIME", "INCOME", "DOCTORS", "PEOPLE", "CLIMATE", "PUBLISHED", "SUN", "SOLAR")
KABUPATEN = (*(f"01.{at:02}" for at in range(1, 7)), *(f"02.{at:02}" for at in range(1, 7)))
KOTA = ("01.71", "01.72", "02.71")
YEARS = (2020, 2021, 2022, 2023)

RESULTS = {
    "assessment": (
        "SELECT i.code, r.code, a.year, a.index_version, a.score, a.rank, a.of, a.percentile, a.rank_in_province, "
        "a.of_in_province, a.rank_in_kind, a.of_in_kind, a.position, a.coverage, a.trend FROM {assessment}"
    ),
    "node": (
        "SELECT i.code, r.code, a.year, n.code, n.name_id, n.name_en, n.parent, n.position, n.weight, n.score, n.rank, "
        "n.of, n.coverage, n.value, n.unit, n.observed_year, n.indicator_id, n.observation_id, "
        "n.denominator_observation_id FROM {assessment} JOIN assessment_node n ON n.assessment_id = a.id"
    ),
    "potential": (
        "SELECT i.code, r.code, a.year, p.rule, p.node, p.indicator_id, p.score, p.value, p.reference, p.text_id, "
        "p.text_en, p.position FROM {assessment} JOIN assessment_potential p ON p.assessment_id = a.id"
    ),
    "potential evidence": (
        "SELECT i.code, r.code, a.year, p.rule, p.node, e.observation_id FROM {assessment} "
        "JOIN assessment_potential p ON p.assessment_id = a.id "
        "JOIN assessment_potential_evidence e ON e.potential_id = p.id"
    ),
    "challenge": (
        "SELECT i.code, r.code, a.year, c.rule, c.node, c.indicator_id, c.score, c.value, c.reference, c.gap, "
        "c.gap_pct, c.projected_year, c.deadline, c.priority, c.text_id, c.text_en, c.position FROM {assessment} "
        "JOIN assessment_challenge c ON c.assessment_id = a.id"
    ),
    "challenge evidence": (
        "SELECT i.code, r.code, a.year, c.rule, c.node, e.observation_id FROM {assessment} "
        "JOIN assessment_challenge c ON c.assessment_id = a.id "
        "JOIN assessment_challenge_evidence e ON e.challenge_id = c.id"
    ),
}
ASSESSED = "assessment a JOIN composite_index i ON i.id = a.index_id JOIN region r ON r.id = a.region_id"


@dataclass
class World:
    """A connection in a transaction, with codes for ids."""

    SMALL: ClassVar[str] = SMALL
    RELATIVE: ClassVar[str] = RELATIVE
    REGIONS: ClassVar[tuple[str, ...]] = (*KABUPATEN, *KOTA, "01", "02", "ID")
    INDICATORS: ClassVar[tuple[str, ...]] = INDICATORS
    YEARS: ClassVar[tuple[int, ...]] = YEARS

    connection: sa.Connection
    folder: Path
    regions: dict[str, int] = field(default_factory=dict)
    indicators: dict[str, int] = field(default_factory=dict)
    sources: list[int] = field(default_factory=list)

    def insert(self, entity: Any, **values: Any) -> int:
        """Insert a row and return its id."""
        (key,) = self.connection.execute(table_of(entity).insert().values(**values)).inserted_primary_key
        return int(key)

    def observe(self, region: str, indicator: str, year: int, value: float, **values: Any) -> int:
        """Insert an observation and return its id."""
        given = {
            "status": "FINAL",
            "revision": 1,
            "source_id": self.sources[0],
            "end": f"{year}-12-31",
        } | values
        end = given.pop("end")
        row = {
            "region_id": self.regions[region],
            "indicator_id": self.indicators[indicator],
            "year": year,
            "value": value,
            "unit": "1",
            "licence": "test",
        }
        names = ", ".join((*row, *given, "period_start", "period_end"))
        marks = ", ".join(f":{name}" for name in names.split(", "))
        statement = sa.text(f"INSERT INTO observation ({names}) VALUES ({marks}) RETURNING id")
        period = {"period_start": f"{year}-01-01", "period_end": end}
        return int(self.connection.execute(statement, row | given | period).scalar_one())

    def aim(self, region: str, indicator: str, year: int, **bounds: float) -> int:
        """Insert a target and return its id."""
        return self.insert(
            Target,
            region_id=self.regions[region],
            indicator_id=self.indicators[indicator],
            year=year,
            unit="1",
            legal_basis="a plan",
            source_id=self.sources[0],
            **bounds,
        )

    def write(self, statement: str, **values: Any) -> None:
        """Change rows by hand."""
        self.connection.execute(sa.text(statement), values)

    def define(self, *definitions: str) -> None:
        """Load definitions, as a start does."""
        files = []
        for at, text in enumerate(definitions):
            file = self.folder / f"index{at}.toml"
            file.write_text(text)
            files.append(file)
        load_definitions(self.connection, "test", files, {})

    def reassess(self) -> Summary:
        """Do what a writer does at the end."""
        return reassess(self.connection)

    def ask(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        """Return rows."""
        return [tuple(row) for row in self.connection.execute(sa.text(statement), values)]

    def results(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return all that is stored of the assessments, without ids of rows of their own."""
        return {
            name: sorted(self.ask(query.replace("{assessment}", ASSESSED)), key=repr)
            for name, query in RESULTS.items()
        }

    def forget(self) -> None:
        """Take all results away, and note that everything may have changed."""
        self.write("DELETE FROM assessment")
        self.connection.execute(assessment_pending.delete())
        self.connection.execute(assessment_pending.insert().values(index_id=None))

    def score(self, region: str, year: int, index: str = "SMALL") -> tuple[Any, ...]:
        """Return score and rank of a region."""
        (row,) = self.ask(
            f"SELECT a.score, a.rank, a.of FROM {ASSESSED} "
            "WHERE i.code = :index AND r.code = :region AND a.year = :year",
            index=index,
            region=region,
            year=year,
        )
        return row

    def challenges(self, region: str, year: int, rule: str) -> list[tuple[Any, ...]]:
        """Return subject, value, reference and English text of the challenges of a rule."""
        return self.ask(
            f"SELECT c.node, c.value, c.reference, c.text_en FROM {ASSESSED} "
            "JOIN assessment_challenge c ON c.assessment_id = a.id "
            "WHERE i.code = 'SMALL' AND r.code = :region AND a.year = :year AND c.rule = :rule ORDER BY c.node",
            region=region,
            year=year,
            rule=rule,
        )


def open_world(folder: Path) -> World:
    """Make the country; nothing is observed in it."""
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    sa.event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = ON"))
    SQLModel.metadata.create_all(engine, tables=[*(table_of(table) for table in TABLES), assessment_pending])
    connection = engine.connect()
    connection.begin()
    watch(connection)
    world = World(connection, folder)
    for at in range(2):
        world.sources.append(
            world.insert(Source, code=f"source{at}", publisher="P", dataset="D", licence="L")
        )
    _populate(world)
    for code in INDICATORS:
        world.indicators[code] = world.insert(
            Indicator,
            code=code,
            name_id=code.title(),
            unit="1",
            unit_label="",
            direction="UP",
            evidence="VERIFIED",
        )
    return world


def _populate(world: World) -> None:
    def add(code: str, kind: str, parent: str | None) -> None:
        above = world.regions[parent] if parent else None
        row = {
            "code": code,
            "kind": kind,
            "name_id": code,
            "parent_id": above,
            "population": len(world.regions) + 1,
        }
        world.regions[code] = world.insert(Region, source_id=world.sources[0], **row)

    add("ID", "COUNTRY", None)
    for province in ("01", "02"):
        add(province, "PROVINCE", "ID")
    for kind, codes in (("KABUPATEN", KABUPATEN), ("KOTA", KOTA)):
        for code in codes:
            add(code, kind, code[:2])


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[World]:
    """The country without observations and indices."""
    world = open_world(tmp_path)
    yield world
    world.connection.close()
    world.connection.engine.dispose()


@pytest.fixture
def world(empty: World) -> World:
    """Observations of four years, both indices, and everything assessed."""
    fill(empty)
    empty.define(SMALL, RELATIVE)
    empty.reassess()
    return empty


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The same, made once: a test takes back what it writes."""
    world = open_world(tmp_path_factory.mktemp("lasting"))
    fill(world)
    world.define(SMALL, RELATIVE)
    world.reassess()
    yield world
    world.connection.close()
    world.connection.engine.dispose()


def fill(world: World) -> None:
    """Observe almost everything, the same every time."""
    for place, region in enumerate((*KABUPATEN, *KOTA, "01", "02")):
        for number, indicator in enumerate(INDICATORS):
            for year in YEARS:
                seed = (place * 7919 + number * 104_729 + year * 1_299_709) % 97
                if seed % 6:
                    world.observe(region, indicator, year, float(seed + place))
