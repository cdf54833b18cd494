"""The ministry's evaluation of Kebumen on 6 October 2022, as the regency published it:
https://ppid.kebumenkab.go.id/index.php/berita/read/7015"""

from __future__ import annotations

from typing import Any

import pytest

PUBLISHED = {
    "GOVERNANCE": (9, 9, 100.0),
    "LIVING": (9, 10, 90.0),
    "BRANDING": (6, 7, 85.71),
    "SOCIETY": (9, 9, 100.0),
    "ECONOMY": (10, 12, 83.33),
    "ENVIRONMENT": (4, 4, 100.0),
}


def test_completion_is_as_published(graph: Any) -> None:
    fields = "nodes { dimension doneCount plannedCount completedPct plausible region { code } }"
    nodes = graph.of_module(f"completionReports {{ {fields} }}")["completionReports"]["nodes"]

    assert {
        node["dimension"]: (node["doneCount"], node["plannedCount"], node["completedPct"]) for node in nodes
    } == PUBLISHED
    assert {(node["region"]["code"], node["plausible"]) for node in nodes} == {("33.05", True)}


def quickwin_done(graph: Any) -> list[dict[str, Any]]:
    query = """{ region(code: "33.05") { observations(where: {indicator: {code: {eq: "GOV.QUICKWIN_DONE"}}}) {
        nodes { year value unit derived source { publisher } } } } }"""
    found: list[dict[str, Any]] = graph.data(query)["region"]["observations"]["nodes"]
    return found


def test_the_indicator_of_the_governance_pillar_follows_from_all_dimensions(graph: Any) -> None:
    (found,) = quickwin_done(graph)

    assert found.pop("value") == pytest.approx(100 * 47 / 51)
    assert found == {
        "year": 2022,
        "unit": "%",
        "derived": True,
        "source": {"publisher": "Pemerintah Kabupaten Kebumen"},
    }


def test_more_programmes_done_than_planned_are_flagged_not_dropped(graph: Any) -> None:
    kediri = graph.region("35.71")
    row = {"dimension": "LIVING", "evaluated_on": "2023-05-01", "done_count": 5, "planned_count": 4}
    graph.add("completion_report", region_id=kediri, **row)

    where = '(where: {region: {code: {eq: "35.71"}}})'
    found = graph.of_module(f"completionReports{where} {{ nodes {{ completedPct plausible }} }}")
    assert found["completionReports"]["nodes"] == [{"completedPct": 125.0, "plausible": False}]
