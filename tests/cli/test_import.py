"""`pilar import` as people type it: what it prints, what it returns, what it leaves."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ENERGY = "region,year,energy_gwh\n32,1990,1.5\nJawa Tengah,1990,2.5\n"
FAULTY = "region,year,energy_gwh\n32,1990,1.5\n33,1990,x\n"
TO: tuple[str, ...] = (
    "--as",
    "environment.electricityConsumptions",
    "--set",
    "source=pln-distribution-provinces",
)


@pytest.fixture
def send(pilar: Callable[..., Any], service_url: str, tmp_path: Path) -> Callable[..., Any]:
    """Write a file and import it into a copy of the seeded database."""
    path = tmp_path / "work" / "pilar.db"
    shutil.copyfile(service_url.removeprefix("sqlite+aiosqlite:///"), path)

    def run(content: str, *options: str, name: str = "energy.csv") -> Any:
        (tmp_path / "work" / name).write_text(content, encoding="utf-8")
        return pilar("import", name, *options)

    return run


def test_rows_are_imported_and_counted(send) -> None:
    assert send(ENERGY, *TO) == (
        0,
        "environment_electricity_consumption: 2 rows, 2 new, 0 changed, 0 as before\n"
        "4 derived observations were added, changed or removed\n",
        "",
    )
    assert "0 new, 0 changed, 2 as before" in send(ENERGY, *TO).out


def test_faults_are_told_with_row_column_value_rule_and_remedy_and_nothing_is_stored(send) -> None:
    exit_code, out, err = send(FAULTY, *TO)

    assert (exit_code, out) == (1, "")
    assert err == (
        "Row 3, energy_gwh: 'x' is not a finite number. Write it as in 1234.5, or leave the cell empty.\n"
        "Error IMPORT_ROWS_REJECTED: 1 of 2 rows are rejected, for 1 fault. They are in energy.rejects.csv. "
        "Nothing of the file was imported.\n"
        "Correct the rows and import the file again, or take the others only: --accept-valid.\n"
    )
    assert "2 new" in send(ENERGY, *TO).out


def test_valid_rows_alone_are_imported_on_request_and_the_exit_code_still_tells_of_the_others(send) -> None:
    exit_code, out, err = send(FAULTY, *TO, "--accept-valid")

    assert exit_code == 1
    assert "1 rows, 1 new" in out
    assert "The other rows were imported." in err


def test_a_dry_run_says_so_and_stores_nothing(send) -> None:
    exit_code, out, _ = send(ENERGY, *TO, "--dry-run")

    assert exit_code == 0
    assert out.endswith("A dry run: nothing was stored.\n")
    assert "2 new" in send(ENERGY, *TO).out


def test_json_is_one_object_whatever_happens(send) -> None:
    done = json.loads(send(ENERGY, *TO, "--json").out)
    rejected = send(FAULTY, *TO, "--json")
    refused = send("region;x\n32;1\n", *TO, "--json")
    wrong = send(ENERGY, "--as", "atlantis", "--json")

    assert done["tables"] == [
        {
            "table": "environment_electricity_consumption",
            "rows": 2,
            "inserted": 2,
            "updated": 0,
            "unchanged": 0,
        }
    ]
    assert (done["stored"], done["error"], done["faults"]) == (True, None, [])
    assert (rejected.exit_code, rejected.err) == (1, "")
    (fault,) = json.loads(rejected.out)["faults"]
    assert (fault["row"], fault["column"], fault["value"]) == (3, "energy_gwh", "x")
    assert fault["rule"] and fault["remedy"]
    assert json.loads(rejected.out)["error"]["code"] == "IMPORT_ROWS_REJECTED"
    assert (refused.exit_code, json.loads(refused.out)["error"]["code"]) == (1, "IMPORT_COLUMNS_INVALID")
    assert (wrong.exit_code, json.loads(wrong.out)["error"]["code"]) == (2, "IMPORT_TARGET_UNKNOWN")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--as", "environment.wasteReprots"), "Did you mean 'environment.wasteReports'?"),
        ((), "Missing option '--as'"),
        ((*TO, "--map", "year"), "is not NAME=VALUE"),
        ((*TO, "--delimiter", "xx"), "--delimiter is 'xx'"),
        ((*TO, "--decimal", ";"), "--decimal is ';'"),
        ((*TO, "--codes", "iso"), "'iso'"),
        ((*TO, "--indicators", "tall"), "'tall'"),
        ((*TO, "--set", "yaer=1"), "Did you mean 'year'?"),
    ],
)
def test_wrong_usage_has_an_exit_code_of_its_own(send, options: tuple[str, ...], message: str) -> None:
    exit_code, _, err = send(ENERGY, *options)

    assert exit_code == 2
    assert message in " ".join(err.replace("│", " ").split())


def test_a_file_that_is_not_there_fails(send, pilar) -> None:
    send(ENERGY, *TO)
    exit_code, _, err = pilar("import", "gone.csv", *TO)

    assert exit_code == 1
    assert err.startswith("Error IMPORT_FILE_INVALID: gone.csv cannot be read: No such file or directory.")


@pytest.mark.parametrize(
    ("content", "code"),
    [("", "IMPORT_FILE_INVALID"), ("region,year\n32,1990\n", "IMPORT_COLUMNS_INVALID")],
)
def test_a_file_that_does_not_fit_fails_with_its_code(send, content: str, code: str) -> None:
    exit_code, out, err = send(content, *TO)

    assert (exit_code, out) == (1, "")
    assert err.startswith(f"Error {code}: ")


def test_a_tab_can_be_named(send) -> None:
    assert send(ENERGY.replace(",", "\t"), *TO, "--delimiter", "tab").exit_code == 0


def test_a_database_that_is_not_there_is_not_made(pilar, tmp_path: Path) -> None:
    (tmp_path / "work" / "energy.csv").write_text(ENERGY)
    exit_code, _, err = pilar("import", "energy.csv", *TO)

    assert exit_code == 1
    assert "pilar db upgrade" in err
    assert not (tmp_path / "work" / "pilar.db").exists()
