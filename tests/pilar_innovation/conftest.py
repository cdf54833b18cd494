"""Rows of makers and regions, as they would enter them. All of them are made up."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from pilar_innovation.deployment import Deployment, DeploymentStage
from pilar_innovation.innovation import Innovation
from pilar_innovation.innovation_indicator import InnovationIndicator

INNOVATION = {
    "code": "sorter",
    "name_id": "Pemilah uji",
    "problem": "Test problem",
    "solution": "Test solution",
    "maturity": 7,
    "inclusiveness": 4,
    "sustainability": 3,
    "licence": "EUPL-1.2",
    "repository_url": "https://git.example/sorter",
}


@pytest.fixture
def innovate(live: Any) -> Callable[..., int]:
    """Enter an innovation that improves the indicators of these codes."""

    def enter(*indicators: str, **values: Any) -> int:
        innovation = int(live.insert(Innovation, **INNOVATION | values))
        for code in indicators:
            live.insert(InnovationIndicator, innovation=innovation, indicator=code)
        return innovation

    return enter


@pytest.fixture
def deploy(live: Any) -> Callable[..., int]:
    """Enter a deployment that is in operation since 2024."""

    def enter(innovation: int, region: str, **values: Any) -> int:
        row = {"since": datetime.date(2024, 1, 1), "stage": DeploymentStage.OPERATING}
        return int(live.insert(Deployment, innovation=innovation, region=region, **row | values))

    return enter
