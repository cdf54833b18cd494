"""Answers given again: by `ETag`, from memory, and documents known by hash or name; against real data."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from graphql import get_introspection_query
from httpx2 import Client, Response
from pilar.errors import InvalidSetting
from pilar.http.application import create_app
from pilar.plugins.discovery import GROUP
from pilar.settings import Settings
from pilar.startup import Service, prepare
from serving import PILAR, Databases
from starlette.testclient import TestClient

BANDUNG = '{ region(code: "32.73") { name } }'
BY_CODE = "query ($code: String!) { region(code: $code) { name } }"
RENAME = "UPDATE region SET name_id = 'Kota Kembang' WHERE code = '32.73'"
UNRELATED = "UPDATE source SET publisher = publisher"

Open = Callable[..., "tuple[TestClient, Service]"]


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[TestClient, Service]]:
    """Serve in this process, without plugins."""
    app = create_app(lambda: prepare(settings))
    with TestClient(app) as client:
        yield client, app.state.service


@pytest.fixture
def file(service_url: str, tmp_path: Path) -> Path:
    return Path(copy(service_url.removeprefix("sqlite+aiosqlite:///"), tmp_path))


@pytest.fixture
def settings(file: Path) -> Callable[..., Settings]:
    return lambda **more: Settings(database_url=f"sqlite+aiosqlite:///{file}", no_plugins=True, **more)


@pytest.fixture
def served(settings: Callable[..., Settings]) -> Iterator[tuple[TestClient, Service]]:
    with opened(settings()) as both:
        yield both


def get(client: TestClient, query: str | None = BANDUNG, tag: str = "", **more: Any) -> Response:
    headers = {"if-none-match": tag} if tag else {}
    parameters = {"query": query} if query else {}
    parameters |= {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in more.items()
    }
    return client.get("/graphql", params=parameters, headers=headers)


def write(file: Path, statement: str) -> None:
    connection = sqlite3.connect(file)
    connection.execute(statement)
    connection.commit()
    connection.close()


def persisted(text: str) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(text.encode()).hexdigest()}}


def code(response: Response) -> str:
    return str(response.json()["errors"][0]["extensions"]["code"])


# ETag


def test_a_get_is_answered_with_a_tag_and_then_by_304_without_any_statement(
    served: tuple[TestClient, Service],
) -> None:
    client, service = served
    first = get(client)
    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert first.headers["vary"] == "Accept, Accept-Language, Origin"
    executed = service.pool.executed
    again = get(client, tag=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["vary"] == first.headers["vary"]
    assert "content-length" not in again.headers
    assert service.pool.executed == executed


@pytest.mark.parametrize("form", ["{}", "W/{}", '"x", {}', '"x",W/{}', "*"])
def test_lists_weak_tags_and_the_star_match(served: tuple[TestClient, Service], form: str) -> None:
    tag = get(served[0]).headers["etag"]
    assert get(served[0], tag=form.format(tag)).status_code == 304


# The schema


@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_the_whole_schema_is_compressed_for_who_takes_gzip_and_sent_once(
    served: tuple[TestClient, Service], coding: str
) -> None:
    headers = {"accept-encoding": coding}
    first = served[0].get("/graphql", params={"query": get_introspection_query()}, headers=headers)
    assert first.json()["data"]["__schema"]["queryType"]["name"] == "Query"
    assert first.headers.get("content-encoding", "identity") == coding
    assert (int(first.headers["content-length"]) < len(first.content) / 5) == (coding == "gzip")
    headers["if-none-match"] = first.headers["etag"]
    again = served[0].get("/graphql", params={"query": get_introspection_query()}, headers=headers)
    assert (again.status_code, again.content) == (304, b"")
    for response in (first, again):
        assert response.headers["vary"] == "Accept, Accept-Language, Origin, Accept-Encoding"


def test_both_codings_of_the_schema_have_one_tag_and_a_part_of_it_another(
    served: tuple[TestClient, Service],
) -> None:
    whole, part = get_introspection_query(), '{ __type(name: "Region") { name } }'
    tags = {
        (query, coding): served[0]
        .get("/graphql", params={"query": query}, headers={"accept-encoding": coding})
        .headers["etag"]
        for query in (whole, part)
        for coding in ("gzip", "identity")
    }
    assert tags[whole, "gzip"] == tags[whole, "identity"]
    assert tags[part, "gzip"] == tags[part, "identity"] != tags[whole, "gzip"]


def test_a_post_gets_the_schema_compressed_without_a_tag(served: tuple[TestClient, Service]) -> None:
    query = {"query": get_introspection_query()}
    for _ in range(2):
        response = served[0].post("/graphql", json=query, headers={"accept-encoding": "gzip"})
        assert response.headers["content-encoding"] == "gzip" and "etag" not in response.headers
        assert "__schema" in response.json()["data"]


@pytest.mark.parametrize("tag", ['"x"', "x", '""', "W/"])
def test_another_tag_does_not_match(served: tuple[TestClient, Service], tag: str) -> None:
    assert get(served[0], tag=tag).status_code == 200


def test_a_post_has_no_tag(served: tuple[TestClient, Service]) -> None:
    assert "etag" not in served[0].post("/graphql", json={"query": BANDUNG}).headers


def test_a_write_by_another_process_changes_tag_and_answer_at_once(
    served: tuple[TestClient, Service], file: Path
) -> None:
    before = get(served[0])
    lines = f"import pilar, sqlite3; c = sqlite3.connect({str(file)!r}); c.execute({RENAME!r}); c.commit()"
    subprocess.run([sys.executable, "-c", lines], check=True)
    after = get(served[0], tag=before.headers["etag"])
    assert after.status_code == 200
    assert after.json() == {"data": {"region": {"name": "Kota Kembang"}}}
    assert after.headers["etag"] != before.headers["etag"]


@pytest.mark.parametrize(
    ("query", "statement"),
    [
        (BANDUNG, RENAME),
        (
            '{ region(code: "32.73") { parent { name } } }',
            "UPDATE region SET name_id = 'x' WHERE code = '32'",
        ),
        ("{ sources { nodes { publisher } } }", UNRELATED),
        ("{ sourcesAggregate { count } }", "DELETE FROM target"),
        ('{ regions(where: {parent: {code: {eq: "32"}}}) { totalCount } }', RENAME),
    ],
)
def test_any_table_of_the_plan_counts_and_no_other(
    served: tuple[TestClient, Service], file: Path, query: str, statement: str
) -> None:
    tag = get(served[0], query).headers["etag"]
    write(file, statement)
    reads = "target" not in statement
    assert get(served[0], query, tag).status_code == (200 if reads else 304)


def test_a_write_to_an_unrelated_table_keeps_tag_and_answer(
    served: tuple[TestClient, Service], file: Path
) -> None:
    client, service = served
    tag = get(client).headers["etag"]
    executed = service.pool.executed
    write(file, UNRELATED)
    assert get(client, tag=tag).status_code == 304
    assert get(client).status_code == 200
    assert service.pool.executed == executed


def test_documents_variables_and_languages_are_apart(served: tuple[TestClient, Service]) -> None:
    client, _ = served
    answers = [
        get(client),
        get(client, '{ region(code: "32") { name } }'),
        get(client, BY_CODE, variables={"code": "32.73"}),
        get(client, BY_CODE, variables={"code": "32"}),
        client.get(
            "/graphql", params={"query": '{ region(code: "32") { name } }'}, headers={"accept-language": "en"}
        ),
    ]
    assert len({answer.headers["etag"] for answer in answers}) == len(answers)
    names = [answer.json()["data"]["region"]["name"] for answer in answers]
    assert names == ["Kota Bandung", "Jawa Barat", "Kota Bandung", "Jawa Barat", "West Java"]


# Memory


def test_an_answer_is_given_from_memory_and_a_changed_one_read_again(
    served: tuple[TestClient, Service], file: Path
) -> None:
    client, service = served
    ask = {"query": BY_CODE, "variables": {"code": "32.73"}}
    client.post("/graphql", json=ask)
    executed = service.pool.executed
    assert client.post("/graphql", json=ask).json() == {"data": {"region": {"name": "Kota Bandung"}}}
    assert service.pool.executed == executed
    write(file, RENAME)
    assert client.post("/graphql", json=ask).json() == {"data": {"region": {"name": "Kota Kembang"}}}
    assert service.pool.executed == executed + 1


def test_errors_and_walked_answers_are_not_kept(settings: Callable[..., Settings]) -> None:
    with opened(settings(max_answer=1_000)) as (client, service):
        for query in ("{ regions(first: 100) { nodes { name } } }", "{ plugins { namespace } }"):
            assert "etag" not in get(client, query).headers
            assert get(client, query, tag="*").status_code == 200
        assert service.engine.answers.bytes == 0


def test_the_schema_is_described_once(served: tuple[TestClient, Service]) -> None:
    client, service = served
    ask = {"query": "{ __schema { types { name } } }"}
    first = client.post("/graphql", json=ask)
    hits = service.engine.answers.hits
    assert client.post("/graphql", json=ask).content == first.content
    assert service.engine.answers.hits == hits + 2  # it, and its compressed twin


def test_the_bound_of_the_memory_holds(settings: Callable[..., Settings]) -> None:
    with opened(settings(answer_cache_bytes=20_000, points_per_minute=0)) as (client, service):
        for first in range(60):
            client.post("/graphql", json={"query": f"{{ regions(first: {first}) {{ nodes {{ name }} }} }}"})
        assert 0 < service.engine.answers.bytes <= 20_000


# Switched off


def test_tags_can_be_switched_off(settings: Callable[..., Settings]) -> None:
    """PILAR_ENTITY_TAGS=no."""
    off = settings(entity_tags=Settings.from_environment({"PILAR_ENTITY_TAGS": "no"}).entity_tags)
    with opened(off) as (client, service):
        assert "etag" not in get(client).headers
        assert get(client, tag="*").status_code == 200
        assert service.engine.answers.hits == 1


def test_the_memory_can_be_switched_off(settings: Callable[..., Settings]) -> None:
    """PILAR_ANSWER_CACHE_BYTES=0."""
    with opened(settings(answer_cache_bytes=0)) as (client, service):
        tag = get(client).headers["etag"]
        assert get(client).status_code == 200
        assert service.pool.executed == 2
        assert get(client, tag=tag).status_code == 304


def test_both_can_be_switched_off(settings: Callable[..., Settings]) -> None:
    with opened(settings(answer_cache_bytes=0, entity_tags=False)) as (client, service):
        assert service.engine.revisions is None
        assert "etag" not in get(client).headers
        assert get(client).json() == {"data": {"region": {"name": "Kota Bandung"}}}


# Known documents


def test_a_document_is_registered_and_then_asked_for_by_its_hash_alone(
    served: tuple[TestClient, Service],
) -> None:
    client, _ = served
    unknown = get(client, None, extensions=persisted(BANDUNG))
    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert code(unknown) == "PERSISTED_QUERY_NOT_FOUND"
    client.post("/graphql", json={"query": BANDUNG, "extensions": persisted(BANDUNG)})
    known = get(client, None, extensions=persisted(BANDUNG))
    assert known.json() == {"data": {"region": {"name": "Kota Bandung"}}}
    assert known.headers["etag"] == get(client).headers["etag"]


def test_a_wrong_or_malformed_hash_is_refused(served: tuple[TestClient, Service]) -> None:
    client, _ = served
    wrong = client.post("/graphql", json={"query": BANDUNG, "extensions": persisted("{ __typename }")})
    assert (wrong.status_code, code(wrong)) == (400, "REQUEST_INVALID")
    for value in (1, {}, {"sha256Hash": "0"}, {"sha256Hash": 0}):
        assert code(get(client, None, extensions={"persistedQuery": value})) == "REQUEST_INVALID"


@pytest.mark.parametrize("text", ["{", "{ unknown }", "{" + "__typename " * 2_500 + "}"])
def test_an_invalid_document_is_never_registered(served: tuple[TestClient, Service], text: str) -> None:
    client, _ = served
    client.post("/graphql", json={"query": text, "extensions": persisted(text)})
    assert code(get(client, None, extensions=persisted(text))) == "PERSISTED_QUERY_NOT_FOUND"


def test_registering_can_be_switched_off(settings: Callable[..., Settings]) -> None:
    """PILAR_PERSISTED_QUERIES=no."""
    with opened(settings(persisted_queries=False)) as (client, _):
        assert get(client, BANDUNG, extensions=persisted(BANDUNG)).status_code == 200
        assert code(get(client, None, extensions=persisted(BANDUNG))) == "PERSISTED_QUERY_NOT_FOUND"


def test_trusted_documents_run_by_name_and_hash_and_nothing_else_does(
    settings: Callable[..., Settings], tmp_path: Path
) -> None:
    """PILAR_TRUSTED_DOCUMENTS, PILAR_TRUSTED_ONLY."""
    folder = tmp_path / "trusted"
    folder.mkdir()
    (folder / "bandung.graphql").write_text(BANDUNG)
    digest = hashlib.sha256(BANDUNG.encode()).hexdigest()
    with opened(settings(trusted_documents=str(folder), trusted_only=True)) as (client, _):
        for document_id in ("bandung", f"sha256:{digest}"):
            answer = get(client, None, documentId=document_id)
            assert answer.json() == {"data": {"region": {"name": "Kota Bandung"}}}
        assert get(client, BANDUNG).status_code == 200
        assert code(get(client, "{ __typename }")) == "DOCUMENT_NOT_TRUSTED"
        assert code(get(client, None, documentId="bandun")) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "which is no folder"), (b"{ unknown }", "'bad'"), (b"{", "'bad'"), (b"{ \xff }", "'bad'")],
)
def test_a_bad_folder_or_document_stops_the_start(
    settings: Callable[..., Settings], tmp_path: Path, content: bytes | None, message: str
) -> None:
    folder = tmp_path / "trusted"
    if content is not None:
        folder.mkdir()
        (folder / "bad.graphql").write_bytes(content)
    with pytest.raises(InvalidSetting) as stopped:
        asyncio.run(prepare(settings(trusted_documents=str(folder))))
    assert message in stopped.value.message


# Both databases, and writers that are other programs


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_import_or_a_statement_of_another_program_ends_tag_and_answer_at_once(
    databases: Databases, kind: str, tmp_path: Path
) -> None:
    organizations = "{ organizations(last: 1) { totalCount nodes { name } } }"
    with databases.serve(kind, "--no-plugins") as server, Client(base_url=server.address) as client:

        def ask(query: str, tag: str = "") -> Any:
            return client.get("/graphql", params={"query": query}, headers={"if-none-match": tag})

        names, count = ask(BANDUNG), ask(organizations)
        assert [ask(BANDUNG, names.headers["etag"]).status_code for _ in range(2)] == [304, 304]
        server.write(RENAME)
        renamed = ask(BANDUNG, names.headers["etag"])
        assert renamed.json() == {"data": {"region": {"name": "Kota Kembang"}}}
        assert client.post("/graphql", json={"query": BANDUNG}).json() == renamed.json()
        assert ask(organizations, count.headers["etag"]).status_code == 304, "another table"
        file = tmp_path / "organizations.csv"
        file.write_text("code,name_id,kind,country\nnewcomer,Newcomer,COMPANY,ID\n")
        imported = [PILAR, "import", str(file), "--as", "organizations"]
        environment = {
            "PATH": os.environ["PATH"],
            "PILAR_DATABASE_URL": server.url,
            "PILAR_DISABLED_PLUGINS": ",".join(entry.name for entry in entry_points(group=GROUP)),
        }
        subprocess.run(imported, check=True, env=environment, stdout=subprocess.DEVNULL)
        after = ask(organizations, count.headers["etag"])
        before = count.json()["data"]["organizations"]["totalCount"]
        assert after.json()["data"]["organizations"] == {
            "totalCount": before + 1,
            "nodes": [{"name": "Newcomer"}],
        }
        assert ask(BANDUNG, renamed.headers["etag"]).status_code == 304
