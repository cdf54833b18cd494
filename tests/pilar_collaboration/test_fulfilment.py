"""Commitments against contributions, and the rules of their tables."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from pilar_collaboration.call import Call
from pilar_collaboration.commitment import Commitment, CommitmentKind
from pilar_collaboration.contribution import Contribution
from pilar_collaboration.partnership import PartnerKind, Partnership, PartnershipStatus
from pilar_collaboration.partnership_member import MemberRole, PartnershipMember
from pilar_collaboration.partnership_region import PartnershipRegion
from pilar_collaboration.theme import Theme

DAY = datetime.date(2026, 1, 1)
PARTNERSHIP = {
    "code": "test",
    "name_id": "Kemitraan uji",
    "kind": PartnerKind.FOREIGN_MISSION,
    "partner": "wri",
    "country": "NL",
    "theme": Theme.RENEWABLE_ENERGY,
    "status": PartnershipStatus.ACTIVE,
}
COMMITMENT = {
    "code": "test",
    "organization": "wri",
    "kind": CommitmentKind.FUNDING,
    "quantity": Decimal("3000000000.00"),
    "currency": "IDR",
    "due_on": DAY,
}


@pytest.fixture
def partnership(live: Any) -> int:
    return int(live.insert(Partnership, **PARTNERSHIP))


@pytest.fixture
def commitment(live: Any, partnership: int) -> int:
    return int(live.insert(Commitment, partnership=partnership, **COMMITMENT))


def give(live: Any, commitment: int, number: int, quantity: str, month: int = 1, **values: Any) -> None:
    row = {"number": number, "quantity": Decimal(quantity), "given_on": datetime.date(2025, month, 1)}
    live.insert(Contribution, commitment=commitment, **row | values)


def fulfilment(live: Any) -> dict[str, Any]:
    document = """{ collaboration { partnerships { nodes { fulfilments { nodes {
      committed contributed outstanding fulfilledPct fulfilled contributions lastGivenOn currency unit } } } } } }"""
    (partnership,) = live.ask(document)["collaboration"]["partnerships"]["nodes"]
    (row,) = partnership["fulfilments"]["nodes"]
    return dict(row)


def test_a_commitment_without_contributions_is_fulfilled_by_nothing(live: Any, commitment: int) -> None:
    assert fulfilment(live) == {
        "committed": "3000000000.00",
        "contributed": "0.00",
        "outstanding": "3000000000.00",
        "fulfilledPct": 0,
        "fulfilled": False,
        "contributions": 0,
        "lastGivenOn": None,
        "currency": "IDR",
        "unit": None,
    }


def test_contributions_add_up_exactly_and_drafts_do_not_count(live: Any, commitment: int) -> None:
    give(live, commitment, 1, "749999999.99", month=3)
    give(live, commitment, 2, "0.01", month=2)
    give(live, commitment, 3, "1000.00", month=4, visibility=1)
    row = fulfilment(live)
    assert (row["contributed"], row["outstanding"]) == ("750000000.00", "2250000000.00")
    assert (row["fulfilledPct"], row["contributions"], row["lastGivenOn"]) == (25, 2, "2025-03-01")


def test_more_than_was_promised_leaves_nothing_outstanding(live: Any, commitment: int) -> None:
    give(live, commitment, 1, "3300000000.00")
    row = fulfilment(live)
    assert (row["fulfilledPct"], row["fulfilled"], row["outstanding"]) == (pytest.approx(110), True, "0.00")


def test_what_is_overdue_is_found_by_a_filter_and_added_up_by_partner(live: Any, commitment: int) -> None:
    give(live, commitment, 1, "600000000.00")
    document = """query Overdue($day: Date!) { collaboration {
      fulfilments(where: {dueOn: {lt: $day}, fulfilled: {eq: false}}) { nodes { commitment { code } } }
      fulfilmentsAggregate(groupBy: [ORGANIZATION, CURRENCY]) {
        key { organization { code } currency } sum { committed contributed } } } }"""
    found = live.ask(document, {"day": "2026-01-02"})["collaboration"]
    assert found["fulfilments"]["nodes"] == [{"commitment": {"code": "test"}}]
    assert found["fulfilmentsAggregate"] == [
        {
            "key": {"organization": {"code": "wri"}, "currency": "IDR"},
            "sum": {"committed": "3000000000.00", "contributed": "600000000.00"},
        }
    ]
    assert live.ask(document, {"day": "2026-01-01"})["collaboration"]["fulfilments"]["nodes"] == []


def test_a_region_sees_who_works_with_it(live: Any, partnership: int) -> None:
    live.insert(PartnershipRegion, partnership=partnership, region="32.73")
    live.insert(PartnershipMember, partnership=partnership, organization="pln", role=MemberRole.IMPLEMENTER)
    document = """{ region(code: "32.73") { collaboration { partnershipRegions { nodes { partnership {
      name kind country theme partner { code } members { nodes { role organization { code } } } } } } } } }"""
    (row,) = live.ask(document)["region"]["collaboration"]["partnershipRegions"]["nodes"]
    assert row["partnership"] == {
        "name": "Kemitraan uji",
        "kind": "FOREIGN_MISSION",
        "country": "NL",
        "theme": "RENEWABLE_ENERGY",
        "partner": {"code": "wri"},
        "members": {"nodes": [{"role": "IMPLEMENTER", "organization": {"code": "pln"}}]},
    }


@pytest.mark.parametrize("country", ["nl", "N", "12"])
def test_a_country_is_two_capital_letters(refuses: Any, country: str) -> None:
    refuses("ck_collaboration_partnership_country", Partnership, **PARTNERSHIP | {"country": country})


def test_a_partnership_does_not_end_before_it_starts(refuses: Any) -> None:
    days = {"starts_on": DAY, "ends_on": DAY - datetime.timedelta(1)}
    refuses("ck_collaboration_partnership_period", Partnership, **PARTNERSHIP | days)


@pytest.mark.parametrize(
    ("signed", "starts", "plausible"),
    [(DAY, DAY, True), (DAY + datetime.timedelta(1), DAY, False), (None, DAY, None), (DAY, None, None)],
)
def test_a_memorandum_signed_after_the_first_day_is_flagged(
    live: Any, signed: datetime.date | None, starts: datetime.date | None, plausible: bool | None
) -> None:
    live.insert(Partnership, **PARTNERSHIP, mou_signed_on=signed, starts_on=starts)
    (row,) = live.ask("{ collaboration { partnerships { nodes { signingPlausible } } } }")["collaboration"][
        "partnerships"
    ]["nodes"]
    assert row["signingPlausible"] is plausible


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("quantity", {"quantity": Decimal(0)}),
        ("currency", {"currency": "rp"}),
        ("unit_or_currency", {"unit": "MW"}),
        ("unit_or_currency", {"currency": None}),
    ],
)
def test_a_commitment_is_an_amount_of_money_or_of_something_else(
    refuses: Any, partnership: int, rule: str, values: dict[str, Any]
) -> None:
    row = COMMITMENT | values | {"partnership": partnership}
    refuses(f"ck_collaboration_commitment_{rule}", Commitment, **row)


def test_evidence_is_read_over_https_only(refuses: Any, commitment: int) -> None:
    row = {"number": 1, "quantity": Decimal(1), "given_on": DAY, "evidence_url": "http://a.example/b.pdf"}
    refuses("ck_collaboration_contribution_evidence_url", Contribution, commitment=commitment, **row)


def test_calls_and_offers_do_not_close_before_they_open(refuses: Any) -> None:
    row = {"code": "c", "region": "32.73", "title_id": "x", "theme": Theme.WASTE, "status": "OPEN"}
    days = {"opens_on": DAY, "closes_on": DAY - datetime.timedelta(1)}
    refuses("ck_collaboration_call_period", Call, **row | days)
    refuses("ck_collaboration_call_budget_currency", Call, **row, opens_on=DAY, budget=Decimal(5))
