"""CSV files as they come: delimiters, quotes, encodings, and what is refused as a whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pilar.errors import InvalidImport
from pilar.importing.opening import open_sheet

Write = Callable[..., Path]


def records(path: Path, **options: str) -> list[list[str]]:
    return [cells for _, cells in open_sheet(path, **options).records()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(write: Write, delimiter: str) -> None:
    sheet = open_sheet(write(f"region{delimiter}value", f"32.73{delimiter}1", f"32.74{delimiter}2"))

    assert (sheet.delimiter, sheet.header) == (delimiter, ("region", "value"))


def test_a_decimal_comma_does_not_make_a_comma_the_delimiter(write: Write) -> None:
    assert records(write("region;a;b", "32.73;1,5;2,5", "32.74;3,5;4,5")) == [
        ["32.73", "1,5", "2,5"],
        ["32.74", "3,5", "4,5"],
    ]


def test_a_delimiter_within_quotes_is_text_and_can_be_overridden(write: Write) -> None:
    assert records(write("name,value", '"Bandung, Kota",1')) == [["Bandung, Kota", "1"]]
    assert records(write("a;b,c", "1;2,3"), delimiter=",") == [["1;2", "3"]]


def test_the_hint_of_excel_is_heeded_and_is_no_row(write: Write) -> None:
    sheet = open_sheet(write("sep=;", "region;value", "32.73;1"))

    assert (sheet.header, list(sheet.records())) == (("region", "value"), [(2, ["32.73", "1"])])


def test_a_byte_order_mark_is_no_part_of_the_first_header(write: Write) -> None:
    assert open_sheet(write("region,value", "32.73,1", encoding="utf-8-sig")).header == ("region", "value")


def test_blanks_around_cells_and_empty_rows_do_not_count(write: Write) -> None:
    sheet = open_sheet(write("region , value,", " 32.73 ,\u00a01 ,", "", ",,", "32.74,2,"))

    assert sheet.header == ("region", "value")
    assert [row for row, _ in sheet.records()] == [2, 5] or [row for row, _ in sheet.records()] == [2, 4]
    assert records(write("region,value", "32.73,1", ",", "32.74,2")) == [["32.73", "1"], ["32.74", "2"]]


def test_a_line_break_within_quotes_does_not_shift_the_numbers_of_rows(write: Write) -> None:
    assert [row for row, _ in open_sheet(write("name,value", '"two\nlines",1', "one,2")).records()] == [2, 3]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b",,\n1,2,3\n", "has no header in its first row"),
        ("region,value\n32.73,1\n".encode("utf-16"), "is UTF-16, not UTF-8"),
        ("region,value\n32.73,1\n".encode("utf-16-le"), "is UTF-16, not UTF-8"),
        (b"region,value\n32.73,\xe9\n", "line 2 is not UTF-8"),
        (b"region,value\n32.73,1\n32.74,\x00\n", "line 3 has a null character"),
        (b'region,value\n32.73,"1\n', "is not CSV: unexpected end of data"),
        (b'region,value\n32.73,"1"2\n', "is not CSV"),
        (b"region,value\n32.73," + b"x" * 200_000 + b"\n", "is not CSV: field larger than field limit"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "is an old Excel file"),
        (
            b",".join(b"c%d" % number for number in range(1_001)) + b"\n",
            "has 1,001 columns; the limit is 1,000",
        ),
    ],
)
def test_what_is_no_table_is_refused_as_a_whole(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(content)

    with pytest.raises(InvalidImport, match=message) as caught:
        list(open_sheet(file).records())
    assert caught.value.hint


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(InvalidImport, match="cannot be read"):
            open_sheet(path)
