"""`pilar assess`: files in, files out; exit codes; every bad input with file, line, column, value, rule and remedy."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

INDEX = """
code = "X"
[nodes.X]
children = { P = 1, c = 1 }
[nodes.P]
aggregation = "geometric"
children = { a = 1, b = 1 }
[indicators.a]
denominator = "people"
normalisation = { method = "minmax" }
treatment = { method = "winsorise", max_points = 2 }
[indicators.b]
direction = "down"
normalisation = { method = "goalposts", lower = 1, upper = 100, transform = "log" }
imputation = { method = "group_mean", group = "province" }
target = 2
deadline = 2030
[indicators.c]
normalisation = { method = "goalposts", lower = 0, upper = 10 }
"""
HEADER = "unit,indicator,year,value,province\n"
ROWS = [
    f"R{unit},{code},{year},{value},p{unit % 2}"
    for unit in range(6)
    for year in (2019, 2020)
    for code, value in (
        ("a", 10 * unit + year - 2019),
        ("b", "" if unit == 3 else unit + 2021 - year),
        ("c", unit),
        ("people", 2),
        ("ignored", 1),
    )
]
OBSERVATIONS = HEADER + "\n".join(ROWS) + "\n"


@pytest.fixture
def files(pilar, tmp_path):
    """The working folder with both files in it."""
    folder = tmp_path / "work"
    (folder / "index.toml").write_text(INDEX, encoding="utf-8")
    (folder / "file.csv").write_text(OBSERVATIONS, encoding="utf-8")
    return folder


@pytest.fixture
def assess(pilar, files):
    """Run the command on both files."""
    return lambda *options: pilar("assess", "--index", "index.toml", "--observations", "file.csv", *options)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_results_are_a_row_for_each_unit_year_and_node(assess, files):
    outcome = assess("--out", "out.csv")
    found = rows(files / "out.csv")

    assert outcome == (0, "", "")
    assert list(found[0]) == ["unit", "year", "node", "score", "rank", "coverage"]
    assert len(found) == 6 * 2 * 5
    assert [row["node"] for row in found[:5]] == ["X", "P", "a", "b", "c"]
    first = next(row for row in found if row["unit"] == "R5" and row["node"] == "c")
    assert (first["year"], first["score"], first["rank"], first["coverage"]) == ("2019", "50.0", "1", "1.0")
    imputed = next(row for row in found if row["unit"] == "R3" and row["node"] == "P")
    assert imputed["score"] and imputed["coverage"] == "0.5"


def test_without_a_file_the_results_are_printed(assess, files):
    assess("--out", "out.csv")
    printed = assess()

    assert printed.exit_code == 0
    assert printed.out == (files / "out.csv").read_text(encoding="utf-8")
    assert assess("--out", "-").out == printed.out


def test_one_year_may_be_asked_for(assess):
    years = {line.split(",")[1] for line in assess("--year", "2020").out.splitlines()[1:]}

    assert years == {"2020"}


def test_every_stage_is_a_file(assess, files):
    assert assess("--out", "out.csv", "--stages", "stages").exit_code == 0
    stages = {path.stem: rows(path) for path in (files / "stages").iterdir()}

    assert set(stages) == {
        *("selected", "denominated", "imputed", "treated", "treatments", "normalised", "aggregated"),
    }
    place = {"unit": "R3", "indicator": "b", "year": "2019"}

    def value(stage, **where):
        where = {**place, **where}
        (row,) = (row for row in stages[stage] if all(row[name] == text for name, text in where.items()))
        return row

    assert value("selected")["value"] == value("denominated")["value"] == ""
    assert value("imputed")["value"] == value("treated")["value"] == "5.0"  # of R1 and R5: 3 and 7
    assert value("denominated", indicator="a", unit="R2")["value"] == "10.0"
    assert value("selected", indicator="a", unit="R2")["line"] == "22"
    assert {row["indicator"] for row in stages["treated"]} == {"a", "b", "c"}
    assert [row["passed"] for row in stages["treatments"]] == ["true", "true"]
    results = {(row["unit"], row["node"], row["year"]): row["score"] for row in rows(files / "out.csv")}
    assert {(row["unit"], row["node"], row["year"]): row["value"] for row in stages["aggregated"]} == results


def test_findings_cite_lines_of_the_file(assess, files):
    assert assess("--out", "out.csv", "--explain", "why.csv").exit_code == 0
    found = rows(files / "why.csv")

    below = next(
        row for row in found if (row["unit"], row["year"], row["rule"]) == ("R5", "2020", "below_target")
    )
    assert (below["kind"], below["subject"], below["value"], below["reference"]) == (
        "challenge",
        "b",
        "6.0",
        "2.0",
    )
    line = int(below["evidence"].removeprefix("b@2020:"))
    assert OBSERVATIONS.splitlines()[line - 1] == "R5,b,2020,6,p1"
    assert below["text_en"] and below["text_id"]
    assert {row["rule"] for row in found} >= {"below_peers", "missing", "below_target"}


def test_projections_are_a_row_for_each_target(assess, files):
    assert assess("--out", "out.csv", "--projections", "when.csv").exit_code == 0
    found = {(row["unit"], row["year"]): row for row in rows(files / "when.csv")}

    assert len(found) == 10  # R3 has no value
    assert found["R0", "2020"]["course"] == "reached"
    assert found["R5", "2020"]["course"] == "on_course"
    assert 2020 < float(found["R5", "2020"]["projected_year"]) < 2030
    assert (found["R5", "2019"]["course"], found["R5", "2019"]["base"]) == ("unknown", "")


def test_rank_intervals_are_the_same_for_the_same_seed(assess, files):
    assert assess("--out", "a.csv", "--sensitivity", "one.csv", "--draws", "60", "--seed", "4").exit_code == 0
    assert assess("--out", "a.csv", "--sensitivity", "two.csv", "--draws", "60", "--seed", "4").exit_code == 0

    assert (files / "one.csv").read_text() == (files / "two.csv").read_text()
    found = rows(files / "one.csv")
    assert len(found) == 12
    assert all(int(row["rank_p5"]) <= int(row["rank_p95"]) for row in found)


def test_ranks_may_be_within_groups(assess):
    found = [row.split(",") for row in assess("--within", "province", "--year", "2020").out.splitlines()]
    ranks = {row[0]: row[4] for row in found if row[2] == "c"}

    assert ranks == {"R0": "3", "R1": "3", "R2": "2", "R3": "2", "R4": "1", "R5": "1"}


def test_json_has_the_results_the_years_and_the_notes(assess, files):
    outcome = assess("--json", "--year", "2020")
    answer = json.loads(outcome.out)

    assert (outcome.exit_code, outcome.err) == (0, "")
    assert (answer["index"], answer["years"], answer["units"], answer["notes"]) == ("X", [2020], 6, [])
    assert len(answer["results"]) == 30
    assert answer["results"][0]["node"] == "X"
    assert json.loads(assess("--json", "--out", "out.csv").out)["results"] == []
    assert len(rows(files / "out.csv")) == 60


def test_a_built_in_index_needs_no_file(pilar, files):
    (files / "aceh.csv").write_text(
        "unit,indicator,year,value\nAceh,QOL.LIFE_EXPECTANCY,2019,69.87\nAceh,HR.EXPECTED_SCHOOLING,2019,14.30\n"
        "Aceh,HR.MEAN_SCHOOLING,2019,9.18\nAceh,ECO.ADJ_EXPENDITURE,2019,9603\n"
    )
    outcome = pilar("assess", "--index", "ipm", "--observations", "aceh.csv")

    assert outcome.exit_code == 0
    assert outcome.out.splitlines()[1].startswith("Aceh,2019,IPM,71.90")
    assert outcome.err == "Note: No value of 'HR.IPM' anywhere.\n"


def test_one_region_only_is_assessed_as_far_as_that_goes_and_noted(assess, files):
    (files / "file.csv").write_text(HEADER + "R,a,2020,1,p\nR,people,2020,1,p\nR,b,2020,10,p\nR,c,2020,5,p\n")
    outcome = assess()
    scores = {line.split(",")[2]: line.split(",")[3] for line in outcome.out.splitlines()[1:]}

    assert outcome.exit_code == 0
    assert (scores["a"], scores["b"], scores["P"], scores["X"]) == ("", "50.0", "50.0", "50.0")
    assert outcome.err == "Note: 2020: 'a' has no two different values: it is not scored.\n"


def test_ties_share_a_rank(assess, files):
    (files / "file.csv").write_text(
        HEADER + "".join(f"R{at},c,2020,{value},p\n" for at, value in enumerate((5, 7, 7, 1)))
    )
    found = [line.split(",") for line in assess().out.splitlines()[1:]]

    assert [row[4] for row in found if row[2] == "X"] == ["3", "1", "1", "4"]


def test_a_negative_score_in_a_geometric_mean_is_noted(assess, files):
    (files / "file.csv").write_text(HEADER + "R,b,2020,200,p\nS,b,2020,10,p\n")
    outcome = assess()

    assert "'P' is missing where the geometric mean meets a negative score" in outcome.err
    assert "R,2020,P,,,0.5" in outcome.out


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        (HEADER + "R,a,2020,1,p\nR,c,2020,inf,p\n", "file.csv:3: column 'value': 'inf'", "1234.5"),
        (
            HEADER + "R,c,2020,1,p\nR,c,2020,2,p\n",
            "file.csv:3: unit 'R', indicator 'c', year 2020 stands in line 2",
            "revision",
        ),
        (
            HEADER + "R,b,2020,0,p\n",
            "file.csv:2: column 'value': '0' is not above 0, but 'b' is scored by its",
            "remove",
        ),
        (
            HEADER + "R,b,2020,1,p\nR,b,2021,-3,p\n",
            "file.csv:3: column 'value': '-3' is not above 0",
            "remove",
        ),
        (
            HEADER + "R,a,2020,1,p\nR,people,2020,0,p\n",
            "'people' is the denominator of 'a' (unit 'R', 2020)",
            "remove",
        ),
        (
            HEADER + "R,a,2020,,p\nR,b,2020,,p\n",
            "file.csv: no indicator of the index 'X' has a value",
            "none",
        ),
        (
            HEADER + "R,z,2020,1,p\n",
            "file.csv: no indicator of the index 'X' has a value",
            "It reads a, b, c, people",
        ),
        (
            "unit,indicator,year,value\nR,a,2020,1\n",
            "file.csv:1: there is no column 'province'",
            "The file has",
        ),
    ],
)
def test_bad_observations_fail_with_their_place_and_a_remedy(assess, files, content, message, hint):
    (files / "file.csv").write_text(content)
    outcome = assess("--out", "out.csv")

    assert (outcome.exit_code, outcome.out) == (1, "")
    assert "ASSESSMENT_OBSERVATIONS_INVALID" in outcome.err
    assert message in outcome.err and hint in outcome.err
    assert not (files / "out.csv").exists()


def test_a_bad_index_fails_with_its_key_and_a_remedy(assess, files):
    (files / "index.toml").write_text(INDEX.replace("minmax", "minmaks"))
    outcome = assess()

    assert outcome.exit_code == 1
    assert outcome.err == (
        "Error ASSESSMENT_INDEX_INVALID: index.toml: 'indicators.a.normalisation.method' is 'minmaks'.\n"
        "Did you mean 'minmax'?\n"
    )


def test_a_year_without_observations_is_refused(assess):
    outcome = assess("--year", "2031")

    assert outcome.exit_code == 1
    assert "there is no observation for 2031" in outcome.err and "The years are 2019, 2020." in outcome.err


def test_a_year_up_to_which_values_are_carried_may_be_asked_for(assess, files):
    (files / "index.toml").write_text(INDEX + "[missing]\ncarry_forward_years = 2\n")

    assert assess("--year", "2022").exit_code == 0
    assert assess("--year", "2023").exit_code == 1


def test_files_that_are_not_there_are_named(pilar, files):
    absent = pilar("assess", "--index", "nationl", "--observations", "file.csv")
    assert (absent.exit_code, "Did you mean 'national'?" in absent.err) == (1, True)

    absent = pilar("assess", "--index", "ipm", "--observations", "absent.csv")
    assert (absent.exit_code, "absent.csv cannot be read" in absent.err) == (1, True)


def test_results_that_cannot_be_written_leave_what_stood_there(assess, files):
    (files / "taken").write_text("what stood there")
    outcome = assess("--out", "taken/out.csv")

    assert outcome.exit_code == 1
    assert "ASSESSMENT_RESULT_UNWRITABLE" in outcome.err
    assert (files / "taken").read_text() == "what stood there"


def test_a_failure_under_way_leaves_no_half_written_file(assess, files):
    (files / "out.csv").write_text("what stood there")
    outcome = assess("--out", "out.csv", "--explain", "index.toml/why.csv")

    assert outcome.exit_code == 1
    assert (files / "out.csv").read_text() == "what stood there"
    assert sorted(path.name for path in files.iterdir()) == ["file.csv", "index.toml", "out.csv"]


@pytest.mark.parametrize(
    "options", [("--year", "soon"), ("--draws", "0"), ("--json", "--out", "-"), ("--nonsense",)]
)
def test_wrong_usage_has_exit_code_2(assess, options):
    assert assess(*options).exit_code == 2


def test_index_and_observations_are_required(pilar):
    assert pilar("assess").exit_code == 2
