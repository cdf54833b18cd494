"""`pilar doctor`: each check fine, or with a remedy; exit code 1 on a failure."""

from __future__ import annotations

import json
import socket

import pytest


@pytest.fixture
def examine(pilar):
    """Run the doctor; findings by check, and the exit code."""

    def run(**variables):
        exit_code, out, _ = pilar("doctor", "--json", **{"PORT": "0", "PLUGINS": "water", **variables})
        return {finding["check"]: finding for finding in json.loads(out)}, exit_code

    return run


@pytest.fixture(autouse=True)
def water(plugin_folder):
    return plugin_folder.write("water")


def test_a_sound_machine_passes_every_check(examine):
    findings, exit_code = examine()

    assert exit_code == 0
    assert list(findings) == [
        "python",
        "sqlite",
        "explorer",
        "settings",
        "database",
        "migrations",
        "plugins",
        "port",
    ]
    assert {finding["level"] for finding in findings.values()} <= {"ok", "warning"}
    assert "first start creates it" in findings["database"]["message"]
    assert findings["plugins"]["message"] == "Served: water."


def test_the_findings_are_printed_one_below_the_other(pilar):
    exit_code, out, _ = pilar("doctor", PORT="0", PLUGINS="water")

    assert exit_code == 0
    assert "✓ sqlite     SQLite 3." in out


def test_wrong_settings_end_the_examination_with_their_remedy(examine):
    findings, exit_code = examine(POOL_SIZE="-1")

    assert exit_code == 1
    assert findings["settings"]["level"] == "failure"
    assert "PILAR_POOL_SIZE is '-1'" in findings["settings"]["message"]
    assert "port" not in findings


def test_a_database_in_an_absent_folder_is_a_failure(examine):
    findings, exit_code = examine(DATABASE_URL="sqlite+aiosqlite:///nowhere/pilar.db")

    assert (exit_code, findings["database"]["level"]) == (1, "failure")
    assert "mkdir -p" in findings["database"]["remedy"]


def test_a_folder_is_no_database(examine, tmp_path):
    findings, exit_code = examine(DATABASE_URL=f"sqlite+aiosqlite:///{tmp_path}")

    assert exit_code == 1
    assert "is a folder" in findings["database"]["message"]


def test_a_file_that_is_no_database_is_a_failure(examine, tmp_path):
    (tmp_path / "work" / "other.db").write_text("not a database at all, whatever its name says " * 50)
    findings, exit_code = examine(DATABASE_URL="sqlite+aiosqlite:///other.db")

    assert (exit_code, findings["migrations"]["level"]) == (1, "failure")
    assert findings["migrations"]["remedy"]


def test_an_empty_database_has_pending_migrations(examine, tmp_path):
    (tmp_path / "work" / "pilar.db").touch()
    findings, exit_code = examine()

    assert (exit_code, findings["migrations"]["level"]) == (0, "warning")
    assert "of 'core'" in findings["migrations"]["message"]
    assert findings["migrations"]["remedy"] == "Run `pilar db upgrade`."


def test_a_migrated_database_passes(pilar, examine):
    assert pilar("db", "upgrade", PLUGINS="water").exit_code == 0
    findings, _ = examine()

    assert findings["migrations"]["level"] == "ok"
    assert "readable and writable" in findings["database"]["message"]


def test_a_plugin_in_quarantine_is_a_warning_and_a_failure_if_required(plugin_folder, examine):
    plugin_folder.write("broken", "1 / 0\n")
    findings, exit_code = examine(PLUGINS="water,broken")
    assert (exit_code, findings["plugins"]["level"]) == (0, "warning")
    assert "ZeroDivisionError" in findings["plugins"]["message"]

    findings, exit_code = examine(PLUGINS="water,broken", REQUIRED_PLUGINS="broken")
    assert (exit_code, findings["plugins"]["level"]) == (1, "failure")


def test_a_taken_port_is_a_failure_and_the_other_checks_go_on(examine):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        findings, exit_code = examine(PORT=str(port))

    assert (exit_code, findings["port"]["level"]) == (1, "failure")
    assert str(port) in findings["port"]["message"] and findings["port"]["remedy"]
