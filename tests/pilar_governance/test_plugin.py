"""What the governance pillar adds to the graph."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pilar_governance
import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.hookspecs import Example
from pilar.plugins.manifest import find_manifest, read_manifest
from pilar_governance.budget_line import BudgetLine
from pilar_governance.complaint import Complaint, ComplaintChannel
from pilar_governance.election import ElectedOffice, Election
from pilar_governance.leadership_commitment import LeadershipCommitment
from pilar_governance.open_dataset import OpenDataset
from pilar_governance.procurement import Procurement
from pilar_governance.public_service import PublicService
from pilar_governance.regulation import Regulation
from pilar_governance.spbe_assessment import AssessmentBasis, SpbeAssessment
from pilar_governance.spbe_indicator import SpbeIndicator
from pilar_governance.spbe_score import SpbeScore

EMPTY = (
    PublicService,
    SpbeAssessment,
    SpbeScore,
    Complaint,
    OpenDataset,
    Procurement,
    BudgetLine,
    LeadershipCommitment,
    Election,
)
CITY = """query City($code: String!) {
  region(code: $code) {
    name
    governance {
      spbeAssessments(orderBy: [{year: DESC}], first: 1) {
        nodes {
          year indexValue band indexPlausible
          scores(where: {level: {lte: 2}}) { totalCount nodes { level indicator { name aspect weightPct } } }
        }
      }
      complaints { nodes { channel received resolvedOnTime onTimePct countsConsistent } }
      budgetLines(where: {accountGroup: {eq: OWN_SOURCE_REVENUE}}) { nodes { account realisedIdr } }
      elections { nodes { heldOn turnoutPct } }
    }
    observations(where: {indicator: {pillar: {eq: "governance"}}}, orderBy: [{indicator: {code: ASC}}]) {
      nodes { indicator { code targetValue } year value derived source { code } }
    }
  }
}"""


def test_the_manifest_names_namespace_and_owner() -> None:
    manifest = read_manifest(find_manifest("pilar_governance"))

    assert (manifest.namespace, manifest.kind) == ("governance", "pillar")
    assert (manifest.title_en, manifest.title_id) == ("Governance", "Pemerintahan")


def test_every_table_cites_its_source_and_describes_every_attribute() -> None:
    for table in pilar_governance.register_tables():
        assert not table_of(table).c.source_id.nullable
        for name in table.model_fields.keys() - {"id", "visibility"}:
            twin = name.removesuffix("_id") + "_en"
            described = table.model_fields[name].description or table.model_fields[twin].description
            assert described, f"{table.__name__}.{name}"


@pytest.mark.parametrize("table", EMPTY, ids=lambda table: table.__name__)
def test_a_table_without_published_rows_starts_empty(rows: Any, table: type) -> None:
    assert rows.connection.execute(sa.select(table)).all() == []


def test_nothing_is_derived_from_no_rows(rows: Any) -> None:
    for derivation in pilar_governance.register_derivations():
        assert rows.derived(derivation.indicator) == {}


def test_national_rules_are_there_with_kind_number_and_year(rows: Any) -> None:
    table = table_of(Regulation)
    found = rows.connection.execute(sa.select(table.c.code, table.c.kind, table.c.number, table.c.year)).all()

    assert len(found) == 9
    for code, kind, number, year in found:
        issuer = "-rb" if code.startswith("permenpan") else ""
        assert code.endswith(f"{issuer}-{number}-{year}")
        assert code.startswith(kind.name.lower())


@pytest.mark.parametrize("example", pilar_governance.register_examples(), ids=lambda example: example.key)
def test_an_example_returns_rows(service_url: str, ask: Callable[..., Any], example: Example) -> None:
    data = ask(service_url, example.query, **example.variables)

    fields = data.get("governance", data)
    for rows in fields.values():
        assert rows["nodes"] if isinstance(rows, dict) else rows


def fill(rows: Any) -> None:
    """Enter what one city could report."""
    city = {"region": "32.73"}
    assessment = rows.add(
        SpbeAssessment, code="a", year=2023, basis=AssessmentBasis.EXTERNAL, index_value=3.21, **city
    )
    for code, level in (("42", 4), ("43", 2)):
        rows.add(
            SpbeScore,
            assessment_id=assessment.id,
            indicator_id=rows.id_of(SpbeIndicator, code),
            level=level,
        )
    counts = {"received": 200, "resolved": 190, "resolved_on_time": 160}
    rows.add(Complaint, year=2024, channel=ComplaintChannel.LAPOR, **counts, **city)
    for account, amount in (("4.1", "3000000000000.50"), ("4.2", "3000000000000.50")):
        rows.add(BudgetLine, year=2024, account=account, name_id="Akun", realised_idr=Decimal(amount), **city)
    held = {"held_on": datetime.date(2018, 6, 27), "year": 2018, "office": ElectedOffice.REGION_HEAD}
    rows.add(Election, registered_voters=400, votes_cast=300, **held, **city)


def test_a_city_shows_its_governance_and_what_follows_from_it(
    own_url: str, open_rows: Any, ask: Callable[..., Any]
) -> None:
    with open_rows("permenpan-rb-59-2020", (), own_url) as rows:
        fill(rows)

    region = ask(own_url, CITY, code="32.73")["region"]

    governance = region["governance"]
    (assessment,) = governance["spbeAssessments"]["nodes"]
    (score,) = assessment.pop("scores")["nodes"]
    assert assessment == {"year": 2023, "indexValue": 3.21, "band": "GOOD", "indexPlausible": None}
    assert score == {
        "level": 2,
        "indicator": {"name": "Open data", "aspect": "PUBLIC_SERVICES", "weightPct": 3.0},
    }
    assert governance["complaints"]["nodes"] == [
        {
            "channel": "LAPOR",
            "received": 200,
            "resolvedOnTime": 160,
            "onTimePct": 80.0,
            "countsConsistent": True,
        }
    ]
    assert governance["budgetLines"]["nodes"] == [{"account": "4.1", "realisedIdr": "3000000000000.50"}]
    assert governance["elections"]["nodes"] == [{"heldOn": "2018-06-27", "turnoutPct": 75.0}]
    assert [
        (node["indicator"]["code"], node["year"], node["value"], node["derived"], node["source"]["code"])
        for node in region["observations"]["nodes"]
    ] == [
        ("GOV.COMPLAINT_RESOLVED", 2024, 80.0, True, "permenpan-rb-59-2020"),
        ("GOV.OWN_REVENUE", 2024, 50.0, True, "permenpan-rb-59-2020"),
        ("GOV.SPBE", 2023, 3.21, True, "permenpan-rb-59-2020"),
        ("GOV.VOTER", 2018, 75.0, True, "permenpan-rb-59-2020"),
    ]
