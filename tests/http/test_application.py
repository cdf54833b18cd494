"""The addresses beside `/graphql`, and what answers where there is none."""

from __future__ import annotations

from typing import Any

import pytest
from pilar.errors import DatabaseUnavailable
from pilar.http.application import create_app
from pilar.settings import Settings
from starlette.testclient import TestClient

HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_the_lifespan_opens_and_closes_the_service(service: Any) -> None:
    async def open_service() -> Any:
        return service

    with TestClient(create_app(open_service)) as client:
        assert client.get("/healthz").status_code == 200
        assert not service.closed
    assert service.closed


def test_the_process_is_alive_whatever_the_database_does(client: TestClient, service: Any) -> None:
    service.pool.failure = DatabaseUnavailable("The database is locked.")
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "alive\n")


def test_an_unknown_address_is_json_for_a_program(client: TestClient) -> None:
    response = client.get("/graphq")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/json"
    [error] = response.json()["errors"]
    assert error["extensions"] == {"code": "PATH_UNKNOWN", "hint": "Did you mean '/graphql'?"}


def test_an_unknown_address_is_a_page_for_a_person(client: TestClient) -> None:
    response = client.get("/%3Cscript%3Ealert(1)%3C/script%3E", headers=HTML)
    assert response.status_code == 404
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"] == "default-src 'none'"
    assert "<script>" not in response.text
    assert "&lt;script&gt;" in response.text


@pytest.mark.parametrize("path", ["/graphql/", "/GraphQL", "/graphql/x", "/%00", "/%ff", "/" + "é" * 500])
def test_addresses_are_exact(client: TestClient, path: str) -> None:
    response = client.get(path, follow_redirects=False)
    assert response.status_code == 404
    assert response.json()["errors"][0]["extensions"]["hint"]


def test_a_method_that_an_address_does_not_answer_is_refused(client: TestClient) -> None:
    response = client.post("/healthz")
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert response.json()["errors"][0]["extensions"]["code"] == "METHOD_NOT_ALLOWED"


def test_an_unforeseen_error_of_a_page_is_told_by_its_id_only(client: TestClient, service: Any) -> None:
    service.pool.failure = RuntimeError("secret")
    response = client.get("/readyz")
    assert response.status_code == 500
    assert response.json()["errors"][0]["message"].startswith("Internal error ")
    assert "secret" not in response.text


def test_a_browser_that_asks_for_an_icon_gets_no_error(client: TestClient) -> None:
    assert client.get("/favicon.ico").status_code < 400


# The schema


def test_the_schema_is_text_that_is_sent_once(client: TestClient) -> None:
    response = client.get("/schema.graphql")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text.startswith("type Query {")
    tag = response.headers["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = client.get("/schema.graphql", headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == response.headers["etag"]


def test_the_schema_is_compressed_for_who_takes_gzip(client: TestClient, service: Any) -> None:
    service.sdl += "# a comment\n" * 1_000
    packed = client.get("/schema.graphql", headers={"accept-encoding": "br, gzip"})
    plain = client.get("/schema.graphql", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.text == plain.text == service.sdl
    assert int(packed.headers["content-length"]) * 10 < int(plain.headers["content-length"])
    assert packed.headers["etag"] == plain.headers["etag"]
    assert "Accept-Encoding" in packed.headers["vary"] and packed.headers["vary"] == plain.headers["vary"]


def test_another_schema_is_sent_anew(client: TestClient, service: Any) -> None:
    etag = client.get("/schema.graphql").headers["etag"]
    service.sdl += "scalar Date\n"
    assert client.get("/schema.graphql", headers={"if-none-match": etag}).status_code == 200


def test_the_schema_may_be_read_by_the_allowed_origins(client: TestClient, service: Any) -> None:
    service.settings = Settings(allowed_origins=("https://partner.example",))
    headers = client.get("/schema.graphql", headers={"origin": "https://partner.example"}).headers
    assert headers["access-control-allow-origin"] == "https://partner.example"
