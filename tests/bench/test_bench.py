"""What is measured is right: same rows every time, and answers equal to those of the hand-written statements."""

from __future__ import annotations

import asyncio
from pathlib import Path

import orjson
import pysqlite3
import pytest
from pilar.query.engine import Request
from pilar.query.server_pool import ServerPool
from pilar.startup import prepare

from bench.answers import alike, leaves
from bench.cluster import Cluster
from bench.data import FULL, PLUGIN, Sizes, make_importable, make_rows, scaled, settings_for
from bench.imports import CASES, measure, write_table
from bench.plot import Chart, draw
from bench.queries import QUERIES, Query, raw_variables, variables
from bench.report import summarise, write_report
from bench.server_data import fill
from bench.server_statements import STATEMENTS as SERVER_STATEMENTS
from bench.servers.raw import NUMBERED

SMALL: Sizes = scaled(1 / 50)


def hand_written(file: Path, query: Query, given: dict[str, str]) -> str:
    statement, names = NUMBERED[query.key]
    values = {name: value.rpartition("_")[2] if name == "id" else value for name, value in given.items()}
    connection = pysqlite3.connect(file)
    try:
        [answer] = connection.execute(statement, [values[name] for name in names]).fetchone()
    finally:
        connection.close()
    return str(answer)


@pytest.fixture(scope="module")
def answers(small_database: Path) -> dict[str, tuple[str, int]]:
    """What Pilar answers to each query, and by how many statements."""
    return asyncio.run(ask_all(small_database))


@pytest.fixture(scope="module")
def server_answers(cluster: Cluster) -> dict[str, tuple[str, str]]:
    """What Pilar and the hand-written statement answer to each query over PostgreSQL."""
    url = fill(cluster, SMALL)
    ours, by_hand = asyncio.run(ask_all(url)), asyncio.run(run_by_hand(url))
    return {key: (answer, by_hand[key]) for key, (answer, _) in ours.items()}


async def run_by_hand(url: str) -> dict[str, str]:
    pool = await ServerPool.open(url, size=1)
    answers = {}
    for query in QUERIES:
        given = raw_variables(query, variables(query, SMALL)[-1])
        answers[query.key] = str(await pool.fetch(SERVER_STATEMENTS[query.key], list(given.values())))
    await pool.close()
    return answers


async def ask_all(place: Path | str) -> dict[str, tuple[str, int]]:
    make_importable()
    service = await prepare(settings_for(place), entry_points=[PLUGIN])
    answers = {}
    try:
        for query in QUERIES:
            before = service.pool.executed
            request = Request(query.document, variables(query, SMALL)[-1], query.key)
            answer = await service.engine.execute(request)
            answers[query.key] = answer.body.decode(), service.pool.executed - before
    finally:
        await service.close()
    return answers


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.key)
def test_pilar_answers_what_the_hand_written_statement_answers_by_one_statement(
    small_database: Path, answers: dict[str, tuple[str, int]], query: Query
) -> None:
    answer, statements = answers[query.key]
    wanted = hand_written(small_database, query, variables(query, SMALL)[-1])
    assert orjson.loads(answer) == orjson.loads(wanted)
    assert "errors" not in answer
    assert statements == 1


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.key)
def test_on_postgresql_pilar_answers_what_the_hand_written_statement_answers(
    server_answers: dict[str, tuple[str, str]], answers: dict[str, tuple[str, int]], query: Query
) -> None:
    ours, by_hand = map(orjson.loads, server_answers[query.key])
    assert ours == orjson.loads(answers[query.key][0]), "the same on both databases"
    assert alike(ours, by_hand)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.key)
def test_every_query_has_rows_to_answer(small_database: Path, query: Query) -> None:
    answer = orjson.loads(hand_written(small_database, query, variables(query, SMALL)[0]))
    assert len(leaves(answer)) >= 5


def test_the_full_size_has_740160_observations() -> None:
    assert FULL.regencies * FULL.indicators * 12 == 740_160


def test_the_same_rows_are_made_every_time() -> None:
    once, again = ([(table.name, list(rows)) for table, rows in make_rows(SMALL)] for _ in range(2))
    assert once == again


def test_answers_of_other_shapes_are_compared_by_their_leaves() -> None:
    ours = {"data": {"bench": {"region": {"id": "BenchRegion_39", "parent": None, "total": 0.1 + 0.2}}}}
    theirs = {"data": {"region": {"total": "39", "value": 0.3}}}
    assert leaves(ours) == leaves(theirs)


def test_numbers_that_are_rounded_otherwise_are_alike_and_other_numbers_are_not() -> None:
    assert alike({"sum": 1_136_307.1249999998}, {"total": "1136307.1250000002"})
    assert not alike({"sum": 1_136_307.125}, {"sum": 1_136_308.125})
    assert not alike([1, 2], [1])


def test_the_report_shows_ratios_of_the_medians_of_quiet_runs() -> None:
    def runs(*rates: float) -> dict[str, list[dict[str, float]]]:
        made = [
            {
                "per_second": rate,
                "per_cpu_second": rate,
                "per_cpu_second_of_all": rate,
                "p50_ms": 1.0,
                "p99_ms": 2.0,
                "errors": 0,
                "foreign_cpus": noise,
            }
            for rate, noise in zip(rates, (0.0, 0.0, 1.0), strict=True)
        ]
        return {"16": made, "1": made}

    summary = summarise(
        {"pilar": {"Q1": runs(90, 90, 1)}, "raw": {"Q1": runs(100, 100, 1)}}, quiet_limit=0.15
    )
    assert "| raw | 0.90 |" in write_report(summary)


def test_a_plot_is_one_svg_with_every_line() -> None:
    svg = draw([Chart("Rows", "times", "ms", {"Q1": [(1, 0.1), (16, 0.2)], "Q2": [(1, 2.0), (16, 30.0)]})])
    assert svg.startswith("<svg") and svg.count("<polyline") == 2


def test_every_import_that_is_measured_stores_the_rows_that_it_counts():
    measured = [measure(case, rows=1_000, rounds=1) for case in CASES]

    assert [each.key for each in measured] == [case.key for case in CASES]
    assert all(each.rows_per_s > 0 and each.rows_per_cpu_s > 0 for each in measured)
    assert write_table(measured).count("\n") == len(CASES) + 1
