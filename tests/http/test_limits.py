"""What a service refuses, slows down or cancels, with default settings unless said otherwise."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from graphql import get_introspection_query
from httpx2 import Response
from pilar.access.budget import Budget
from pilar.http.application import create_app
from pilar.http.graphql import client_address
from pilar.settings import Settings
from pilar.startup import Service, limits_of, open_documents, prepare
from starlette.testclient import TestClient

SLOW = """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT max(i) FROM n"""
FULL = get_introspection_query(
    descriptions=True,
    specified_by_url=True,
    directive_is_repeatable=True,
    schema_description=True,
    input_value_deprecation=True,
    one_of=True,
)


@contextmanager
def opened(service_url: str, **settings: Any) -> Iterator[tuple[TestClient, Service]]:
    app = create_app(lambda: prepare(Settings(database_url=service_url, **settings)))
    with TestClient(app) as client:
        yield client, app.state.service


@pytest.fixture(scope="module")
def served(service_url: str) -> Iterator[tuple[TestClient, Service]]:
    with opened(service_url, points_per_minute=0) as both:
        yield both


@pytest.fixture
def ask(served: tuple[TestClient, Service]) -> Callable[..., Any]:
    return lambda document, **variables: post(served[0], document, **variables).json()


def post(client: TestClient, document: str, **variables: Any) -> Response:
    body = {"query": document, "variables": variables, "extensions": {"cost": True}}
    return client.post("/graphql", json=body)


def code(answer: dict[str, Any]) -> str:
    return str(answer["errors"][0]["extensions"]["code"])


# Cost

PARTS = "fragment Parts on Region { children(first: 9) { nodes { name } } }"
SKIPPING = """query ($no: Boolean!) {
  regions(first: 50) { nodes { name children(first: 9) @include(if: $no) { nodes { name } } } }
}"""
COSTS = {
    "a row": ('{ region(code: "32") { name } }', {}, 1),
    "nothing but names": ("{ __typename }", {}, 1),
    "the default page": ("{ regions { nodes { name } } }", {}, 1),
    "a page counts itself": ("{ regions(first: 100) { nodes { name } } }", {}, 2),
    "pages multiply": ("{ regions(first: 50) { nodes { children(first: 9) { nodes { name } } } } }", {}, 6),
    "fragments": (f"{{ regions(first: 50) {{ nodes {{ ...Parts }} }} }} {PARTS}", {}, 6),
    "inline fragments": (
        "{ regions(first: 50) { nodes { ... { children(first: 9) { nodes { name } } } } } }",
        {},
        6,
    ),
    "edges": (
        "{ regions(first: 50) { edges { node { children(first: 9) { edges { node { name } } } } } } }",
        {},
        6,
    ),
    "variables": (
        "query ($n: Int, $m: Int = 9) { regions(first: $n) { nodes { children(first: $m) { nodes { name } } } } }",
        {"n": 50},
        6,
    ),
    "a to-one row for each": ("{ regions(first: 100) { nodes { parent { name } } } }", {}, 3),
    "aliases add up": (
        "{ a: regions(first: 100) { nodes { name } } b: regions(first: 100) { nodes { name } } }",
        {},
        3,
    ),
    "skipped": (SKIPPING, {"no": False}, 1),
    "not skipped": (
        SKIPPING,
        {"no": True},
        6,
    ),
    "a count alone": ("{ regions(first: 100) { totalCount } }", {}, 1),
    "groups": ("{ regionsAggregate(groupBy: [KIND]) { count } }", {}, 1),
    "nodes": ("{ nodes(ids: [" + '"Region_1" ' * 100 + "]) { ... on Region { parent { name } } } }", {}, 2),
    "nodes by variable": (
        "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Region { parent { name } } } }",
        {"ids": ["Region_1"] * 100},
        2,
    ),
    "the schema": ("{ __schema { queryType { name } } }", {}, 20),
}


@pytest.mark.parametrize(("document", "variables", "points"), COSTS.values(), ids=COSTS.keys())
def test_the_cost_is_estimated_from_pages_and_what_is_below_them(
    ask: Callable[..., Any], document: str, variables: dict[str, Any], points: int
) -> None:
    answer = ask(document, **variables)
    assert "errors" not in answer
    assert answer["extensions"]["cost"]["requested"] == points


@pytest.mark.parametrize(
    ("document", "variables", "nodes"),
    [
        ("{ regions(first: 100) { nodes { children(first: 100) { nodes { name } } } } }", {}, "10,201"),
        (
            "query ($n: Int) { regions(first: $n) { nodes { children(first: $n) { nodes { name } } } } }",
            {"n": 100},
            "10,201",
        ),
        ("{" + " ".join(f"a{i}: __schema {{ types {{ name }} }}" for i in range(6)) + "}", {}, "12,000"),
    ],
)
def test_an_operation_that_could_return_too_much_is_refused_before_it_runs(
    served: tuple[TestClient, Service], document: str, variables: dict[str, Any], nodes: str
) -> None:
    executed = served[1].pool.executed
    answer = post(served[0], document, **variables).json()
    assert code(answer) == "LIMIT_EXCEEDED"
    assert nodes in answer["errors"][0]["message"]
    assert served[1].pool.executed == executed


# What clients send every day


def test_the_introspection_of_graphiql_and_of_graphql_js_passes(ask: Callable[..., Any]) -> None:
    for document in (FULL, get_introspection_query()):
        answer = ask(document)
        assert "errors" not in answer
        assert len(answer["data"]["__schema"]["types"]) > 100


def test_every_example_passes_anonymously(service_url: str) -> None:
    with opened(service_url) as (client, service):
        assert service.examples
        for _, example in service.examples:
            answer = post(client, example.query, **example.variables).json()
            assert "errors" not in answer, example.key
            assert answer["extensions"]["cost"]["remaining"] > 4_000


# Documents

REFUSED = {
    "infinity": ("{ regions(where: {areaKm2: {gt: 1e999}}) { totalCount } }", "ARGUMENT_INVALID"),
    "digits": ("{ regions(first: " + "9" * 5_000 + ") { totalCount } }", "LIMIT_EXCEEDED"),
    "repetitions": ('{ region(code: "32") {' + " parent { name }" * 300 + "} }", "LIMIT_EXCEEDED"),
    "roots": ("{" + " ".join(f"a{i}: __typename" for i in range(25)) + "}", "LIMIT_EXCEEDED"),
    "tokens": ("{" + "__typename " * 2_000 + "}", "GRAPHQL_PARSE_FAILED"),
    "length": ("{ __typename } #" + "x" * 100_000, "LIMIT_EXCEEDED"),
    "cycle": ("{ ...A } fragment A on Query { ...A }", "GRAPHQL_VALIDATION_FAILED"),
    "schema beside data": (
        '{ __schema { types { fields { type { name } } } } region(code: "32") { name } }',
        "LIMIT_EXCEEDED",
    ),
}


@pytest.mark.parametrize(("document", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_a_document_beyond_a_limit_is_refused(ask: Callable[..., Any], document: str, expected: str) -> None:
    answer = ask(document)
    assert code(answer) == expected
    assert answer["errors"][0]["extensions"]["hint"]
    assert "data" not in answer


SETTINGS = {
    "PILAR_MAX_DOCUMENT_LENGTH": ("100", "{ __typename }" + " " * 100),
    "PILAR_MAX_TOKENS": ("10", "{ a: __typename b: __typename c: __typename }"),
    "PILAR_MAX_DEPTH": ("2", '{ region(code: "32") { parent { name } } }'),
    "PILAR_MAX_INTROSPECTION_DEPTH": ("2", "{ __schema { types { name } } }"),
    "PILAR_MAX_ALIASES": ("1", "{ a: __typename b: __typename }"),
    "PILAR_MAX_ROOT_FIELDS": ("1", "{ a: __typename b: __typename }"),
    "PILAR_MAX_DIRECTIVES": ("0", "{ __typename @skip(if: false) }"),
    "PILAR_MAX_FRAGMENTS": ("0", "{ ...A } fragment A on Query { __typename }"),
    "PILAR_MAX_LIST": ("1", '{ nodes(ids: ["Region_1", "Region_2"]) { id } }'),
    "PILAR_MAX_STRING": ("3", '{ region(code: "32.73") { name } }'),
    "PILAR_MAX_NODES": ("20", "{ regions { nodes { name } } }"),
}


def test_each_limit_is_a_setting(service_url: str) -> None:
    """A service is opened once; the engine takes the limits of each setting in turn."""
    with opened(service_url, no_plugins=True, points_per_minute=0) as (client, service):
        engine = service.engine
        for variable, (value, document) in SETTINGS.items():
            settings = Settings.from_environment({variable: value})
            documents = open_documents(settings, engine.composition)
            service.engine = replace(engine, documents=documents, limits=limits_of(settings))
            refused = post(client, document).json()
            assert code(refused) in ("LIMIT_EXCEEDED", "GRAPHQL_PARSE_FAILED"), variable
            service.engine = engine
            assert "errors" not in post(client, document).json(), variable


# Budget


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture(scope="module")
def metered(service_url: str) -> Iterator[tuple[TestClient, Clock]]:
    clock = Clock()
    settings = Settings.from_environment(
        {"PILAR_POINTS_PER_MINUTE": "60", "PILAR_TRUSTED_PROXIES": "testclient"}
    )
    with opened(
        service_url,
        no_plugins=True,
        points_per_minute=settings.points_per_minute,
        trusted_proxies=settings.trusted_proxies,
    ) as (client, service):
        service.engine = replace(service.engine, budget=Budget(settings.points_per_minute, clock))
        yield client, clock


def draw(client: TestClient, forwarded: str, query: str = "{ __schema { queryType { name } } }") -> Response:
    body = {"query": query, "extensions": {"cost": True}}
    return client.post("/graphql", json=body, headers={"x-forwarded-for": forwarded})


def test_a_client_without_points_gets_429_and_is_told_when_to_come_again(
    metered: tuple[TestClient, Clock],
) -> None:
    client, clock = metered
    assert [draw(client, "198.51.100.1").json()["extensions"]["cost"]["remaining"] for _ in range(3)] == [
        40,
        20,
        0,
    ]
    refused = draw(client, "198.51.100.1")
    assert refused.status_code == 429
    assert code(refused.json()) == "BUDGET_EXHAUSTED"
    assert refused.headers["retry-after"] == "20"
    assert draw(client, "198.51.100.2").status_code == 200
    clock.now_s += 20
    assert draw(client, "198.51.100.1").status_code == 200


def test_refused_documents_cost_nothing(metered: tuple[TestClient, Clock]) -> None:
    client, _ = metered
    for query in (
        "{",
        "{ unknown }",
        "{ regions(first: 100) { nodes { children(first: 100) { nodes { id } } } } }",
    ):
        assert draw(client, "198.51.100.3", query).status_code == 200
    cost = draw(client, "198.51.100.3", "{ __typename }").json()["extensions"]["cost"]
    assert (cost["requested"], cost["remaining"]) == (1, 59)
    assert datetime.fromisoformat(cost["resetAt"]).tzinfo is not None


def test_the_cost_is_told_only_when_asked_for(served: tuple[TestClient, Service]) -> None:
    assert "extensions" not in served[0].post("/graphql", json={"query": "{ __typename }"}).json()


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("198.51.100.9", b"203.0.113.1", "198.51.100.9"),
        ("10.0.0.1", b"203.0.113.1", "203.0.113.1"),
        ("10.0.0.1", b"1.1.1.1, 203.0.113.1, 10.0.0.2", "203.0.113.1"),
        ("10.0.0.1", b"", "10.0.0.1"),
        ("10.0.0.1", b"10.0.0.2", "10.0.0.1"),
    ],
)
def test_only_a_trusted_proxy_tells_who_the_client_is(peer: str, forwarded: bytes, client: str) -> None:
    trusted = ("10.0.0.1", "10.0.0.2")
    assert client_address({"client": (peer, 1)}, {b"x-forwarded-for": forwarded}, trusted) == client


# Answers and time


def test_an_answer_that_is_too_large_is_not_sent(service_url: str) -> None:
    size = Settings.from_environment({"PILAR_MAX_ANSWER": "1000"}).max_answer
    with opened(service_url, no_plugins=True, max_answer=size) as (client, _):
        answer = post(client, '{ regions(first: 100) { nodes { name } } region(code: "32") { name } }').json()
        assert code(answer) == "ANSWER_TOO_LARGE"
        assert answer["errors"][0]["path"] == ["regions"]


def test_root_fields_share_the_room_of_an_answer_in_their_order(service_url: str) -> None:
    with opened(service_url, no_plugins=True, max_answer=1_000) as (client, _):
        part = "regions(first: 20) { nodes { name } }"
        answer = post(client, f'{{ a: {part} b: {part} region(code: "32") {{ name }} }}').json()
        assert [error["path"] for error in answer["errors"]] == [["b"], ["region"]]
        assert code(answer) == "ANSWER_TOO_LARGE"
        assert post(client, f"{{ a: {part} }}").json()["data"]["a"]["nodes"]


def slow(service: Service) -> None:
    """Make every statement of the service count to a thousand million."""
    fetch = service.pool.fetch
    object.__setattr__(service.pool, "fetch", lambda sql, parameters, **_: fetch(SLOW, ()))


def test_a_slow_statement_is_cancelled_and_the_pool_is_usable_again(service_url: str) -> None:
    with opened(service_url, no_plugins=True, statement_timeout_s=0.1, pool_size=1) as (client, service):
        fetch = service.pool.fetch
        slow(service)
        begun = time.monotonic()
        answer = post(client, '{ region(code: "32") { name } }').json()
        assert code(answer) == "STATEMENT_TIMEOUT"
        assert time.monotonic() - begun < 5
        object.__setattr__(service.pool, "fetch", fetch)
        assert post(client, '{ region(code: "32") { name } }').json()["data"]["region"]
        assert_idle()


def test_a_slow_operation_of_several_roots_is_cancelled_as_a_whole(service_url: str) -> None:
    with opened(
        service_url, no_plugins=True, operation_timeout_s=0.2, statement_timeout_s=60, pool_size=2
    ) as (client, service):
        fetch = service.pool.fetch
        slow(service)
        roots = " ".join(f'r{index}: region(code: "32") {{ name }}' for index in range(6))
        answer = post(client, f"{{ {roots} }}").json()
        assert code(answer) == "OPERATION_TIMEOUT"
        assert answer["data"] is None
        object.__setattr__(service.pool, "fetch", fetch)
        assert "errors" not in post(client, f"{{ {roots} }}").json()
        assert_idle()


def assert_idle() -> None:
    """A thread that still ran a statement would use the processor while this one sleeps."""
    before, began = time.process_time(), time.monotonic()
    threading.Event().wait(0.3)
    assert time.process_time() - before < 0.8 * (time.monotonic() - began)
