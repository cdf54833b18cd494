"""Texts, hashes and ids -> operations: what is kept, what is refused."""

from __future__ import annotations

import asyncio

import pytest
from graphql import build_schema
from pilar.access.limits import Limits
from pilar.errors import InvalidRequest, LimitExceeded, OperationNotFound, UnknownDocument, UntrustedDocument
from pilar.query import recent
from pilar.query.documents import Documents, Refused, digest
from pilar.query.plans import OperationPlan, RootPlan
from pilar.query.values import Fact

SCHEMA = build_schema("type Query { name(is: [Int!], text: String): String other: Query }")
NAME = "{ name }"


@pytest.fixture
def documents() -> Documents:
    return Documents(SCHEMA)


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return str(refused.value.errors[0]["extensions"]["code"])


def test_a_document_is_read_once(documents: Documents) -> None:
    assert documents.operation(NAME, None) is documents.operation(NAME, None)


def test_an_operation_is_found_by_its_name(documents: Documents) -> None:
    two = "query A { name } query B { name }"
    assert documents.operation(two, "B").name == "B"
    for name in (None, "C"):
        with pytest.raises(OperationNotFound):
            documents.operation(two, name)
    with pytest.raises(OperationNotFound):
        documents.operation(NAME, "A")


def test_a_document_that_does_not_parse_or_validate_is_refused_and_not_kept(documents: Documents) -> None:
    for text, expected in (("{", "GRAPHQL_PARSE_FAILED"), ("{ nmae }", "GRAPHQL_VALIDATION_FAILED")):
        with pytest.raises(Refused) as refused:
            documents.operation(text, None)
        assert code(refused) == expected
        assert not len(documents._known)


def test_tokens_are_counted_while_parsing(documents: Documents) -> None:
    with pytest.raises(Refused, match="2000 tokens") as refused:
        documents.operation("{" + "name " * 1_999 + "}", None)
    assert code(refused) == "GRAPHQL_PARSE_FAILED"


def test_nesting_that_would_exhaust_the_stack_is_refused(documents: Documents) -> None:
    for text in (
        "{other" * 990 + "}" * 990,
        "{name(is: " + "[" * 990 + "]" * 990 + ")}",
        "{...{" * 300 + "name" + "}}" * 300,
    ):
        with pytest.raises((Refused, LimitExceeded)):
            documents.operation(text, None)


def test_a_message_quotes_no_long_piece_of_the_document(documents: Documents) -> None:
    with pytest.raises(Refused) as refused:
        documents.operation("{" + "x" * 90_000 + "}", None)
    assert len(str(refused.value.errors)) < 1_000


def test_at_most_twenty_errors_are_told(documents: Documents) -> None:
    with pytest.raises(Refused) as refused:
        documents.operation("{ other {" + " ".join(f"x{index}" for index in range(500)) + "} }", None)
    assert len(refused.value.errors) == 20


def test_what_is_kept_is_bounded_by_number_and_by_characters(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recent, "MOST_DOCUMENTS", 10)
    for index in range(30):
        documents.operation(f"query Q{index} {{ name }}", None)
    assert len(documents._known) == 10
    for index in range(30):
        documents.operation(f"{{ name }} #{index}{'x' * 90_000}", None)
    assert documents._known.characters <= recent.MOST_CHARACTERS
    assert len(documents._known) == 4


def test_plans_count_with_their_documents(documents: Documents) -> None:
    """Few documents with variables of ever other shapes fill no more memory than many documents."""
    for index in range(100):
        operation = documents.operation(f"query Q{index} {{ name }}", None)
        root = RootPlan("name", sql="x" * 10_000)
        for year in range(10):
            asked = {Fact("year", (), str): year}
            operation.plans.add("id", asked, OperationPlan((root,), False, (), 1))
    assert documents._known.characters <= recent.MOST_CHARACTERS
    assert 10 < len(documents._known) < 20


def test_a_long_document_is_read_in_a_thread(documents: Documents) -> None:
    long = NAME + "#" * 3_000
    assert documents.is_at_hand(NAME)
    assert not documents.is_at_hand(long)
    asyncio.run(documents.read_ahead(long))
    assert documents.is_at_hand(long)


# Automatic persisted queries


def test_an_unknown_hash_is_refused_in_the_words_of_the_protocol(documents: Documents) -> None:
    with pytest.raises(UnknownDocument, match="PersistedQueryNotFound") as refused:
        documents.text(None, None, digest(NAME))
    assert refused.value.message == "PersistedQueryNotFound"
    assert refused.value.code == "PERSISTED_QUERY_NOT_FOUND"


def test_a_registered_hash_is_enough_in_any_case(documents: Documents) -> None:
    assert documents.text(NAME, None, digest(NAME).upper()) == NAME
    documents.persist(NAME, digest(NAME).upper())
    assert documents.text(None, None, digest(NAME)) == NAME


def test_a_wrong_hash_is_refused(documents: Documents) -> None:
    with pytest.raises(InvalidRequest):
        documents.text(NAME, None, digest("{ other }"))


def test_without_persisting_nothing_is_registered() -> None:
    documents = Documents(SCHEMA, persists=False)
    documents.persist(NAME, digest(NAME))
    with pytest.raises(UnknownDocument):
        documents.text(None, None, digest(NAME))


# Trusted documents


def test_a_trusted_document_runs_by_its_name_and_by_its_hash() -> None:
    documents = Documents(SCHEMA, trusted={"names": NAME}, trusted_only=True)
    assert documents.text(None, "names", None) == NAME
    assert documents.text(None, f"sha256:{digest(NAME)}", None) == NAME
    assert documents.text(None, None, digest(NAME)) == NAME
    assert documents.text(NAME, None, None) == NAME


def test_an_unknown_name_is_refused_with_the_nearest_one() -> None:
    documents = Documents(SCHEMA, trusted={"names": NAME})
    with pytest.raises(UnknownDocument) as refused:
        documents.text(None, "name", None)
    assert refused.value.hint == "Did you mean 'names'?"


def test_where_only_trusted_documents_run_no_other_does() -> None:
    documents = Documents(SCHEMA, trusted={"names": NAME}, trusted_only=True)
    other = "{ other { name } }"
    for sha256 in (None, digest(other)):
        with pytest.raises(UntrustedDocument):
            documents.text(other, None, sha256)


def test_limits_of_the_service_count() -> None:
    with pytest.raises(LimitExceeded):
        Documents(SCHEMA, Limits(depth=1)).operation("{ other { name } }", None)
