"""The command `pilar` as a whole: exit codes, and errors without tracebacks."""

from __future__ import annotations

import pytest
from pilar import __version__
from pilar.cli import COMMANDS


def test_the_version_is_printed(pilar):
    assert pilar("--version") == (0, f"pilar {__version__}\n", "")


def test_help_lists_every_command(pilar):
    exit_code, out, _ = pilar("--help")

    assert exit_code == 0
    assert all(command in out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(pilar, command):
    assert pilar(command, "--help").exit_code == 0


def test_an_unknown_command_is_wrong_usage_with_the_nearest_name(pilar):
    exit_code, _, err = pilar("plugn")

    assert exit_code == 2
    assert "Did you mean 'plugin'?" in err


def test_an_unknown_option_is_wrong_usage(pilar):
    assert pilar("plugin", "list", "--jsn").exit_code == 2


def test_an_error_on_purpose_is_its_code_its_message_and_the_remedy(pilar):
    exit_code, out, err = pilar("plugin", "list", MAXPAGE="5")

    assert (exit_code, out) == (1, "")
    assert err == (
        "Error SETTING_UNKNOWN: There is no setting 'PILAR_MAXPAGE'.\n"
        "Did you mean 'PILAR_MAX_PAGE'? docs/settings.md lists all settings.\n"
    )


def test_an_error_by_accident_prints_no_traceback(pilar, tmp_path):
    (tmp_path / "work" / "other.db").write_text("this is no database, but it is longer than a header" * 20)
    exit_code, _, err = pilar("db", "status", DATABASE_URL="sqlite+aiosqlite:///other.db")

    assert exit_code == 1
    assert "Traceback" not in err
