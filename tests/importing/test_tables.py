"""Files into tables: what is accepted as it is, what is refused and why, and what is left in the database."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pilar.errors import InvalidColumns, InvalidImport, InvalidOption, UnknownTarget
from pilar.importing.job import rejection
from pilar.importing.options import Options, read_pairs

DATA = Path(__file__).parent / "data"
SIPSN = {"source": "klhk-sipsn-performance-2024"}
PLN = {"source": "pln-distribution-provinces"}
ELECTRICITY = "environment.electricityConsumptions"
Write = Callable[..., Path]


def told(outcome: Any) -> list[tuple[int, str, str, str]]:
    return [(fault.row, fault.column, fault.value, fault.rule) for fault in outcome.faults.shown]


def test_the_published_table_of_waste_gives_the_rows_of_the_seed(database) -> None:
    before = database.query("SELECT * FROM environment_waste_report ORDER BY id")

    outcome = database.load(
        DATA / "sipsn_2024_kabkota_performance.csv",
        "environment.wasteReports",
        constants=SIPSN,
        mapping={"p_class": "-"},
    )

    (loaded,) = outcome.loaded
    assert (outcome.stored, loaded.rows, loaded.inserted, loaded.updated, loaded.unchanged) == (
        True,
        315,
        0,
        0,
        315,
    )
    assert database.query("SELECT * FROM environment_waste_report ORDER BY id") == before
    assert outcome.columns["reduced_pct"] == "left out (computed by the database)"


def test_an_empty_table_is_filled_by_names_and_sums_to_the_published_totals(database) -> None:
    database.execute("DELETE FROM environment_waste_report")

    database.load(
        DATA / "sipsn_2024_kabkota_performance.csv",
        "environment.waste_report",
        constants=SIPSN,
        mapping={"p_class": "-"},
    )

    (sums,) = database.query(
        "SELECT count(*), round(sum(generated_tonnes)), sum(handled_tonnes IS NULL) FROM environment_waste_report"
    )
    assert sums == (315, 33_980_338, 7)


def test_another_published_table_fills_other_columns_of_the_same_rows(database) -> None:
    outcome = database.load(
        DATA / "sipsn_2024_kabkota_generation.csv",
        "environment.wasteReports",
        constants=SIPSN,
        mapping={"t_per_day": "-", "t_per_year": "generated_tonnes"},
    )

    (loaded,) = outcome.loaded
    assert (loaded.rows, loaded.inserted) == (317, 2)
    assert database.query("SELECT count(*) FROM environment_waste_report WHERE managed_tonnes IS NULL") == [
        (2,)
    ]


def test_the_published_shares_of_waste_import_by_code(database) -> None:
    outcome = database.load(
        DATA / "waste_composition_2024.csv",
        "environment.wasteCompositions",
        constants={"source": "klhk-sipsn-composition-2024"},
    )

    assert [loaded.unchanged for loaded in outcome.loaded] == [317]


def test_importing_twice_changes_nothing_the_second_time(database, write: Write) -> None:
    file = write("region,year,energy_gwh", "32,1990,1.5", "33,1990,2.5")
    first = database.load(file, ELECTRICITY, constants=PLN)
    content = database.content()
    revision = "SELECT revision FROM pilar_revision WHERE name = 'environment_electricity_consumption'"
    before = database.query(revision)

    second = database.load(file, ELECTRICITY, constants=PLN)

    assert [(each.inserted, each.updated, each.unchanged) for each in (*first.loaded, *second.loaded)] == [
        (2, 0, 0),
        (0, 0, 2),
    ]
    assert (database.content(), database.query(revision)) == (content, before)


def test_a_changed_row_is_updated_by_its_natural_key_and_keeps_its_id(database, write: Write) -> None:
    database.load(write("region,year,energy_gwh", "32,1990,1.5"), ELECTRICITY, constants=PLN)
    row = "SELECT id, energy_gwh FROM environment_electricity_consumption WHERE year = 1990"
    ((number, _),) = database.query(row)

    outcome = database.load(write("region,year,energy_gwh", "32,1990,2.5"), ELECTRICITY, constants=PLN)

    assert [(loaded.inserted, loaded.updated) for loaded in outcome.loaded] == [(0, 1)]
    assert database.query(row) == [(number, 2.5)]


def test_headers_are_columns_names_of_the_graph_indonesian_words_or_carry_units(
    database, write: Write
) -> None:
    database.execute("DELETE FROM environment_waste_report")
    file = write(
        "Kabupaten/Kota;Tahun;Timbulan sampah (kg);reducedTonnes;Daur ulang sampah;handled [ribu]",
        "Kota Bandung;2023;1500000;1,5;2,5;",
    )
    file.write_text(
        file.read_text().replace(";handled [ribu]", "").replace(";2,5;", ";2,5"), encoding="utf-8"
    )

    database.load(file, "environment.wasteReports", constants=SIPSN)

    assert database.query(
        "SELECT r.code, year, generated_tonnes, reduced_tonnes, recycled_tonnes FROM environment_waste_report w "
        "JOIN region r ON r.id = w.region_id"
    ) == [("32.73", 2023, 1500.0, 1.5, 2.5)]


def test_a_unit_can_be_said_and_is_converted(database, write: Write) -> None:
    file = write("region,year,energy_gwh", "32,1990,1500")

    database.load(file, ELECTRICITY, constants=PLN, units={"energy_gwh": "MWh"})

    assert database.query("SELECT energy_gwh FROM environment_electricity_consumption WHERE year = 1990") == [
        (1.5,)
    ]


@pytest.mark.parametrize(
    ("header", "options", "error", "message"),
    [
        ("region,year,energy_gwh,energi", {}, InvalidColumns, "has no column for 'energi'"),
        ("region,year,energy_gw", {}, InvalidColumns, r"'energy_gw' \(nearest: energy_gwh\)"),
        (
            "region,year",
            {},
            InvalidColumns,
            "has no column 'energy_gwh', which ElectricityConsumption requires",
        ),
        (
            "region,year,year,energy_gwh",
            {},
            InvalidColumns,
            "headers 'year' and 'year' both stand for 'year'",
        ),
        (
            "region,wilayah,year,energy_gwh",
            {},
            InvalidColumns,
            "'region' and 'wilayah' both stand for 'region_id'",
        ),
        (
            "region,year,Energy (t)",
            {"mapping": {"Energy (t)": "energy_gwh"}},
            InvalidColumns,
            "is in 't'.*in 'GW.h'",
        ),
        (
            "region,year,energy_gwh",
            {"units": {"energy_gwh": "bushel"}},
            InvalidColumns,
            "'bushel' is no unit known",
        ),
        (
            "region,year,energy_gwh",
            {"mapping": {"enrgy": "energy_gwh"}},
            InvalidOption,
            "names the header 'enrgy'",
        ),
        (
            "region,year,energy_gwh",
            {"mapping": {"year": "yaer"}},
            InvalidOption,
            "to 'yaer', which is no column",
        ),
        ("region,year,energy_gwh", {"constants": {**PLN, "yaer": "1"}}, InvalidOption, "--set names 'yaer'"),
        (
            "region,year,energy_gwh",
            {"constants": {**PLN, "year": "1990"}},
            InvalidOption,
            "--set gives 'year', which",
        ),
        (
            "region,year,energy_gwh",
            {"constants": {"source": "plm"}},
            InvalidOption,
            "'plm' names no row of 'source'",
        ),
        ("region,year,energy_gwh", {"constants": {}}, InvalidColumns, "no column 'source', which"),
        (
            "region,year,energy_gwh",
            {"sheet": "", "delimiter": ";"},
            InvalidColumns,
            "no column for 'region,year",
        ),
    ],
)
def test_columns_that_do_not_fit_are_refused_before_any_row_is_read(
    database, write: Write, header: str, options: dict[str, Any], error: type[Exception], message: str
) -> None:
    before = database.content()
    given = {"constants": PLN, **options}

    with pytest.raises(error, match=message) as caught:
        database.load(write(header, "32,1990,1,1"), ELECTRICITY, **given)

    assert caught.value.hint  # type: ignore[attr-defined]
    assert database.content() == before


def test_unknown_columns_can_be_left_out_one_by_one_or_all(database, write: Write) -> None:
    file = write("region,year,energy_gwh,note,more", "32,1990,1,x,y")

    one = database.load(file, ELECTRICITY, constants=PLN, mapping={"note": "-", "more": "-"}, dry_run=True)
    every = database.load(file, ELECTRICITY, constants=PLN, ignore_unknown=True, dry_run=True)

    assert [one.columns["note"], every.columns["note"]] == ["left out", "left out (unknown)"]


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("", "is empty, but a value is required"),
        ("-", "is not a finite number"),
        ("-1", "is below 0"),
        ("1e400", "is not a finite number"),
        ("NaN", "is not a finite number"),
        ("Infinity", "is not a finite number"),
        ("-inf", "is not a finite number"),
        ("1_000", "is not a finite number"),
        ("0x10", "is not a finite number"),
        ("12 apples", "is not a finite number"),
        ('"1,234"', "may have a decimal comma or thousands separators"),
        ("#N/A", "is an error of the spreadsheet"),
        ("١٢", "is not a finite number"),
        ("9" * 400, "is not a finite number"),
    ],
)
def test_a_cell_that_is_no_number_of_its_column_is_a_fault(
    database, write: Write, cell: str, rule: str
) -> None:
    outcome = database.load(
        write("region,year,energy_gwh", f"32,1990,{cell}", "33,1990,7"), ELECTRICITY, constants=PLN
    )

    (fault,) = outcome.faults.shown
    assert (fault.row, fault.column, fault.rule) == (2, "energy_gwh", rule)
    assert fault.remedy
    assert not outcome.stored
    assert database.query("SELECT * FROM environment_electricity_consumption WHERE year = 1990") == []


@pytest.mark.parametrize(
    ("year", "rule"),
    [
        ("1899", "is below 1900"),
        ("2201", "is above 2200"),
        ("2021.5", "is not a whole number"),
        ("twenty", "is not a whole number"),
        ("99999999999999999999", "is not a whole number"),
        ("2,021", "may have a decimal comma or thousands separators"),
    ],
)
def test_a_year_that_is_none_is_a_fault(database, write: Write, year: str, rule: str) -> None:
    outcome = database.load(write("region;year;energy_gwh", f"32;{year};1"), ELECTRICITY, constants=PLN)

    assert told(outcome) == [(2, "year", year, rule)]


def test_a_whole_number_that_a_spreadsheet_wrote_with_a_point_is_one(database, write: Write) -> None:
    assert database.load(write("region,year,energy_gwh", "32,1990.0,1"), ELECTRICITY, constants=PLN).stored


def test_what_stands_for_nothing_reported_is_said_and_becomes_null_never_zero(database, write: Write) -> None:
    file = write("region,year,generated_tonnes,reduced_tonnes", "32.73,2001,5,-", "32.74,2001,5,")
    assert told(database.load(file, "environment.wasteReports", constants=SIPSN)) == [
        (2, "reduced_tonnes", "-", "is not a finite number")
    ]

    database.load(file, "environment.wasteReports", constants=SIPSN, nulls=frozenset({"-"}))

    assert database.query("SELECT reduced_tonnes FROM environment_waste_report WHERE year = 2001") == [
        (None,),
        (None,),
    ]


def test_ragged_rows_are_faults_of_their_own(database, write: Write) -> None:
    outcome = database.load(
        write("region,year,energy_gwh", "32,1990", "33,1990,1,,", "34,1990,1,2"), ELECTRICITY, constants=PLN
    )

    assert told(outcome) == [
        (2, "", "the row", "has 2 cells; the header has 3"),
        (4, "", "the row", "has 4 cells; the header has 3"),
    ]


def test_two_rows_with_one_key_are_a_fault_of_the_second(database, write: Write) -> None:
    lines = [f"{region},1990,1" for region in ("32", "33", "Jawa Barat")]

    outcome = database.load(write("region,year,energy_gwh", *lines), ELECTRICITY, constants=PLN)

    assert told(outcome) == [(4, "region, year", "Jawa Barat, 1990", "is the key of row 2 already")]


def test_keys_are_compared_over_the_whole_file(database, write: Write) -> None:
    lines = [f"32,{year},1" for year in range(1900, 2100)]
    file = write("region,year,energy_gwh", *lines, *["33,1990,1"] * 2, *lines[:1])

    outcome = database.load(file, ELECTRICITY, constants=PLN)

    assert [row for row, *_ in told(outcome)] == [203, 204]


def test_a_file_with_a_header_only_is_no_fault_and_no_rows(database, write: Write) -> None:
    outcome = database.load(write("region,year,energy_gwh"), ELECTRICITY, constants=PLN)

    assert (outcome.stored, outcome.records, [loaded.rows for loaded in outcome.loaded]) == (True, 0, [0])


def test_a_workbook_imports_like_a_csv_file_and_cut_codes_are_faults(database, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["region", "year", "generated_tonnes"],
        ["11.10", 1990, 10],
        [11.1, 1991, 10],
        [32.73, 1990.0, 10.5],
    ):
        book.active.append(row)
    book.active.append(["32.74", 1990, "=1/0"])
    file = tmp_path / "table.xlsx"
    book.save(file)

    outcome = database.load(file, "environment.wasteReports", constants=SIPSN, accept_valid=True)

    assert [(row, column, value) for row, column, value, _ in told(outcome)] == [
        (3, "region", "11.1"),
        (5, "generated_tonnes", "#FORMULA!"),
    ]
    assert database.query(
        "SELECT r.code, generated_tonnes FROM environment_waste_report w JOIN region r ON r.id = w.region_id "
        "WHERE w.year = 1990 ORDER BY r.code"
    ) == [("11.10", 10.0), ("32.73", 10.5)]


def test_enums_days_truths_and_texts_are_read_leniently_and_checked(database, write: Write) -> None:
    file = write(
        "code,name,kind,country,region",
        "dinas-lh-bandung,Dinas Lingkungan Hidup,local government,ID,Kota Bandung",
        "umbrella,Umbrella,Company,ID,",
    )
    assert database.load(file, "organizations").stored
    assert database.query(
        "SELECT kind FROM organization WHERE code IN ('umbrella', 'dinas-lh-bandung') ORDER BY 1"
    ) == [
        ("COMPANY",),
        ("LOCAL_GOVERNMENT",),
    ]
    outcome = database.load(write("code,name,kind,country", "x,X,Kompany,IDN"), "organizations")
    assert [(column, rule) for _, column, _, rule in told(outcome)] == [
        ("kind", "is no OrganizationKind"),
        ("country", "has 3 characters; the limit is 2"),
    ]


def test_rows_can_be_imported_as_drafts(database, write: Write) -> None:
    file = write("region,year,energy_gwh", "32,1990,1")

    database.load(file, ELECTRICITY, constants={**PLN, "visibility": "DRAFT"})

    assert database.query("SELECT visibility FROM environment_electricity_consumption WHERE year = 1990") == [
        (1,)
    ]


def test_a_reference_by_a_key_of_several_columns_is_written_with_bars(database, write: Write) -> None:
    aliases = "code,name,kind,country"
    outcome = database.load(write(aliases, "x,X,COMPANY,ID"), "organization")
    assert outcome.stored
    target = database.load(
        write("indicator,region,year,lower,unit,legal_basis", "ECO.GINI,ID,2045,0.3,1,RKP"),
        "targets",
        constants={"source": "rkp"},
    )
    assert [loaded.inserted for loaded in target.loaded] == [1]


def test_what_only_the_database_knows_to_be_wrong_is_a_fault_of_its_row(database, write: Write) -> None:
    database.execute(
        "CREATE UNIQUE INDEX one_value ON environment_electricity_consumption (energy_gwh) WHERE year = 1990"
    )
    file = write("region,year,energy_gwh", "32,1990,1", "33,1990,1", "34,1990,2")

    refused = database.load(file, ELECTRICITY, constants=PLN)
    assert [(row, rule.partition(":")[0]) for row, _, _, rule in told(refused)] == [
        (3, "is refused by the database")
    ]
    assert database.query("SELECT * FROM environment_electricity_consumption WHERE year = 1990") == []

    accepted = database.load(file, ELECTRICITY, constants=PLN, accept_valid=True)
    assert [(each.rows, each.inserted) for each in accepted.loaded] == [(2, 2)]


def test_rejected_rows_are_written_with_what_is_wrong_and_feed_the_next_import(
    database, write: Write
) -> None:
    file = write("region;year;energy_gwh", "32;1990;1,5", "99;1990;x", "34;1990;2,5", name="energy.csv")
    first = database.load(file, ELECTRICITY, constants=PLN, accept_valid=True)

    assert first.stored
    assert first.rejects == file.with_name("energy.rejects.csv")
    with first.rejects.open(encoding="utf-8-sig", newline="") as stream:
        header, row = list(csv.reader(stream, delimiter=";"))
    assert header == ["region", "year", "energy_gwh", "_row", "_column", "_value", "_rule", "_remedy"]
    assert row[:6] == ["99", "1990", "x", "3", "region; energy_gwh", "99; x"]
    assert row[6] == "is the code of no region; is not a finite number"

    text = first.rejects.read_text(encoding="utf-8-sig")
    first.rejects.write_text(text.replace("99;1990;x", "33;1990;9,5"), encoding="utf-8")
    second = database.load(first.rejects, ELECTRICITY, constants=PLN)

    assert (second.stored, second.rejects) == (True, None)
    assert database.query(
        "SELECT energy_gwh FROM environment_electricity_consumption WHERE year = 1990 ORDER BY 1"
    ) == [
        (1.5,),
        (2.5,),
        (9.5,),
    ]


def test_a_name_that_the_file_told_apart_is_written_in_full_into_the_rejects(database, write: Write) -> None:
    file = write("region,year,generated_tonnes", "Bandung,1990,x", "Kota Bandung,1990,1")

    outcome = database.load(file, "environment.wasteReports", constants=SIPSN)

    assert outcome.rejects is not None
    assert "Kabupaten Bandung,1990,x,2," in outcome.rejects.read_text(encoding="utf-8-sig")
    assert "'Bandung' is Kabupaten Bandung" in outcome.notes[0]


def test_the_rejects_never_overwrite_the_file_itself(database, write: Write) -> None:
    file = write("region,year,energy_gwh", "99,1990,1")

    with pytest.raises(InvalidImport, match="is the file that is imported"):
        database.load(file, ELECTRICITY, constants=PLN, rejects=file)


def test_a_file_without_faults_leaves_no_file_of_rejects(database, write: Write) -> None:
    file = write("region,year,energy_gwh", "32,1990,1")

    assert database.load(file, ELECTRICITY, constants=PLN).rejects is None
    assert sorted(path.name for path in file.parent.glob("*.csv")) == ["table.csv"]


def test_faults_beyond_a_thousand_are_counted_and_all_are_in_the_rejects(database, write: Write) -> None:
    outcome = database.load(
        write("region,year,energy_gwh", *["99,1990,x"] * 1_500), ELECTRICITY, constants=PLN
    )

    assert (len(outcome.faults.shown), outcome.faults.count, outcome.faults.rows) == (1_000, 3_000, 1_500)
    assert outcome.rejects is not None
    assert len(outcome.rejects.read_text(encoding="utf-8").splitlines()) == 1_501
    error = rejection(outcome, Options())
    assert error is not None
    assert error.message.startswith("1,500 of 1,500 rows are rejected, for 3,000 faults. ")
    assert error.message.endswith("Nothing of the file was imported.")


def test_columns_that_the_file_leaves_out_stay_as_they_are(database, write: Write) -> None:
    before = database.query("SELECT reduced_tonnes FROM environment_waste_report ORDER BY id")

    database.load(
        write("region,year,generated_tonnes", "32.73,2024,1"), "environment.wasteReports", constants=SIPSN
    )

    assert database.query("SELECT reduced_tonnes FROM environment_waste_report ORDER BY id") == before


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("environment.wasteReport", ""),
        ("environment.waste_reports", ""),
        ("Environment.WasteReport", ""),
        ("environment.wastereprots", "Did you mean 'environment.wasteReports'?"),
        ("observation", ""),
        ("core.observations", ""),
        ("regions", ""),
        ("atlantis", "There are: "),
    ],
)
def test_a_table_is_found_in_any_spelling_and_a_slip_gets_the_nearest(
    database, write: Write, name: str, message: str
) -> None:
    file = write("nothing")
    with pytest.raises((UnknownTarget, InvalidColumns)) as caught:
        database.load(file, name)
    assert isinstance(caught.value, UnknownTarget) == bool(message)
    assert message in caught.value.hint


def test_options_are_pairs_and_each_is_said_once() -> None:
    assert read_pairs("--map", ["a=b=c", "x = y"]) == {"a=b": "c", "x": "y"}
    assert read_pairs("--set", ["a=b=c"]) == {"a": "b=c"}
    with pytest.raises(InvalidOption, match="--set 'year' is not NAME=VALUE"):
        read_pairs("--set", ["year"])
    with pytest.raises(InvalidOption, match="--set names 'year' twice"):
        read_pairs("--set", ["year=1", "year=2"])
