"""Decimal marks and thousands separators: told by evidence, never guessed."""

from __future__ import annotations

import pytest
from pilar.commons.cells import UnfitCell
from pilar.importing.figures import Marks, find_marks, plain_number

COMMA = Marks(",", certain=True)
POINT = Marks(".", certain=True)


@pytest.mark.parametrize(
    ("cells", "marks"),
    [
        (["12,5", "3"], COMMA),
        (["1.234,56"], COMMA),
        (["1.234.567"], COMMA),
        (["12.5"], POINT),
        (["1,234.56"], POINT),
        (["1,234,567"], POINT),
        (["106.845"], Marks()),
        (["1,234", "5"], Marks()),
        ([], Marks()),
        (["12,5", "13,5", "14.5"], COMMA),
    ],
)
def test_the_mark_of_a_file_is_found_by_what_can_only_be_one(cells: list[str], marks: Marks) -> None:
    assert find_marks(cells) == marks


@pytest.mark.parametrize(
    ("text", "marks", "plain"),
    [
        ("1.234,56", COMMA, "1234.56"),
        ("1.234", COMMA, "1234"),
        ("12,5", COMMA, "12.5"),
        ("-1 234,5", COMMA, "-1234.5"),
        ("34 527,1", COMMA, "34527.1"),
        ("1,234.56", POINT, "1234.56"),
        ("1'234.5", POINT, "1234.5"),
        ("1,234", POINT, "1234"),
        ("106.845", Marks(), "106.845"),
        ("abc", POINT, "abc"),
    ],
)
def test_separators_of_thousands_are_taken_out(text: str, marks: Marks, plain: str) -> None:
    assert plain_number(text, marks) == plain


@pytest.mark.parametrize(
    ("text", "marks", "rule"),
    [
        ("1,234", Marks(), "may have a decimal comma or thousands separators"),
        ("12,5", POINT, "has a decimal comma, where the file uses a point"),
        ("12.5", COMMA, "has a decimal point, where the file uses a comma"),
    ],
)
def test_what_could_be_two_numbers_is_refused(text: str, marks: Marks, rule: str) -> None:
    with pytest.raises(UnfitCell, match=rule) as caught:
        plain_number(text, marks)
    assert "--decimal" in caught.value.remedy
