"""The cohorts that the ministry stated, and how they add up to the regions that it had reached."""

from __future__ import annotations

from typing import Any


def test_cohorts_have_the_sizes_that_were_stated(graph: Any) -> None:
    query = "cohorts(orderBy: [{year: ASC}]) { nodes { year size sizeApproximate invitedCount targetSize } }"
    cohorts = {node.pop("year"): tuple(node.values()) for node in graph.of_module(query)["cohorts"]["nodes"]}

    assert cohorts == {
        2017: (25, True, None, None),
        2018: (50, False, None, None),
        2019: (25, False, 107, None),
        2021: (48, False, None, None),
        2022: (50, False, None, None),
        2023: (None, False, None, 50),
    }


def test_the_cohorts_add_up_to_198_and_without_repetitions_to_191(graph: Any) -> None:
    found = graph.of_module(
        "cohortsAggregate { sum { size repeatedCount } }"
        " reaches(orderBy: [{statedOn: ASC}]) { nodes { mentoredCount } }"
    )
    (total,) = found["cohortsAggregate"]
    counts = [node["mentoredCount"] for node in found["reaches"]["nodes"]]

    assert counts == [141, 191, 198]
    assert total["sum"]["size"] == 198
    assert total["sum"]["size"] - total["sum"]["repeatedCount"] == 191


def test_a_cohort_is_found_by_its_year(graph: Any) -> None:
    assert graph.of_module('cohort(year: "2019") { invitedCount }') == {"cohort": {"invitedCount": 107}}
