"""The people pillar as an analyst asks for it: the index of a region beside its rows, and the examples."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pilar_people
import pytest
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import Service, prepare

INDEX = """{
  region(code: "32.73") {
    observations(where: {indicator: {code: {eq: "HR.IPM"}}, year: {eq: 2024}}) {
      nodes { year value unit status derived source { code } licence }
    }
    people { schools { totalCount } workforceProfiles { totalCount } digitalLiteracySurveys { totalCount } }
  }
}"""
LITERACY = """{
  people {
    digitalLiteracySurveys(where: {literacy: {gte: 3.49}, publishedPlausible: {eq: true}}, orderBy: {literacy: DESC}) {
      nodes { region { code } year literacy safety respondents }
    }
  }
}"""


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def service(runner: asyncio.Runner, service_url: str) -> Iterator[Service]:
    service = runner.run(prepare(Settings(database_url=service_url)))
    yield service
    runner.run(service.close())


def ask(runner: asyncio.Runner, service: Service, query: str, variables: dict[str, Any] | None = None) -> Any:
    """Return the data of a query of one root field, which takes one statement."""
    before = service.pool.executed
    request = Request(query, variables or {}, None, "en", read_only=True)
    answer = json.loads(runner.run(service.engine.execute(request)).body)
    assert "errors" not in answer, answer["errors"]
    assert service.pool.executed - before == 1
    return answer["data"]


def test_the_index_is_an_observation_like_any_other_and_marked_as_derived(
    runner: asyncio.Runner, service: Service
) -> None:
    region = ask(runner, service, INDEX)["region"]

    assert region["observations"]["nodes"] == [
        {
            "year": 2024,
            "value": pytest.approx(83.52, abs=0.005),
            "unit": "1",
            "status": "FINAL",
            "derived": True,
            "source": {"code": "bps-ipm-2019-2024"},
            "licence": "statistics published by BPS",
        }
    ]
    assert region["people"] == {
        "schools": {"totalCount": 0},
        "workforceProfiles": {"totalCount": 0},
        "digitalLiteracySurveys": {"totalCount": 0},
    }


def test_surveys_are_filtered_and_ordered_by_what_the_database_computes(
    runner: asyncio.Runner, service: Service
) -> None:
    nodes = ask(runner, service, LITERACY)["people"]["digitalLiteracySurveys"]["nodes"]

    assert nodes == [
        {"region": {"code": "ID"}, "year": 2022, "literacy": 3.54, "safety": 3.12, "respondents": 10_000},
        {"region": {"code": "ID"}, "year": 2021, "literacy": 3.4925, "safety": 3.1, "respondents": None},
    ]


@pytest.mark.parametrize("example", pilar_people.register_examples(), ids=lambda example: example.key)
def test_an_example_has_titles_in_both_languages_and_returns_rows(
    runner: asyncio.Runner, service: Service, example: Any
) -> None:
    data = ask(runner, service, example.query, example.variables)

    assert example.title_en and example.title_id and example.title_en != example.title_id
    assert rows(data) > 0


def rows(answer: Any) -> int:
    """Count the nodes and groups of an answer."""
    if isinstance(answer, list):
        return len(answer)
    return sum(map(rows, answer.values())) if isinstance(answer, dict) else 0
