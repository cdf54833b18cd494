"""Ready means: queries are answered. A broken plugin is told, and costs its own data only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pilar.database.engine import open_engine
from pilar.database.migrations import CORE_BRANCH, upgrade
from pilar.errors import BrokenPlugin, DatabaseUnavailable, PilarError, StatementTimeout
from pilar.plugins.plugin import Plugin
from pilar.settings import Settings
from sqlalchemy import Engine
from starlette.testclient import TestClient


@pytest.fixture
def database(service: Any, tmp_path: Path) -> Iterator[Engine]:
    """The database of the toy service: a real one, migrated and empty."""
    service.settings = Settings(database_url=f"sqlite+aiosqlite:///{tmp_path}/pilar.db")
    engine = open_engine(service.settings.database_url)
    upgrade(engine, [CORE_BRANCH])
    yield engine
    engine.dispose()


def test_a_service_with_a_migrated_database_is_ready(client: TestClient, database: Engine) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert response.json() == {
        "ready": True,
        "database": {"ready": True, "error": None},
        "migrations": {"ready": True, "error": None},
        "plugins": [],
    }


def test_a_database_that_another_version_migrated_is_not_ready(client: TestClient, database: Engine) -> None:
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version_core SET version_num = 'later'")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"]["ready"] is True
    assert response.json()["migrations"] == {"ready": False, "error": "DATABASE_OUTDATED"}


def test_a_database_whose_file_is_gone_is_not_ready(client: TestClient, service: Any, tmp_path: Path) -> None:
    service.settings = Settings(database_url=f"sqlite+aiosqlite:///{tmp_path}/gone.db")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("failure", [DatabaseUnavailable("Locked."), StatementTimeout("Slow.")])
def test_a_database_that_does_not_answer_is_not_ready(
    client: TestClient, service: Any, failure: PilarError
) -> None:
    service.pool.failure = failure
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] == {"ready": False, "error": failure.code}


def test_a_quarantined_plugin_is_told_by_its_code(client: TestClient, service: Any, database: Engine) -> None:
    broken = Plugin("mobility", "pilar_mobility", "pilar-mobility", "1.2.0")
    broken.error = BrokenPlugin("SyntaxError in /srv/pilar_mobility/__init__.py, line 3.")
    service.plugins = [broken]
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["plugins"] == [
        {"namespace": "mobility", "version": "1.2.0", "status": "QUARANTINED", "error": "PLUGIN_BROKEN"}
    ]
    assert "/srv" not in response.text
