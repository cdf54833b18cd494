"""The audit suite of the npm package `graphql-http`, run against a real server."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Databases

AUDIT = Path(__file__).parent / "audit"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def port(databases: Databases, request: pytest.FixtureRequest) -> Iterator[int]:
    """The port of the real service on either database: the core, its data, and no toys."""
    with databases.serve(request.param, "--no-plugins", PILAR_POINTS_PER_MINUTE="0") as server:
        yield server.port


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
