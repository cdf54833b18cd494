"""The measured service over a fiftieth of the rows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT))  # `bench` is a folder of the project, not of the distribution


@pytest.fixture(scope="session")
def small_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file made by the generator at 1/50 of the size."""
    from bench.data import make_database, scaled

    file = tmp_path_factory.mktemp("bench") / "small.db"
    make_database(file, scaled(1 / 50))
    return file
