"""What the programme was promised, asked over HTTP: figures, counts of statements, broken plugins, bad input."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pilar.errors import DatabaseCorrupt, DatabaseLocked, DatabaseReadOnly, StartError, UnknownSetting
from pilar.http.application import create_app
from pilar.plugins.discovery import installed_entry_points
from pilar.settings import Settings
from pilar.startup import Service, prepare
from starlette.testclient import TestClient

PILAR = str(Path(sys.executable).parent / "pilar")
UNPRIVILEGED = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
"""Even root may not write to a read-only file then."""
ACCEPT = "application/graphql-response+json"
SERVED = {"data": {"region": {"name": "Kota Bandung"}}}


@pytest.fixture(scope="module")
def client(service_url: str) -> Iterator[TestClient]:
    """The real application over the real data. An exception that reaches the server fails the test."""

    async def open_service() -> Service:
        return await prepare(Settings(database_url=service_url, points_per_minute=0, answer_cache_bytes=0))

    with TestClient(create_app(open_service)) as client:
        yield client


def ask(client: TestClient, document: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the data of an operation, and see that every root field took one statement."""
    service: Any = client.app.state.service  # type: ignore[attr-defined]
    before = service.pool.executed
    response = client.post("/graphql", json={"query": document, "variables": variables or {}})
    assert response.status_code == 200, response.text
    answer = response.json()
    assert "errors" not in answer, answer["errors"]
    data: dict[str, Any] = answer["data"]
    assert service.pool.executed - before == sum(name != "plugins" for name in data)
    return data


# --- the queries of the contract ---


def test_a_region_is_found_by_its_code(client: TestClient) -> None:
    data = ask(client, '{ region(code: "32.73") { name kind population parent { name } } }')
    assert data["region"]["population"] > 2_000_000
    del data["region"]["population"]
    assert data == {"region": {"name": "Kota Bandung", "kind": "KOTA", "parent": {"name": "Jawa Barat"}}}


REGIONS = """query Q($after: String, $kinds: [RegionKind!]!) {
  regions(first: 100, after: $after, where: {kind: {in: $kinds}}) {
    totalCount nodes { code name kind population } pageInfo { hasNextPage endCursor } } }"""


