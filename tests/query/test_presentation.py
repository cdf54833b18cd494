"""Errors and data -> the JSON of a response; what nobody foresaw shows nothing of itself."""

from __future__ import annotations

import logging

import orjson
import pytest
from graphql import GraphQLError, parse
from pilar.access.budget import Balance
from pilar.errors import NotFound
from pilar.query.presentation import MOST_PLACES, entry, executed, response


def test_a_response_has_only_the_keys_that_it_needs() -> None:
    assert response("{}", []) == b'{"data":{}}'
    assert orjson.loads(response(None, [{"message": "No."}])) == {"errors": [{"message": "No."}]}


def test_the_cost_is_an_extension() -> None:
    answer = orjson.loads(response("null", [], Balance(3, 4_997, "2026-01-01T00:00:00Z")))
    assert answer["extensions"] == {
        "cost": {"requested": 3, "remaining": 4_997, "resetAt": "2026-01-01T00:00:00Z"}
    }


def test_an_error_tells_code_hint_path_and_at_most_twenty_places() -> None:
    nodes = parse("{" + "a " * 50 + "}").definitions[0].selection_set.selections
    shown = entry(NotFound("No.", "Look."), ["a", 0], GraphQLError("No.", list(nodes)))
    assert shown["extensions"] == {"code": "NOT_FOUND", "hint": "Look."}
    assert shown["path"] == ["a", 0]
    assert len(shown["locations"]) == MOST_PLACES


def test_an_unforeseen_error_is_logged_and_shown_by_its_id_only(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "pilar.query"):
        shown = executed(GraphQLError("x", original_error=RuntimeError("secret")))
    assert shown["extensions"]["code"] == "INTERNAL_ERROR"
    assert "secret" not in str(shown)
    assert shown["message"] == f"{caplog.records[0].getMessage()}."


def test_a_null_where_none_may_be_is_a_missing_reference() -> None:
    original = TypeError("Cannot return null for non-nullable field T.a.")
    assert executed(GraphQLError("x", original_error=original))["extensions"]["code"] == "REFERENCE_MISSING"
