"""Indicators as observations: a row each or a column each, completed, converted and held against their ranges."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pilar import Derivation
from pilar.errors import InvalidColumns, InvalidOption

TABLE = Path(__file__).parent / "data" / "socioeconomic_2021.csv"
SET = {"year": "2021", "source": "bps-socio-economic-2021"}
MAPPING = {
    "poverty_p0_pct": "indicator:ECO.POVERTY",
    "mean_years_schooling_15plus": "indicator:HR.MEAN_SCHOOLING_15",
    "expenditure_adj_kidr": "indicator:ECO.ADJ_EXPENDITURE",
    "ipm": "indicator:HR.IPM",
    "uhh": "indicator:QOL.LIFE_EXPECTANCY",
    "sanitation_pct": "indicator:QOL.SANITATION",
    "water_pct": "indicator:QOL.SAFE_WATER",
    "unemployment_pct": "indicator:ECO.UNEMPLOYMENT",
    "lfpr_pct": "indicator:HR.LFPR",
    "grdp_const_mio": "indicator:ECO.GRDP",
    "class": "-",
}
Write = Callable[..., Path]


def cells(column: str, wrong: Callable[[float], bool]) -> list[tuple[int, str, str]]:
    """Row, column and value of the cells of the published table that are wrong."""
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [(at, column, row[column]) for at, row in enumerate(rows, start=2) if wrong(float(row[column]))]


def test_the_published_table_with_faults_is_refused_and_exactly_the_faulty_cells_are_told(
    database, tmp_path: Path
) -> None:
    before = database.content()
    rejects = tmp_path / "rejects.csv"

    outcome = database.load(TABLE, "observations", constants=SET, mapping=MAPPING, rejects=rejects)

    found = {(fault.row, fault.column, fault.value): fault for fault in outcome.faults.shown}
    assert Counter(column for _, column, _ in found) == {
        "poverty_p0_pct": 2,
        "mean_years_schooling_15plus": 70,
        "grdp_const_mio": 4,
    }
    poverty = cells("poverty_p0_pct", lambda value: value > 100)
    schooling = cells("mean_years_schooling_15plus", lambda value: value > 25)
    product = [
        (159, "grdp_const_mio", "460081046"),  # Kota Jakarta Pusat
        (258, "grdp_const_mio", "86485594"),  # Kota Kediri
        (389, "grdp_const_mio", "54916245"),  # Morowali
        (477, "grdp_const_mio", "25061823"),  # Teluk Bintuni
    ]
    assert sorted(found) == sorted([*poverty, *schooling, *product])
    assert {found[cell].rule for cell in poverty} == {"is above 100, the most that ECO.POVERTY can be"}
    assert {found[cell].rule for cell in schooling} == {
        "is above 25, the most that HR.MEAN_SCHOOLING_15 can be"
    }
    assert found[product[3]].rule == "is 297.6 per inhabitant; above 250, ECO.GRDP is implausible"
    assert all(fault.remedy for fault in found.values())
    assert (outcome.stored, outcome.records) == (False, 514)
    assert database.content() == before
    with rejects.open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == outcome.faults.rows == 73


def test_the_sound_cells_agree_with_what_was_seeded_from_the_same_publication(
    database, tmp_path: Path
) -> None:
    outcome = database.load(
        TABLE,
        "observations",
        constants=SET,
        mapping=MAPPING,
        accept_valid=True,
        rejects=tmp_path / "rejects.csv",
    )

    (loaded,) = outcome.loaded
    assert loaded.rows == 514 * 10 - 76
    assert loaded.updated == 0
    assert loaded.unchanged > 2_500
    assert database.query(
        "SELECT o.unit, licence, period_start, period_end, status, revision FROM observation o "
        "JOIN indicator i ON i.id = o.indicator_id WHERE i.code = 'ECO.GRDP' GROUP BY 1, 2, 3, 4, 5, 6"
    ) == [("MIDR/a", "statistics published by BPS", "2021-01-01", "2021-12-31", "FINAL", 1)]


def test_the_corrected_rejects_complete_the_table(database, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    given = {"constants": SET, "mapping": MAPPING}
    database.load(TABLE, "observations", accept_valid=True, rejects=rejects, **given)
    with rejects.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        for column, limit, corrected in (
            ("poverty_p0_pct", 100, "9.0"),
            ("mean_years_schooling_15plus", 25, "9.5"),
        ):
            row[column] = corrected if float(row[column]) > limit else row[column]
    with rejects.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)

    outcome = database.load(rejects, "observations", accept_implausible=True, **given)

    (loaded,) = outcome.loaded
    assert (outcome.stored, loaded.inserted, loaded.unchanged) == (True, 76, 73 * 10 - 76)
    assert outcome.notes == []


def test_a_wide_table_is_known_by_the_codes_and_names_in_its_header(database, write: Write) -> None:
    file = write(
        "Wilayah,Tahun,ECO.POVERTY,Rasio Gini,Life expectancy at birth (UHH)", "Kota Bandung,2001,4.5,,70"
    )

    outcome = database.load(file, "observations", constants={"source": "rkp"})

    assert [loaded.inserted for loaded in outcome.loaded] == [2]
    assert outcome.columns["Rasio Gini"] == "indicator:ECO.GINI"


def test_a_column_of_an_indicator_may_have_another_unit(database, write: Write) -> None:
    file = write("region,year,Timbulan sampah (kg)", "32.73,2001,1500")

    database.load(file, "observations", constants={"source": "rkp"})

    assert database.query("SELECT value, unit FROM observation WHERE year = 2001") == [(1.5, "t/a")]
    with pytest.raises(InvalidColumns, match=r"is in 'kWh'; ENV.WASTE_GENERATED is in 't/a'"):
        database.load(write("region,year,Timbulan sampah (kWh)"), "observations", constants={"source": "rkp"})


def test_long_observations_are_completed_and_converted(database, write: Write) -> None:
    file = write(
        "region,indicator,year,value,unit",
        "32.73,ENV.WASTE_GENERATED,2001,1500,kg",
        "32.74,ENV.WASTE_GENERATED,2001,2,t/a",
        "32.73,ECO.POVERTY,2001,4.5,persen",
    )

    outcome = database.load(file, "observations", constants={"source": "rkp"})

    assert outcome.stored
    assert database.query(
        "SELECT value, unit, period_end FROM observation WHERE year = 2001 ORDER BY id"
    ) == [
        (1.5, "t/a", "2001-12-31"),
        (2.0, "t/a", "2001-12-31"),
        (4.5, "%", "2001-12-31"),
    ]


def test_a_period_of_its_own_gives_the_year(database, write: Write) -> None:
    file = write(
        "region,indicator,period_start,period_end,value", "32.73,ECO.POVERTY,2001-01-01,2001-03-31,4.5"
    )

    database.load(file, "observations", constants={"source": "rkp"})

    assert database.query("SELECT year, period_end FROM observation WHERE period_end = '2001-03-31'") == [
        (2001, "2001-03-31")
    ]


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        ("32.73,ECO.POVERTY,2001,101,%", "value", "is above 100, the most that ECO.POVERTY can be"),
        ("32.73,ECO.POVERTY,2001,-1,%", "value", "is below 0, the least that ECO.POVERTY can be"),
        ("32.73,ECO.GINI,2001,37,1", "value", "is above 1, the most that ECO.GINI can be"),
        (
            "32.73,HR.MEAN_SCHOOLING,2001,875,a",
            "value",
            "is above 25, the most that HR.MEAN_SCHOOLING can be",
        ),
        ("32.73,ECO.GRDP,2001,1e9,MIDR/a", "value", "per inhabitant; above 250, ECO.GRDP is implausible"),
        ("32.73,ECO.POVERTY,2001,1,kg", "unit", "is no unit that turns into '%'"),
        ("32.73,ECO.POVRTY,2001,1,%", "indicator", "names no row of 'indicator'"),
        ("Bandung,ECO.POVERTY,2001,1,%", "region", "may be Kabupaten Bandung"),
        ("32.73,ECO.POVERTY,,1,%", "year", "is empty"),
        ("32.73,ECO.POVERTY,2001,,%", "value", "is empty"),
    ],
)
def test_an_observation_that_cannot_be_is_a_fault(
    database, write: Write, row: str, column: str, rule: str
) -> None:
    outcome = database.load(
        write("region,indicator,year,value,unit", row), "observations", constants={"source": "rkp"}
    )

    (fault,) = outcome.faults.shown
    assert (fault.row, fault.column) == (2, column)
    assert rule in fault.rule
    assert not outcome.stored


def test_growth_may_be_negative_though_it_is_in_percent(database, write: Write) -> None:
    file = write("region,year,ECO.GRDP_GROWTH", "32.73,2001,-15.7")

    assert database.load(file, "observations", constants={"source": "rkp"}).stored


def test_all_observations_of_the_seeds_lie_within_the_ranges_of_their_indicators(database) -> None:
    assert (
        database.query(
            "SELECT i.code, o.value FROM observation o JOIN indicator i ON i.id = o.indicator_id WHERE o.value < "
            "coalesce(i.valid_lower, CASE i.unit WHEN '%' THEN 0 END) OR o.value > "
            "coalesce(i.valid_upper, CASE i.unit WHEN '%' THEN 100 END)"
        )
        == []
    )


@pytest.mark.parametrize(
    ("header", "mapping", "error", "message"),
    [
        ("region,year,ECO.POVERTY,class", {}, InvalidColumns, "has no column for 'class'"),
        (
            "region,year,x",
            {"x": "indicator:ECO.POVRTY"},
            InvalidOption,
            "the indicator 'ECO.POVRTY', which is not in",
        ),
        ("region,ECO.POVERTY", {}, InvalidColumns, "has no column 'year'"),
        ("year,ECO.POVERTY", {}, InvalidColumns, "has no column 'region'"),
        (
            "region,year,ECO.POVERTY,Persentase penduduk miskin",
            {},
            InvalidColumns,
            "both stand for 'ECO.POVERTY'",
        ),
        ("region,year,value", {}, InvalidColumns, "has no column 'indicator'"),
    ],
)
def test_a_wide_table_that_does_not_fit_is_refused(
    database, write: Write, header: str, mapping: dict[str, str], error: type[Exception], message: str
) -> None:
    given: dict[str, Any] = {"mapping": mapping, "constants": {"source": "rkp"}}
    with pytest.raises(error, match=message):
        database.load(write(header, "32.73,2001,1,2"), "observations", **given)


REDUCTION = Derivation(
    "ENV.WASTE_REDUCTION",
    "SELECT region_id, year, 100.0 * reduced_tonnes / nullif(generated_tonnes, 0) AS value, source_id "
    "FROM environment_waste_report WHERE visibility = 0",
)


def test_derived_indicators_follow_in_the_same_transaction(database, write: Write) -> None:
    file = write("region,year,generated_tonnes,reduced_tonnes", "32.73,2001,100,25", "32.74,2001,x,25")
    given: dict[str, Any] = {
        "constants": {"source": "klhk-sipsn-performance-2024"},
        "derivations": [REDUCTION],
    }
    derived = "SELECT value, derived FROM observation WHERE year = 2001"

    assert not database.load(file, "environment.wasteReports", **given).stored
    assert database.query(derived) == []
    outcome = database.load(file, "environment.wasteReports", accept_valid=True, **given)

    assert outcome.derived >= 1
    assert database.query(derived) == [(25.0, 1)]


def test_a_server_takes_a_file_and_assesses_the_regions_by_it(server_database, write: Write) -> None:
    database = server_database
    file = write("region,year,HR.MEAN_SCHOOLING,HR.IPM", "32.73,2025,11.9,84.1", "32.74,2025,10.5,77")

    outcome = database.load(file, "observations", constants={"source": "rkp"})

    assert outcome.stored and outcome.records == 2
    assessed = """SELECT count(*) FROM assessment a JOIN composite_index i ON i.id = a.index_id
        JOIN region r ON r.id = a.region_id WHERE i.code = 'IPM' AND a.year = 2025 AND r.code = '32.73'"""
    assert database.query(assessed) == [(1,)]
    assert database.count("assessment_pending") == 0
    again = database.load(file, "observations", constants={"source": "rkp"})
    assert again.stored and database.query(assessed) == [(1,)]
