"""The audit suite of the npm package `graphql-http`, run against a real server."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from pilar.settings import Settings
from pilar.startup import prepare

AUDIT = Path(__file__).parent / "audit"


@pytest.fixture(scope="module")
def port(
    serving: Callable[..., AbstractContextManager[int]],
    core_database: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[int]:
    """The port of the real service: the core, its data, and no toys."""
    url = f"sqlite+aiosqlite:///{shutil.copy(core_database, tmp_path_factory.mktemp('audit'))}"
    with serving(partial(prepare, Settings(database_url=url, no_plugins=True))) as port:
        yield port


@pytest.fixture(scope="module")
def node() -> str:
    """The system's Node, with the packages of the lock file beside the script."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        pytest.skip("Node is not installed.")
    if not (AUDIT / "node_modules" / "graphql-http").is_dir():
        installed = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=AUDIT, capture_output=True)
        if installed.returncode:
            pytest.skip("The packages of the audit cannot be installed: no network?")
    return node


def test_every_audit_of_graphql_over_http_is_passed(node: str, port: int) -> None:
    script = [node, str(AUDIT / "audit.mjs"), f"http://127.0.0.1:{port}/graphql"]
    output = subprocess.run(script, check=True, capture_output=True, text=True).stdout
    audits = [json.loads(line) for line in output.splitlines()]
    assert len(audits) == 60  # as many as every 1.22.x has
    assert [audit for audit in audits if audit["status"] != "ok"] == []
