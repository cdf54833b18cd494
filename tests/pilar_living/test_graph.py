"""The quality of life pillar as an analyst asks for it: rows of a region, what follows from them, and the examples."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pilar_living
import pytest
import sqlalchemy as sa
from pilar.database.engine import database_file, open_engine
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import Service, prepare

QUERY = """{
  region(code: "32.73") {
    observations(where: {indicator: {code: {in: ["QOL.HOSPITAL_BEDS", "QOL.PHYSICIANS"]}}}) {
      nodes { indicator { code } year value unit status derived source { code } }
    }
    living {
      healthFacilities {
        totalCount
        nodes { name kind public reports { nodes { year beds bedOccupancyPct occupancyPlausible physicians } } }
      }
      housingAreas { nodes { name surveys { nodes { slumScore slumLevel } } } }
      disasterEvents { nodes { hazard beganOn deaths lossMidr zone { name level } } }
    }
  }
}"""
ROWS = (
    "INSERT INTO living_health_facility (id, code, name, kind, region_id, public, source_id) "
    "SELECT 1, 'H-1', 'RSUD', 'GENERAL_HOSPITAL', id, true, source_id FROM region WHERE code = '32.73'",
    "INSERT INTO living_health_facility_report (facility_id, year, beds, inpatient_days, physicians, source_id) "
    "SELECT 1, 2024, 1000, 219600, 300, source_id FROM living_health_facility",
    "INSERT INTO living_housing_area (id, code, name, region_id, area_ha, source_id) "
    "SELECT 1, 'A-1', 'RW 5', id, 4.5, source_id FROM region WHERE code = '32.73'",
    "INSERT INTO living_housing_survey (area_id, year, slum_score, source_id) VALUES (1, 2024, 41, 1)",
    "INSERT INTO living_hazard_zone (id, code, name, region_id, hazard, level, source_id) "
    "SELECT 1, 'Z-1', 'Gedebage', id, 'FLOOD', 'HIGH', source_id FROM region WHERE code = '32.73'",
    "INSERT INTO living_disaster_event "
    "(code, hazard, region_id, zone_id, year, began_on, deaths, loss_midr, source_id) "
    "SELECT 'E-1', 'FLOOD', region_id, 1, 2024, '2024-01-11', 2, 125050, source_id FROM living_hazard_zone",
)


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def service(
    runner: asyncio.Runner, service_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """The seeded service with a hospital, a settlement and a flood in Kota Bandung, which are examples."""
    path: Path = tmp_path_factory.mktemp("living") / "pilar.db"
    shutil.copy(database_file(service_url), path)
    url = f"sqlite+aiosqlite:///{path}"
    engine = open_engine(url)
    with engine.begin() as connection:
        for row in ROWS:
            connection.execute(sa.text(row))
    engine.dispose()
    service = runner.run(prepare(Settings(database_url=url)))
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


def test_a_region_shows_its_rows_and_what_follows_from_them_in_one_statement(
    runner: asyncio.Runner, service: Service
) -> None:
    region = ask(runner, service, QUERY)["region"]

    derived = {"year": 2024, "status": "FINAL", "derived": True, "source": {"code": "kemendagri-2430-2025"}}
    assert sorted(region["observations"]["nodes"], key=lambda node: node["indicator"]["code"]) == [
        {
            **derived,
            "indicator": {"code": "QOL.HOSPITAL_BEDS"},
            "value": pytest.approx(0.385838, abs=1e-6),
            "unit": "10*-3",
        },
        {
            **derived,
            "indicator": {"code": "QOL.PHYSICIANS"},
            "value": pytest.approx(11.5751, abs=1e-4),
            "unit": "10*-5",
        },
    ]
    report = {
        "year": 2024,
        "beds": 1000,
        "bedOccupancyPct": 60.0,
        "occupancyPlausible": True,
        "physicians": 300,
    }
    hospital = {"name": "RSUD", "kind": "GENERAL_HOSPITAL", "public": True, "reports": {"nodes": [report]}}
    flood = {"hazard": "FLOOD", "beganOn": "2024-01-11", "deaths": 2, "lossMidr": "1250.50"}
    assert region["living"] == {
        "healthFacilities": {"totalCount": 1, "nodes": [hospital]},
        "housingAreas": {
            "nodes": [{"name": "RW 5", "surveys": {"nodes": [{"slumScore": 41, "slumLevel": "MODERATE"}]}}]
        },
        "disasterEvents": {"nodes": [{**flood, "zone": {"name": "Gedebage", "level": "HIGH"}}]},
    }


def test_groups_count_by_what_the_database_computes(runner: asyncio.Runner, service: Service) -> None:
    query = """{ living { housingSurveysAggregate(groupBy: [SLUM_LEVEL], where: {slumLevel: {in: [MODERATE, HEAVY]}}) {
      key { slumLevel } count avg { slumScore } } } }"""

    assert ask(runner, service, query)["living"] == {
        "housingSurveysAggregate": [{"key": {"slumLevel": "MODERATE"}, "count": 1, "avg": {"slumScore": 41}}]
    }


@pytest.mark.parametrize("example", pilar_living.register_examples(), ids=lambda example: example.key)
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
