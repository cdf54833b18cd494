"""A Smart Province, its kabupaten and kota, shared programmes, and the roll-up as of any day."""

from __future__ import annotations

from typing import Any

import pytest

ROLL_UP = "regionCount memberCount memberPct evaluatedCount meanScore programmeCount progressPct"


@pytest.fixture
def east_java(graph: Any) -> Any:
    """East Java coordinates; Kota Kediri and Kota Malang are members, Bandung is one elsewhere."""
    province = graph.add("province_coordination", region_id=graph.region("35"), begins_on="2022-01-01")
    for code, joined_on in (("35.71", "2022-05-01"), ("35.73", "2022-09-01"), ("32.73", "2022-05-01")):
        given = {"region_id": graph.region(code), "stage": "MENTORING", "joined_on": joined_on}
        graph.member = graph.add("membership", cohort_id=5, **given)
    marks = {"baseline": 300, "output": 300, "outcome": 300, "impact": 300, "quick_win": 300}
    graph.add("evaluation", region_id=graph.region("35.73"), year=2022, **marks)
    graph.add("evaluation", region_id=graph.region("35.73"), year=2024, **marks | {"outcome": 400})
    shared = {"province_coordination_id": province, "name_id": "Satu data", "begins_on": "2022-10-01"}
    programme = graph.add("shared_programme", code="data", currency="IDR", **shared)
    for code, percent in (("35.71", 40), ("35.73", 80)):
        given = {"region_id": graph.region(code), "joined_on": "2022-11-01", "completed_pct": percent}
        graph.add("participation", shared_programme_id=programme, **given)
    return graph


def rolled_up(graph: Any, on: str) -> Any:
    query = f'provinceCoordinations(on: "{on}") {{ nodes {{ region {{ name }} {ROLL_UP} }} }}'
    (found,) = graph.of_module(query)["provinceCoordinations"]["nodes"]
    assert found.pop("region")["name"] == "Jawa Timur"
    return tuple(found.values())


def test_members_scores_and_programmes_of_the_province_are_rolled_up_as_of_the_day(east_java: Any) -> None:
    assert rolled_up(east_java, "2021-12-31") == (38, 0, 0, 0, None, 0, None)
    assert rolled_up(east_java, "2022-06-01") == (
        38,
        1,
        pytest.approx(100 / 38),
        2,
        pytest.approx(3.1575),
        0,
        None,
    )
    assert rolled_up(east_java, "2022-12-31") == (
        38,
        2,
        pytest.approx(200 / 38),
        2,
        pytest.approx(3.1575),
        1,
        60,
    )


def test_each_region_counts_by_its_latest_evaluation(east_java: Any) -> None:
    assert rolled_up(east_java, "2024-12-31")[4] == pytest.approx((3.315 + 3.3) / 2)


def test_a_shared_programme_shows_who_takes_part_and_how_far_they_are(east_java: Any) -> None:
    query = """sharedProgrammes(on: "2022-12-31") { nodes { participantCount progressPct
        participations(orderBy: [{completedPct: ASC}]) { nodes { completedPct region { name } } } } }"""
    assert east_java.of_module(query)["sharedProgrammes"]["nodes"] == [
        {
            "participantCount": 2,
            "progressPct": 60,
            "participations": {
                "nodes": [
                    {"completedPct": 40, "region": {"name": "Kota Kediri"}},
                    {"completedPct": 80, "region": {"name": "Kota Malang"}},
                ]
            },
        }
    ]


def test_members_are_counted_by_province_and_stage(east_java: Any) -> None:
    query = (
        "membershipsAggregate(groupBy: [REGION_PARENT, STAGE]) { key { regionParent { code } stage } count }"
    )
    groups = east_java.of_module(query)["membershipsAggregate"]

    assert [
        (group["key"]["regionParent"]["code"], group["key"]["stage"], group["count"]) for group in groups
    ] == [
        ("32", "MENTORING", 1),
        ("35", "MENTORING", 2),
    ]


def test_sessions_of_a_member_are_counted_up_to_the_day(east_java: Any) -> None:
    for round_, held_on in enumerate(["2022-06-01", "2022-07-01", "2022-08-01", "2022-09-01"], start=1):
        given = {"round": round_, "held_on": held_on, "mode": "ON_SITE", "topic_id": "Rencana induk"}
        east_java.add("session", membership_id=east_java.member, **given)
    query = """{ region(code: "32.73") { mentoring { memberships { nodes {
        cohort { year } midway: sessionCount(on: "2022-07-15") sessionCount } } } } }"""

    assert east_java.data(query)["region"]["mentoring"]["memberships"]["nodes"] == [
        {"cohort": {"year": 2022}, "midway": 2, "sessionCount": 4}
    ]
