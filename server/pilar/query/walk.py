"""An operation in which Python takes part -> its answer, put together by the executor.

Each root field that is SQL runs the same one statement as on the compiled path; the resolvers below read its tree.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import orjson
from graphql import ExecutionResult, GraphQLResolveInfo, execute

from pilar.access.budget import Balance
from pilar.errors import FieldError
from pilar.query.documents import Operation
from pilar.query.exchange import Answer, Request
from pilar.query.plans import OperationPlan, RootPlan
from pilar.query.presentation import executed, response
from pilar.query.values import Variables

if TYPE_CHECKING:
    from pilar.query.engine import Engine

MOST_ERRORS: Final = 20


@dataclass(slots=True)
class Prepared:
    """A request on its way: its operation, coerced variables, plan; and what it cost, when the client wants to know."""

    operation: Operation
    variables: Variables
    plan: OperationPlan
    request: Request
    balance: Balance | None = None


@dataclass(frozen=True)
class Walk:
    """The context of the resolvers of one walked operation."""

    engine: Engine
    roots: Mapping[str, RootPlan]
    variables: Variables
    request: Request

    @property
    def plugins(self) -> Sequence[Any]:
        """The plugins, for the core's own field."""
        return self.engine.plugins

    @property
    def language(self) -> str:
        """The language that bilingual fields default to."""
        return self.request.language

    async def read(self, info: GraphQLResolveInfo[Any]) -> Any:
        """Run the statement of a root field and return its tree. Raises what went wrong as the field's error."""
        root = self.roots[str(info.path.key)]
        text = await self.engine.text(root, self.variables)
        if isinstance(text, FieldError):
            raise text
        if text is None and root.missing is not None:
            raise root.missing.error(self.variables)
        return None if text is None else orjson.loads(text)


@dataclass(frozen=True)
class EventWalk(Walk):
    """The same for one event, whose tree was read with others."""

    event: Any = None

    async def read(self, info: GraphQLResolveInfo[Any]) -> Any:
        """Return the tree of the event."""
        return self.event


async def walk_event(engine: Engine, prepared: Prepared, event: Any) -> Answer:
    """Let the executor put the answer together that tells of an event."""
    context = EventWalk(engine, {}, prepared.variables, prepared.request, event)
    result = _executed(prepared, context)
    return _answer(result if isinstance(result, ExecutionResult) else await result, prepared)


async def walk(engine: Engine, prepared: Prepared) -> Answer:
    """Let the executor put the answer together."""
    result = _executed(prepared, _context(engine, prepared))
    return _answer(result if isinstance(result, ExecutionResult) else await result, prepared)


def describe(engine: Engine, prepared: Prepared) -> Answer:
    """Answer an operation that asks for the schema only, in any thread: it waits for nothing."""
    result = _executed(prepared, _context(engine, prepared))
    assert isinstance(result, ExecutionResult)
    return _answer(result, prepared)


def _context(engine: Engine, prepared: Prepared) -> Walk:
    roots = {root.key: root for root in prepared.plan.roots}
    return Walk(engine, roots, prepared.variables, prepared.request)


def _executed(prepared: Prepared, context: Walk) -> ExecutionResult | Awaitable[ExecutionResult]:
    return execute(
        context.engine.schema,
        prepared.operation.document,
        context_value=context,
        variable_values=dict(prepared.request.variables),
        operation_name=prepared.operation.name,
    )


def _answer(result: ExecutionResult, prepared: Prepared) -> Answer:
    errors = [executed(error) for error in (result.errors or ())[:MOST_ERRORS]]
    body = response(orjson.dumps(result.data).decode(), errors, prepared.balance)
    return Answer(body, executed=True, complete=not errors)
