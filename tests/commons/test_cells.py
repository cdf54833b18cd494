"""One cell of a CSV file: what it becomes, and what is refused."""

from __future__ import annotations

import datetime
import decimal
import enum

import pytest
from hypothesis import given, strategies as st
from pilar.commons.cells import CellType, UnfitCell, read_cell


class Fuel(enum.Enum):
    COAL = "COAL"
    HYDRO = "HYDRO"


def cell(python: type, **bounds: float) -> CellType:
    return CellType(python, nullable=True, **bounds)


@pytest.mark.parametrize(
    ("text", "python", "value"),
    [
        ("11.10", str, "11.10"),
        ("0042", int, 42),
        ("-7", int, -7),
        ("13.10", float, 13.1),
        ("-2.5e-3", float, -0.0025),
        ("0.10", decimal.Decimal, decimal.Decimal("0.10")),
        ("true", bool, True),
        ("false", bool, False),
        ("HYDRO", Fuel, Fuel.HYDRO),
        ("2024-02-29", datetime.date, datetime.date(2024, 2, 29)),
        (
            "2024-02-29T07:00:00+07:00",
            datetime.datetime,
            datetime.datetime(2024, 2, 29, tzinfo=datetime.UTC),
        ),
    ],
)
def test_a_cell_becomes_a_value_of_its_columns_type(text: str, python: type, value: object) -> None:
    found = read_cell(text, cell(python))

    assert found == value
    assert isinstance(found, python)


@pytest.mark.parametrize("python", [str, int, float, decimal.Decimal, bool, Fuel, datetime.date])
def test_an_empty_cell_is_null_and_never_zero(python: type) -> None:
    assert read_cell("", cell(python)) is None


@pytest.mark.parametrize(
    ("text", "kind", "rule", "remedy"),
    [
        ("", CellType(int, nullable=False), "is empty, but a value is required", "Fill the cell"),
        (" 12", cell(int), "begins or ends with a blank", "Remove the blank."),
        ("12.0", cell(int), "is not a whole number", "digits only"),
        ("1,234", cell(int), "is not a whole number", "digits only"),
        ("1_000", cell(int), "is not a whole number", "digits only"),
        ("9" * 30, cell(int), "is not a whole number", "digits only"),
        ("NaN", cell(float), "is not a finite number", "1234.5"),
        ("Infinity", cell(float), "is not a finite number", "1234.5"),
        ("1e999", cell(float), "is not a finite number", "1234.5"),
        ("1_0.5", cell(float), "is not a finite number", "1234.5"),
        ("3,5", cell(float), "is not a finite number", "1234.5"),
        ("NaN", cell(decimal.Decimal), "is not a decimal number", "1234.50"),
        ("yes", cell(bool), "is neither true nor false", "true or false"),
        ("HYDR", cell(Fuel), "is no Fuel", "Did you mean 'HYDRO'?"),
        ("wind", cell(Fuel), "is no Fuel", "Write one of COAL, HYDRO."),
        ("2023-02-29", cell(datetime.date), "is not a date", "2024-12-31"),
        ("31/12/2024", cell(datetime.date), "is not a date", "2024-12-31"),
        ("2024-01-01T00:00:00", cell(datetime.datetime), "is not a moment with a time zone", "+07:00"),
        ("101", cell(float, highest=100), "is above 100", "up to 100"),
        ("-1", cell(int, lowest=0), "is below 0", "from 0 upward"),
        ("abc", cell(str, longest=2), "has 3 characters; the limit is 2", "Shorten it."),
    ],
)
def test_an_unfit_cell_is_refused_with_rule_and_remedy(
    text: str, kind: CellType, rule: str, remedy: str
) -> None:
    with pytest.raises(UnfitCell) as caught:
        read_cell(text, kind)

    assert caught.value.rule == rule
    assert remedy in caught.value.remedy


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_double_survives_as_text(value: float) -> None:
    assert read_cell(repr(value), cell(float)) == value
