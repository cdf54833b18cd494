"""Changed values give the assessment that would follow; nothing that was given is altered."""

from __future__ import annotations

import numpy as np
import pytest
from pilar.assessment.pipeline import assess, assess_year, is_local, rank_nodes
from pilar.assessment.selection import select
from pilar.assessment.what_if import Change, assess_change, change
from pilar.errors import InvalidObservations

INDEX = """
code = "X"
[nodes.X]
children = { a = 1, b = 1 }
[indicators.a]
normalisation = { method = "goalposts", lower = 0, upper = 10 }
[indicators.b]
normalisation = { method = "minmax" }
denominator = "people"
"""
ROWS = "R,a,2020,2\nR,b,2020,10\nR,people,2020,10\nS,a,2020,8\nS,b,2020,40\nS,people,2020,10"


def test_no_changes_change_nothing(index, observed):
    read, table = index(INDEX), observed(ROWS)
    selection, groups, before = assess_year(read, table, 2020)

    after = assess_change(read, selection, groups, [])

    assert after.scores.tolist() == before.scores.tolist()


def test_a_changed_value_changes_score_and_rank(index, observed):
    read, table = index(INDEX), observed(ROWS)
    selection, groups, before = assess_year(read, table, 2020)

    after = assess_change(read, selection, groups, [Change(0, "a", 10), Change(0, "people", 2)])

    assert before.scores[:, -1].tolist() == [10, 90]
    assert after.scores[:, -1].tolist() == [100, 40]
    assert rank_nodes(read, after)[:, -1].tolist() == [1, 2]
    assert selection.values[0].tolist() == [2, 10, 10]


def test_a_value_may_be_taken_away_and_rests_on_no_observation(index, observed):
    read, table = index(INDEX), observed(ROWS)
    selection = select(table, read.inputs, 2020)

    changed = change(read, selection, [Change(1, "a", np.nan), Change(1, "b", 1.0)])

    assert changed.place[1].tolist()[:2] == [-1, -1]
    assert changed.observed_in[1].tolist()[:2] == [0, 2020]
    assert selection.place[1, 0] >= 0


def test_an_unknown_indicator_and_an_infinite_value_are_refused(index, observed):
    read, table = index(INDEX), observed(ROWS)
    selection = select(table, read.inputs, 2020)

    with pytest.raises(InvalidObservations, match="Did you mean 'people'"):
        change(read, selection, [Change(0, "peopel", 1.0)])
    with pytest.raises(InvalidObservations, match="cannot be infinite"):
        change(read, selection, [Change(0, "a", np.inf)])


def test_one_region_can_be_assessed_again_against_the_year_that_it_was_in(index, observed):
    read, table = index(INDEX), observed(ROWS)
    selection, _, whole = assess_year(read, table, 2020)

    alone = assess(read, 2020, selection.values[1:], {}, whole.statistics)

    assert alone.scores.tolist() == whole.scores[1:].tolist()


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ('normalisation = { method = "goalposts", lower = 0, upper = 10 }', True),
        ('normalisation = { method = "target", start = 0, target = 10 }\ndenominator = "people"', True),
        ('normalisation = { method = "minmax" }', False),
        ('normalisation = { method = "rank" }', False),
        (
            'normalisation = { method = "target", start = 0, target = 10 }\ntreatment = { method = "winsorise" }',
            False,
        ),
        (
            'normalisation = { method = "goalposts", lower = 0, upper = 10 }\n'
            'imputation = { method = "group_mean", group = "g" }',
            False,
        ),
    ],
)
def test_it_is_known_whether_a_change_can_touch_other_regions(index, text, local):
    read = index(f'code = "X"\n[nodes.X]\nchildren = {{ a = 1 }}\n[indicators.a]\n{text}\n')
    values = np.array([[1.0, 2.0], [4.0, 2.0], [5.0, 2.0], [np.nan, 2.0]])[:, : len(read.inputs)]
    groups = {"g": np.zeros(4, dtype=np.int64)}
    before = assess(read, 2020, values, groups).scores[1:]
    values[0, 0] = 9.0
    after = assess(read, 2020, values, groups).scores[1:]

    assert is_local(read.indicators[0]) is local
    if local:
        assert before.tobytes() == after.tobytes()
