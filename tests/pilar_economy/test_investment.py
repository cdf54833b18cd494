"""Investment: exact amounts, one currency at a time, codes that agree."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from pilar_economy.investment import Investment, InvestmentOrigin
from pilar_economy.sector import Sector

AMOUNT = Decimal("1234567890123456.78")


@pytest.fixture
def invest(rows: Any) -> Any:
    def add(origin: InvestmentOrigin, country: str, currency: str, amount: Decimal = AMOUNT) -> Any:
        given = {"origin": origin, "country": country, "currency": currency, "amount": amount}
        sector = rows.id_of(Sector, "D")
        return rows.add(Investment, region="32.73", year=2024, sector_id=sector, **given)

    return add


@pytest.mark.parametrize(
    ("origin", "country", "consistent"),
    [
        (InvestmentOrigin.DOMESTIC, "ID", True),
        (InvestmentOrigin.DOMESTIC, "NL", False),
        (InvestmentOrigin.FOREIGN, "NL", True),
        (InvestmentOrigin.FOREIGN, "XX", True),
        (InvestmentOrigin.FOREIGN, "ID", False),
    ],
)
def test_the_country_agrees_with_the_origin_or_is_flagged(
    invest: Any, origin: InvestmentOrigin, country: str, consistent: bool
) -> None:
    assert invest(origin, country, "IDR").origin_consistent is consistent


@pytest.mark.parametrize(
    ("country", "currency", "plausible"),
    [
        ("NL", "EUR", True),
        ("nl", "EUR", False),
        ("N", "EUR", False),
        ("NL", "Rp", False),
        ("NL", "eur", False),
    ],
)
def test_codes_that_are_none_are_flagged(invest: Any, country: str, currency: str, plausible: bool) -> None:
    assert invest(InvestmentOrigin.FOREIGN, country, currency).codes_plausible is plausible


def test_amounts_are_exact(invest: Any) -> None:
    assert invest(InvestmentOrigin.FOREIGN, "NL", "USD").amount == AMOUNT


def test_an_amount_in_another_currency_is_a_row_of_its_own(rows: Any, invest: Any) -> None:
    invest(InvestmentOrigin.FOREIGN, "NL", "USD")
    invest(InvestmentOrigin.FOREIGN, "NL", "EUR")

    with pytest.raises(sa.exc.IntegrityError):
        invest(InvestmentOrigin.FOREIGN, "NL", "EUR")
