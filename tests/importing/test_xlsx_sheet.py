"""Workbooks: values, formulas, days, sheets, and archives that would fill the memory."""

from __future__ import annotations

import datetime
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from pilar.errors import InvalidImport
from pilar.importing.opening import open_sheet
from pilar.importing.xlsx_sheet import UNSAVED


def book(tmp_path: Path, *rows: list[object], sheets: dict[str, str] | None = None) -> Path:
    """Write rows into the first of `sheets`, name -> state."""
    path = tmp_path / "table.xlsx"
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, state in (sheets or {"Data": "visible"}).items():
        sheet = made.create_sheet(name)
        sheet.sheet_state = state
        for row in rows:
            sheet.append([name if cell is None else cell for cell in row])
    made.save(path)
    return path


def save_value(path: Path, formula: str, value: str) -> None:
    """Save the value of a formula beside it, as spreadsheet programs do and openpyxl does not."""
    content = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            text = data.replace(
                f"<f>{formula}</f><v></v>".encode(), f"<f>{formula}</f><v>{value}</v>".encode()
            )
            text = text.replace(f"<f>{formula}</f><v />".encode(), f"<f>{formula}</f><v>{value}</v>".encode())
            archive.writestr(name, text)


def records(path: Path, sheet: str = "") -> list[list[str]]:
    return [cells for _, cells in open_sheet(path, sheet=sheet).records()]


def test_values_become_the_text_that_a_csv_file_would_have(tmp_path: Path) -> None:
    day = datetime.datetime(2021, 12, 31)
    rows = [["a", "b", "c", "d", "e"], ["11.10", 11.1, 2021.0, True, day]]

    assert records(book(tmp_path, *rows)) == [["11.10", "11.1", "2021", "true", "2021-12-31"]]


def test_a_formula_counts_by_its_saved_value(tmp_path: Path) -> None:
    path = book(tmp_path, ["region", "value"], ["32.73", "=1+1"])
    save_value(path, "1+1", "2")

    assert records(path) == [["32.73", "2"]]


def test_a_formula_without_a_saved_value_is_not_taken_for_an_empty_cell(tmp_path: Path) -> None:
    assert records(book(tmp_path, ["region", "value"], ["32.73", "=1+1"])) == [["32.73", UNSAVED]]


def test_the_first_visible_sheet_is_read_unless_another_is_named(tmp_path: Path) -> None:
    path = book(tmp_path, ["name"], [None], sheets={"Notes": "hidden", "Data": "visible", "More": "visible"})

    assert records(path) == [["Data"]]
    assert records(path, sheet="Notes") == [["Notes"]]
    with pytest.raises(InvalidImport, match="has no sheet 'Dat'") as caught:
        open_sheet(path, sheet="Dat")
    assert caught.value.hint == "Did you mean 'Data'?"


def test_rows_without_text_and_cells_behind_the_header_do_not_count(tmp_path: Path) -> None:
    sheet = open_sheet(book(tmp_path, ["a", "b"], ["1", "2"], ["", ""], ["3", ""]))

    assert list(sheet.records()) == [(2, ["1", "2"]), (4, ["3", ""])]


def test_a_name_without_an_ending_is_read_by_what_is_inside(tmp_path: Path) -> None:
    path = book(tmp_path, ["a"], ["1"]).rename(tmp_path / "table")

    assert records(path) == [["1"]]


def test_an_archive_that_unpacks_to_much_more_than_its_size_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path, ["a"], ["1"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.xml", b"0" * 50_000_000)

    with pytest.raises(InvalidImport, match=r"would unpack to 50,0\d\d,\d\d\d bytes"):
        open_sheet(path)


def test_another_archive_and_half_a_workbook_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(InvalidImport, match="is an archive, but no XLSX file"):
        open_sheet(other)
    half = tmp_path / "half.xlsx"
    half.write_bytes(book(tmp_path, ["a"], ["1"]).read_bytes()[:1000])
    with pytest.raises(InvalidImport, match="is no whole XLSX file"):
        open_sheet(half)


def test_a_workbook_with_broken_xml_is_refused_and_not_a_traceback(tmp_path: Path) -> None:
    path = book(tmp_path, ["a"], ["1"])
    content = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, re.sub(rb"</sheetData>.*", b"<", data, flags=re.DOTALL))

    with pytest.raises(InvalidImport, match="cannot be read as XLSX"):
        list(open_sheet(path).records())


def test_entities_in_a_workbook_do_not_grow_without_bound(tmp_path: Path) -> None:
    grown = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12))
    doctype = f'<!DOCTYPE worksheet [<!ENTITY a0 "xxxxxxxxxx">{grown}]>'
    path = book(tmp_path, ["a"], ["laughs"])
    content = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            text = data.decode()
            if name == "xl/worksheets/sheet1.xml":
                assert "laughs" in text
                text = text.replace("<worksheet", f"{doctype}<worksheet").replace("laughs", "&a11;")
            archive.writestr(name, text)

    with pytest.raises(InvalidImport, match="cannot be read as XLSX: limit on input amplification"):
        list(open_sheet(path).records())
