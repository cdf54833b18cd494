"""What the economy pillar adds to the graph."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pilar_economy
import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.hookspecs import Example
from pilar.plugins.manifest import find_manifest, read_manifest
from pilar_economy.commodity import Commodity, CommodityKind
from pilar_economy.enterprise import SizeClass
from pilar_economy.enterprise_count import EnterpriseCount
from pilar_economy.investment import Investment, InvestmentOrigin
from pilar_economy.production_record import ProductionRecord
from pilar_economy.sector import Sector
from pilar_economy.tourism_statistic import TourismStatistic

CITY = """query City($code: String!) {
  region(code: $code) {
    economy {
      enterpriseCounts(orderBy: [{enterprises: DESC}], first: 1) {
        totalCount
        nodes { year sizeClass enterprises digitalPct sector { code name } }
      }
      investments { nodes { origin country amount currency originConsistent } }
      productionRecords { nodes { quantity yieldPerHa commodity { name unit } } }
      tourismStatistics { nodes { domesticTrips tourismJobsPct } }
    }
    observations(
      where: {derived: {eq: true}, indicator: {pillar: {eq: "economy"}}}
      orderBy: [{indicator: {code: ASC}}]
    ) {
      nodes { indicator { code } year value unit source { code } }
    }
  }
}"""
BY_CURRENCY = """{
  economy {
    investmentsAggregate(groupBy: [CURRENCY, SECTOR]) { key { currency sector { name } } count sum { amount } }
  }
}"""


def test_the_manifest_names_namespace_and_owner() -> None:
    manifest = read_manifest(find_manifest("pilar_economy"))

    assert (manifest.namespace, manifest.kind) == ("economy", "pillar")
    assert (manifest.title_en, manifest.title_id) == ("Economy", "Ekonomi")


def test_every_table_cites_its_source_and_describes_every_attribute() -> None:
    for table in pilar_economy.register_tables():
        assert not table_of(table).c.source_id.nullable
        for name in table.model_fields.keys() - {"id", "visibility"}:
            twin = name.removesuffix("_id") + "_en"
            described = table.model_fields[name].description or table.model_fields[twin].description
            assert described, f"{table.__name__}.{name}"


@pytest.mark.parametrize(
    "table",
    [table for table in pilar_economy.register_tables() if table is not Sector],
    ids=lambda table: table.__name__,
)
def test_a_table_without_published_rows_starts_empty(rows: Any, table: type) -> None:
    assert rows.connection.execute(sa.select(table)).all() == []


def test_nothing_is_derived_from_no_rows(rows: Any) -> None:
    for derivation in pilar_economy.register_derivations():
        assert rows.derived(derivation.indicator) == {}


@pytest.mark.parametrize("example", pilar_economy.register_examples(), ids=lambda example: example.key)
def test_an_example_returns_rows(service_url: str, ask: Callable[..., Any], example: Example) -> None:
    data = ask(service_url, example.query, **example.variables)

    for fields in (data.get("economy", data), data.get("region", {})):
        for rows in fields.values():
            assert rows["nodes"] if isinstance(rows, dict) and "nodes" in rows else rows


def fill(rows: Any) -> None:
    """Enter what one city could report."""
    city = {"region": "32.73", "year": 2024}
    sector = {"sector_id": rows.id_of(Sector, "C")}
    for size, enterprises in ((SizeClass.MICRO, 900), (SizeClass.LARGE, 100)):
        counts = {"enterprises": enterprises, "digital_enterprises": enterprises // 4}
        rows.add(EnterpriseCount, size_class=size, **counts, **sector, **city)
    foreign = {"origin": InvestmentOrigin.FOREIGN, "currency": "USD"}
    for country, amount in (("NL", "1000000.25"), ("JP", "2000000.50")):
        rows.add(Investment, country=country, amount=Decimal(amount), **foreign, **sector, **city)
    domestic = {"origin": InvestmentOrigin.DOMESTIC, "currency": "IDR", "country": "ID"}
    rows.add(Investment, amount=Decimal("5000000000000"), **domestic, **sector, **city)
    kind = CommodityKind.HORTICULTURE
    chilli = rows.add(Commodity, code="chilli", name_id="Cabai", name_en="Chilli", kind=kind, unit="t")
    rows.add(ProductionRecord, commodity_id=chilli.id, quantity=30.0, harvested_ha=4.0, **city)
    trips = {"domestic_trips": 3_000_000_000, "tourism_workers": 60, "workers": 1000}
    rows.add(TourismStatistic, **trips, **city)


def test_a_city_shows_its_economy_and_what_follows_from_it(
    own_url: str, open_rows: Any, ask: Callable[..., Any]
) -> None:
    with open_rows("bps-kbli-2020", (), own_url) as rows:
        fill(rows)

    region = ask(own_url, CITY, code="32.73")["region"]

    economy = region["economy"]
    assert economy["enterpriseCounts"] == {
        "totalCount": 2,
        "nodes": [
            {
                "year": 2024,
                "sizeClass": "MICRO",
                "enterprises": 900,
                "digitalPct": 25.0,
                "sector": {"code": "C", "name": "Manufacturing"},
            }
        ],
    }
    assert {
        (node["country"], node["amount"], node["currency"], node["originConsistent"])
        for node in economy["investments"]["nodes"]
    } == {
        ("NL", "1000000.25", "USD", True),
        ("JP", "2000000.50", "USD", True),
        ("ID", "5000000000000.00", "IDR", True),
    }
    assert economy["productionRecords"]["nodes"] == [
        {"quantity": 30.0, "yieldPerHa": 7.5, "commodity": {"name": "Chilli", "unit": "t"}}
    ]
    assert economy["tourismStatistics"]["nodes"] == [{"domesticTrips": 3_000_000_000, "tourismJobsPct": 6.0}]
    assert region["observations"]["nodes"] == [
        {
            "indicator": {"code": code},
            "year": 2024,
            "value": value,
            "unit": "%",
            "source": {"code": "bps-kbli-2020"},
        }
        for code, value in (("ECO.SME_SHARE", 90.0), ("ECO.TOURISM_JOBS", 6.0))
    ]


def test_investments_are_added_up_exactly_in_one_currency_at_a_time(
    own_url: str, open_rows: Any, ask: Callable[..., Any]
) -> None:
    with open_rows("bps-kbli-2020", (), own_url) as rows:
        fill(rows)

    groups = ask(own_url, BY_CURRENCY)["economy"]["investmentsAggregate"]

    assert {(group["key"]["currency"], group["count"], group["sum"]["amount"]) for group in groups} == {
        ("USD", 2, "3000000.75"),
        ("IDR", 1, "5000000000000.00"),
    }
    assert {group["key"]["sector"]["name"] for group in groups} == {"Manufacturing"}
