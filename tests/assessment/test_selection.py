"""Of several observations the best is taken: its year, then final before provisional, then the latest revision."""

from __future__ import annotations

import numpy as np
from pilar.assessment.selection import group_regions, select


def test_final_beats_provisional_and_then_the_highest_revision_counts(observed):
    table = observed(
        """
        R,a,2020,1,PROVISIONAL,9
        R,a,2020,2,FINAL,1
        R,a,2020,3,FINAL,3
        R,a,2020,4,FINAL,2
        S,a,2020,5,provisional,1
        S,a,2020,6,provisional,2
        """,
        "status",
        "revision",
    )
    selection = select(table, ("a",), 2020)

    assert selection.values[:, 0].tolist() == [3, 6]
    assert table.row[selection.place[:, 0]].tolist() == [4, 7]


def test_missing_stays_missing(observed):
    selection = select(observed("R,a,2020,1\nS,b,2020,2"), ("a", "b", "c"), 2020)

    assert np.isnan(selection.values).tolist() == [[False, True, True], [True, False, True]]
    assert selection.place[0, 1] == -1


def test_values_are_carried_forward_at_most_so_many_years_and_flagged(observed):
    table = observed("R,a,2018,1\nR,a,2019,2\nS,a,2017,3\nT,a,2020,4")
    selection = select(table, ("a",), 2020, carry_forward_years=2)

    assert selection.values[[0, 2], 0].tolist() == [2, 4] and np.isnan(selection.values[1, 0])
    assert selection.is_carried[:, 0].tolist() == [True, False, False]
    assert selection.observed_in[:, 0].tolist() == [2019, 0, 2020]


def test_a_provisional_value_of_the_year_beats_a_final_one_of_an_earlier_year(observed):
    table = observed("R,a,2019,1,FINAL\nR,a,2020,2,PROVISIONAL", "status")

    assert select(table, ("a",), 2020, 1).values[0, 0] == 2


def test_later_years_are_never_looked_at(observed):
    assert np.isnan(select(observed("R,a,2021,1"), ("a",), 2020, 5).values[0, 0])


def test_a_region_keeps_its_latest_group_and_has_none_where_none_is_known(observed):
    table = observed(
        "R,a,2019,1,x\nR,a,2020,1,y\nR,a,2022,1,z\nS,a,2022,1,x\nT,a,2020,1,",
        "group",
        groups=("group",),
    )

    assert group_regions(table, "group", 2021).tolist() == [1, 0, -1]
    assert group_regions(table, "group", 2019).tolist() == [0, 0, -1]
