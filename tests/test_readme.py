"""`README.md` is true: its query, answer, statement and plugin are run, its commands and folders exist."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import pytest
from pilar.cli import main
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import Service, prepare

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
FIRST_QUERY, PLUGIN_QUERY = re.findall(r"^```graphql\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
(ANSWER,) = re.findall(r"^```json\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
(STATEMENT,) = re.findall(r"^```sql\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
FILES = dict(re.findall(r"^```\w+\n# (\S+)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL))


async def answer(service: Service, query: str):
    return json.loads((await service.engine.execute(Request(query))).body)


def without_space(text: str) -> str:
    return "".join(text.split())


def test_the_query_gives_the_answer_by_the_one_statement_that_is_shown(service_url):
    async def read():
        service = await prepare(Settings(database_url=service_url))
        try:
            plan = service.engine.plan(service.engine.documents.operation(FIRST_QUERY, None), {}, "id")
            before = service.pool.executed
            answered = await answer(service, FIRST_QUERY)
            return plan.roots, answered, service.pool.executed - before
        finally:
            await service.close()

    (root,), answered, executed = asyncio.run(read())

    assert answered == json.loads(ANSWER)
    assert without_space(root.sql) == without_space(STATEMENT)
    assert f"`{json.dumps([get({}) for get in root.getters])}`" in TEXT
    assert executed == 1


def test_the_plugin_is_served_and_answers_its_query(plugin_folder, tmp_path):
    package = "pilar_water"
    entry_point = plugin_folder.write(
        "water", code=FILES[f"{package}/__init__.py"], manifest=FILES[f"{package}/plugin.toml"]
    )
    with pytest.raises(SystemExit) as exited:
        main(["db", "revision", "water", "--message", "Create the tables"])
    assert exited.value.code in (0, None)

    async def read():
        settings = Settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 'pilar.db'}")
        service = await prepare(settings, entry_points=[entry_point])
        try:
            assert [plugin.error for plugin in service.plugins] == [None]
            return await answer(service, PLUGIN_QUERY)
        finally:
            await service.close()

    assert asyncio.run(read()) == {"data": {"region": {"water": {"pumps": {"totalCount": 0, "nodes": []}}}}}


def test_the_readme_is_short_and_its_plugin_has_about_twenty_lines():
    lines = [line for text in FILES.values() for line in text.splitlines() if line.strip()]

    assert len(TEXT.splitlines()) < 150
    assert len(lines) <= 22


def test_every_folder_of_the_table_exists():
    rows = [line.split("|")[1] for line in TEXT.splitlines() if line.startswith("| `")]
    folders = [folder for row in rows for folder in re.findall(r"`([\w/]+)`", row)]

    assert len(folders) > 10
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []


def test_every_make_command_is_a_target():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    commands = set(re.findall(r"\bmake ([a-z]+)", TEXT))

    assert {"serve", "test"} <= commands <= targets
