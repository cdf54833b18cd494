"""A request -> its answers, one after the other: one for a query, one for each event of a subscription.

`open_stream` finds where to begin; `_Feed` reads the rows behind the place reached, and waits for the table to change,
over and over. Nothing is buffered: the next rows are read when the reader has taken the last, so a slow reader
only lags behind.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any, Final

import orjson

from pilar.errors import BudgetExhausted, DocumentError, FieldError
from pilar.query.cost import nodes_of, points
from pilar.query.dialects import DANGLING
from pilar.query.documents import Refused
from pilar.query.engine import Engine, refusal
from pilar.query.exchange import Answer, Request
from pilar.query.feeds import MOST, PLACE, POSITION, ROW, ROWS, position_in
from pilar.query.plans import FeedPlan, RootPlan
from pilar.query.presentation import entry, response
from pilar.query.turns import StatementFailed
from pilar.query.values import Facts, Variables
from pilar.query.walk import Prepared, walk_event

MOST_EVENTS: Final = 100
BEGINNING: Final = 0


async def open_stream(engine: Engine, request: Request, client: str = "") -> AsyncGenerator[Answer]:
    """Return the answers to a request. One that is not `executed` is the last: it tells why there are no more.

    Raises `HttpError` as `Engine.execute` does.
    """
    try:
        operation = await engine.read(request)
        if not operation.is_subscription:
            return _only(await engine.execute(request, client))
        prepared = engine.prepare(operation, request, client)
        return (await _open(engine, prepared, client)).answers()
    except (Refused, DocumentError) as error:
        return _only(refusal(error))
    except FieldError as error:
        return _only(_last(error))


async def _only(answer: Answer) -> AsyncGenerator[Answer]:
    yield answer


def _last(error: DocumentError | FieldError) -> Answer:
    return Answer(response(None, [entry(error)]), executed=False)


async def _open(engine: Engine, prepared: Prepared, client: str) -> _Feed:
    """Find where to begin. Raises `NotFound` when the row that the subscription is about is not there."""
    plan = prepared.plan.feed
    assert plan is not None
    about = await _text(engine, plan.about, prepared.variables)
    if about is None and plan.about.missing is not None:
        raise plan.about.missing.error(prepared.variables)
    return _Feed(engine, prepared, plan, client, await _beginning(engine, prepared, plan))


async def _beginning(engine: Engine, prepared: Prepared, plan: FeedPlan) -> int:
    """Return the id behind which to begin: that of a cursor, else the newest one there is now."""
    if prepared.request.last_event_id:
        return position_in(plan.fingerprint, prepared.request.last_event_id)
    if plan.after is not None:
        return int(plan.after(prepared.variables))
    newest = orjson.loads(await _text(engine, plan.newest, {MOST: 1}) or "{}").get(ROWS)
    return position_in(plan.fingerprint, newest[0][PLACE]) if newest else BEGINNING


@dataclass
class _Feed:
    """A subscription that runs: `position` is the id of the last row that was taken."""

    engine: Engine
    prepared: Prepared
    plan: FeedPlan
    client: str
    position: int

    async def answers(self) -> AsyncGenerator[Answer]:
        """Yield an answer for each row, until something goes wrong."""
        try:
            async for answer in self._events():
                yield answer
        except (DocumentError, FieldError) as error:
            yield _last(error)

    async def _events(self) -> AsyncGenerator[Answer]:
        watch, table = self.engine.watch, self.plan.table
        assert watch is not None
        nodes = max(1, nodes_of(self.prepared.plan.nodes, self.prepared.variables))
        most = max(1, min(MOST_EVENTS, self.engine.limits.nodes // nodes))
        while True:
            revision = await watch.revision(table)
            rows = await self._rows(most)
            for place, answer in rows:
                self.position = position_in(self.plan.fingerprint, place)
                yield answer
            if len(rows) < most:
                await watch.changed(table, revision)
            else:  # the past is paid for like pages, by waiting where a query would be refused
                await self._afford(points(nodes * most))

    async def _rows(self, most: int) -> list[tuple[str, Answer]]:
        """Read the next rows, and make the answers: by splicing, or by the executor where Python takes part."""
        if self.prepared.plan.walk:
            return await self._walked(self.plan, most)
        try:
            edges = await self._edges(self.plan, most)
        except StatementFailed as failure:
            if self.engine.dialect.reason_in(str(failure)) != DANGLING:
                raise
            return await self._walked(self._as_tree(), most)
        return [(edge[PLACE], self._spliced(edge)) for edge in edges]

    def _spliced(self, edge: dict[str, Any]) -> Answer:
        body = f'{{"data":{{"{self.plan.key}":{orjson.dumps(edge[ROW]).decode()}}}}}'
        return Answer(body.encode(), executed=True, complete=True, cursor=edge[PLACE])

    async def _walked(self, plan: FeedPlan, most: int) -> list[tuple[str, Answer]]:
        answers = []
        for edge in await self._edges(plan, most):
            answer = await walk_event(self.engine, self.prepared, edge[ROW])
            answer.cursor = edge[PLACE]
            answers.append((edge[PLACE], answer))
        return answers

    def _as_tree(self) -> FeedPlan:
        """A reference dangles where the schema promises a row: the executor knows how far null spreads."""
        facts = Facts(self.prepared.variables)
        operation, language = self.prepared.operation, self.prepared.request.language
        plan = self.engine.make_plan(operation, facts, language, tree=True).feed
        assert plan is not None
        return plan

    async def _edges(self, plan: FeedPlan, most: int) -> list[dict[str, Any]]:
        variables = self.prepared.plan.dated(self.prepared.variables)
        place = {**variables, POSITION: self.position, MOST: most}
        text = await _text(self.engine, plan.behind, place)
        edges: list[dict[str, Any]] = orjson.loads(text or "{}").get(ROWS, [])
        return edges

    async def _afford(self, price: int) -> None:
        price = min(price, self.engine.budget.points or price)
        while True:
            try:
                self.engine.budget.draw(self.client, price)
                return
            except BudgetExhausted as exhausted:
                await asyncio.sleep(exhausted.retry_after_s)


async def _text(engine: Engine, root: RootPlan, variables: Variables) -> str | None:
    """Run a statement. Raises what the database says as the error of the subscription."""
    text = await engine.text(root, variables)
    if isinstance(text, FieldError):
        raise text
    return text
