"""Rows of the governance pillar, for tests to add to the seeded database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pilar_governance
import pytest


@pytest.fixture
def rows(open_rows: Any) -> Iterator[Any]:
    """Rows of one test: nothing of them stays."""
    with open_rows("permenpan-rb-59-2020", pilar_governance.register_derivations()) as rows:
        yield rows
