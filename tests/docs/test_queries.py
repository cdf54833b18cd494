"""`docs/queries.md` is true: every query in it is run, and gives the answer that stands below it."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import prepare

TEXT = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(graphql|json)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


class Shown(NamedTuple):
    """A query of the page, with the variables and the answer that follow it."""

    query: str
    variables: dict[str, Any]
    answer: dict[str, Any]


def shown() -> list[Shown]:
    """Read the page: a query, variables where it has some, an answer."""
    found: list[Shown] = []
    query, variables = "", {}
    for kind, text in BLOCKS:
        if kind == "graphql":
            assert not query, f"No answer follows: {query}"
            query, variables = text, {}
        elif json.loads(text).keys() & {"data", "errors"}:
            found.append(Shown(query, variables, json.loads(text)))
            query = ""
        else:
            variables = json.loads(text)
    assert not query, f"No answer follows: {query}"
    return found


QUERIES = shown()


@pytest.fixture(scope="module")
def answers(service_url: str) -> list[dict[str, Any]]:
    async def ask() -> list[dict[str, Any]]:
        service = await prepare(Settings(database_url=service_url))
        try:
            requests = [Request(query, variables) for query, variables, _ in QUERIES]
            return [json.loads((await service.engine.execute(request)).body) for request in requests]
        finally:
            await service.close()

    return asyncio.run(ask())


@pytest.mark.parametrize("number", range(len(QUERIES)), ids=lambda number: f"{number + 1}")
def test_a_query_gives_the_answer_below_it(answers, number):
    assert answers[number] == QUERIES[number].answer


def test_the_page_has_no_query_without_an_answer():
    assert len(QUERIES) == sum(kind == "graphql" for kind, _ in BLOCKS) >= 15
