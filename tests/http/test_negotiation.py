"""What the two weighted headers mean."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from pilar.errors import NotAcceptable
from pilar.http.negotiation import (
    GRAPHQL_JSON,
    PLAIN_JSON,
    choose_language,
    choose_media_type,
    parse_media_type,
)

AXIOS = "application/json, text/plain, */*"
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
RECOMMENDED = "application/graphql-response+json; charset=utf-8, application/json; charset=utf-8; q=0.9"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", PLAIN_JSON),
        ("  ", PLAIN_JSON),
        ("*/*", PLAIN_JSON),
        ("application/*", PLAIN_JSON),
        ("application/json", PLAIN_JSON),
        ("APPLICATION/JSON", PLAIN_JSON),
        ("application/graphql-response+json", GRAPHQL_JSON),
        ("application/graphql-response+json, application/json", GRAPHQL_JSON),
        ("application/json, application/graphql-response+json", GRAPHQL_JSON),
        ("application/json, application/graphql-response+json;q=0.9", PLAIN_JSON),
        ("application/json;q=0.5, application/graphql-response+json;q=0.9", GRAPHQL_JSON),
        ("application/graphql-response+json;q=0, */*", PLAIN_JSON),
        ("application/json;q=0, */*", GRAPHQL_JSON),
        ("application/json;q=0, application/*;q=0.1", GRAPHQL_JSON),
        ("application/graphql-response+json, */*;q=0.1", GRAPHQL_JSON),
        ("text/event-stream, application/json", PLAIN_JSON),
        ('application/json; charset="UTF-8"', PLAIN_JSON),
        ("application/json; profile=x;;", PLAIN_JSON),
        ("application/json;q=many, application/graphql-response+json", GRAPHQL_JSON),
        (AXIOS, PLAIN_JSON),
        (FIREFOX, PLAIN_JSON),
        (RECOMMENDED, GRAPHQL_JSON),
    ],
)
def test_the_media_type_that_the_client_likes_best_is_chosen(accept: str, media_type: str) -> None:
    assert choose_media_type(accept) == media_type


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "application/json;q=0",
        "*/*;q=0",
        "application/json;charset=utf-16",
        "application/json;q=nan",
        "application/json;q=-1",
        ",",
        "json",
    ],
)
def test_a_client_that_accepts_neither_type_is_told_both(accept: str) -> None:
    with pytest.raises(NotAcceptable, match="media type") as refusal:
        choose_media_type(accept)
    assert PLAIN_JSON in refusal.value.hint
    assert GRAPHQL_JSON in refusal.value.hint


@pytest.mark.parametrize(
    ("accept_language", "language"),
    [
        ("", "id"),
        ("*", "id"),
        ("id", "id"),
        ("en", "en"),
        ("en-GB", "en"),
        ("EN-us;q=0.8", "en"),
        ("fr, de", "id"),
        ("fr, en;q=0.5", "en"),
        ("id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7", "id"),
        ("en-US,en;q=0.9,id;q=0.8", "en"),
        ("id;q=0.5, en;q=0.6", "en"),
        ("en, id", "en"),
        ("id, en", "id"),
        ("*, en;q=0.5", "id"),
        ("en;q=0", "id"),
        ("en;q=x", "id"),
        ("english", "id"),
    ],
)
def test_bilingual_fields_are_indonesian_unless_english_is_preferred(
    accept_language: str, language: str
) -> None:
    assert choose_language(accept_language) == language


def test_a_media_type_is_split_from_its_parameters() -> None:
    assert parse_media_type('Application/JSON; Charset="UTF-8"; ;x') == (
        "application/json",
        {"charset": "utf-8", "x": ""},
    )


@given(st.text(alphabet='applicationjsgrheu/*+;=,q. 0123"-é\x00', max_size=200))
def test_no_header_crashes_the_negotiation(header: str) -> None:
    assert choose_language(header) in ("id", "en")
    try:
        assert choose_media_type(header) in (PLAIN_JSON, GRAPHQL_JSON)
    except NotAcceptable as refusal:
        assert refusal.hint
