"""Elections, and what leaders commit themselves to."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pilar_governance.election import ElectedOffice, Election
from pilar_governance.leadership_commitment import CommitmentKind, CommitmentStatus, LeadershipCommitment

HEAD = {"region": "31", "office": ElectedOffice.REGION_HEAD}
FIRST_ROUND = {"held_on": datetime.date(2017, 2, 15), "year": 2017, **HEAD}
SECOND_ROUND = {"held_on": datetime.date(2017, 4, 19), "year": 2017, **HEAD}


@pytest.mark.parametrize(
    ("registered", "cast", "valid", "invalid", "consistent"),
    [
        (100, 80, 78, 2, True),
        (100, 80, None, None, True),
        (100, 80, 78, None, True),
        (100, 80, 78, 3, False),
        (100, 101, 99, 2, False),
    ],
)
def test_votes_that_do_not_add_up_are_flagged(
    rows: Any, registered: int, cast: int, valid: int | None, invalid: int | None, consistent: bool
) -> None:
    votes = {"votes_cast": cast, "valid_votes": valid, "invalid_votes": invalid}

    row = rows.add(Election, registered_voters=registered, **votes, **FIRST_ROUND)

    assert (row.counts_consistent, row.turnout_pct) == (consistent, float(cast))


def test_the_last_round_of_a_year_is_the_turnout(rows: Any) -> None:
    rows.add(Election, registered_voters=400, votes_cast=308, **FIRST_ROUND)
    rows.add(Election, registered_voters=400, votes_cast=312, **SECOND_ROUND)

    assert rows.derived("GOV.VOTER") == {("31", 2017): 78.0}


def test_other_elections_and_counts_that_contradict_give_no_turnout(rows: Any) -> None:
    president = {**FIRST_ROUND, "office": ElectedOffice.PRESIDENT}
    rows.add(Election, registered_voters=400, votes_cast=308, **president)
    rows.add(Election, registered_voters=400, votes_cast=401, **SECOND_ROUND)

    assert rows.derived("GOV.VOTER") == {}


@pytest.mark.parametrize(
    ("status", "due_on", "kept_on", "on_time", "consistent"),
    [
        (CommitmentStatus.OPEN, "2024-06-30", None, None, True),
        (CommitmentStatus.KEPT, "2024-06-30", "2024-06-30", True, True),
        (CommitmentStatus.KEPT, "2024-06-30", "2024-07-01", False, True),
        (CommitmentStatus.KEPT, None, "2024-07-01", None, True),
        (CommitmentStatus.OPEN, "2024-06-30", "2024-06-30", True, False),
        (CommitmentStatus.KEPT, "2023-12-31", None, None, False),
    ],
)
def test_commitments_are_kept_on_time_or_not(
    rows: Any, status: Any, due_on: str | None, kept_on: str | None, on_time: Any, consistent: bool
) -> None:
    given = {"stated_on": "2024-01-01", "due_on": due_on, "kept_on": kept_on}
    days = {name: text and datetime.date.fromisoformat(text) for name, text in given.items()}

    row = rows.add(
        LeadershipCommitment,
        code="a",
        region="32.73",
        kind=CommitmentKind.COUNCIL,
        title_id="Dewan Smart City",
        office="Wali Kota",
        status=status,
        **days,
    )

    assert (row.kept_on_time, row.dates_consistent) == (on_time, consistent)
