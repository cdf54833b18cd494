"""`Analyst`: answers what stored rows cannot: what would be, and how sure a ranking is. One question at a time.

Its arrays are read again only when the tables that they come from have changed. It works in a thread, so that others
are answered meanwhile.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, TypeVar

from sqlalchemy.exc import DBAPIError

from pilar.database.engine import open_engine
from pilar.errors import DatabaseUnavailable
from pilar.query.revisions import Revisions
from pilar.query.server_revisions import ServerRevisions
from pilar.reassessing.intervals import RankIntervals, rank_regions
from pilar.reassessing.panel import Panel, read_panel
from pilar.reassessing.supposing import Supposition, suppose

TABLES: Final = ("composite_index", "indicator", "observation", "region", "target")
MOST_PANELS: Final = 4
MOST_INTERVALS: Final = 32
Answer = TypeVar("Answer")


class Analyst:
    """Reads the database by a connection of its own; `revisions` tell when to read it again. Close it before them."""

    def __init__(self, url: str, revisions: Revisions | ServerRevisions) -> None:
        self._engine = open_engine(url, read_only=True)
        self._revisions = revisions
        self._turn = asyncio.Lock()
        self._panels: OrderedDict[str, Panel] = OrderedDict()
        self._intervals: OrderedDict[tuple[str, int, int], RankIntervals] = OrderedDict()
        self._read_at: tuple[int, ...] | None = None

    async def suppose(
        self, region: str, index: str, year: int | None, values: Mapping[str, float | None]
    ) -> Supposition:
        """Say where a region would stand with other values. Raises as `supposing.suppose` does."""
        return await self._ask(index, partial(suppose, code=region, year=year, values=values))

    async def intervals(self, index: str, year: int | None, draws: int) -> RankIntervals:
        """Say between which ranks the kabupaten and kota lie. Raises `NotFound`."""
        return await self._ask(index, partial(self._interval, year=year, draws=draws))

    def _interval(self, panel: Panel, year: int | None, draws: int) -> RankIntervals:
        key = panel.index.code, panel.year(year), draws
        if key not in self._intervals:
            self._intervals[key] = rank_regions(panel, panel.year(year), draws)
            if len(self._intervals) > MOST_INTERVALS:
                self._intervals.popitem(last=False)
        return self._intervals[key]

    async def _ask(self, index: str, question: Callable[[Panel], Answer]) -> Answer:
        async with self._turn:
            found = self._revisions.of(TABLES)
            now = found if found is None or isinstance(found, tuple) else await found
            return await asyncio.to_thread(self._answer, index, question, now)

    def _answer(self, index: str, question: Callable[[Panel], Any], now: tuple[int, ...] | None) -> Any:
        if now is None or now != self._read_at:
            self._panels.clear()
            self._intervals.clear()
            self._read_at = now
        if index not in self._panels:
            self._panels[index] = self._read(index)
            if len(self._panels) > MOST_PANELS:
                self._panels.popitem(last=False)
        return question(self._panels[index])

    def _read(self, index: str) -> Panel:
        try:
            with self._engine.connect() as connection:
                return read_panel(connection, index)
        except DBAPIError as error:
            raise DatabaseUnavailable(
                "The database cannot be read at the moment.", "Try again in a few seconds."
            ) from error

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()
