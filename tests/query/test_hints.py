"""The remedy for what validation says."""

from __future__ import annotations

import pytest
from graphql import build_schema, parse, validate
from pilar.query.hints import MOST_NAMES, validation_hint

SCHEMA = build_schema(
    """
    type Query { regions(where: Filter, orderBy: [RegionOrder!], kind: Kind, code: String, first: Int): Regions
                 ranking(year: Int!): Int }
    type Regions { nodes: [String] totalCount: Int }
    input Filter { name: StringFilter }
    input StringFilter { eq: String, contains: String }
    input RegionOrder @oneOf { name: Kind, code: Kind }
    enum Kind { KOTA KABUPATEN }
    """
)
WIDE = build_schema(f"type Query {{ {' '.join(f'field{number}: Int' for number in range(60))} }}")


@pytest.mark.parametrize(
    ("message", "hint"),
    [
        ("Cannot query field 'name' on type 'Regions'.", "Regions has nodes, totalCount."),
        ("Cannot query field 'node' on type 'Regions'. Did you mean 'nodes'?", "Did you mean 'nodes'?"),
        (
            "Cannot query field 'water' on type 'Query'.",
            "The plugin 'water' is quarantined: ask `plugins { namespace status error }`.",
        ),
        ("Directive '@x' is nowhere.", "Compare the document with /schema.graphql."),
    ],
)
def test_a_hint_says_what_to_do(message: str, hint: str) -> None:
    assert validation_hint(message, SCHEMA, {"water": "QUARANTINED"}) == hint


def test_a_wide_type_is_not_listed_whole() -> None:
    hint = validation_hint("Cannot query field 'x' on type 'Query'.", WIDE, {})
    assert hint.count("field") == MOST_NAMES
    assert hint.endswith(" and 20 more.")


def test_aggregates_are_left_out_before_anything_else() -> None:
    fields = " ".join(
        f"{name}: Int {name}Aggregate: Int" for name in (f"list{at}" for at in range(MOST_NAMES))
    )
    hint = validation_hint(
        "Cannot query field 'x' on type 'Query'.", build_schema(f"type Query {{ {fields} }}"), {}
    )
    assert "list39" in hint and "Aggregate" not in hint and hint.endswith(f" and {MOST_NAMES} more.")


@pytest.mark.parametrize(
    ("document", "hint"),
    [
        ("{ regions(offset: 20) { totalCount } }", "`regions` takes where, orderBy, kind, code, first."),
        ("{ ranking }", "Give `year`, a value of the type Int!."),
        ("{ regions(kind: DESA) { totalCount } }", "Kind has KOTA, KABUPATEN."),
        ('{ regions(kind: "desa") { totalCount } }', "Kind has KOTA, KABUPATEN."),
        ('{ regions(where: {name: {like: "x"}}) { totalCount } }', "StringFilter has eq, contains."),
        ('{ regions(where: {name: {equ: "x"}}) { totalCount } }', "StringFilter has eq, contains."),
        (
            '{ regions(where: {name: "x"}) { totalCount } }',
            "Write an object of eq, contains, such as {eq: ...}.",
        ),
        (
            "{ regions(orderBy: [{name: KOTA, code: KOTA}]) { totalCount } }",
            "Give one of name, code; for several, write a list of such objects.",
        ),
        ("{ regions(code: 32.73) { totalCount } }", 'Write it in quotes: "32.73".'),
        ('{ regions(first: "20") { totalCount } }', "Write the number without quotes."),
        ("query ($c: Int!) { regions(code: $c) { totalCount } }", "Declare it `$c: String`."),
        ("{ regions(code: $c) { totalCount } }", "Declare it: `query Name($c: ...)`."),
        ("query ($c: Int) { regions { totalCount } }", "Use it, or leave it out."),
        (
            "{ ranking(year: 1) } query A { ranking(year: 2) }",
            "Name each operation, and send the `operationName` of one.",
        ),
        ("mutation { createRegion }", "This API only reads: files come in by `pilar import`."),
    ],
)
def test_what_newcomers_write_is_answered_by_what_to_write(document: str, hint: str) -> None:
    messages = [error.message for error in validate(SCHEMA, parse(document))]
    assert validation_hint(messages[0], SCHEMA, {}) == hint, messages
