"""Rows of the economy pillar, for tests to add to the seeded database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pilar_economy
import pytest


@pytest.fixture
def rows(open_rows: Any) -> Iterator[Any]:
    """Rows of one test: nothing of them stays."""
    with open_rows("bps-kbli-2020", pilar_economy.register_derivations()) as rows:
        yield rows
