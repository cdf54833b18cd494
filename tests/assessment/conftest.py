"""What the tests of the assessment share: an index from a few lines of TOML, observations from a few lines of CSV."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from pilar.assessment.definition import Index
from pilar.assessment.observations import Observations, read_observations
from pilar.assessment.reading import read_index

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def index() -> Callable[[str], Index]:
    """Read an index; without any nodes, all of its indicators are children of one."""
    return lambda text: read_index("index.toml", dedent(text).encode())


@pytest.fixture
def observed() -> Callable[..., Observations]:
    """Read observations; the header is `unit,indicator,year,value` and `columns`."""

    def read(text: str, *columns: str, groups: tuple[str, ...] = ()) -> Observations:
        header = ",".join(("unit", "indicator", "year", "value", *columns))
        lines = [line.strip() for line in text.strip().splitlines()]
        return read_observations("file.csv", "\n".join([header, *lines, ""]).encode(), groups)

    return read


@pytest.fixture
def fixtures() -> Path:
    """The folder with published figures."""
    return FIXTURES
