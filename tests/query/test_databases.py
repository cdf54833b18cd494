"""PostgreSQL answers as SQLite does: generated operations, the examples of every plugin, cursors, odd texts."""

from __future__ import annotations

import asyncio
import base64
import math
import random
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from pilar.query.cursors import encode_cursor
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import Service, prepare
from query.test_differential import OPERATIONS, UNLIMITED, Generator, without_places

SEEDS = 2
NEAR = 1e-13
"""Sums of floats depend on how they are rounded on the way: SQLite and PostgreSQL agree to 13 digits at least."""


class Both:
    """The same service on each database."""

    def __init__(self, runner: asyncio.Runner, embedded: Service, server: Service) -> None:
        self.runner = runner
        self.services = (embedded, server)

    def ask(self, document: str, variables: dict[str, Any] | None = None, language: str = "en") -> list[Any]:
        """Return both answers, parsed."""
        answers = [
            self.runner.run(service.engine.execute(Request(document, variables or {}, language=language)))
            for service in self.services
        ]
        return [orjson.loads(without_places(answer.body)) for answer in answers]


@pytest.fixture(scope="module")
def both(service_url: str, seeded_server_url: str) -> Iterator[Both]:
    plain: dict[str, Any] = {"answer_cache_bytes": 0, "entity_tags": False, "max_page": 1_000} | UNLIMITED
    plain |= {"statement_timeout_s": 10.0, "operation_timeout_s": 60.0}
    with asyncio.Runner() as runner:
        services = [
            runner.run(prepare(Settings(database_url=url, **plain)))
            for url in (service_url, seeded_server_url)
        ]
        yield Both(runner, *services)
        for service in services:
            runner.run(service.close())


def alike(one: Any, other: Any) -> bool:
    """Tell whether two parsed answers are the same but for the last digits of floats, also of those in cursors."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=NEAR)
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return bool(one == other) or (is_cursor(one) and is_cursor(other) and alike(keys(one), keys(other)))


def is_cursor(text: Any) -> bool:
    try:
        return isinstance(text, str) and encode_cursor(raw(text)) == text
    except ValueError:
        return False


def raw(cursor: str) -> str:
    return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))[6:].decode()


def keys(cursor: str) -> Any:
    return orjson.loads(raw(cursor))


@pytest.mark.parametrize("seed", range(100, 100 + SEEDS))
def test_generated_operations_are_answered_alike(both: Both, seed: int) -> None:
    """An operation may be more than a database can answer in time; nearly all of them must not be."""
    generator = Generator(both.services[0].engine.schema, random.Random(seed), forbidden=frozenset())
    late = 0
    for number in range(OPERATIONS // 6):
        document, variables = generator.operation()
        embedded, server = both.ask(document, variables)
        if "STATEMENT_TIMEOUT" in f"{embedded}{server}":
            late += 1
            continue
        context = f"seed {seed}, operation {number}\n{document}\n{variables}\n{embedded}\n{server}"
        assert alike(embedded, server), context
    assert late <= OPERATIONS // 6 * 0.03


def test_every_example_is_answered_alike(both: Both) -> None:
    examples = both.services[0].examples
    assert len({namespace for namespace, _ in examples}) >= 9
    for namespace, example in examples:
        for language in ("en", "id"):
            embedded, server = both.ask(example.query, example.variables, language)
            assert "errors" not in server, f"{namespace}/{example.key}: {server['errors']}"
            assert alike(embedded, server), f"{namespace}/{example.key}"


@pytest.mark.parametrize("order", ["name", "population", "areaKm2", "kind", "id"])
def test_pages_and_their_cursors_are_the_same_in_every_ordering(both: Both, order: str) -> None:
    document = """query Q($after: String) {
        regions(first: 200, after: $after, orderBy: [{%s: DESC}]) { edges { cursor node { id } } } }"""
    after = None
    for _ in range(3):
        embedded, server = both.ask(document % order, {"after": after})
        assert embedded == server
        after = server["data"]["regions"]["edges"][-1]["cursor"]


FORGED = [["x"], [None, 1], ["a\0b", 1], ["a", "b"], ["a", 2**70], [1.5, 1], [{}, 1], ["a", True]]


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_cursor_is_an_error_or_a_page_never_a_failure(both: Both, forged: list[Any]) -> None:
    document = "query Q($after: String) { regions(first: 1, after: $after, orderBy: [{name: ASC}]) {"
    document += " nodes { id } pageInfo { endCursor } } }"
    _, server = both.ask(document)
    mark = keys(server["data"]["regions"]["pageInfo"]["endCursor"])[0]
    _, answer = both.ask(
        document, {"after": encode_cursor(orjson.dumps([mark]).decode()[:-1] + "," + said(forged))}
    )
    codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
    assert codes <= {"CURSOR_INVALID"}


def said(forged: list[Any]) -> str:
    import json

    return json.dumps(forged)[1:]


NULL = "\0"
COMPARISONS = [
    {"name": {operator: text}}
    for operator in ("eq", "ne", "lt", "lte", "gt", "gte")
    for text in ("Kota Bandung", f"Kota Bandung{NULL}", f"Kota Bandung{NULL}x", NULL, f"{NULL}x")
] + [{"name": {"in": ["Kota Bandung", NULL]}}, {"name": {"notIn": [NULL]}}]


@pytest.mark.parametrize("where", COMPARISONS)
def test_a_text_with_a_null_character_compares_as_it_does_on_sqlite(both: Both, where: Any) -> None:
    document = "query Q($w: RegionFilter!) { regions(where: $w) { totalCount } }"
    embedded, server = both.ask(document, {"w": where})
    assert embedded == server and "errors" not in server
