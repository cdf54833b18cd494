"""The benchmark of the assessment measures what it says: the same observations every time, every size assessed."""

from __future__ import annotations

import json

import numpy as np
from pilar.assessment.pipeline import assess_year

from bench.assessment import SIZES, Measured, Size, main, make_index, make_observations, measure, write_table

SMALL = Size("small", 40, 12, 2, treated=True, draws=5)


def test_the_observations_are_the_same_every_time_and_most_regions_get_a_score():
    one, two = make_observations(SMALL), make_observations(SMALL)
    _, _, assessment = assess_year(make_index(SMALL), one, 2020)

    assert one.value.tolist() == two.value.tolist()
    assert np.mean(~np.isnan(assessment.scores[:, -1])) > 0.9


def test_a_size_is_measured_and_printed():
    measured = measure(SMALL, repeats=1)

    assert measured.cells == 960
    assert min(measured.assess_s, measured.one_region_ms, measured.sensitivity_s, measured.peak_mib) > 0
    assert "| small | 960 |" in write_table([measured])


def test_the_sizes_of_the_programme_are_among_those_measured(capsys):
    assert {(size.regions, size.indicators, size.years) for size in SIZES} >= {
        (514, 48, 6),
        (100_000, 100, 1),
    }
    assert main(["--here", "--repeats", "1", "--sizes", "national"]) == 0

    [found] = json.loads(capsys.readouterr().out)
    assert Measured(**found).assess_s < 1
