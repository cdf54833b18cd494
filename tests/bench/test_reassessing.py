"""A change that is measured is a change that the API shows."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bench.reassessing import Took, make_database, measure, summarise, write_table


def test_each_change_is_visible_before_the_clock_stops(tmp_path: Path) -> None:
    url, cells = make_database(tmp_path, (2024,))
    measured = asyncio.run(measure(url, changes=3, rounds=1, cells=cells))

    assert cells == 47 * 514
    assert measured.changes == 3
    assert 0 < measured.visible_median_ms <= measured.visible_p99_ms
    assert measured.ratio > 1


def test_medians_and_ratios_are_those_of_the_runs() -> None:
    measured = summarise(10, [Took(1, 2), Took(3, 4), Took(100, 6)], [Took(50, 40), Took(70, 40)])

    assert (measured.visible_median_ms, measured.cpu_median_ms, measured.full_ms) == (3, 4, 60)
    assert measured.ratio == 10
    assert "| one observation of 3 | 10 | 3 | 98 | 4 | 60 | 40 | 10 |" in write_table(measured)
