"""An index in TOML becomes frozen data, or one clear error: file, key, value, rule and remedy."""

from __future__ import annotations

import dataclasses

import pytest
from pilar.assessment.definition import Goalposts, MinMax, Percentile, Rank, Target, Treatment, ZScore
from pilar.assessment.reading import read_index
from pilar.errors import InvalidIndex

WHOLE = """
code = "X"
[nodes.X]
children = { a = 1, b = 2 }
[indicators.a]
direction = "up"
normalisation = { method = "goalposts", lower = 0, upper = 10 }
[indicators.b]
direction = "down"
"""


def changed(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new, 1)


def refusal(text: str) -> InvalidIndex:
    with pytest.raises(InvalidIndex) as raised:
        read_index("index.toml", text.encode())
    return raised.value


def test_an_index_is_frozen_data_with_documented_defaults(index):
    read = index(WHOLE)

    assert (read.code, read.scale, read.carry_forward_years) == ("X", 100.0, 0)
    assert read.root.children == ("a", "b") and read.root.weights == (1.0, 2.0)
    assert (read.root.mean, read.root.minimum_share) == ("arithmetic", 0.0)
    assert read.indicators[0].normalisation == Goalposts(0, 10)
    assert (read.indicators[1].direction, read.indicators[1].normalisation) == ("down", MinMax())
    with pytest.raises(dataclasses.FrozenInstanceError):
        read.scale = 1


@pytest.mark.parametrize(
    ("text", "normalisation"),
    [
        (
            '{ method = "goalposts", lower = 1, upper = 9, transform = "log", clamp = true }',
            Goalposts(1, 9, True, True),
        ),
        ('{ method = "minmax" }', MinMax()),
        ('{ method = "minmax", range = [1, 100] }', MinMax((1, 100))),
        ('{ method = "zscore", mean = 50, deviation = 10 }', ZScore(50, 10)),
        ('{ method = "rank" }', Rank()),
        ('{ method = "percentile" }', Percentile()),
        ('{ method = "target", start = 5, target = 8 }', Target(5, 8)),
        (
            '{ method = "target", start = 5, target = 8, points = [33, 66, 95] }',
            Target(5, 8, points=(33, 66, 95)),
        ),
    ],
)
def test_every_method_of_normalisation_is_read(index, text, normalisation):
    read = index(changed('{ method = "goalposts", lower = 0, upper = 10 }', text))

    assert read.indicators[0].normalisation == normalisation


def test_treatment_denominator_and_imputation_are_read(index):
    read = index(
        WHOLE
        + """
denominator = "people"
imputation = { method = "group_mean", group = "province" }
[indicators.b.treatment]
method = "winsorise"
max_points = 3
"""
    )

    assert read.indicators[1].treatment == Treatment(2.0, 3.5, 3)
    assert (read.indicators[1].denominator, read.indicators[1].imputation_group) == ("people", "province")
    assert read.supporting == ("people",)
    assert read.inputs == ("a", "b", "people")


def test_defaults_hold_for_indicators_that_say_nothing_else(index):
    read = index(WHOLE + '[defaults]\ndirection = "up"\nnormalisation = { method = "rank" }\n')

    assert read.indicators[0].normalisation == Goalposts(0, 10)
    assert (read.indicators[1].direction, read.indicators[1].normalisation) == ("down", Rank())


@pytest.mark.parametrize(("start", "target", "direction"), [(5, 8, "up"), (8, 5, "down")])
def test_a_way_to_a_target_says_its_direction(index, start, target, direction):
    way = f"{{ method = 'target', start = {start}, target = {target} }}"
    read = index(changed('direction = "down"\n', f"normalisation = {way}\n"))

    assert (read.indicators[1].direction, read.indicators[1].target) == (direction, target)


