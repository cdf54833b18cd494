"""On a PostgreSQL server: the same assessments, made in the transaction of the writer, and told of in its order."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson
import psycopg
import pytest
import sqlalchemy as sa
from pilar.commons.assessment import Assessment
from pilar.commons.assessment_challenge import AssessmentChallenge
from pilar.commons.assessment_change import AssessmentChange
from pilar.commons.assessment_node import AssessmentNode
from pilar.commons.assessment_potential import AssessmentPotential
from pilar.commons.composite_index import CompositeIndex
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation
from pilar.commons.region import Region
from pilar.database.engine import open_engine
from pilar.database.server import writing_url
from pilar.query.exchange import Answer, Request
from pilar.query.stream import open_stream
from pilar.reassessing import Summary, reassess
from pilar.reassessing.pending import assessment_pending, take
from pilar.settings import Settings
from pilar.startup import prepare
from postgresql import Cluster
from sqlalchemy.engine import make_url

CHANGED = """subscription ($after: String) {
    assessmentChanged(region: "32.73", after: $after) { cursor score scoreBefore index { code } } }"""


def read(url: str, query: sa.Select[Any]) -> list[Any]:
    engine = open_engine(url, read_only=True)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(query)]
    engine.dispose()
    return rows


def every(entity: type, *names: str) -> sa.Select[Any]:
    """Columns of what belongs to assessments, by index, region and year."""
    table = table_of(entity)
    columns = [CompositeIndex.code, Region.code, Assessment.year, *(table.c[name] for name in names)]
    query = sa.select(*columns).select_from(Assessment)
    query = query.join(CompositeIndex, CompositeIndex.id == Assessment.index_id)
    query = query.join(Region, Region.id == Assessment.region_id)
    return query if entity is Assessment else query.join(table, table.c.assessment_id == Assessment.id)


def alike(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return len(one) == len(other) and all(
        pytest.approx(a, rel=1e-9, abs=1e-9) == b if isinstance(a, float) else a == b
        for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize(
    ("entity", "names"),
    [
        (Assessment, ("score", "rank", "rank_in_kind", "coverage", "trend")),
        (AssessmentNode, ("code", "score", "rank", "value", "observed_year")),
        (AssessmentChallenge, ("rule", "node", "position", "gap", "priority", "text_en")),
        (AssessmentPotential, ("rule", "node", "position", "score", "text_id")),
    ],
)
def test_both_databases_hold_the_same_assessments(
    service_url: str, seeded_server_url: str, entity: type, names: tuple[str, ...]
) -> None:
    embedded, server = (
        sorted(read(url, every(entity, *names)), key=repr) for url in (service_url, seeded_server_url)
    )
    assert len(embedded) == len(server) > 1_000
    keyed = (
        5 if entity in (AssessmentChallenge, AssessmentPotential) else 4 if entity is AssessmentNode else 3
    )
    found = {tuple(map(str, row[:keyed])): row for row in server}
    different = [row for row in embedded if not alike(row, found[tuple(map(str, row[:keyed]))])]
    assert different == []


@pytest.fixture
def writing(seeded_server_url: str) -> Iterator[sa.Connection]:
    """A transaction on the server of which nothing stays."""
    engine = open_engine(seeded_server_url)
    with engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()
    engine.dispose()


def raise_value(connection: sa.Connection) -> None:
    """Let a city have more years of schooling than was observed."""
    region = sa.select(Region.id).where(Region.code == "32.73").scalar_subquery()
    schooling = sa.select(Indicator.id).where(Indicator.code == "HR.MEAN_SCHOOLING").scalar_subquery()
    table = table_of(Observation)
    changed = table.update().where(
        table.c.region_id == region, table.c.indicator_id == schooling, table.c.year == 2024
    )
    assert connection.execute(changed.values(value=table.c.value + 0.5)).rowcount == 1


def standing(connection: sa.Connection) -> tuple[float, int]:
    query = every(Assessment, "score", "rank").where(
        CompositeIndex.code == "IPM", Region.code == "32.73", Assessment.year == 2024
    )
    (row,) = connection.execute(query)
    return row[3], row[4]


def test_a_changed_observation_changes_the_assessment_in_its_transaction(writing: sa.Connection) -> None:
    assert reassess(writing) == Summary()
    before = standing(writing)
    raise_value(writing)
    assert "IPM" in reassess(writing).indices
    after = standing(writing)
    assert after[0] > before[0] and after[1] <= before[1]
    log = sa.select(AssessmentChange.score_before, AssessmentChange.score, AssessmentChange.rank)
    log = log.join(CompositeIndex, CompositeIndex.id == AssessmentChange.index_id)
    log = log.join(Region, Region.id == AssessmentChange.region_id)
    own = log.where(CompositeIndex.code == "IPM", Region.code == "32.73", AssessmentChange.year == 2024)
    assert [tuple(row) for row in writing.execute(own)] == [(before[0], *after)]
    assert reassess(writing) == Summary()


def test_what_changed_alone_comes_to_the_same_as_everything_anew(writing: sa.Connection) -> None:
    raise_value(writing)
    reassess(writing)
    nodes = every(AssessmentNode, *(name for name in AssessmentNode.model_fields if name != "id"))
    challenges = every(AssessmentChallenge, "rule", "node", "position", "priority", "text_id")
    followed = [sorted(writing.execute(query).all(), key=repr) for query in (nodes, challenges)]
    writing.execute(assessment_pending.insert().values(index_id=None))
    assert reassess(writing).years > 1
    assert [sorted(writing.execute(query).all(), key=repr) for query in (nodes, challenges)] == followed


def test_a_table_that_is_emptied_at_a_stroke_leaves_nothing_assumed(writing: sa.Connection) -> None:
    writing.execute(sa.text("TRUNCATE observation CASCADE"))
    pending = take(writing)
    assert pending is not None and pending.is_everything


@pytest.fixture
def core_copy(cluster: Cluster, core_template: str) -> str:
    """The URL of a database of its own, with the core's rows."""
    return cluster.create(core_template)


