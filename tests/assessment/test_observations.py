"""A CSV file of observations is read whole, or refused at its first fault: file, line, column, value, rule, remedy."""

from __future__ import annotations

import pytest
from pilar.assessment.observations import read_observations
from pilar.errors import InvalidObservations

HEADER = "unit,indicator,year,value"


def read(text: str, groups: tuple[str, ...] = ()):
    return read_observations("file.csv", text.encode(), groups)


def test_columns_may_stand_in_any_order_and_others_are_ignored():
    table = read("note,value,year,indicator,unit\nx,1.5,2020,a,R\n")

    assert (table.units, table.indicators, table.years) == (("R",), ("a",), (2020,))
    assert table.value.tolist() == [1.5] and table.row.tolist() == [2]


def test_an_empty_value_is_missing_and_not_zero():
    table = read(f"{HEADER}\nR,a,2020,\nS,a,2020,0\n")

    assert table.units == ("R", "S")
    assert table.value.tolist() == [0.0]


def test_codes_are_texts():
    assert read(f"{HEADER}\n11.10,a,2020,1\n11.1,a,2020,2\n").units == ("11.10", "11.1")


def test_numbers_are_read_to_the_last_bit():
    table = read(f"{HEADER}\nR,a,2020,0.1\nR,b,2020,1e-05\nR,c,2020,+.5\nR,d,2020,5e-324\n")

    assert table.value.tolist() == [0.1, 1e-05, 0.5, 5e-324]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "file.csv:1: there is no column 'unit'", "The file has no header"),
        ("unit,indicator,yaer,value\n", "file.csv:1: there is no column 'year'", "Did you mean 'yaer'?"),
        (f"{HEADER},value\n", "file.csv:1: column 'value' occurs twice", "Remove"),
        (f"{HEADER}\nR,a,2020\n", "file.csv:2: the row has 3 cells, but the header has 4", "quotes"),
        (f"{HEADER}\n,a,2020,1\n", "file.csv:2: column 'unit': '' is empty", "Fill"),
        (f"{HEADER}\nR,,2020,1\n", "file.csv:2: column 'indicator': '' is empty", "Fill"),
        (f"{HEADER}\nR,a,20,1\n", "file.csv:2: column 'year': '20' is not a year", "2024"),
        (f"{HEADER}\nR,a,2020.5,1\n", "column 'year': '2020.5' is not a year", "2024"),
        (
            f"{HEADER}\nR,a,2020,1\nS,a,2020,inf\n",
            "file.csv:3: column 'value': 'inf' is not a finite number",
            "1234.5",
        ),
        (f"{HEADER}\nR,a,2020,nan\n", "column 'value': 'nan' is not a finite number", "leave the cell empty"),
        (f"{HEADER}\nR,a,2020,1e999\n", "column 'value': '1e999' is not a finite number", "1234.5"),
        (f"{HEADER}\nR,a,2020,1_000\n", "column 'value': '1_000' is not a finite number", "1234.5"),
        (f'{HEADER}\nR,a,2020,"1,5"\n', "column 'value': '1,5' is not a finite number", "1234.5"),
        (f"{HEADER}\nR,a,2020,\u0661\n", "column 'value': '\u0661' is not a finite number", "1234.5"),
        (
            f"{HEADER},status\nR,a,2020,1,FINALE\n",
            "column 'status': 'FINALE' is no status",
            "Did you mean 'FINAL'?",
        ),
        (f"{HEADER},revision\nR,a,2020,1,1.5\n", "column 'revision': '1.5' is not a whole number", "1, 2"),
        (
            f"{HEADER}\nR,a,2020,1\nR,a,2020,1\n",
            "file.csv:3: unit 'R', indicator 'a', year 2020 stands in line 2",
            "revision",
        ),
        (f'{HEADER}\n"R,a,2020,1\n', "not CSV", "quotes"),
    ],
    ids=lambda value: value[-30:].strip(),
)
def test_a_faulty_file_is_refused_at_its_first_fault(text, message, hint):
    with pytest.raises(InvalidObservations) as raised:
        read(text)

    assert message in raised.value.message
    assert hint in raised.value.hint


def test_a_file_in_another_encoding_is_refused_with_its_line():
    with pytest.raises(InvalidObservations) as raised:
        read_observations("file.csv", f"{HEADER}\nR,a,2020,1\n\xe9,a,2020,1\n".encode("latin-1"))

    assert raised.value.message == "file.csv:3: the text is not UTF-8."


def test_a_byte_order_mark_and_windows_line_ends_are_read():
    table = read_observations("file.csv", f"\ufeff{HEADER}\r\nR,a,2020,1\r\n".encode())

    assert table.units == ("R",)


def test_a_unit_in_two_groups_a_year_is_refused_with_both_lines():
    with pytest.raises(InvalidObservations) as raised:
        read(f"{HEADER},group\nR,a,2020,1,x\nR,b,2020,1,y\n", ("group",))

    assert "file.csv:3: column 'group': 'y' contradicts 'x' in line 2" in raised.value.message


def test_a_group_column_that_is_missing_is_named():
    with pytest.raises(InvalidObservations) as raised:
        read(f"{HEADER},groop\n", ("group",))

    assert (raised.value.message, raised.value.hint) == (
        "file.csv:1: there is no column 'group'.",
        "Did you mean 'groop'?",
    )
