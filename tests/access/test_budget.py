"""Points of a client: drawn by operations, given back by time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pilar.access import budget as module
from pilar.access.budget import Budget
from pilar.errors import BudgetExhausted


class Clock:
    """A time that a test moves on."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_points_are_drawn_and_come_back_evenly() -> None:
    clock = Clock()
    budget = Budget(60, clock)
    assert budget.draw("a", 50) == 10
    clock.now_s = 5
    assert budget.draw("a", 5) == 10
    clock.now_s = 1_000
    assert budget.draw("a", 1) == 59


def test_an_exhausted_budget_says_how_long_to_wait_and_waiting_so_long_is_enough() -> None:
    clock = Clock()
    budget = Budget(60, clock)
    budget.draw("a", 60)
    with pytest.raises(BudgetExhausted, match="0 of 60") as refused:
        budget.draw("a", 7)
    assert refused.value.retry_after_s == 7
    clock.now_s = 7
    assert budget.draw("a", 7) == 0


def test_a_refusal_takes_nothing() -> None:
    budget = Budget(60, Clock())
    budget.draw("a", 50)
    for _ in range(3):
        with pytest.raises(BudgetExhausted):
            budget.draw("a", 11)
    assert budget.draw("a", 10) == 0


def test_what_costs_more_than_a_minute_holds_is_refused_as_such() -> None:
    with pytest.raises(BudgetExhausted, match="a client has 60 a minute"):
        Budget(60, Clock()).draw("a", 61)


def test_clients_do_not_share() -> None:
    budget = Budget(60, Clock())
    budget.draw("a", 60)
    assert budget.draw("b", 60) == 0


def test_without_points_there_is_no_budget() -> None:
    budget = Budget(0, Clock())
    assert budget.draw("a", 10**9) == 0
    assert -3 < seconds_until(budget.balance(5, 0).reset_at) <= 0


def test_the_balance_tells_when_the_bucket_is_full_again() -> None:
    budget = Budget(60, Clock())
    balance = budget.balance(20, budget.draw("a", 20))
    assert (balance.requested, balance.remaining) == (20, 40)
    assert 17 < seconds_until(balance.reset_at) <= 20


def seconds_until(moment: str) -> float:
    return (datetime.fromisoformat(moment) - datetime.now(UTC)).total_seconds()


def test_clients_not_seen_for_longest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CLIENTS", 2)
    budget = Budget(60, Clock())
    for client in ("a", "b", "c"):
        budget.draw(client, 60)
    assert budget.draw("a", 60) == 0
    with pytest.raises(BudgetExhausted):
        budget.draw("c", 1)
