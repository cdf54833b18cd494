"""Budgets and procurement: exact rupiah, groups of accounts, shares."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pilar_governance.budget_line import AccountGroup, BudgetLine
from pilar_governance.procurement import Procurement, ProcurementMethod

BANDUNG = {"region": "32.73", "year": 2024}
TENDER = {"method": ProcurementMethod.TENDER, **BANDUNG}


def realise(rows: Any, amounts: dict[str, int | None]) -> None:
    for account, amount in amounts.items():
        value = None if amount is None else Decimal(amount)
        rows.add(BudgetLine, account=account, name_id=account, realised_idr=value, **BANDUNG)


@pytest.mark.parametrize(
    ("account", "group", "depth"),
    [
        ("4", None, 1),
        ("4.1", AccountGroup.OWN_SOURCE_REVENUE, 2),
        ("4.1.01.06", AccountGroup.OWN_SOURCE_REVENUE, 4),
        ("4.10", None, 2),
        ("4.2.01", AccountGroup.TRANSFER_REVENUE, 3),
        ("5.2", AccountGroup.CAPITAL_EXPENDITURE, 2),
        ("6.2", AccountGroup.FINANCING_PAID, 2),
        ("7.1", None, 2),
    ],
)
def test_accounts_are_grouped_by_their_code(
    rows: Any, account: str, group: AccountGroup | None, depth: int
) -> None:
    row = rows.add(BudgetLine, account=account, name_id="Akun", **BANDUNG)

    assert (row.account_group, row.depth) == (group, depth)


@pytest.mark.parametrize(
    ("budgeted", "revised", "realised", "pct", "plausible"),
    [
        ("100.00", None, "97.50", 97.5, True),
        ("100.00", "200.00", "97.50", 48.75, True),
        ("100.00", None, "250.00", 250.0, False),
        ("100.00", None, "-1.00", -1.0, False),
        ("100.00", None, None, None, None),
        ("0.00", None, "5.00", None, None),
    ],
)
def test_what_was_realised_is_measured_by_the_latest_plan(
    rows: Any, budgeted: str, revised: str | None, realised: str | None, pct: float | None, plausible: Any
) -> None:
    given = {"budgeted_idr": budgeted, "revised_idr": revised, "realised_idr": realised}
    amounts = {name: value and Decimal(value) for name, value in given.items()}

    row = rows.add(BudgetLine, account="5.1", name_id="Belanja", **amounts, **BANDUNG)

    assert (row.realised_pct, row.realised_plausible) == (pct, plausible)


def test_amounts_come_out_to_the_last_sen(rows: Any) -> None:
    amount = Decimal("9876543210987654.32")

    row = rows.add(BudgetLine, account="5", name_id="Belanja", budgeted_idr=amount, **BANDUNG)

    assert row.budgeted_idr == amount


def test_own_revenue_is_a_share_of_all_revenue(rows: Any) -> None:
    realise(rows, {"4.1": 30, "4.2": 60, "4.3": 10, "5.1": 95})

    assert rows.derived("GOV.OWN_REVENUE") == {("32.73", 2024): 30.0}


def test_a_total_and_its_parts_count_once(rows: Any) -> None:
    realise(rows, {"4": 100, "4.1": 30, "4.1.01": 20, "4.1.02": 10, "4.2.01": 50, "4.2.02": 20})

    assert rows.derived("GOV.OWN_REVENUE") == {("32.73", 2024): 30.0}


@pytest.mark.parametrize(
    "amounts", [{"4.1": 30}, {"4.1": 30, "4.2": None}, {"4.2": 60, "4.3": 5}, {"4": 100, "4.1": 30}]
)
def test_revenue_that_is_known_in_part_gives_no_share(rows: Any, amounts: dict[str, int | None]) -> None:
    realise(rows, amounts)

    assert rows.derived("GOV.OWN_REVENUE") == {}


def test_electronic_procurement_is_counted_in_packages(rows: Any) -> None:
    rows.add(Procurement, is_electronic=True, packages=60, value_idr=Decimal(1), **TENDER)
    rows.add(Procurement, is_electronic=False, packages=20, value_idr=Decimal(999), **TENDER)

    assert rows.derived("GOV.EPROCUREMENT") == {("32.73", 2024): 75.0}


@pytest.mark.parametrize(
    ("value", "ceiling", "domestic", "small", "plausible"),
    [
        ("90", "100", "80", "40", True),
        ("90", None, None, None, True),
        ("110", "100", None, None, False),
        ("90", "100", "91", None, False),
        ("90", "100", None, "91", False),
        (None, "100", None, None, None),
    ],
)
def test_a_value_above_its_ceiling_is_flagged(
    rows: Any, value: str | None, ceiling: str | None, domestic: str | None, small: str | None, plausible: Any
) -> None:
    given = {
        "value_idr": value,
        "ceiling_idr": ceiling,
        "domestic_idr": domestic,
        "small_enterprise_idr": small,
    }
    amounts = {name: text and Decimal(text) for name, text in given.items()}

    row = rows.add(Procurement, is_electronic=True, packages=1, **amounts, **TENDER)

    assert row.value_plausible is plausible


def test_the_share_of_small_enterprises_is_of_the_value(rows: Any) -> None:
    amounts = {"value_idr": Decimal("3.00"), "small_enterprise_idr": Decimal("1.00")}

    assert rows.add(
        Procurement, is_electronic=True, packages=1, **amounts, **TENDER
    ).small_enterprise_pct == (33.33)
