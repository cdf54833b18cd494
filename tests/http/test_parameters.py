"""Text in, request out; and no text that makes it raise anything but a refusal."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, strategies as st
from pilar.errors import InvalidRequest
from pilar.http.parameters import request_from_body, request_from_query_string

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
NAMES = st.sampled_from(["query", "operationName", "variables", "extensions", "other"])


def test_a_body_becomes_a_request() -> None:
    body = {"query": "query A { a }", "operationName": "A", "variables": {"n": 1}, "extensions": {}}
    request = request_from_body(json.dumps(body).encode(), "en")
    assert (request.document, request.operation_name) == ("query A { a }", "A")
    assert (request.variables, request.language, request.read_only) == ({"n": 1}, "en", False)


def test_a_query_string_becomes_a_request_that_may_only_read() -> None:
    request = request_from_query_string(b"query=%7Ba%7D+%23+b&variables=%7B%22n%22%3A1%7D", "id")
    assert (request.document, request.operation_name) == ("{a} # b", None)
    assert (request.variables, request.language, request.read_only) == ({"n": 1}, "id", True)


def test_a_refusal_names_the_type_and_never_repeats_the_value() -> None:
    with pytest.raises(InvalidRequest, match="`variables` is a string, not an object") as refusal:
        request_from_body(b'{"query": "{a}", "variables": "secret"}', "id")
    assert "secret" not in str(refusal.value)


def test_the_place_of_a_mistake_in_json_is_named() -> None:
    with pytest.raises(InvalidRequest, match="line 2 column 1"):
        request_from_body(b'{"query":\n', "id")


@pytest.mark.parametrize("body", [b"[" * 1_000_000, b"[" + b"[]," * 300_000 + b"[]]", b'{"a":' * 200_000])
def test_a_megabyte_of_brackets_is_refused_at_once(body: bytes) -> None:
    start = time.process_time()
    with pytest.raises(InvalidRequest):
        request_from_body(body, "id")
    assert time.process_time() - start < 2


@given(st.binary() | (JSON | st.dictionaries(NAMES, JSON)).map(lambda value: json.dumps(value).encode()))
def test_no_body_crashes_the_reader(body: bytes) -> None:
    try:
        assert request_from_body(body, "id").document is not None
    except InvalidRequest as refusal:
        assert refusal.hint


@given(
    st.binary() | st.lists(st.tuples(NAMES, st.text())).map(lambda ps: "&".join(map("=".join, ps)).encode())
)
def test_no_query_string_crashes_the_reader(query_string: bytes) -> None:
    try:
        assert request_from_query_string(query_string, "id").read_only
    except InvalidRequest as refusal:
        assert refusal.hint
