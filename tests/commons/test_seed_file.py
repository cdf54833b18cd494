"""A CSV file of seed rows: what is read from it, and the faults that it is refused for."""

from __future__ import annotations

from pathlib import Path

import pytest
from pilar.commons.entity import table_of
from pilar.commons.indicator import Direction, Evidence, Indicator
from pilar.commons.region import Region
from pilar.commons.seed_file import SeedRows, read_seed
from pilar.commons.source import Source
from pilar.errors import InvalidSeed
from pilar.hookspecs import Seed

HEADER = "code,publisher,dataset,licence,year\n"
ROW = "bps-gini,BPS,Gini ratio,statistics published by BPS,2022\n"


def read(text: str | bytes, table: type = Source, rows: int = 1) -> SeedRows:
    content = text.encode() if isinstance(text, str) else text
    return read_seed("core/sources.csv", Seed(table, Path("sources.csv"), rows), content)


def test_headers_may_stand_in_any_order_and_optional_ones_be_left_out() -> None:
    seed = read("licence,code,publisher,dataset\nCC BY 4.0,wri,WRI,Power plants\n")

    assert [column.name for column in seed.columns] == ["licence", "code", "publisher", "dataset"]
    assert seed.rows[0].values == ("CC BY 4.0", "wri", "WRI", "Power plants")


def test_a_reference_is_headed_by_its_relationship_and_holds_a_natural_key() -> None:
    header = "code,kind,name_id,parent,source\n"
    seed = read(header + "32.73,KOTA,Kota Bandung,32,kemendagri\n", Region)

    assert [column.name for column in seed.columns][-2:] == ["parent_id", "source_id"]
    assert seed.columns[-1].target is table_of(Source)
    assert seed.rows[0].values[-2:] == ("32", "kemendagri")


def test_enums_are_given_by_name_and_empty_cells_are_null() -> None:
    header = "code,name_id,unit,unit_label,direction,evidence,target_value\n"
    seed = read(header + "ENV.PM25,Konsentrasi,ug/m3,ug/m3,DOWN,VERIFIED,\n", Indicator)

    assert seed.rows[0].values[-3:] == (Direction.DOWN, Evidence.VERIFIED, None)


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    seed = read(b"\xef\xbb\xbf" + (HEADER + ROW).replace("\n", "\r\n").encode())

    assert seed.rows[0].values[0] == "bps-gini"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            HEADER.replace("publisher", "publishr") + ROW,
            "core/sources.csv:1: Source has no column 'publishr'.",
            "Did you mean 'publisher'?",
        ),
        (
            HEADER.replace("year", "id") + ROW,
            "core/sources.csv:1: Source has no column 'id'.",
            "The table has: ",
        ),
        (
            HEADER.replace("year", "code") + ROW,
            "core/sources.csv:1: column 'code' occurs twice.",
            "Remove one of them.",
        ),
        (
            "code,publisher,dataset\nbps-gini,BPS,Gini ratio\n",
            "core/sources.csv:1: column 'licence' is missing.",
            "Add it: Source requires it.",
        ),
        ("", "core/sources.csv:1: the file ends within a line.", "Restore the whole file."),
        (
            HEADER + ROW[:-1],
            "core/sources.csv:2: the file ends within a line.",
            "Restore the whole file.",
        ),
        (
            HEADER,
            "core/sources.csv: the file has 0 rows, but 1 are declared.",
            "Restore the whole file, or declare its new number of rows in `Seed(rows=...)`.",
        ),
        (
            HEADER + ROW + ROW.replace("bps-gini", "bps-growth"),
            "core/sources.csv: the file has 2 rows, but 1 are declared.",
            "Restore the whole file",
        ),
        (
            HEADER + "bps-gini,BPS\n",
            "core/sources.csv:2: the row has 2 cells, but the header has 5.",
            "Restore the row; a cell that contains a comma needs quotes.",
        ),
        (
            HEADER + ROW.replace("2022", "22O2"),
            "core/sources.csv:2: column 'year': '22O2' is not a whole number.",
            "Write digits only, as in 1234, or leave the cell empty.",
        ),
        (
            HEADER + ROW.replace("2022", "1066"),
            "core/sources.csv:2: column 'year': '1066' is below 1900.",
            "Write a number from 1900 upward.",
        ),
        (
            HEADER + ROW.replace("BPS,", ",", 1),
            "core/sources.csv:2: column 'publisher': '' is empty, but a value is required.",
            "Fill the cell, or remove the row.",
        ),
        (
            HEADER + 'bps-gini,"BPS,Gini ratio,statistics,2022\n',
            "core/sources.csv:2: not CSV: unexpected end of data.",
            "Mend the quotes.",
        ),
    ],
)
def test_a_fault_is_reported_with_file_line_and_remedy(text: str, message: str, hint: str) -> None:
    with pytest.raises(InvalidSeed) as caught:
        read(text)

    assert caught.value.message == message
    assert caught.value.hint.startswith(hint)


def test_bytes_that_are_not_utf_8_are_located() -> None:
    with pytest.raises(InvalidSeed, match=r"core/sources\.csv:2: the text is not UTF-8\."):
        read((HEADER + ROW).encode().replace(b"BPS", b"B\xffS"))


def test_two_rows_with_one_natural_key_are_refused() -> None:
    with pytest.raises(InvalidSeed) as caught:
        read(HEADER + ROW + ROW, rows=2)

    assert caught.value.message == "core/sources.csv:3: code 'bps-gini' stands in line 2 already."


def test_a_number_beyond_the_columns_range_is_refused() -> None:
    header = "code,kind,name_id,population,source\n"

    with pytest.raises(InvalidSeed, match=r"column 'population': '2147483648' is above"):
        read(header + "ID,COUNTRY,Indonesia,2147483648,kemendagri\n", Region)
