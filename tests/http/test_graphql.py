"""The endpoint from outside: HTTP in, HTTP out."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from httpx2 import Response
from pilar.settings import Settings
from starlette.testclient import TestClient

GRAPHQL = "application/graphql-response+json"
GREETING = {"query": "{ greeting }"}


def post(client: TestClient, body: Any, **headers: str) -> Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/graphql", content=content, headers={"content-type": "application/json"} | named)


def refusal(response: Response) -> dict[str, str]:
    """Return the extensions of the one error of a refusal, after checking the form that all refusals have."""
    assert set(response.json()) == {"errors"}
    [error] = response.json()["errors"]
    assert error["message"]
    assert error["extensions"]["hint"]
    assert response.headers["cache-control"] == "no-store"
    extensions: dict[str, str] = error["extensions"]
    return extensions


# Media types


def test_a_query_is_answered_as_json(client: TestClient) -> None:
    response = post(client, GREETING)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["vary"] == "Accept, Accept-Language, Origin"
    assert response.json() == {"data": {"greeting": "Halo, Pilar"}}


def test_the_newer_media_type_is_answered_where_it_is_accepted(client: TestClient) -> None:
    response = post(client, GREETING, accept=GRAPHQL)
    assert response.headers["content-type"] == f"{GRAPHQL}; charset=utf-8"


def test_an_unacceptable_media_type_is_refused_as_json(client: TestClient) -> None:
    response = post(client, GREETING, accept="text/html")
    assert response.status_code == 406
    assert refusal(response)["code"] == "NOT_ACCEPTABLE"
    assert response.headers["content-type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize("document", ["{", "{ unknown }", "query ($n: Int!) { same(number: $n) }"])
def test_a_refused_document_is_400_in_the_newer_media_type_and_200_in_the_older(
    client: TestClient, document: str
) -> None:
    newer, older = post(client, {"query": document}, accept=GRAPHQL), post(client, {"query": document})
    assert (newer.status_code, older.status_code) == (400, 200)
    assert newer.json() == older.json()
    assert "data" not in newer.json()


def test_a_failed_field_is_200_in_both_media_types(client: TestClient) -> None:
    for accept in (GRAPHQL, "application/json"):
        response = post(client, {"query": "{ failure }"}, accept=accept)
        assert response.status_code == 200
        assert response.json()["data"] == {"failure": None}


def test_a_refusal_has_the_negotiated_media_type(client: TestClient) -> None:
    response = post(client, b"[", accept=GRAPHQL)
    assert response.status_code == 400
    assert response.headers["content-type"] == f"{GRAPHQL}; charset=utf-8"


# Languages


@pytest.mark.parametrize(
    ("header", "language", "greeting"), [("en-GB", "en", "Hello, Pilar"), ("fr", "id", "Halo, Pilar")]
)
def test_the_language_comes_from_accept_language(
    client: TestClient, header: str, language: str, greeting: str
) -> None:
    response = post(client, GREETING, accept_language=header)
    assert response.headers["content-language"] == language
    assert response.json()["data"]["greeting"] == greeting


# GET


def test_a_query_by_get_is_answered(client: TestClient) -> None:
    parameters = {
        "query": "query A($name: String) { greeting(name: $name) } query B { failure }",
        "operationName": "A",
        "variables": '{"name": "Ibu Sri"}',
        "extensions": "{}",
        "unknown": "ignored",
    }
    response = client.get("/graphql", params=parameters)
    assert response.json() == {"data": {"greeting": "Halo, Ibu Sri"}}


def test_empty_parameters_of_a_get_count_as_absent(client: TestClient) -> None:
    response = client.get("/graphql?query={greeting}&operationName=&variables=&extensions=")
    assert response.json() == {"data": {"greeting": "Halo, Pilar"}}


def test_a_mutation_by_get_is_refused_and_runs_by_post(client: TestClient) -> None:
    refused = client.get("/graphql", params={"query": "mutation { increment }"})
    assert refused.status_code == 405
    assert refused.headers["allow"] == "POST"
    assert refusal(refused)["code"] == "METHOD_NOT_ALLOWED"
    assert post(client, {"query": "mutation { increment }"}).json() == {"data": {"increment": 1}}


@pytest.mark.parametrize(
    "query_string",
    [
        "",
        "query=",
        "variables={}",
        "query={greeting}&query={greeting}",
        "query=%FF",
        "query={greeting}&variables={",
        "query={greeting}&variables=[]",
        "query={greeting}&variables=%EF%BB%BF{}",
        "query={greeting}&extensions=1",
        "query={greeting}&variables=" + "[" * 70 + "]" * 70,
    ],
)
def test_a_malformed_get_is_refused(client: TestClient, query_string: str) -> None:
    response = client.get(f"/graphql?{query_string}")
    assert response.status_code == 400
    assert refusal(response)["code"] == "REQUEST_INVALID"


# Other methods


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_any_other_method_is_refused_with_those_that_are_allowed(client: TestClient, method: str) -> None:
    response = client.request(method, "/graphql")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST, OPTIONS"
    assert refusal(response)["code"] == "METHOD_NOT_ALLOWED"


def test_options_names_the_methods(client: TestClient) -> None:
    response = client.options("/graphql")
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["allow"] == "GET, POST, OPTIONS"


# The body


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/graphql",
        "application/json5",
        "application/json, text/plain",
        "application/json; charset=utf-16",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ],
)
def test_only_json_in_utf8_is_read(client: TestClient, content_type: str) -> None:
    response = post(client, GREETING, content_type=content_type)
    assert response.status_code == 415
    assert refusal(response)["code"] == "UNSUPPORTED_MEDIA_TYPE"


@pytest.mark.parametrize(
    "content_type", ['Application/JSON ; charset="UTF-8"', "application/json;charset=utf-8"]
)
def test_the_content_type_may_say_that_it_is_utf8(client: TestClient, content_type: str) -> None:
    assert post(client, GREETING, content_type=content_type).status_code == 200


@pytest.mark.parametrize("encoding", ["gzip", "br", "identity, gzip"])
def test_a_compressed_body_is_refused_unread(client: TestClient, encoding: str) -> None:
    response = post(client, GREETING, content_encoding=encoding)
    assert response.status_code == 415
    assert "Content-Encoding" in refusal(response)["hint"]


def test_a_body_above_the_limit_is_refused(client: TestClient) -> None:
    response = post(client, GREETING | {"extensions": {"padding": "x" * 10_000}})
    assert response.status_code == 413
    assert refusal(response)["code"] == "BODY_TOO_LARGE"
    assert "10,000" in response.json()["errors"][0]["message"]


def test_a_body_of_exactly_the_limit_is_read(client: TestClient) -> None:
    body = json.dumps(GREETING).encode()
    assert post(client, body.ljust(10_000)).status_code == 200
    assert post(client, body.ljust(10_001)).status_code == 413


MALFORMED = {
    "nothing": b"",
    "blank": b"  ",
    "text": b"{ greeting }",
    "half": b'{"query": "{ gre',
    "trailing": b'{"query": "{ greeting }"} {}',
    "single quotes": b"{'query': '{ greeting }'}",
    "not UTF-8": b'{"query": "\xff"}',
    "UTF-16": json.dumps(GREETING).encode("utf-16"),
    "byte order mark": b'\xef\xbb\xbf{"query": "{ greeting }"}',
    "lone surrogate": rb'{"query": "\ud800"}',
    "null byte": b'{"query": "\x00"}',
    "NaN": b'{"query": "{ greeting }", "variables": {"n": NaN}}',
    "infinity": b'{"query": "{ greeting }", "variables": {"n": 1e999}}',
    "a number of thousands of digits": b'{"query": "{ greeting }", "variables": {"n": %b}}' % (b"9" * 9_000),
    "deep": b'{"query": "{ greeting }", "variables": {"n": %b%b}}' % (b"[" * 64, b"]" * 64),
    "very deep": b"[" * 9_999,
    "very deep objects": b'{"a":' * 1_999,
    "a batch": b'[{"query": "{ greeting }"}]',
    "null": b"null",
    "a string": b'"{ greeting }"',
    "a number": b"1",
    "a boolean": b"true",
    "no query": b'{"qeury": "{ greeting }"}',
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_body_is_refused_with_a_remedy(client: TestClient, body: bytes) -> None:
    response = post(client, body)
    assert response.status_code == 400
    assert refusal(response)["code"] == "REQUEST_INVALID"


def test_a_batch_is_refused_with_what_to_do_instead(client: TestClient) -> None:
    assert "one request for each" in refusal(post(client, b"[]"))["hint"]


@pytest.mark.parametrize("parameter", ["query", "operationName", "variables", "extensions"])
@pytest.mark.parametrize("value", [0, 1.5, False, True, ["array"], {"ob": "ject"}, "string"])
def test_a_parameter_of_the_wrong_type_is_refused_by_its_name(
    client: TestClient, parameter: str, value: object
) -> None:
    fits = isinstance(value, str if parameter in ("query", "operationName") else dict)
    response = post(client, GREETING | {parameter: value})
    if fits:
        assert response.status_code == 200
    else:
        assert response.status_code == 400
        assert f"`{parameter}`" in response.json()["errors"][0]["message"]


def test_null_parameters_count_as_absent_and_unknown_ones_are_ignored(client: TestClient) -> None:
    nothing = {"operationName": None, "variables": None, "extensions": None, "unknown": [1]}
    assert post(client, GREETING | nothing).json() == {"data": {"greeting": "Halo, Pilar"}}
    assert post(client, {"query": None}).status_code == 400


def test_sixty_three_levels_of_variables_are_read(client: TestClient) -> None:
    body = b'{"query": "{ greeting }", "variables": {"n": %b%b}}' % (b"[" * 62, b"]" * 62)
    assert post(client, body).status_code == 200


# What nobody foresaw


class CrashingEngine:
    async def execute(self, request: object) -> object:
        raise RuntimeError("secret path /srv/pilar.db")


def test_an_unforeseen_error_is_logged_under_the_id_that_the_client_sees(
    client: TestClient, service: Any, caplog: pytest.LogCaptureFixture
) -> None:
    service.engine = CrashingEngine()
    with caplog.at_level(logging.ERROR, "pilar.http"):
        response = post(client, GREETING)
    assert response.status_code == 500
    assert refusal(response)["code"] == "INTERNAL_ERROR"
    assert "secret" not in response.text
    [record] = caplog.records
    assert response.json()["errors"][0]["message"] == f"{record.getMessage()}."
    assert record.exc_info is not None


# Pages of other origins


@pytest.fixture
def partner(service: Any) -> str:
    service.settings = Settings(allowed_origins=("https://partner.example",))
    return "https://partner.example"


def test_no_foreign_page_may_read_answers_by_default(client: TestClient) -> None:
    assert "access-control-allow-origin" not in post(client, GREETING, origin="https://evil.example").headers
    preflight = client.options("/graphql", headers={"origin": "https://evil.example"})
    assert preflight.status_code == 204
    assert "access-control-allow-origin" not in preflight.headers


def test_a_page_of_an_allowed_origin_may_ask_and_read(client: TestClient, partner: str) -> None:
    preflight = client.options(
        "/graphql", headers={"origin": partner, "access-control-request-method": "POST"}
    )
    assert preflight.headers["access-control-allow-origin"] == partner
    assert "authorization" in preflight.headers["access-control-allow-headers"]
    assert post(client, GREETING, origin=partner).headers["access-control-allow-origin"] == partner
    assert post(client, b"[", origin=partner).headers["access-control-allow-origin"] == partner


def test_an_origin_must_match_as_a_whole(client: TestClient, partner: str) -> None:
    for origin in (f"{partner}.evil.example", partner.upper(), "null"):
        assert "access-control-allow-origin" not in post(client, GREETING, origin=origin).headers


def test_every_origin_may_be_allowed(client: TestClient, service: Any) -> None:
    service.settings = Settings(allowed_origins=("*",))
    assert post(client, GREETING, origin="https://any.example").headers["access-control-allow-origin"] == "*"
