"""Variables as sent -> coerced values, or the error that names the place."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import build_schema, parse
from pilar.access.limits import Limits
from pilar.errors import InvalidVariable, LimitExceeded
from pilar.query.variables import coerce_variables, declared_variables

SCHEMA = build_schema("""
enum Colour { RED GREEN }
input Box { width: Int! colour: Colour parts: [Box!] }
type Query { a(i: Int, f: Float, s: String, id: ID, b: Boolean, c: Colour, box: Box, list: [[Int!]]): Int }
""")


def coerced(declaration: str, given: dict[str, Any], limits: Limits | None = None) -> dict[str, Any]:
    [operation] = parse(f"query ({declaration}) {{ a }}").definitions
    declared = declared_variables(SCHEMA, operation.variable_definitions)
    return coerce_variables(declared, given, limits)


@pytest.mark.parametrize(
    ("declaration", "value", "result"),
    [
        ("$v: Int", 1, 1),
        ("$v: Float", 1, 1.0),
        ("$v: ID", 7, "7"),
        ("$v: String", "x", "x"),
        ("$v: Boolean", True, True),
        ("$v: Colour", "RED", "RED"),
        ("$v: [[Int!]]", 1, [[1]]),
        ("$v: [[Int!]]", [None, [1, 2]], [None, [1, 2]]),
        ("$v: Box", {"width": 1, "parts": {"width": 2}}, {"width": 1, "parts": [{"width": 2}]}),
        ("$v: Int = 3", None, None),
    ],
)
def test_a_fitting_value_is_coerced(declaration: str, value: Any, result: Any) -> None:
    assert coerced(declaration, {"v": value, "unknown": 1}) == {"v": result}


def test_what_is_left_out_takes_its_default_or_stays_out() -> None:
    assert coerced("$v: Int = 3, $w: Int", {}) == {"v": 3}


@pytest.mark.parametrize(
    ("declaration", "value", "place"),
    [
        ("$v: Int!", None, "$v is null"),
        ("$v: Int", "1", "$v:"),
        ("$v: Int", 2**31, "$v:"),
        ("$v: Int", True, "$v:"),
        ("$v: Float", float("inf"), "$v:"),
        ("$v: String", 1, "$v:"),
        ("$v: Boolean", "true", "$v:"),
        ("$v: Colour", "BLUE", "$v is 'BLUE'"),
        ("$v: Colour", ["RED"], "$v is ['RED']"),
        ("$v: [[Int!]]", [[1, None]], "$v[0][1] is null"),
        ("$v: Box", 1, "$v is not an object"),
        ("$v: Box", {}, "'width' of Box is missing"),
        ("$v: Box", {"width": 1, "size": 1}, "no field 'size'"),
        ("$v: Box", {"width": 1, "parts": [{"width": "x"}]}, "$v.parts[0].width"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_at_its_place(declaration: str, value: Any, place: str) -> None:
    with pytest.raises(InvalidVariable) as refused:
        coerced(declaration, {"v": value})
    assert place in refused.value.message


def test_a_required_variable_must_be_sent() -> None:
    with pytest.raises(InvalidVariable, match=r"\$v of type Int! is missing"):
        coerced("$v: Int!", {})


@pytest.mark.parametrize(
    ("declaration", "value", "what"),
    [
        ("$v: String", "x" * 11, "Characters of a text: 11"),
        ("$v: [[Int!]]", [[1] * 6], "Items of a list: 6"),
        ("$v: [[Int!]]", [[1] * 5] * 5, "Values in the variables: 31"),
        ("$v: Box", {"width": 1, "parts": [{"width": 1}] * 6}, "Items of a list: 6"),
        ("$v: Int", {"unused": {"key": ["x" * 11]}}, "Characters of a text: 11"),
    ],
)
def test_a_value_above_a_limit_is_refused(declaration: str, value: Any, what: str) -> None:
    with pytest.raises(LimitExceeded) as refused:
        coerced(declaration, {"v": value}, Limits(list_items=5, string_length=10, tokens=30))
    assert refused.value.message.startswith(what)
