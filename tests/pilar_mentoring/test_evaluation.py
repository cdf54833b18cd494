"""Evaluations reproduce the published scores: Kota Kediri 2022 (3.31), Kota Jambi 2024 (3.48)."""

from __future__ import annotations

from typing import Any

MARKS = {"baseline": 360, "output": 321, "outcome": 323, "impact": 307, "quick_win": 365}
OTHER = {"baseline_pct": 10, "output_pct": 20, "outcome_pct": 30, "impact_pct": 30, "quick_win_pct": 10}


def scores(graph: Any, where: str = "{}") -> list[tuple[Any, ...]]:
    fields = "nodes { region { name } year score publishedScore publishedAgrees }"
    query = f"evaluations(where: {where}, orderBy: [{{year: ASC}}]) {{ {fields} }}"
    nodes = graph.of_module(query)["evaluations"]["nodes"]
    return [(node.pop("region")["name"], *node.values()) for node in nodes]


def test_the_published_scores_follow_exactly_before_rounding(graph: Any) -> None:
    assert scores(graph) == [
        ("Kota Kediri", 2022, "3.3150", "3.31", True),
        ("Kota Jambi", 2024, "3.4750", "3.48", True),
    ]


def test_weights_are_those_of_the_year(graph: Any) -> None:
    kediri = graph.region("35.71")
    graph.add("evaluation", region_id=kediri, year=2021, **MARKS)
    assert scores(graph, "{year: {eq: 2021}}") == [("Kota Kediri", 2021, None, None, None)]

    graph.add("evaluation_weight", year=2021, **OTHER)
    assert scores(graph, "{year: {eq: 2021}}") == [("Kota Kediri", 2021, "3.2570", None, None)]
    assert scores(graph, "{year: {eq: 2022}}") == [("Kota Kediri", 2022, "3.3150", "3.31", True)]


def test_a_published_score_that_does_not_follow_is_flagged(graph: Any) -> None:
    graph.add("evaluation", region_id=graph.region("32.73"), year=2022, **MARKS, published_score=371)

    assert scores(graph, '{region: {code: {eq: "32.73"}}}') == [
        ("Kota Bandung", 2022, "3.3150", "3.71", False)
    ]


def test_scores_are_filtered_and_ordered_as_exact_decimals(graph: Any) -> None:
    query = 'evaluations(where: {score: {gte: "3.315"}}, orderBy: [{score: DESC}]) { nodes { score } }'
    assert graph.of_module(query)["evaluations"]["nodes"] == [{"score": "3.4750"}, {"score": "3.3150"}]
    assert scores(graph, '{score: {eq: "3.3150"}}')[0][0] == "Kota Kediri"


def test_weights_that_do_not_add_up_to_100_are_flagged(graph: Any) -> None:
    graph.add("evaluation_weight", year=2023, **OTHER | {"impact_pct": 20})
    nodes = graph.of_module("evaluationWeights(orderBy: [{year: ASC}]) { nodes { totalPct totalPlausible } }")

    assert [(node["totalPct"], node["totalPlausible"]) for node in nodes["evaluationWeights"]["nodes"]] == [
        (100, True),
        (90, False),
        (100, True),
    ]
