"""Statements that refuse to go on: the answer is an error with a remedy, never a part of the truth."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
import pytest
from pilar.errors import NumberTooLarge
from pilar.query.exchange import Request
from pilar.query.plans import RootPlan
from pilar.query.turns import StatementFailed
from pilar.settings import Settings
from pilar.startup import Service, prepare

MANY = "observationsAggregate(groupBy: [REGION, INDICATOR, YEAR]) { count }"


def with_service(url: str, ask: Callable[[Service], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        service = await prepare(Settings(database_url=url))
        try:
            return await ask(service)
        finally:
            await service.close()

    return asyncio.run(run())


@pytest.mark.parametrize(("way", "hint"), [("name", "Names are whole"), ("bpsCode", "Codes are texts")])
def test_who_finds_no_row_is_told_how_to_look_for_it(service_url: str, way: str, hint: str) -> None:
    document = f'{{ region(by: {{{way}: "Bandung"}}) {{ code }} }}'
    answer = with_service(service_url, lambda service: service.engine.execute(Request(document)))
    [error] = orjson.loads(answer.body)["errors"]
    assert error["extensions"]["code"] == "NOT_FOUND"
    assert error["extensions"]["hint"].startswith(hint)


@pytest.mark.parametrize("document", [f"{{ {MANY} }}", f"{{ {MANY} plugins {{ namespace }} }}"])
def test_a_list_of_groups_is_never_cut_off(service_url: str, document: str) -> None:
    answer = with_service(service_url, lambda service: service.engine.execute(Request(document)))
    said = orjson.loads(answer.body)
    assert said["data"] is None
    assert said["errors"][0]["message"] == "The aggregate has more than 10,000 groups."
    assert said["errors"][0]["extensions"]["code"] == "TOO_MANY_GROUPS"


def test_a_sum_beyond_64_bits_is_refused(service_url: str) -> None:
    sql = f"SELECT sum(n) FROM (SELECT {2**62} AS n UNION ALL SELECT {2**62})"
    found = with_service(service_url, lambda service: service.engine.text(RootPlan("a", sql), {}))
    assert isinstance(found, NumberTooLarge)


def test_any_other_failure_is_nobodys_fault_but_ours(service_url: str) -> None:
    with pytest.raises(StatementFailed):
        with_service(service_url, lambda service: service.engine.text(RootPlan("a", "SELECT nothing"), {}))
