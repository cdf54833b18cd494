"""`pilar db` as an operator types it: what it prints, what it returns, what it leaves in the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pilar.cli.db import app
from pilar.database.engine import open_engine
from pilar.errors import DatabaseCorrupt, InvalidSetting, MissingPlugin
from typer.testing import CliRunner


def run(*arguments: str) -> dict[str, object]:
    result = CliRunner().invoke(app, [*arguments, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/pilar.db"


def test_upgrade_brings_the_core_and_the_plugins_to_their_heads(url: str) -> None:
    answer = run("upgrade", "--database", url)
    assert answer["failures"] == {}
    assert [(branch["name"], branch["pending"]) for branch in answer["branches"]] == [
        ("core", 0),
        ("environment", 0),
    ]
    assert run("status", "--database", url)["branches"] == answer["branches"]


def test_without_json_a_table_is_printed(url: str) -> None:
    result = CliRunner().invoke(app, ["upgrade", "--database", url], catch_exceptions=False)
    assert result.exit_code == 0
    assert "environment_0002" in result.stdout and "Pending" in result.stdout


def test_disabled_plugins_are_not_migrated(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILAR_DISABLED_PLUGINS", "environment")
    assert [branch["name"] for branch in run("upgrade", "--database", url)["branches"]] == ["core"]


def test_a_required_plugin_that_is_missing_stops_the_upgrade(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PILAR_REQUIRED_PLUGINS", "enviroment")
    with pytest.raises(MissingPlugin, match="Did you mean 'environment'"):
        run("upgrade", "--database", url)
    assert list(tmp_path.iterdir()) == []


def test_status_of_a_missing_database_creates_nothing_and_names_the_remedy(url: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match="pilar db upgrade"):
        run("status", "--database", url)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_fails_and_stays_as_it_is(url: str, tmp_path: Path) -> None:
    text = "Bandung, Bogor, Bekasi. " * 50
    (tmp_path / "pilar.db").write_text(text, encoding="utf-8")
    with pytest.raises(DatabaseCorrupt):
        run("upgrade", "--database", url)
    assert (tmp_path / "pilar.db").read_text(encoding="utf-8") == text


def test_a_folder_that_does_not_exist_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match="mkdir -p"):
        run("upgrade", "--database", f"sqlite+aiosqlite:///{tmp_path}/none/pilar.db")


def test_upgrade_seeds_once(url: str) -> None:
    for _ in range(2):
        run("upgrade", "--database", url)
        engine = open_engine(url, read_only=True)
        with engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM environment_power_plant").scalar() == 178
        engine.dispose()


def test_a_failing_plugin_migration_is_told_and_the_exit_code_is_1(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("upgrade", "--database", url)
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version_environment SET version_num = 'environment_0099'")
    engine.dispose()
    result = CliRunner().invoke(app, ["upgrade", "--database", url, "--json"], catch_exceptions=False)
    assert result.exit_code == 1
    failure = json.loads(result.stdout)["failures"]["environment"]
    assert failure["code"] == "PLUGIN_MIGRATION_FAILED" and failure["hint"]


def test_tables_that_did_not_change_need_no_revision() -> None:
    assert run("revision", "environment", "-m", "Nothing") == {"file": None}


def test_the_revision_of_an_unknown_plugin_suggests_the_nearest() -> None:
    with pytest.raises(InvalidSetting, match="Did you mean 'environment'"):
        run("revision", "enviroment", "-m", "Nothing")


def test_wrong_usage_returns_2() -> None:
    assert CliRunner().invoke(app, ["upgrade", "--nonsense"]).exit_code == 2
