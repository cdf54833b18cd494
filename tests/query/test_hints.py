"""The remedy for what validation says."""

from __future__ import annotations

import pytest
from graphql import build_schema
from pilar.query.hints import MOST_NAMES, validation_hint

SCHEMA = build_schema("type Query { regions: Regions } type Regions { nodes: [String] totalCount: Int }")
WIDE = build_schema(f"type Query {{ {' '.join(f'field{number}: Int' for number in range(40))} }}")


@pytest.mark.parametrize(
    ("message", "hint"),
    [
        ("Cannot query field 'name' on type 'Regions'.", "Regions has nodes, totalCount."),
        ("Cannot query field 'node' on type 'Regions'. Did you mean 'nodes'?", "Did you mean 'nodes'?"),
        (
            "Cannot query field 'water' on type 'Query'.",
            "The plugin 'water' is quarantined: ask `plugins { namespace status error }`.",
        ),
        ("Variable '$x' is never used.", "Compare the document with /schema.graphql."),
    ],
)
def test_a_hint_says_what_to_do(message: str, hint: str) -> None:
    assert validation_hint(message, SCHEMA, {"water": "QUARANTINED"}) == hint


def test_a_wide_type_is_not_listed_whole() -> None:
    hint = validation_hint("Cannot query field 'x' on type 'Query'.", WIDE, {})
    assert hint.count("field") == MOST_NAMES
    assert hint.endswith(", ....")
