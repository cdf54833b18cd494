"""A key that is a number is found by its digits, on each kind of database; no other text is an error."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize("year", ["2017", '"', "", "2017.0", "-1", "9" * 40, "\u0662"])
def test_a_number_is_found_by_its_digits_only(graph: Any, year: str) -> None:
    document = "query Q($year: String) { mentoring { cohort(year: $year) { year } } }"
    answer = graph.ask(document, {"year": year})
    assert answer == {"data": {"mentoring": {"cohort": {"year": 2017} if year == "2017" else None}}}