def note(url: str, *scores: float) -> None:
    """Log changes of a city's score as `reassess` does, in one transaction."""
    engine = open_engine(url)
    with engine.begin() as connection:
        region = connection.scalar(sa.select(Region.id).where(Region.code == "32.73"))
        index = connection.scalar(sa.select(CompositeIndex.id).where(CompositeIndex.code == "NATIONAL"))
        table = table_of(AssessmentChange)
        row = {"index_id": index, "region_id": region, "year": 2024, "changed_at": datetime.now(UTC)}
        connection.execute(table.insert(), [row | {"score": score} for score in scores])
    engine.dispose()


async def next_event(answers: AsyncGenerator[Answer]) -> Any:
    answer = await asyncio.wait_for(anext(answers), 10)
    body = orjson.loads(answer.body)
    assert "errors" not in body, body
    return body["data"]["assessmentChanged"]


def test_a_subscription_tells_of_each_change_and_goes_on_from_a_cursor(core_copy: str) -> None:
    async def scenario() -> None:
        service = await prepare(Settings(database_url=core_copy, no_plugins=True))
        try:
            answers = await open_stream(service.engine, Request(CHANGED))
            first = asyncio.create_task(next_event(answers))
            await asyncio.sleep(0.3)
            assert not first.done()
            await asyncio.to_thread(note, core_copy, 1.5, 2.5)
            event = await first
            assert (event["score"], event["scoreBefore"], event["index"]) == (1.5, None, {"code": "NATIONAL"})
            assert (await next_event(answers))["score"] == 2.5
            await answers.aclose()
            again = await open_stream(service.engine, Request(CHANGED, {"after": event["cursor"]}))
            assert (await next_event(again))["score"] == 2.5
            await again.aclose()
        finally:
            await service.close()

    asyncio.run(scenario())


def test_ids_rise_in_the_order_of_the_commits(core_copy: str) -> None:
    address = writing_url(make_url(core_copy)).set(drivername="postgresql").render_as_string(False)
    insert = """INSERT INTO assessment_change (index_id, region_id, year, changed_at, visibility)
        SELECT (SELECT min(id) FROM composite_index), (SELECT min(id) FROM region), %s, now(), 0"""
    with psycopg.connect(address) as one, psycopg.connect(address) as other:
        one.execute(insert, [2001])
        waiting = threading.Thread(target=lambda: (other.execute(insert, [2003]), other.commit()))
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
        one.execute(insert, [2002])
        one.commit()
        waiting.join(10)
        years = one.execute("SELECT year FROM assessment_change ORDER BY id").fetchall()
    assert years == [(2001,), (2002,), (2003,)]
