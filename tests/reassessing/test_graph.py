"""Assessments in the graph: where a region stands, why, among whom, since when; what would be; how sure it is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import prepare

BANDUNG = '{ region(code: "32.73") { %s } }'


class Asker:
    """The seeded graph, asked one question at a time."""

    def __init__(self, runner: asyncio.Runner, service: Any) -> None:
        self.runner = runner
        self.service = service

    def answer(self, document: str, variables: dict[str, Any] | None = None, language: str = "en") -> Any:
        request = Request(document, variables or {}, language=language)
        return orjson.loads(self.runner.run(self.service.engine.execute(request)).body)

    def data(self, document: str, variables: dict[str, Any] | None = None, language: str = "en") -> Any:
        answer = self.answer(document, variables, language)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def error(self, document: str) -> dict[str, Any]:
        (error,) = self.answer(document)["errors"]
        assert error["extensions"]["hint"]
        return dict(error)


@pytest.fixture(scope="module", params=["service_url", "seeded_server_url"])
def graph(request: pytest.FixtureRequest) -> Iterator[Asker]:
    """The seeded graph on SQLite, and on PostgreSQL."""
    url = request.getfixturevalue(request.param)
    with asyncio.Runner() as runner:
        service = runner.run(prepare(Settings(database_url=url, points_per_minute=0)))
        yield Asker(runner, service)
        runner.run(service.close())


def of_bandung(graph: Asker, fields: str, language: str = "en") -> Any:
    return graph.data(BANDUNG % fields, language=language)["region"]


def test_the_human_development_of_a_city_is_that_of_its_components(graph: Asker) -> None:
    before = graph.service.pool.executed
    found = of_bandung(
        graph,
        'assessment(index: "IPM", year: 2021) { score rank of percentile coverage trend rankInKind ofInKind }',
    )["assessment"]
    assert graph.service.pool.executed - before == 1
    health, schooling, expenditure = (74.46 - 20) / 65, (14.21 / 18 + 10.99 / 15) / 2, 0.8634382471215808
    assert found["score"] == pytest.approx(100 * (health * schooling * expenditure) ** (1 / 3))
    assert (found["of"], found["ofInKind"], found["coverage"]) == (514, 98, 1)
    assert 0 < found["rank"] < 30 and found["percentile"] > 90 and found["trend"] is not None


def test_without_a_year_it_is_the_latest_and_without_an_index_the_national_one(graph: Asker) -> None:
    found = of_bandung(graph, "assessment { year index { code } nodes { code parent } }")["assessment"]
    assert (found["year"], found["index"]["code"]) == (2024, "NATIONAL")
    assert found["nodes"][0] == {"code": "NATIONAL", "parent": None}


def test_a_year_that_was_not_assessed_has_no_assessment(graph: Asker) -> None:
    assert of_bandung(graph, 'assessment(index: "IPM", year: 1999) { score }') == {"assessment": None}


def test_every_score_opens_down_to_an_observation_and_its_source(graph: Asker) -> None:
    nodes = of_bandung(
        graph,
        'assessment(index: "IPM", year: 2024) { nodes { code parent score indicator { code }'
        " observation { value year source { publisher } } value } }",
    )["assessment"]["nodes"]
    parents = {node["code"]: node["parent"] for node in nodes}
    leaves = [node for node in nodes if node["indicator"]]
    assert len(leaves) == 4
    for leaf in leaves:
        assert parents[parents[leaf["code"]]] == "IPM"
        assert leaf["observation"]["value"] == leaf["value"]
        assert leaf["observation"]["source"]["publisher"] == "BPS"


def test_challenges_come_by_priority_cite_observations_and_speak_two_languages(graph: Asker) -> None:
    fields = "assessment { challenges { rule priority text node evidence { observation { id value } } } }"
    english = of_bandung(graph, fields)["assessment"]["challenges"]
    indonesian = of_bandung(graph, fields, "id")["assessment"]["challenges"]
    priorities = [each["priority"] for each in english if each["priority"] is not None]
    assert priorities == sorted(priorities, reverse=True) and priorities
    waste = next(each for each in english if each["node"] == "ENV.WASTE_REDUCTION")
    assert (waste["rule"], len(waste["evidence"])) == ("BELOW_TARGET", 1)
    assert waste["text"] == "Waste reduced at source of waste generated is 18; the target is 30."
    assert [each["rule"] for each in indonesian] == [each["rule"] for each in english]
    assert indonesian[0]["text"] != english[0]["text"]


def test_peers_are_the_next_of_the_same_kind(graph: Asker) -> None:
    found = of_bandung(
        graph, 'assessment(index: "IPM", year: 2024) { rankInKind peers { rankInKind region { kind } } }'
    )["assessment"]
    ranks = [peer["rankInKind"] for peer in found["peers"]]
    assert ranks == sorted(ranks) and len(ranks) == 6
    assert {peer["region"]["kind"] for peer in found["peers"]} == {"KOTA"}
    assert sum(rank < found["rankInKind"] for rank in ranks) == 3


def test_the_history_runs_year_by_year(graph: Asker) -> None:
    history = of_bandung(graph, 'assessmentHistory(index: "IPM") { year score }')["assessmentHistory"]
    assert [each["year"] for each in history] == [2019, 2020, 2021, 2022, 2023, 2024]


def test_a_ranking_pages_through_all_regions_in_order(graph: Asker) -> None:
    document = (
        'query($after: String) { ranking(index: "IPM", year: 2024, first: 100, after: $after)'
        " { totalCount pageInfo { hasNextPage endCursor } nodes { rank score } } }"
    )
    ranks: list[int] = []
    after, more = None, True
    while more:
        page = graph.data(document, {"after": after})["ranking"]
        ranks += [node["rank"] for node in page["nodes"]]
        more, after = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]
    assert len(ranks) == page["totalCount"] == 514
    assert ranks == sorted(ranks) and ranks[0] == 1


def test_a_ranking_is_narrowed_by_province_kind_and_node(graph: Asker) -> None:
    found = graph.data(
        'query { ranking(index: "IPM", year: 2024, within: "32", kind: KOTA, node: "health")'
        " { totalCount nodes { code assessment { region { kind parent { code } } } } } }"
    )["ranking"]
    assert found["totalCount"] == 9
    for node in found["nodes"]:
        assert node == {
            "code": "health",
            "assessment": {"region": {"kind": "KOTA", "parent": {"code": "32"}}},
        }


def test_what_if_gives_score_rank_and_challenges_and_stores_nothing(graph: Asker) -> None:
    document = (
        'query($value: Float) { whatIf(region: "32.73", year: 2024,'
        ' changes: [{indicator: "ENV.WASTE_REDUCTION", value: $value}])'
        " { before { score rank } score rank of challenges { rule node } } }"
    )
    before = of_bandung(graph, "assessment(year: 2024) { score rank }")["assessment"]
    better = graph.data(document, {"value": 30.0})["whatIf"]
    assert better["before"] == before
    assert better["score"] > before["score"] and better["rank"] < before["rank"]
    assert ("BELOW_TARGET", "ENV.WASTE_REDUCTION") not in {
        (each["rule"], each["node"]) for each in better["challenges"]
    }
    worse = graph.data(document, {"value": 1.0})["whatIf"]
    assert worse["score"] < before["score"]
    assert of_bandung(graph, "assessment(year: 2024) { score rank }")["assessment"] == before


def test_what_if_nothing_changes_nothing(graph: Asker) -> None:
    found = graph.data(
        '{ whatIf(region: "32.73", index: "IPM", changes: []) { before { score rank } score rank } }'
    )
    assert found["whatIf"]["before"] == {key: found["whatIf"][key] for key in ("score", "rank")}


def test_a_value_that_is_taken_away_is_missing(graph: Asker) -> None:
    found = graph.data(
        '{ whatIf(region: "32.73", index: "IPM", changes: [{indicator: "HR.MEAN_SCHOOLING", value: null}])'
        " { score rank challenges { rule } } }"
    )["whatIf"]
    assert (found["score"], found["rank"]) == (None, None)
    assert "MISSING" in {each["rule"] for each in found["challenges"]}


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ('region: "32.733", changes: []', "NOT_FOUND", "Region"),
        ('region: "32.73", index: "IPN", changes: []', "NOT_FOUND", "CompositeIndex"),
        ('region: "32.73", year: 1900, changes: []', "NOT_FOUND", "1900"),
        ('region: "32.73", changes: [{indicator: "ENV.WASTE", value: 1}]', "ARGUMENT_INVALID", "ENV.WASTE"),
        (
            'region: "32.73", changes: [{indicator: "HR.IPM", value: 1}, {indicator: "HR.IPM", value: 2}]',
            "ARGUMENT_INVALID",
            "2 items for 1",
        ),
    ],
)
def test_what_cannot_be_supposed_is_refused(graph: Asker, arguments: str, code: str, says: str) -> None:
    error = graph.error(f"{{ whatIf({arguments}) {{ score }} }}")
    assert error["extensions"]["code"] == code
    assert says in error["message"]


def test_sensitivity_brackets_each_rank_and_is_the_same_each_time(graph: Asker) -> None:
    document = (
        '{ sensitivity(index: "IPM", year: 2024, draws: 40) { draws regions { rank lowest highest } } }'
    )
    found = graph.data(document)["sensitivity"]
    assert found["draws"] == 40 and len(found["regions"]) == 514
    assert all(each["lowest"] <= each["highest"] for each in found["regions"])
    assert any(each["lowest"] < each["highest"] for each in found["regions"])
    assert graph.data(document)["sensitivity"] == found


@pytest.mark.parametrize("draws", [0, 19, 1_001])
def test_draws_are_bounded(graph: Asker, draws: int) -> None:
    assert (
        graph.error(f"{{ sensitivity(draws: {draws}) {{ year }} }}")["extensions"]["code"]
        == "ARGUMENT_INVALID"
    )


def test_a_province_rolls_up_its_kabupaten_and_kota(graph: Asker) -> None:
    fields = 'provinceAssessments(where: {year: {eq: 2024}, index: {code: {eq: "IPM"}}}) { nodes { %s } }'
    document = '{ region(code: "32") { %s } }' % (
        fields % "meanScore lowestScore highestScore assessed challenges"
    )
    (found,) = graph.data(document)["region"]["provinceAssessments"]["nodes"]
    assert found["lowestScore"] <= found["meanScore"] <= found["highestScore"]
    assert found["assessed"] == 27 and found["challenges"] > 0


def test_an_anonymous_client_may_ask_for_all_of_it_at_once(graph: Asker) -> None:
    document = BANDUNG % (
        "assessment { score rank of percentile coverage trend nodes { code score observation { source { publisher } } }"
        " potentials { rule text evidence { observation { value } } }"
        " challenges { rule indicator { code } gap projectedYear priority text evidence { observation { value } } }"
        " peers { region { name } score } } assessmentHistory { year score }"
    )
    assert graph.data(document)["region"]["assessment"]["score"] > 0
