"""docs/limits.md says what the settings say, and its worked examples cost what it says."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import orjson
import pytest
from pilar.query.exchange import Request
from pilar.settings import SETTINGS, Settings
from pilar.startup import prepare

PAGE = (Path(__file__).parents[2] / "docs" / "limits.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| [^|]+ \| ([\d,]+)( s| MB)?[^|]* \| `(PILAR_\w+)` \|", PAGE, re.M)
DEFAULTS = {row.metadata["variable"]: row.default for row in SETTINGS}


@pytest.mark.parametrize(("number", "unit", "variable"), ROWS)
def test_the_table_tells_the_defaults(number: str, unit: str, variable: str) -> None:
    assert int(number.replace(",", "")) * (1_000_000 if unit == " MB" else 1) == DEFAULTS[variable]


def test_the_table_tells_every_limit_that_is_a_setting() -> None:
    told = {variable for _, _, variable in ROWS}
    limits = {name for name in DEFAULTS if re.search("_(MAX_|LIMIT|TIMEOUT|POINTS)", name)}
    assert limits <= told


def test_the_worked_examples_cost_what_the_page_says(service_url: str) -> None:
    documents = re.findall(r"```graphql\n(.*?)```", PAGE, re.S)

    async def ask() -> list[bytes]:
        service = await prepare(Settings(database_url=service_url, no_plugins=True))
        requests = [
            Request(documents[0], shows_cost=True),
            Request(documents[1], shows_cost=True),
            Request(documents[1], {"size": 90}, shows_cost=True),
        ]
        bodies = [(await service.engine.execute(request)).body for request in requests]
        await service.close()
        return bodies

    fits, refused, smaller = map(orjson.loads, asyncio.run(ask()))
    assert fits["extensions"]["cost"]["requested"] == 6
    assert "10,301" in refused["errors"][0]["message"]
    assert smaller["extensions"]["cost"]["requested"] == 93
