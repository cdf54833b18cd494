"""Which innovations answer a region's challenges, and what was measured of them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pilar_innovation.deployment import DeploymentStage
from pilar_innovation.outcome import Outcome
from pilar_innovation.replication_interest import InterestStage, ReplicationInterest

MATCHES = """query Matches($code: String!) { region(code: $code) { innovation {
  matches(orderBy: [{gapPct: DESC}]) { nodes {
    innovation { code } indicator { code } gapPct deployed interested measurements meanImprovementPct
    shortfall { gapPct value wanted observation { source { publisher } } } } } } } }"""


def matches(live: Any, code: str = "32.73") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = live.ask(MATCHES, {"code": code})["region"]["innovation"]["matches"][
        "nodes"
    ]
    return found


def measure(live: Any, deployment: int, before: float, after: float, **values: Any) -> int:
    row = {
        "indicator": "ECO.UNEMPLOYMENT",
        "baseline_on": datetime.date(2023, 12, 31),
        "measured_on": datetime.date(2024, 12, 31),
        "before": before,
        "after": after,
        "unit": "%",
    }
    return int(live.insert(Outcome, deployment=deployment, **row | values))


def test_an_innovation_answers_where_the_region_falls_short_only(live: Any, innovate: Any) -> None:
    """Bandung had 11.46 % unemployed in 2021 where 5 are wanted, and 4.37 % poor where 7 are."""
    innovate("ECO.UNEMPLOYMENT", "ECO.POVERTY")
    (row,) = matches(live)
    assert (row["innovation"]["code"], row["indicator"]["code"]) == ("sorter", "ECO.UNEMPLOYMENT")
    assert row["shortfall"]["value"] == 11.46 and row["shortfall"]["wanted"] == 5
    assert row["gapPct"] == row["shortfall"]["gapPct"] == pytest.approx(100 * 6.46 / 15)
    assert row["shortfall"]["observation"]["source"]["publisher"] == "BPS"


def test_an_indicator_of_which_more_is_better_counts_from_below(live: Any, innovate: Any) -> None:
    innovate("QOL.SANITATION")
    (row,) = matches(live)
    assert row["shortfall"]["value"] < row["shortfall"]["wanted"] == 90


def test_several_challenges_come_the_largest_first_in_one_statement(live: Any, innovate: Any) -> None:
    innovate("ECO.UNEMPLOYMENT", "QOL.SANITATION", "ENV.WASTE_RECYCLING")
    gaps = [row["gapPct"] for row in matches(live)]
    assert len(gaps) == 3 and gaps == sorted(gaps, reverse=True)


def test_an_innovation_names_the_regions_that_have_its_challenge(live: Any, innovate: Any) -> None:
    innovate("ENV.WASTE_MANAGED")
    document = """{ innovation { innovation(code: "sorter") { matches(first: 2, orderBy: [{gapPct: DESC}]) {
      totalCount nodes { region { code } } } } } }"""
    found = live.ask(document)["innovation"]["innovation"]["matches"]
    assert found["totalCount"] == 315 and len(found["nodes"]) == 2


def test_the_region_is_told_what_it_uses_and_wants_already(live: Any, innovate: Any, deploy: Any) -> None:
    innovation = innovate("ECO.UNEMPLOYMENT")
    assert [(row["deployed"], row["interested"]) for row in matches(live)] == [(False, False)]
    row = {"stated_on": datetime.date(2025, 1, 1), "stage": InterestStage.INTERESTED}
    live.insert(ReplicationInterest, innovation=innovation, region="32.73", **row)
    deploy(innovation, "32.73")
    assert [(row["deployed"], row["interested"]) for row in matches(live)] == [(True, True)]
    assert [(row["deployed"], row["interested"]) for row in matches(live, "32.75")] == [(False, False)]


def test_a_use_that_ended_and_a_wish_that_was_withdrawn_do_not_count(
    live: Any, innovate: Any, deploy: Any
) -> None:
    innovation = innovate("ECO.UNEMPLOYMENT")
    deploy(innovation, "32.73", stage=DeploymentStage.ENDED, ended_on=datetime.date(2025, 1, 1))
    row = {"stated_on": datetime.date(2025, 1, 1), "stage": InterestStage.WITHDRAWN}
    live.insert(ReplicationInterest, innovation=innovation, region="32.73", **row)
    assert [(row["deployed"], row["interested"]) for row in matches(live)] == [(False, False)]


def test_what_was_measured_elsewhere_recommends_an_innovation(live: Any, innovate: Any, deploy: Any) -> None:
    """Unemployment has goalposts 0 and 15: 3 points less are 20 % of the range, 1.5 points more are -10 %."""
    innovation = innovate("ECO.UNEMPLOYMENT")
    measure(live, deploy(innovation, "33.74"), before=9, after=6)
    measure(live, deploy(innovation, "35.78"), before=6, after=7.5)
    (row,) = matches(live)
    assert (row["measurements"], row["meanImprovementPct"]) == (2, pytest.approx(5))


def test_an_effect_is_positive_where_the_value_got_better(live: Any, innovate: Any, deploy: Any) -> None:
    deployment = deploy(innovate(), "33.74")
    measure(live, deployment, before=9, after=6)
    measure(live, deployment, before=40, after=55, indicator="QOL.SANITATION")
    measure(live, deployment, before=40, after=40, indicator="QOL.SAFE_WATER")
    document = """{ innovation { effects(orderBy: [{indicator: {code: ASC}}]) { nodes {
      indicator { code } improvement improvementPct improved region { code } outcome { change } } } } }"""
    rows = live.ask(document)["innovation"]["effects"]["nodes"]
    assert [(row["indicator"]["code"], row["improvement"], row["improved"]) for row in rows] == [
        ("ECO.UNEMPLOYMENT", 3, True),
        ("QOL.SAFE_WATER", 0, False),
        ("QOL.SANITATION", 15, True),
    ]
    assert [(row["improvementPct"], row["outcome"]["change"]) for row in rows] == [(20, -3), (0, 0), (15, 15)]
    assert {row["region"]["code"] for row in rows} == {"33.74"}


def test_values_in_a_foreign_unit_and_of_neutral_indicators_are_not_judged(
    live: Any, innovate: Any, deploy: Any
) -> None:
    deployment = deploy(innovate(), "33.74")
    measure(live, deployment, before=0.09, after=0.06, unit="1")
    measure(live, deployment, before=1, after=2, indicator="CORE.AREA", unit="km2")
    assert live.ask("{ innovation { effects { totalCount } outcomes { totalCount } } }")["innovation"] == {
        "effects": {"totalCount": 0},
        "outcomes": {"totalCount": 2},
    }


def test_drafts_answer_nothing(live: Any, innovate: Any) -> None:
    innovate("ECO.UNEMPLOYMENT", visibility=1)
    assert matches(live) == []