def test_weights_are_versioned_by_the_first_year_in_which_they_hold(index):
    read = index(WHOLE + "[weights.2017.X]\na = 10\nb = 20\n[weights.2022.X]\na = 30\nb = 10\n")

    assert read.weights(2016)["X"] == (1, 2)
    assert read.weights(2017)["X"] == read.weights(2021)["X"] == (10, 20)
    assert read.weights(2022)["X"] == read.weights(2050)["X"] == (30, 10)


def test_a_tree_may_be_deep(index):
    depth = 3000
    nodes = "".join(f"[nodes.n{at}]\nchildren = {{ n{at + 1} = 1 }}\n" for at in range(depth))
    read = index(f'code = "n0"\n{nodes}[nodes.n{depth}]\nchildren = {{ a = 1 }}\n[indicators.a]\n')

    assert read.root.name == "n0"
    assert read.nodes[0].name == f"n{depth}"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("code = ", "index.toml is not TOML", "line"),
        ('code = "X"\n', "the key 'nodes' is missing", "docs/assessment.md"),
        (changed('code = "X"', 'code = "X"\nscael = 1'), "no key 'scael'", "Did you mean 'scale'?"),
        (changed("children =", "childern ="), "no key 'nodes.X.childern'", "Did you mean 'children'?"),
        (changed('code = "X"', 'code = "X"\nscale = 0'), "'scale' is 0", "above 0"),
        (changed('code = "X"', "code = 5"), "'code' is 5", "text"),
        (
            changed("{ a = 1, b = 2 }", "{ a = 0, b = 0 }"),
            "weights of 'nodes.X.children' sum to zero",
            "above 0",
        ),
        (changed("{ a = 1, b = 2 }", "{ a = -1, b = 2 }"), "'nodes.X.children.a' is -1", "0 or more"),
        (changed("{ a = 1, b = 2 }", "{ a = nan, b = 2 }"), "'nodes.X.children.a' is nan", "finite"),
        (changed("{ a = 1, b = 2 }", "{ a = inf, b = 2 }"), "'nodes.X.children.a' is inf", "finite"),
        (changed("{ a = 1, b = 2 }", '{ a = "1", b = 2 }'), "'nodes.X.children.a' is '1'", "number"),
        (changed("{ a = 1, b = 2 }", "{ a = true, b = 2 }"), "'nodes.X.children.a' is True", "number"),
        (changed("{ a = 1, b = 2 }", "{}"), "'nodes.X.children' is empty", "Name a child"),
        (changed("b = 2 }", "bb = 2 }"), "'bb', a child of 'X', is neither", "Did you mean"),
        (
            changed('[indicators.b]\ndirection = "down"', '[indicators.b]\ndirection = "dwon"'),
            "is 'dwon'",
            "'down'",
        ),
        (
            changed('"goalposts"', '"goalpost"'),
            "normalisation.method' is 'goalpost'",
            "Did you mean 'goalposts'?",
        ),
        (changed("lower = 0", "lower = 11"), "normalisation.lower' is 11", 'direction = "down"'),
        (changed("lower = 0", "lower = 10"), "normalisation.lower' is 10", "below upper"),
        (changed("lower = 0, ", ""), "normalisation.lower' is missing", "docs/assessment.md"),
        (changed("upper = 10", 'upper = 10, transform = "log"'), "normalisation.lower' is 0", "above 0"),
        (changed("upper = 10", 'upper = 10, transform = "ln"'), "transform' is 'ln'", "none, log"),
        (changed("upper = 10", "upper = 10, clamp = 1"), "clamp' is 1", "true or false"),
        (
            changed("upper = 10", "upper = 10, target = 3"),
            "no key 'indicators.a.normalisation.target'",
            "known are",
        ),
        (WHOLE + "[missing]\nminimum_share = 1.5\n", "'missing.minimum_share' is 1.5", "from 0 to 1"),
        (WHOLE + "[missing]\ncarry_forward_years = -1\n", "carry_forward_years' is -1", "whole number"),
        (WHOLE + "[missing]\ncarry_forward_years = 1.5\n", "carry_forward_years' is 1.5", "whole number"),
        (WHOLE + "[weights.now.X]\na = 1\nb = 1\n", "'weights.now' is no year", "[weights.2022.NODE]"),
        (WHOLE + "[weights.2022.Y]\na = 1\n", "'weights.2022.Y' is no node", "The nodes are X"),
        (WHOLE + "[weights.2022.X]\na = 1\n", "'weights.2022.X.b' is missing", "docs/assessment.md"),
        (WHOLE + "[weights.2022.X]\na = 0\nb = 0\n", "weights of 'weights.2022.X' sum to zero", "above 0"),
        (WHOLE + "[indicators.b.treatment]\nmethod = 'trim'\n", "treatment.method' is 'trim'", "winsorise"),
        (
            WHOLE + "[indicators.b.treatment]\nmethod = 'winsorise'\nmax_points = -1\n",
            "max_points' is -1",
            "0 to",
        ),
        (WHOLE + "imputation = { method = 'group_mean' }\n", "imputation.group' is missing", "docs"),
        (
            WHOLE + "normalisation = { method = 'target', start = 5, target = 8 }\n",
            "'indicators.b.direction' is 'down'",
            "from 5 to 8 leads up",
        ),
        (WHOLE + "normalisation = { method = 'target', start = 5, target = 5 }\n", "target' is 5", "differs"),
        (
            WHOLE + "normalisation = { method = 'target', start = 5, target = 2, points = [66, 33] }\n",
            "points' is [66, 33]",
            "rise",
        ),
        (WHOLE + "normalisation = { method = 'minmax', range = [100, 1] }\n", "range' is [100, 1]", "worst"),
        (WHOLE + "normalisation = { method = 'zscore', deviation = 0 }\n", "deviation' is 0", "above 0"),
        (WHOLE + "[nodes.Y]\nchildren = { a = 1 }\n", "'a' is a child of 'X' and of 'Y'", "one parent"),
        (
            WHOLE + "[nodes.Y]\nchildren = { c = 1 }\n[indicators.c]\n",
            "nodes X, Y have no parent",
            "children of 'X'",
        ),
        (WHOLE + "[nodes.a]\nchildren = { b = 1 }\n", "'a' is a node and an indicator", "Rename"),
        (WHOLE + "[nodes.P]\nchildren = { Q = 1 }\n[nodes.Q]\nchildren = { P = 1 }\n", "-> ", "Remove one"),
        (changed("{ a = 1, b = 2 }", "{ a = 1, b = 2, X = 1 }"), "X -> X form a cycle", "Remove one"),
        (
            changed('direction = "up"', 'direction = "neutral"').replace("b = 2", "b = 0"),
            "that score sum to zero",
            "Neutral",
        ),
    ],
    ids=lambda value: value.strip().splitlines()[-1][:40] if "\n" in value else "",
)
def test_a_faulty_definition_is_refused_with_key_value_and_remedy(text, message, hint):
    error = refusal(text)

    assert message in error.message
    assert hint in error.hint
    assert "index.toml" in error.message


def test_a_cycle_is_named_node_by_node():
    error = refusal(
        'code = "A"\n[nodes.A]\nchildren = { B = 1 }\n[nodes.B]\nchildren = { C = 1 }\n'
        "[nodes.C]\nchildren = { A = 1, x = 1 }\n[indicators.x]\n"
    )

    assert "A -> B -> C -> A form a cycle" in error.message


@pytest.mark.parametrize("digits", [400, 5000])
def test_a_number_too_large_for_a_double_is_refused(digits):
    assert "index.toml" in refusal(changed("upper = 10", f"upper = {'9' * digits}")).message


def test_a_text_that_is_not_utf8_is_refused_with_its_line():
    with pytest.raises(InvalidIndex) as raised:
        read_index("index.toml", b'code = "X"\n# \xff\n')

    assert raised.value.message == "index.toml:2: the text is not UTF-8."
