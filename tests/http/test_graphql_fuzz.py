"""Whatever a client sends to `/graphql`: never a 5xx, always an answer in our form."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
from starlette.testclient import TestClient

FUZZ = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)
DOCUMENTS = st.sampled_from(
    [
        "{ greeting }",
        "query A { greeting } query B { failure }",
        "query ($number: Float, $numbers: [[Int]]) { same(number: $number, numbers: $numbers) }",
        "query ($name: String) { greeting(name: $name) }",
        "mutation { increment }",
        "subscription { nothing }",
        "fragment F on Query { ...F } { ...F }",
        "{ __schema { types { name } } }",
    ]
)
PARAMETERS = st.fixed_dictionaries(
    {"query": DOCUMENTS | st.text(max_size=40) | VALUES},
    optional={
        "operationName": st.sampled_from(["A", "B", ""]) | VALUES,
        "variables": st.fixed_dictionaries({"number": VALUES, "numbers": VALUES, "name": VALUES}) | VALUES,
        "extensions": VALUES,
    },
)
CONTENT_TYPES = st.sampled_from(["application/json", "application/json; charset=utf-8"]) | PRINTABLE
ACCEPTS = st.sampled_from(["", "*/*", "application/graphql-response+json"]) | PRINTABLE


def is_answered(status: int, body: Any) -> bool:
    return status < 500 and isinstance(body, dict) and ("data" in body or bool(body["errors"]))


@FUZZ
@given(
    body=PARAMETERS.map(json.dumps).map(str.encode) | st.binary(), content_type=CONTENT_TYPES, accept=ACCEPTS
)
def test_no_post_crashes_the_endpoint(
    client: TestClient, body: bytes, content_type: str, accept: str
) -> None:
    headers = {"content-type": content_type, "accept": accept, "accept-language": accept}
    response = client.post("/graphql", content=body, headers=headers)
    assert is_answered(response.status_code, response.json())


@FUZZ
@given(
    parameters=st.dictionaries(
        st.sampled_from(["query", "variables", "operationName"]), DOCUMENTS | PRINTABLE
    )
)
def test_no_get_crashes_the_endpoint(client: TestClient, parameters: dict[str, str]) -> None:
    response = client.get("/graphql", params=parameters)
    assert is_answered(response.status_code, response.json())
