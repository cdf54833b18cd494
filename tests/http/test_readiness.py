"""Ready means: queries are answered. A broken plugin is told, and costs its own data only."""

from __future__ import annotations

from typing import Any

import pytest
from pilar.errors import BrokenPlugin, DatabaseUnavailable, PilarError, StatementTimeout
from pilar.plugins.plugin import Plugin
from starlette.testclient import TestClient


def test_a_service_that_answers_statements_is_ready(client: TestClient) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert response.json()["ready"] is True


@pytest.mark.parametrize("failure", [DatabaseUnavailable("Locked."), StatementTimeout("Slow.")])
def test_a_database_that_does_not_answer_is_not_ready(
    client: TestClient, service: Any, failure: PilarError
) -> None:
    service.pool.failure = failure
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] == {"ready": False, "error": failure.code}


def test_a_quarantined_plugin_is_told_by_its_code(client: TestClient, service: Any) -> None:
    broken = Plugin("mobility", "pilar_mobility", "pilar-mobility", "1.2.0")
    broken.error = BrokenPlugin("SyntaxError in /srv/pilar_mobility/__init__.py, line 3.")
    service.plugins = [broken]
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["plugins"] == [
        {"namespace": "mobility", "version": "1.2.0", "status": "QUARANTINED", "error": "PLUGIN_BROKEN"}
    ]
    assert "/srv" not in response.text
