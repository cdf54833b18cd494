"""The graph, for tests of the module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from module_graph import ModuleGraph, opened


@pytest.fixture
def graph(service_url: str, tmp_path: Path) -> Iterator[ModuleGraph]:
    """The graph with all plugins; what a test adds is gone after it."""
    with opened("mentoring", service_url, tmp_path) as graph:
        yield graph
