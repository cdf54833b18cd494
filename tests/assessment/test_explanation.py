"""Every rule finds what it states and cites the observations that it rests on, in both languages."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from pilar.assessment.explanation import FINDERS, describe, explain
from pilar.assessment.findings import Context
from pilar.assessment.history import read_history
from pilar.assessment.pipeline import assess_year
from pilar.assessment.rules import RULES

INDEX = """
code = "X"
[nodes.X]
children = { P = 1, Q = 3 }
[nodes.P]
title = { en = "Order", id = "Ketertiban" }
children = { a = 1 }
[nodes.Q]
children = { b = 1, c = 1 }
[indicators.a]
target = 60
deadline = 2022
normalisation = { method = "goalposts", lower = 0, upper = 100 }
[indicators.b]
direction = "down"
normalisation = { method = "goalposts", lower = 0, upper = 50 }
title = { en = "Poverty", id = "Kemiskinan" }
[indicators.c]
normalisation = { method = "goalposts", lower = 0, upper = 100 }
[missing]
carry_forward_years = 1
"""


@pytest.fixture
def explained(index):
    """Explain a year; findings by region and rule."""

    def run(table, year=2020, text=INDEX, peers=None):
        read = index(text)
        selection, groups, assessment = assess_year(read, table, year)
        peers = np.zeros(len(table.units), dtype=np.int64) if peers is None else peers
        context = Context(read, selection, assessment, read_history(read, table), peers, groups)
        found = {}
        for each in explain(context):
            found.setdefault((table.units[each.unit], each.rule, each.subject), each)
        return found

    return run


def lines(table, finding):
    return [int(table.row[at]) for at in finding.evidence]


def test_a_value_below_its_target_is_a_challenge_of_gap_times_weight(explained, observed):
    table = observed("R,a,2020,45\nS,a,2020,60")
    found = explained(table)

    finding = found["R", "below_target", "a"]
    assert (finding.value, finding.reference, finding.score) == (45, 60, 45)
    assert (finding.gap, finding.priority) == (15, pytest.approx(15 / 4))
    assert lines(table, finding) == [2]
    assert ("S", "below_target", "a") not in found


def test_a_value_beyond_the_worst_goalpost_is_a_challenge(explained, observed):
    found = explained(observed("R,b,2020,51\nS,b,2020,50"))

    assert found["R", "below_goalpost", "b"].reference == 50
    assert ("S", "below_goalpost", "b") not in found


def test_worse_than_the_median_of_the_peers_is_a_challenge(explained, observed):
    table = observed("R,c,2020,10\nS,c,2020,20\nT,c,2020,40\nU,c,2020,1")
    found = explained(table)
    assert found["R", "below_peers", "c"].reference == 15
    assert found["U", "below_peers", "c"].gap == 14
    assert ("S", "below_peers", "c") not in found

    assert ("R", "below_peers", "c") not in explained(table, peers=np.array([0, 1, 1, 0]))


def test_two_worse_years_running_are_a_challenge_that_cites_all_three(explained, observed):
    table = observed("R,b,2018,10\nR,b,2019,11\nR,b,2020,12\nS,b,2018,10\nS,b,2019,9\nS,b,2020,12")
    found = explained(table)

    assert lines(table, found["R", "worsening", "b"]) == [2, 3, 4]
    assert found["R", "worsening", "b"].reference == 10
    assert ("S", "worsening", "b") not in found


def test_a_target_that_will_be_missed_is_a_challenge_with_its_year(explained, observed):
    table = observed("R,a,2018,10\nR,a,2020,20\nS,a,2018,20\nS,a,2020,19\nT,a,2018,20\nT,a,2020,50")
    found = explained(table)

    late = found["R", "misses_deadline", "a"]
    assert late.projected_year == pytest.approx(2018 + 2 * math.log(6) / math.log(2))
    assert lines(table, late) == [2, 3]
    assert math.isnan(found["S", "misses_deadline", "a"].projected_year)
    assert ("T", "misses_deadline", "a") not in found


def test_missing_and_stale_data_are_challenges(explained, observed):
    table = observed("R,a,2020,50\nR,b,2019,5")
    found = explained(table)

    assert found["R", "missing", "c"].evidence == ()
    assert found["R", "stale", "b"].reference == 2019
    assert lines(table, found["R", "stale", "b"]) == [3]


def test_the_dimension_that_lags_the_others_is_a_challenge(explained, observed):
    table = observed("R,a,2020,20\nR,c,2020,80\nS,a,2020,50\nS,c,2020,55")
    found = explained(table)

    finding = found["R", "lagging", "P"]
    assert (finding.score, finding.reference, finding.gap) == (20, 80, 60)
    assert finding.priority == pytest.approx(15)
    assert lines(table, finding) == [2]
    assert not any(key[:2] == ("S", "lagging") for key in found)


def test_the_best_tenth_of_the_peers_is_a_potential(explained, observed):
    twenty = "\n".join(f"R{at},c,2020,{at}" for at in range(20))
    found = explained(observed(twenty))
    assert {key[0] for key in found if key[1] == "top_decile"} == {"R19", "R18"}

    nine = "\n".join(f"R{at},c,2020,{at}" for at in range(9))
    assert not any(key[1] == "top_decile" for key in explained(observed(nine)))


def test_the_fastest_improving_tenth_is_a_potential_that_cites_both_years(explained, observed):
    rows = [f"R{at},b,2019,20\nR{at},b,2020,{20 - at}" for at in range(10)]
    table = observed("\n".join(rows))
    found = explained(table)

    assert [key[0] for key in found if key[1] == "fastest_improving"] == ["R9"]
    assert lines(table, found["R9", "fastest_improving", "b"]) == [20, 21]


def test_a_resource_that_is_there_and_little_used_is_a_potential(explained, observed):
    text = INDEX + '[resources.sun]\npotential = "sun_mw"\nused = "c"\n'
    table = observed(
        "R,sun_mw,2020,900\nR,c,2020,1\nS,sun_mw,2020,10\nS,c,2020,90\nT,sun_mw,2020,20\nT,c,2020,50"
    )
    found = explained(table, text=text)

    assert [key for key in found if key[1] == "unused_resource"] == [("R", "unused_resource", "sun_mw")]
    assert lines(table, found["R", "unused_resource", "sun_mw"]) == [2, 3]


PUBLISHED = """
code = "X"
[nodes.X]
published = "x"
resolution = 1
children = { a = 1, b = 1 }
[defaults]
normalisation = { method = "goalposts", lower = 0, upper = 100 }
resolution = 2
[indicators]
a = {}
b = { direction = "down" }
"""


def test_a_published_score_that_cannot_follow_from_rounded_components_is_an_anomaly(explained, observed):
    # Components of 40 and 100 - 60 give 40; each may be off by 1, the score by 1 and its own rounding by 0.5.
    values = {"fits": 41.5, "high": 41.6, "low": 38.4}
    table = observed(
        "\n".join(f"{unit},a,2020,40\n{unit},b,2020,60\n{unit},x,2020,{x}" for unit, x in values.items())
    )
    found = explained(table, text=PUBLISHED)

    assert {key[0] for key in found if key[1] == "published_differs"} == {"high", "low"}
    assert lines(table, found["high", "published_differs", "X"]) == [7]


def test_the_most_urgent_comes_first_and_challenges_before_potentials(index, observed):
    read = index(INDEX)
    table = observed("\n".join(f"R{at},{code},2020,{at * 4}" for at in range(10) for code in "abc"))
    selection, groups, assessment = assess_year(read, table, 2020)
    peers = np.zeros(10, dtype=np.int64)
    found = explain(Context(read, selection, assessment, read_history(read, table), peers, groups))
    kinds = {rule.name: rule.kind for rule in RULES}

    assert [each.unit for each in found] == sorted(each.unit for each in found)
    last = [kinds[each.rule] for each in found if each.unit == 9]
    assert last == sorted(last) and set(last) == {"challenge", "potential"}
    priorities = [each.priority for each in found if each.unit == 0 and kinds[each.rule] == "challenge"]
    assert priorities == sorted(priorities, reverse=True)


def test_every_rule_has_a_finder_of_its_name():
    assert {find.__name__ for find in FINDERS} == {rule.name for rule in RULES}


def test_findings_are_told_in_both_languages(index, explained, observed):
    read = index(INDEX)
    found = explained(observed("R,a,2018,10\nR,a,2020,20\nR,b,2020,51.25"))

    def told(*key, language):
        return describe(found[key], read, 2020, language)

    assert told("R", "below_target", "a", language="en") == "a is 20; the target is 60."
    assert told("R", "below_goalpost", "b", language="id") == (
        "Kemiskinan sebesar 51.25, melampaui nilai terburuk skala, 50."
    )
    assert told("R", "misses_deadline", "a", language="en") == (
        "a is heading for its target 60 in 2023.2; the deadline is 2022."
    )
    for finding in found.values():
        for language in ("en", "id"):
            text = describe(finding, read, 2020, language)
            assert not re.search(r"[{}]|\bnan\b|None", text), text
