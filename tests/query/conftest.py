"""A database with the real seeds, made once for all tests of the request path; nobody writes to it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from pilar.settings import Settings
from pilar.startup import prepare


@pytest.fixture(scope="session")
def service_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a migrated and seeded database."""
    path: Path = tmp_path_factory.mktemp("seeded") / "pilar.db"
    url = f"sqlite+aiosqlite:///{path}"

    async def make() -> None:
        await (await prepare(Settings(database_url=url))).close()

    asyncio.run(make())
    return url
