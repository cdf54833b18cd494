"""Commodities, what they yield, where and for how much they are sold; brands."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from pilar_economy.brand_asset import BrandAsset, BrandKind
from pilar_economy.commodity import Commodity, CommodityKind
from pilar_economy.commodity_price import CommodityPrice, PriceLevel
from pilar_economy.market import Market, MarketKind
from pilar_economy.production_record import ProductionRecord


@pytest.fixture
def rice(rows: Any) -> Any:
    kind = CommodityKind.FOOD_CROP
    return rows.add(Commodity, code="rice", name_id="Padi", name_en="Rice", kind=kind, unit="t")


@pytest.mark.parametrize(("area", "expected"), [(200.0, 5.25), (None, None), (0.0, None)])
def test_the_yield_is_what_a_hectare_brought(rows: Any, rice: Any, area: Any, expected: float | None) -> None:
    row = rows.add(
        ProductionRecord, region="32.04", commodity_id=rice.id, year=2024, quantity=1050.0, harvested_ha=area
    )

    assert row.yield_per_ha == expected


@pytest.mark.parametrize(
    ("traders", "digital", "pct", "consistent"),
    [(80, 20, 25.0, True), (80, 81, 101.25, False), (80, None, None, None), (0, 0, None, True)],
)
def test_more_digital_traders_than_traders_are_flagged(
    rows: Any, traders: int, digital: int | None, pct: float | None, consistent: bool | None
) -> None:
    given = {"code": "a", "name": "Pasar", "kind": MarketKind.PEOPLES_MARKET, "region": "32.73"}

    row = rows.add(Market, traders=traders, traders_digital=digital, **given)

    assert (row.digital_pct, row.traders_consistent) == (pct, consistent)


@pytest.mark.parametrize(("price", "plausible"), [("14250.50", True), ("0.01", True), ("0.00", False)])
def test_prices_are_exact_and_flagged_where_nothing_was_paid(
    rows: Any, rice: Any, price: str, plausible: bool
) -> None:
    market = rows.add(Market, code="a", name="Pasar", kind=MarketKind.WHOLESALE, region="32.73")

    row = rows.add(
        CommodityPrice,
        market_id=market.id,
        commodity_id=rice.id,
        level=PriceLevel.RETAIL,
        observed_on=datetime.date(2024, 12, 31),
        price=Decimal(price),
        currency="IDR",
    )

    assert (row.price, row.price_plausible) == (Decimal(price), plausible)


@pytest.mark.parametrize(("until", "consistent"), [("2034-01-01", True), ("2014-01-01", False), (None, None)])
def test_a_protection_that_ends_before_it_began_is_flagged(
    rows: Any, until: str | None, consistent: bool | None
) -> None:
    row = rows.add(
        BrandAsset,
        code="a",
        name_id="Kopi",
        kind=BrandKind.GEOGRAPHICAL_INDICATION,
        region="32.04",
        registered_on=datetime.date(2024, 1, 1),
        valid_until=until and datetime.date.fromisoformat(until),
    )

    assert row.dates_consistent is consistent
