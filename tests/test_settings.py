"""`PILAR_*` variables: what is accepted, and how each mistake is answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from pilar.errors import InvalidSetting, UnknownSetting
from pilar.settings import SETTINGS, Settings, as_markdown, redacted

DOCS = Path(__file__).parents[1] / "docs" / "settings.md"


def test_nothing_set_gives_the_defaults():
    settings = Settings.from_environment({"HOME": "/root", "PATH": ""})

    assert settings == Settings()
    assert settings.database_url == "sqlite+aiosqlite:///pilar.db"
    assert (settings.plugins, settings.max_page, settings.no_plugins) == (None, 100, False)


def test_every_variable_is_read():
    settings = Settings.from_environment(
        {
            "PILAR_DATABASE_URL": "sqlite+aiosqlite:////var/lib/pilar/data.db",
            "PILAR_HOST": "::1",
            "PILAR_PORT": "0",
            "PILAR_ALLOWED_ORIGINS": "https://a.example, http://localhost:3000",
            "PILAR_PLUGINS": "environment,mobility,environment",
            "PILAR_DISABLED_PLUGINS": " pilar-exhibition ",
            "PILAR_REQUIRED_PLUGINS": "environment,",
            "PILAR_DEFAULT_PAGE": "5",
            "PILAR_MAX_PAGE": "50",
            "PILAR_BODY_LIMIT_BYTES": "2000",
            "PILAR_BODY_TIMEOUT_S": "1",
            "PILAR_STATEMENT_TIMEOUT_S": "0.5",
            "PILAR_OPERATION_TIMEOUT_S": "2.5",
            "PILAR_POOL_SIZE": "8",
        }
    )
    assert settings == Settings(
        database_url="sqlite+aiosqlite:////var/lib/pilar/data.db",
        host="::1",
        port=0,
        allowed_origins=("https://a.example", "http://localhost:3000"),
        plugins=("environment", "mobility"),
        disabled_plugins=("pilar-exhibition",),
        required_plugins=("environment",),
        default_page=5,
        max_page=50,
        body_limit_bytes=2000,
        body_timeout_s=1.0,
        statement_timeout_s=0.5,
        operation_timeout_s=2.5,
        pool_size=8,
    )


@pytest.mark.parametrize("row", SETTINGS, ids=lambda row: row.name)
def test_an_empty_variable_counts_as_unset(row):
    assert Settings.from_environment({row.metadata["variable"]: ""}) == Settings()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("PILAR_MAXPAGE", "Did you mean 'PILAR_MAX_PAGE'?"),
        ("PILAR_PLUGIN", "Did you mean 'PILAR_PLUGINS'?"),
        ("PILAR_ZZZZZZZZZZZZZZZZZZ", "Unset it."),
    ],
)
def test_an_unknown_variable_is_refused_with_the_nearest_name_and_without_its_value(name, hint):
    with pytest.raises(UnknownSetting) as caught:
        Settings.from_environment({name: "s3cret"})
    assert caught.value.message == f"There is no setting '{name}'."
    assert caught.value.hint == f"{hint} docs/settings.md lists all settings."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PILAR_POOL_SIZE", "-1"),
        ("PILAR_POOL_SIZE", "0"),
        ("PILAR_POOL_SIZE", "four"),
        ("PILAR_MAX_PAGE", "1e3"),
        ("PILAR_MAX_PAGE", "10001"),
        ("PILAR_PORT", "65536"),
        ("PILAR_PORT", "80 81"),
        ("PILAR_STATEMENT_TIMEOUT_S", "nan"),
        ("PILAR_STATEMENT_TIMEOUT_S", "inf"),
        ("PILAR_OPERATION_TIMEOUT_S", "0"),
        ("PILAR_BODY_LIMIT_BYTES", "1MB"),
        ("PILAR_HOST", "two hosts"),
        ("PILAR_ALLOWED_ORIGINS", "dashboard.example"),
        ("PILAR_ALLOWED_ORIGINS", "https://a.example/path"),
        ("PILAR_PLUGINS", ","),
        ("PILAR_PLUGINS", "environment mobility"),
        ("PILAR_DATABASE_URL", "pilar.db"),
        ("PILAR_DATABASE_URL", "sqlite:///pilar.db"),
        ("PILAR_DATABASE_URL", "sqlite+aiosqlite://"),
        ("PILAR_DATABASE_URL", "sqlite+aiosqlite:///:memory:"),
    ],
)
def test_a_wrong_value_is_refused_with_the_value_the_rule_and_the_remedy(name, value):
    (row,) = (row for row in SETTINGS if row.metadata["variable"] == name)

    with pytest.raises(InvalidSetting) as caught:
        Settings.from_environment({name: value})
    assert caught.value.message == f"{name} is '{value}'; it must be {row.metadata['rule'].sentence}."
    assert caught.value.hint


def test_the_remedy_names_the_default():
    with pytest.raises(InvalidSetting, match=r"Unset it, or set PILAR_POOL_SIZE=4 \(the default\)\."):
        Settings.from_environment({"PILAR_POOL_SIZE": "-1"})


def test_a_default_page_above_the_largest_is_refused():
    with pytest.raises(InvalidSetting, match="PILAR_DEFAULT_PAGE is 20, above PILAR_MAX_PAGE, 10"):
        Settings.from_environment({"PILAR_MAX_PAGE": "10"})


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("sqlite+aiosqlite:///pilar.db", "sqlite+aiosqlite:///pilar.db"),
        ("postgresql+asyncpg://pilar:p@ss:w/rd@db/pilar", "postgresql+asyncpg://pilar:***@db/pilar"),
        (
            "postgresql+asyncpg://db/pilar?user=a&password=secret",
            "postgresql+asyncpg://db/pilar?user=a&password=***",
        ),
        ("postgres//:secret@db", "postgres//:***@db"),
    ],
)
def test_a_url_is_shown_without_its_password(url, shown):
    assert redacted(url) == shown


def test_neither_an_error_nor_a_repr_shows_a_password():
    url = "postgresql+asyncpg://pilar:hunter2@db/pilar"

    with pytest.raises(InvalidSetting) as caught:
        Settings.from_environment({"PILAR_DATABASE_URL": url.replace("asyncpg", "psycopg2")})
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(Settings(database_url=url))


def test_the_documentation_has_the_table_of_settings():
    assert as_markdown() in DOCS.read_text(encoding="utf-8"), "Put the output of `as_markdown()` there."
