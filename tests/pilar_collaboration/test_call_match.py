"""Which offers answer a region's calls, and which of its shortfalls."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pilar_collaboration.call import CallStatus
from pilar_collaboration.offer import OfferStatus
from pilar_collaboration.offer_region import OfferRegion
from pilar_collaboration.theme import Theme

MATCHES = """{ collaboration { calls { nodes { matches(orderBy: [{sameIndicator: DESC}, {sameTheme: DESC}]) {
    nodes { sameIndicator sameTheme openFrom openUntil offer { code } region { code } } } } } } }"""


def matches(live: Any) -> list[dict[str, Any]]:
    (call,) = live.ask(MATCHES)["collaboration"]["calls"]["nodes"]
    found: list[dict[str, Any]] = call["matches"]["nodes"]
    return found


def test_an_offer_of_the_same_theme_answers_a_call(live: Any, call: Any, offer: Any) -> None:
    call()
    offer()
    offer(code="other", theme=Theme.TRANSPORT)
    assert matches(live) == [
        {
            "sameIndicator": False,
            "sameTheme": True,
            "openFrom": "2026-01-01",
            "openUntil": None,
            "offer": {"code": "offer"},
            "region": {"code": "32.73"},
        }
    ]


def test_an_offer_for_the_same_indicator_answers_a_call_of_another_theme_and_is_the_better(
    live: Any, call: Any, offer: Any
) -> None:
    call(indicator="ENV.WASTE_MANAGED")
    offer(code="theme")
    offer(code="indicator", theme=Theme.CLIMATE, indicator="ENV.WASTE_MANAGED")
    offer(code="neither", theme=Theme.CLIMATE, indicator="ENV.WASTE_RECYCLING")
    assert [(row["offer"]["code"], row["sameIndicator"], row["sameTheme"]) for row in matches(live)] == [
        ("indicator", True, False),
        ("theme", False, True),
    ]


@pytest.mark.parametrize(
    ("region", "answers"), [("32.73", True), ("32", True), ("ID", True), ("32.04", False), ("33", False)]
)
def test_an_offer_for_some_regions_answers_calls_from_there_and_from_within(
    live: Any, call: Any, offer: Any, region: str, answers: bool
) -> None:
    call()
    live.insert(OfferRegion, offer=offer(nationwide=False), region=region)
    assert bool(matches(live)) is answers


def test_an_offer_for_some_regions_without_any_is_for_nobody(live: Any, call: Any, offer: Any) -> None:
    call()
    offer(nationwide=False)
    assert matches(live) == []


@pytest.mark.parametrize("status", [CallStatus.ANSWERED, CallStatus.WITHDRAWN])
def test_a_call_that_is_not_open_is_answered_by_nobody(
    live: Any, call: Any, offer: Any, status: CallStatus
) -> None:
    call(status=status)
    offer()
    assert matches(live) == []


@pytest.mark.parametrize("status", [OfferStatus.EXHAUSTED, OfferStatus.WITHDRAWN])
def test_an_offer_that_is_not_open_answers_nothing(
    live: Any, call: Any, offer: Any, status: OfferStatus
) -> None:
    call()
    offer(status=status)
    assert matches(live) == []


def day(month: int) -> datetime.date:
    return datetime.date(2026, month, 1)


@pytest.mark.parametrize(
    ("call_days", "offer_days", "shared"),
    [
        ((1, None), (3, None), ("2026-03-01", None)),
        ((1, 4), (3, None), ("2026-03-01", "2026-04-01")),
        ((1, None), (3, 5), ("2026-03-01", "2026-05-01")),
        ((1, 4), (3, 5), ("2026-03-01", "2026-04-01")),
        ((3, 6), (1, 5), ("2026-03-01", "2026-05-01")),
        ((1, 3), (3, 5), ("2026-03-01", "2026-03-01")),
        ((1, 2), (3, 5), None),
        ((6, None), (3, 5), None),
        ((1, 2), (3, None), None),
    ],
)
def test_both_must_be_open_on_one_day(
    live: Any, call: Any, offer: Any, call_days: Any, offer_days: Any, shared: Any
) -> None:
    opens, closes = call_days
    call(opens_on=day(opens), closes_on=closes and day(closes))
    opens, closes = offer_days
    offer(opens_on=day(opens), closes_on=closes and day(closes))
    found = [(row["openFrom"], row["openUntil"]) for row in matches(live)]
    assert found == ([] if shared is None else [shared])


def test_drafts_match_nothing(live: Any, call: Any, offer: Any) -> None:
    call()
    offer(visibility=1)
    assert matches(live) == []


def test_a_region_finds_offers_for_its_shortfalls_without_a_call_in_one_statement(
    live: Any, offer: Any
) -> None:
    offer(code="poverty", theme=Theme.ECONOMY, indicator="ECO.UNEMPLOYMENT")
    offer(code="reached", theme=Theme.ECONOMY, indicator="ECO.POVERTY")
    elsewhere = offer(code="elsewhere", theme=Theme.ECONOMY, indicator="ECO.UNEMPLOYMENT", nationwide=False)
    live.insert(OfferRegion, offer=elsewhere, region="33")
    document = """query Help($code: String!) { region(code: $code) {
      shortfalls(where: {indicator: {code: {in: ["ECO.UNEMPLOYMENT", "ECO.POVERTY"]}}}) {
        nodes { indicator { code } gapPct } }
      collaboration { shortfallMatches { totalCount nodes {
        offer { code } indicator { code } gapPct shortfall { gapPct value } } } } } }"""
    region = live.ask(document, {"code": "32.73"})["region"]
    (shortfall,) = region["shortfalls"]["nodes"]
    (match,) = region["collaboration"]["shortfallMatches"]["nodes"]
    assert match["offer"] == {"code": "poverty"}
    assert match["indicator"] == shortfall["indicator"] == {"code": "ECO.UNEMPLOYMENT"}
    assert match["gapPct"] == match["shortfall"]["gapPct"] == shortfall["gapPct"]
    assert match["shortfall"]["value"] == 11.46


def test_regions_that_an_offer_could_help_are_counted_and_ranked(live: Any, offer: Any) -> None:
    offer(indicator="ENV.WASTE_MANAGED")
    document = """{ collaboration { offers { nodes { shortfallMatches(first: 3, orderBy: [{gapPct: DESC}]) {
      totalCount nodes { gapPct region { name } } } } } }
      shortfalls(where: {indicator: {code: {eq: "ENV.WASTE_MANAGED"}}}) { totalCount } }"""
    data = live.ask(document)
    (found,) = data["collaboration"]["offers"]["nodes"]
    assert found["shortfallMatches"]["totalCount"] == data["shortfalls"]["totalCount"] == 315
    gaps = [row["gapPct"] for row in found["shortfallMatches"]["nodes"]]
    assert gaps == sorted(gaps, reverse=True)


def test_regions_are_found_by_what_answers_them(live: Any, call: Any, offer: Any) -> None:
    call()
    offer()
    where = '{collaboration: {callMatches: {some: {offer: {organization: {code: {eq: "wri"}}}}}}}'
    document = f"{{ regions(where: {where}) {{ nodes {{ code }} }} }}"
    assert live.ask(document)["regions"]["nodes"] == [{"code": "32.73"}]
