"""The rules of the innovation tables."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pilar_innovation.deployment import Deployment, DeploymentStage
from pilar_innovation.innovation import Innovation
from pilar_innovation.innovation_sdg import InnovationSdg
from pilar_innovation.innovation_theme import InnovationTheme, Theme
from pilar_innovation.outcome import Outcome

ROW = {"code": "test", "name_id": "Uji", "problem": "p", "solution": "s", "maturity": 5}
DAY = datetime.date(2024, 1, 1)


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("maturity", 0, "maturity"),
        ("maturity", 10, "maturity"),
        ("inclusiveness", 6, "inclusiveness"),
        ("sustainability", 0, "sustainability"),
        ("licence", "see the web site", "licence"),
        ("repository_url", "http://git.example/a", "repository_url"),
        ("repository_url", "https://", "repository_url"),
        ("website_url", "javascript:alert(1)", "website_url"),
    ],
)
def test_an_impossible_value_is_refused(refuses: Any, column: str, value: Any, rule: str) -> None:
    refuses(f"ck_innovation_innovation_{rule}", Innovation, **ROW | {column: value})


def test_an_innovation_is_found_by_goal_theme_and_maturity(live: Any, innovate: Any) -> None:
    innovation = innovate("ENV.WASTE_MANAGED")
    live.insert(InnovationSdg, innovation=innovation, sdg=11)
    live.insert(InnovationTheme, innovation=innovation, theme=Theme.WASTE)
    document = """query Find($sdg: Int!) { innovation { innovations(where: {
        maturity: {gte: 7}, sdgs: {some: {sdg: {eq: $sdg}}}, themes: {some: {theme: {eq: WASTE}}},
        indicators: {some: {indicator: {pillar: {eq: "environment"}}}}}) {
      nodes { code licence repositoryUrl inclusiveness sustainability } } } }"""
    assert live.ask(document, {"sdg": 11})["innovation"]["innovations"]["nodes"] == [
        {
            "code": "sorter",
            "licence": "EUPL-1.2",
            "repositoryUrl": "https://git.example/sorter",
            "inclusiveness": 4,
            "sustainability": 3,
        }
    ]
    assert live.ask(document, {"sdg": 12})["innovation"]["innovations"]["nodes"] == []


def test_there_are_17_goals(refuses: Any, innovate: Any) -> None:
    refuses("ck_innovation_innovation_sdg_sdg", InnovationSdg, innovation=innovate(), sdg=18)


def test_days_are_in_order(refuses: Any, innovate: Any, deploy: Any) -> None:
    innovation = innovate()
    days = {"since": DAY, "ended_on": DAY - datetime.timedelta(1), "stage": DeploymentStage.ENDED}
    refuses("ck_innovation_deployment_period", Deployment, innovation=innovation, region="32.73", **days)
    values = {"before": 1.0, "after": 2.0, "unit": "%", "baseline_on": DAY, "measured_on": DAY}
    refuses(
        "ck_innovation_outcome_period",
        Outcome,
        deployment=deploy(innovation, "32.73"),
        indicator="QOL.SANITATION",
        **values,
    )


@pytest.mark.parametrize(
    ("stage", "ended_on", "plausible"),
    [
        (DeploymentStage.OPERATING, None, True),
        (DeploymentStage.ENDED, datetime.date(2025, 1, 1), True),
        (DeploymentStage.ENDED, None, False),
        (DeploymentStage.PILOT, datetime.date(2025, 1, 1), False),
    ],
)
def test_a_stage_that_contradicts_the_last_day_is_flagged(
    live: Any, innovate: Any, deploy: Any, stage: DeploymentStage, ended_on: Any, plausible: bool
) -> None:
    deploy(innovate(), "32.73", stage=stage, ended_on=ended_on)
    (row,) = live.ask("{ innovation { deployments { nodes { stagePlausible } } } }")["innovation"][
        "deployments"
    ]["nodes"]
    assert row["stagePlausible"] is plausible
