"""Documents on both sides of each limit; refusals come before validation, which would be dear."""

from __future__ import annotations

import pytest
from graphql import get_introspection_query, parse
from pilar.access.limits import Limits, check_document, check_length
from pilar.errors import LimitExceeded

LIMITS = Limits()


def nested(levels: int) -> str:
    return "{" + "a{" * (levels - 1) + "a" + "}" * levels


def chain(fragments: int, body: str) -> str:
    """Return `fragments` fragments of which each spreads the next one as `body` says, and the last selects a leaf."""
    parts = [
        f"fragment f{index} on T {{ {body.replace('NEXT', f'...f{index + 1}')} }}"
        for index in range(fragments)
    ]
    return f"{{ a {{ ...f0 }} }} {' '.join(parts)} fragment f{fragments} on T {{ a }}"


WITHIN = {
    "levels": nested(12),
    "levels through fragments": "{ ...A } fragment A on T { ...B } fragment B on T " + nested(12),
    "aliases": "{ a {" + " ".join(f"a{index}: b" for index in range(30)) + "} }",
    "root fields": "{" + " ".join(f"r{index}" for index in range(20)) + "}",
    "directives": "{ a {" + "b @skip(if: false) " * 50 + "} }",
    "fragments": "{ a { ...f0 } } " + " ".join(f"fragment f{index} on T {{ a }}" for index in range(50)),
    "items": f"{{ a(in: [{'1 ' * 250}]) }}",
    "text": '{ a(is: "' + "x" * 10_000 + '") }',
    "number": "{ a(is: " + "9" * 400 + ") }",
    "repetitions": "{ a {" + "b " * 70 + "} }",
    "introspection": get_introspection_query(),
    "a little of the schema beside data": "{ __schema { types { fields { name } } } a }",
    "a fragment within itself": "{ ...A } fragment A on T { a { ...B } } fragment B on T { a { ...A } }",
    "an unknown fragment": "{ ...A }",
    "a fragment spread often": chain(10, "NEXT " * 40),
}

BEYOND = {
    "Levels of selection: 13; the limit is 12": nested(13),
    "Levels of selection: 52": chain(49, "a { NEXT }").replace("{ ...f0 }", "{ a { ...f0 } }"),
    "Levels of selection: 16; the limit is 15": "{ __schema " + nested(15) + "}",
    "Levels of selection: 5; the limit is 4": "{ __schema { types { fields { type { name } } } } a }",
    "Aliases: 31": "{ a {" + " ".join(f"a{index}: b" for index in range(31)) + "} }",
    "Root fields: 21": "{" + " ".join(f"r{index}" for index in range(21)) + "}",
    "Root fields: 22": "{ ...A ...A ... {" + " r" * 12 + "} } fragment A on T {" + " r" * 10 + "}",
    "Directives: 51": "{ a {" + "b @skip(if: false) " * 51 + "} }",
    "Fragments: 51": "{ a } " + " ".join(f"fragment f{index} on T {{ a }}" for index in range(51)),
    "Items of a list: 251": f"{{ a(in: [{'1 ' * 251}]) }}",
    "Characters of a text: 10,001": '{ a(is: "' + "x" * 10_001 + '") }',
    "Digits of a number: 401": "{ a(is: " + "9" * 401 + ") }",
    "Repetitions of fields: 44,850": "{ a {" + "parent { name } " * 300 + "} }",
    "Repetitions of fields: 36,315": "{ a {" + "... { parent { name } } " * 270 + "} }",
    "Repetitions of fields: 4,950": "{ a {" + "... { ... { b } } " * 100 + "} }",
    "Repetitions of fields: 3,160": "{" + "a { b } a { b }" * 40 + "}",
    "Selections with fragments expanded": chain(10, "x: a { NEXT } y: a { NEXT } z: a { NEXT }"),
}


@pytest.mark.parametrize("document", WITHIN.values(), ids=WITHIN.keys())
def test_a_document_at_the_limit_passes(document: str) -> None:
    check_document(parse(document), LIMITS)


@pytest.mark.parametrize(("message", "document"), BEYOND.items(), ids=BEYOND.keys())
def test_a_document_above_the_limit_is_refused_with_value_limit_and_remedy(
    message: str, document: str
) -> None:
    with pytest.raises(LimitExceeded) as refused:
        check_document(parse(document), Limits(root_fields=90) if message.endswith("3,160") else LIMITS)
    assert refused.value.message.startswith(message)
    assert "the limit is" in refused.value.message
    assert refused.value.hint


def test_a_length_above_the_limit_is_refused_before_parsing() -> None:
    check_length("x" * 100_000, LIMITS)
    with pytest.raises(LimitExceeded, match="100,001"):
        check_length("x" * 100_001, LIMITS)


def test_the_introspection_of_all_clients_passes() -> None:
    query = get_introspection_query(
        descriptions=True,
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
    )
    check_document(parse(query), LIMITS)