def regions(client: TestClient, *kinds: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = ask(client, REGIONS, {"after": after, "kinds": kinds})["regions"]
        found += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            assert len(found) == page["totalCount"]
            return found


def test_the_first_page_of_regions_is_as_the_contract_writes_it(client: TestClient) -> None:
    page = ask(
        client,
        "{ regions(first: 100, where: {kind: {in: [KABUPATEN, KOTA]}})"
        " { totalCount nodes { code name kind population } pageInfo { hasNextPage endCursor } } }",
    )["regions"]
    assert page["totalCount"] == 514 and len(page["nodes"]) == 100 and page["pageInfo"]["hasNextPage"] is True


def test_38_provinces_and_514_kabupaten_and_kota_have_284973643_inhabitants(client: TestClient) -> None:
    assert len(regions(client, "PROVINCE")) == 38
    found = regions(client, "KABUPATEN", "KOTA")
    assert len({row["code"] for row in found}) == 514
    assert sum(row["population"] for row in found) == 284_973_643


def test_the_three_bandungs_are_three(client: TestClient) -> None:
    names = ["Kota Bandung", "Kabupaten Bandung", "Kabupaten Bandung Barat"]
    document = "query Q($name: String!) { region(by: {name: $name}) { code name } }"
    found = [ask(client, document, {"name": name})["region"] for name in names]
    assert [row["name"] for row in found] == names
    assert len({row["code"] for row in found}) == 3
    listed = ask(client, '{ regions(where: {name: {contains: "bandung"}}) { nodes { name } } }')["regions"][
        "nodes"
    ]
    assert sorted(row["name"] for row in listed) == sorted(names)


def test_a_former_name_finds_the_region_of_today(client: TestClient) -> None:
    for way in ("name", "alias"):
        found = ask(client, f'{{ region(by: {{{way}: "Mamuju Utara"}}) {{ name }} }}')
        assert found["region"]["name"] == "Kabupaten Pasangkayu"


def test_code_11_10_is_not_11_1(client: TestClient) -> None:
    assert ask(client, '{ region(code: "11.10") { code } }') == {"region": {"code": "11.10"}}
    response = client.post("/graphql", json={"query": '{ region(code: "11.1") { code } }'})
    assert response.json()["data"] == {"region": None}
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "NOT_FOUND"
    assert "11.1" in error["message"] and error["extensions"]["hint"]


def test_power_plants_add_up_by_technology(client: TestClient) -> None:
    document = """{ environment { powerPlantsAggregate(groupBy: [TECHNOLOGY]) {
        key { technology } count sum { capacityMw } } } }"""
    groups = {
        group["key"]["technology"]: (group["count"], round(group["sum"]["capacityMw"], 1))
        for group in ask(client, document)["environment"]["powerPlantsAggregate"]
    }
    assert groups["GEOTHERMAL"] == (10, 1342)
    assert groups["HYDRO"] == (41, 4559.6)
    assert sum(count for count, _ in groups.values()) == 178


def test_waste_of_2024_adds_up(client: TestClient) -> None:
    document = "{ environment { wasteReportsAggregate(where: {year: {eq: 2024}}) { count sum { generatedTonnes } } } }"
    (group,) = ask(client, document)["environment"]["wasteReportsAggregate"]
    assert group["count"] == 315
    assert round(group["sum"]["generatedTonnes"]) == 33_980_338


def test_the_plugins_tell_of_themselves(client: TestClient) -> None:
    plugins = ask(client, "{ plugins { namespace title version status error owner { name country } } }")[
        "plugins"
    ]
    (environment,) = [plugin for plugin in plugins if plugin["namespace"] == "environment"]
    assert (environment["status"], environment["error"], environment["owner"]["country"]) == (
        "HEALTHY",
        None,
        "ID",
    )
    assert environment["title"] == "Lingkungan"


@pytest.mark.parametrize(
    "document",
    [
        """{ region(code: "32") { name parent { name parent { name } } children(first: 30) {
           totalCount nodes { name
           observations(first: 3, where: {indicator: {code: {contains: "HR"}}}) {
           nodes { year value source { publisher }
           indicator { name } } } environment { powerPlants { nodes { name operator { name } } }
           wasteReportsAggregate(groupBy: [YEAR]) { key { year } count } } } } } }""",
        """{ a: regions(first: 2) { nodes { aliases { edges { cursor node { name } } } } }
           b: indicators(first: 5) { nodes { observationsAggregate { count avg { value } } } }
           environment { powerPlants(first: 2) { nodes { region { parent { name } } } } } }""",
        """{ nodes(ids: ["Region_1", "Source_1"]) { id ... on Region { children { totalCount } } }
           node(id: "Region_3") { id } }""",
    ],
)
def test_every_root_field_is_one_statement_whatever_the_nesting(client: TestClient, document: str) -> None:
    ask(client, document)


# --- bad input ---


def refused(response: Any, code: str) -> dict[str, Any]:
    """See that a response tells what is wrong and what to do, and nothing of the inside."""
    assert response.status_code < 500, response.text
    error: dict[str, Any] = response.json()["errors"][0]
    assert error["extensions"]["code"] == code, error
    assert error["extensions"]["hint"]
    for word in ("Traceback", "SELECT", ".py", "sqlite"):
        assert word not in response.text
    return error


def cursor(client: TestClient, order: str) -> str:
    page = ask(client, f"{{ regions(first: 2, orderBy: [{order}]) {{ pageInfo {{ endCursor }} }} }}")[
        "regions"
    ]
    found: str = page["pageInfo"]["endCursor"]
    return found


BAD = {
    "unknown field": ("{ regions { nodes { nmae } } }", "GRAPHQL_VALIDATION_FAILED", "'name'"),
    "negative page": ("{ regions(first: -1) { nodes { id } } }", "PAGE_SIZE_INVALID", "-1"),
    "large page": ("{ regions(first: 100000) { nodes { id } } }", "PAGE_SIZE_INVALID", "100"),
    "no cursor": ('{ regions(after: "abc") { nodes { id } } }', "CURSOR_INVALID", ""),
    "wrong type": (
        '{ regions(where: {population: {gt: "many"}}) { totalCount } }',
        "GRAPHQL_VALIDATION_FAILED",
        "Int",
    ),
    "unknown enum": (
        "{ regions(where: {kind: {eq: KTA}}) { totalCount } }",
        "GRAPHQL_VALIDATION_FAILED",
        "KOTA",
    ),
    "syntax": ("{ regions {", "GRAPHQL_PARSE_FAILED", ""),
    "two ends": ("{ regions(first: 1, last: 1) { totalCount } }", "ARGUMENT_INVALID", "last"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_refused_with_its_remedy(client: TestClient, name: str) -> None:
    document, code, word = BAD[name]
    response = client.post("/graphql", json={"query": document}, headers={"Accept": ACCEPT})
    assert response.status_code == 400
    error = refused(response, code)
    assert word in error["message"] + error["extensions"]["hint"]


def test_a_variable_of_the_wrong_type_is_named(client: TestClient) -> None:
    document = "query Q($n: Int!) { regions(where: {population: {gt: $n}}) { totalCount } }"
    for value in ("many", 1.5, True, [1], {}, None, 2**31):
        body = {"query": document, "variables": {"n": value}}
        response = client.post("/graphql", json=body, headers={"Accept": ACCEPT})
        assert response.status_code == 400
        assert "$n" in refused(response, "VARIABLE_INVALID")["message"]


@pytest.mark.parametrize("change", ["cut", "flipped", "extended", "of another ordering", "of another field"])
def test_a_cursor_that_was_changed_or_belongs_elsewhere_is_refused(client: TestClient, change: str) -> None:
    good = cursor(client, "{code: ASC}")
    bad = {
        "cut": good[:-3],
        "flipped": good[:20] + ("A" if good[20] != "A" else "B") + good[21:],
        "extended": good + "AAAA",
        "of another ordering": cursor(client, "{code: DESC}"),
        "of another field": good,
    }[change]
    field = "sources" if change == "of another field" else "regions"
    document = f'{{ {field}(orderBy: [{{code: ASC}}], after: "{bad}") {{ nodes {{ id }} }} }}'
    refused(client.post("/graphql", json={"query": document}), "CURSOR_INVALID")
    variable = f"query Q($c: String) {{ {field}(orderBy: [{{code: ASC}}], after: $c) {{ nodes {{ id }} }} }}"
    refused(client.post("/graphql", json={"query": variable, "variables": {"c": bad}}), "CURSOR_INVALID")


@pytest.mark.parametrize(
    "body", [b"{", b"nonsense", b"", b"[]", b'"text"', b'{"query": 1}', b"\xff\xfe", b'{"query": "{ regions']
)
def test_a_body_that_is_no_request_is_refused(client: TestClient, body: bytes) -> None:
    response = client.post("/graphql", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    refused(response, "REQUEST_INVALID")


# --- broken plugins ---

BROKEN = {
    "syntax": ("def f(:\n", {}, "PLUGIN_BROKEN", "__init__.py"),
    "collision": ("", {"namespace": "environment"}, "PLUGIN_NAME_TAKEN", "environment"),
    "future": ("", {"requires": ">=9"}, "PLUGIN_INCOMPATIBLE", ">=9"),
    "misspelt": (
        "from pilar import hookimpl\n@hookimpl\ndef register_tabels():\n    return []\n",
        {},
        "PLUGIN_HOOK_UNKNOWN",
        "register_tables",
    ),
}
"""Code, what the manifest says besides, code of the error, a word of what is reported."""


def write_broken(plugin_folder: Any, name: str) -> Any:
    code, manifest, _, _ = BROKEN[name]
    text = (
        f'namespace = "{manifest.get("namespace", name)}"\nkind = "programme"\nlicence = "CC-BY-4.0"\n'
        'title = { en = "Test", id = "Uji" }\nowner = { name = "Test ministry", country = "ID" }\n'
        f'requires-core = "{manifest.get("requires", ">=1.0,<2")}"\n'
    )
    return plugin_folder.write(name, code, manifest=text)


def test_broken_plugins_are_reported_and_everything_else_is_served(
    plugin_folder: Any, service_url: str, tmp_path: Path
) -> None:
    entry_points = [*installed_entry_points(), *(write_broken(plugin_folder, name) for name in BROKEN)]
    url = copied(service_url, tmp_path)

    async def open_service() -> Service:
        return await prepare(Settings(database_url=url), entry_points=set(entry_points))  # type: ignore[arg-type]

    with TestClient(create_app(open_service)) as client:
        plugins = ask(client, "{ plugins { namespace status error } }")["plugins"]
        broken = [plugin for plugin in plugins if plugin["status"] == "QUARANTINED"]
        assert len(broken) == 4
        for _, _, code, _ in BROKEN.values():
            assert any(plugin["error"].startswith(code) for plugin in broken), (code, broken)
        assert ask(client, '{ region(code: "32.73") { name } }') == SERVED["data"]
        assert (
            ask(client, "{ environment { powerPlants { totalCount } } }")["environment"]["powerPlants"][
                "totalCount"
            ]
            == 178
        )


@pytest.mark.parametrize("name", BROKEN)
def test_a_required_plugin_that_is_broken_stops_the_start(
    plugin_folder: Any, service_url: str, tmp_path: Path, name: str
) -> None:
    write_broken(plugin_folder, name)
    url = copied(service_url, tmp_path)
    required = {"collision": "environment"}.get(name, name)
    process = serve(url, PYTHONPATH=str(plugin_folder.folder), PILAR_REQUIRED_PLUGINS=required)
    assert process.returncode == 1
    _, _, code, word = BROKEN[name]
    assert code in process.stderr + process.stdout
    assert word in process.stderr + process.stdout
    assert "Traceback" not in process.stderr
    assert "http://" not in process.stdout


def serve(url: str, prefix: tuple[str, ...] = (), **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `pilar serve` until it ends by itself, as it does when it cannot start."""
    environ = {name: value for name, value in os.environ.items() if name[:6] != "PILAR_"} | variables
    command = [*prefix, PILAR, "serve", "--database", url, "--port", "0"]
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)


def copied(url: str, folder: Path) -> str:
    return f"sqlite+aiosqlite:///{shutil.copy(url.partition(':///')[2], folder / 'copy.db')}"


# --- a start that cannot succeed ---


def test_an_unknown_variable_stops_the_start_and_the_nearest_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownSetting) as caught:
        Settings.from_environment({"PILAR_MAX_PAEG": "1"})
    assert "PILAR_MAX_PAGE" in caught.value.hint
    process = serve(f"sqlite+aiosqlite:///{tmp_path / 'new.db'}", PILAR_MAX_PAEG="1")
    assert process.returncode in (1, 2) and "PILAR_MAX_PAGE" in process.stderr + process.stdout
    assert not (tmp_path / "new.db").exists()


def fails(url: str, error: type[StartError], **settings: Any) -> StartError:
    async def start() -> None:
        await (await prepare(Settings(database_url=url, **settings))).close()

    with pytest.raises(error) as caught:
        asyncio.run(start())
    assert caught.value.message and caught.value.hint and caught.value.code
    return caught.value


def test_a_locked_database_stops_the_start(service_url: str, tmp_path: Path) -> None:
    url = copied(service_url, tmp_path)
    with closing(sqlite3.connect(tmp_path / "copy.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        assert "copy.db" in str(fails(url, DatabaseLocked))


def test_a_read_only_database_stops_the_start(service_url: str, tmp_path: Path) -> None:
    url = copied(service_url, tmp_path)
    (tmp_path / "copy.db").chmod(0o400)
    process = serve(url, prefix=UNPRIVILEGED)
    assert process.returncode == 1
    assert DatabaseReadOnly.code in process.stderr and "Traceback" not in process.stderr


def test_a_file_that_is_no_database_stops_the_start(tmp_path: Path) -> None:
    file = tmp_path / "pilar.db"
    file.write_bytes(b"certainly not a database, whatever its name says" * 100)
    fails(f"sqlite+aiosqlite:///{file}", DatabaseCorrupt)


@pytest.mark.parametrize(
    "rows",
    ["id\nx,1\n", "note\n", "note,total\nfirst,1\nsecond,many\n", "nothing\n1\n", "note,total\nfirst,1\n"],
)
def test_a_corrupt_seed_costs_its_plugin_only_and_leaves_no_row(
    plugin_folder: Any, service_url: str, tmp_path: Path, rows: str
) -> None:
    entry_point = plugin_folder.write(
        "seedling",
        """
        from pathlib import Path
        from pilar import Entity, Seed, column, hookimpl

        class Thing(Entity, table=True):
            "A thing."
            __key__ = ("note",)
            note: str = column()
            total: int = column()

        @hookimpl
        def register_tables():
            return [Thing]

        @hookimpl
        def register_seeds():
            return [Seed(Thing, Path(__file__).parent / "things.csv", rows=2)]
        """,
    )
    folder = plugin_folder.folder / "pilar_seedling"
    (folder / "things.csv").write_text(rows)
    (folder / "migrations").mkdir()
    (folder / "migrations" / "0001_create.py").write_text(
        "from alembic import op\nfrom sqlmodel import SQLModel\n"
        "revision = 'seedling_0001'\ndown_revision = None\nbranch_labels = ('seedling',)\n\n\n"
        "def upgrade():\n    SQLModel.metadata.tables['seedling_thing'].create(op.get_bind())\n"
    )
    url = copied(service_url, tmp_path)

    async def open_service() -> Service:
        return await prepare(
            Settings(database_url=url), entry_points=[*installed_entry_points(), entry_point]
        )

    with TestClient(create_app(open_service)) as client:
        plugins = ask(client, "{ plugins { namespace status error } }")["plugins"]
        (seedling,) = [plugin for plugin in plugins if plugin["namespace"] == "seedling"]
        assert seedling["status"] == "QUARANTINED" and seedling["error"].startswith("PLUGIN_SEED_FAILED")
        assert ask(client, '{ region(code: "32.73") { name } }') == SERVED["data"]
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        assert connection.execute("SELECT count(*) FROM seedling_thing").fetchone() == (0,)
