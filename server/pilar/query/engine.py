"""Request -> answer: find the plan, run its statements, splice the JSON that SQL made into the response.

Where a Python resolver takes part, Strawberry's executor walks the operation; its root resolvers run the same
statements. Both ways answer alike.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import orjson
from graphql import ExecutionResult, GraphQLError, GraphQLNonNull, GraphQLSchema, OperationType, execute

from pilar.errors import (
    DanglingReference,
    DocumentError,
    FieldError,
    InternalError,
    MethodNotAllowed,
    PilarError,
)
from pilar.query.compiler import compile_root
from pilar.query.dialects import Dialect
from pilar.query.documents import Documents, Operation, Refused
from pilar.query.plan import TypeName
from pilar.query.planner import RootRead, plan_operation
from pilar.query.planning import NeedsExecutor, Planning
from pilar.query.plans import OperationPlan, RootPlan
from pilar.query.pool import ReaderPool, StatementFailed
from pilar.query.values import Facts, Variables
from pilar.query.variables import coerce_variables
from pilar.schema.compose import Composition

log: Final = logging.getLogger("pilar.query")


@dataclass(frozen=True, slots=True)
class Request:
    """One GraphQL request; with `read_only` (GET) only queries are answered."""

    document: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation_name: str | None = None
    language: Literal["id", "en"] = "id"
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The complete JSON response. `executed` is false when the request was refused before any of it ran."""

    body: bytes
    executed: bool


@dataclass(frozen=True)
class Engine:
    """Everything that answering takes. `plugins` is what the API tells about the server itself."""

    composition: Composition
    pool: ReaderPool
    dialect: Dialect
    documents: Documents
    default_page: int
    max_page: int
    plugins: Sequence[object] = ()

    @property
    def schema(self) -> GraphQLSchema:
        """The composed schema."""
        return self.composition.graphql

    async def execute(self, request: Request) -> Answer:
        """Answer a request. Raises `MethodNotAllowed` for anything but a query in a read-only one."""
        try:
            operation = self.documents.operation(request.document, request.operation_name)
            if request.read_only and operation.definition.operation is not OperationType.QUERY:
                raise MethodNotAllowed("A GET request runs queries only.", "Send a mutation by POST.")
            variables = coerce_variables(operation.declared, request.variables)
            plan = self.plan(operation, variables, request.language)
            if plan.walk:
                return await self.walk(plan, operation, variables, request)
            return await self._splice(plan, operation, variables, request)
        except Refused as refused:
            return Answer(orjson.dumps({"errors": refused.errors}), executed=False)
        except DocumentError as error:
            return Answer(orjson.dumps({"errors": [_entry(error, None)]}), executed=False)

    # --- plans ---

    def plan(self, operation: Operation, variables: Variables, language: str) -> OperationPlan:
        """Return the plan for an operation and its variables, from the cache where one holds."""
        plan = operation.plans.find(language, variables)
        if plan is None:
            facts = Facts(variables)
            plan = self.make_plan(operation, facts, language)
            operation.plans.add(language, facts.asked, plan)
        return plan

    def make_plan(
        self, operation: Operation, facts: Facts, language: str, *, tree: bool = False
    ) -> OperationPlan:
        """Plan and compile every root field; with `tree` for the executor, as is done where Python takes part."""
        planning = Planning(
            self.schema,
            self.composition.catalog,
            self.composition.bindings,
            operation.fragments,
            facts,
            language,
            tree,
            self.default_page,
            self.max_page,
        )
        try:
            reads = plan_operation(planning, operation.definition.selection_set)
        except NeedsExecutor:
            return self.make_plan(operation, facts, language, tree=True)
        return OperationPlan(tuple(self._root(read) for read in reads), walk=tree)

    def _root(self, read: RootRead | TypeName) -> RootPlan:
        if isinstance(read, TypeName):
            return RootPlan(read.key, "", (), text=f'"{read.name}"')
        statement = compile_root(read.root, self.dialect)
        getters = tuple(map(self.dialect.binder, statement.parameters))
        return RootPlan(read.root.key, statement.sql, getters, read.missing)

    # --- the compiled path ---

    async def _splice(
        self, plan: OperationPlan, operation: Operation, variables: Variables, request: Request
    ) -> Answer:
        errors: list[dict[str, Any]] = []
        parts: list[str] = []
        nulls = False
        try:
            texts = await self._read_all(plan.roots, variables)
        except StatementFailed as failure:
            if self.dialect.dangling not in str(failure):
                raise
            tree = self.make_plan(operation, Facts(variables), request.language, tree=True)
            return await self.walk(tree, operation, variables, request)
        for root, text in zip(plan.roots, texts, strict=True):
            if isinstance(text, FieldError):
                errors.append(_entry(text, [root.key]))
                nulls = nulls or self._is_promised(operation, root.key)
            elif text is None and root.missing is not None:
                errors.append(_entry(root.missing.error(variables), [root.key]))
            parts.append(f'"{root.key}":{text if isinstance(text, str) else "null"}')
        if not errors:
            return Answer(f'{{"data":{{{",".join(parts)}}}}}'.encode(), executed=True)
        data = "null" if nulls else f"{{{','.join(parts)}}}"
        return Answer(f'{{"data":{data},"errors":{orjson.dumps(errors).decode()}}}'.encode(), executed=True)

    async def _read_all(
        self, roots: Sequence[RootPlan], variables: Variables
    ) -> list[str | FieldError | None]:
        if len(roots) == 1:
            return [await self._read(roots[0], variables)]
        return list(await asyncio.gather(*(self._read(root, variables) for root in roots)))

    async def _read(self, root: RootPlan, variables: Variables) -> str | FieldError | None:
        if root.text is not None:
            return root.text
        parameters = [get(variables) for get in root.getters]
        try:
            return await self.pool.fetch(root.sql, parameters)
        except FieldError as error:
            return error

    def _is_promised(self, operation: Operation, key: str) -> bool:
        """Tell whether the root field under a response key is non-null, so that its error takes all data with it."""
        fields = self.schema.query_type.fields if self.schema.query_type else {}
        names = _root_names(operation)
        return isinstance(fields[names[key]].type, GraphQLNonNull) if key in names else True

    # --- the walked path ---

    async def walk(
        self, plan: OperationPlan, operation: Operation, variables: Variables, request: Request
    ) -> Answer:
        """Let the executor put the answer together; each root field that is SQL runs its one statement."""
        context = Walk(self, {root.key: root for root in plan.roots}, variables, request)
        result = execute(
            self.schema,
            operation.document,
            context_value=context,
            variable_values=dict(request.variables),
            operation_name=operation.name,
        )
        if not isinstance(result, ExecutionResult):
            result = await result
        assert isinstance(result, ExecutionResult)
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body["errors"] = [_executed(error) for error in result.errors]
        return Answer(orjson.dumps(body), executed=True)


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

    async def read(self, key: str) -> Any:
        """Run the statement of a root field and return its tree. Raises `NotFound` for a lookup without a row."""
        root = self.roots[str(key)]
        text = await self.engine.pool.fetch(root.sql, [get(self.variables) for get in root.getters])
        if text is None and root.missing is not None:
            raise root.missing.error(self.variables)
        return None if text is None else orjson.loads(text)


def _root_names(operation: Operation) -> dict[str, str]:
    from graphql import FieldNode

    return {
        (node.alias or node.name).value: node.name.value
        for node in operation.definition.selection_set.selections
        if isinstance(node, FieldNode)
    }


def _executed(error: GraphQLError) -> dict[str, Any]:
    """Return an error of the executor for the answer; what nobody foresaw is logged and named by an id only."""
    original = error.original_error
    if isinstance(original, PilarError):
        return _entry(original, error.path, error)
    if original is None or isinstance(original, GraphQLError):
        return _entry(InternalError(error.message, "See `locations`."), error.path, error) | {
            "extensions": error.extensions or {"code": InternalError.code}
        }
    if str(original).startswith("Cannot return null for non-nullable field"):
        dangling = DanglingReference(str(original), "Ask without this field, or tell the owner of the data.")
        return _entry(dangling, error.path, error)
    return _entry(unexpected(original), error.path, error)


def unexpected(error: BaseException) -> InternalError:
    """Log an unexpected error with its traceback under a new id; return what a client may know."""
    number = secrets.token_hex(4)
    log.error("Internal error %s", number, exc_info=error)
    return InternalError(f"Internal error {number}.", "Try again; if it stays, report this number.")


def _entry(error: PilarError, path: Any, located: GraphQLError | None = None) -> dict[str, Any]:
    entry: dict[str, Any] = {"message": error.message}
    if located is not None and located.locations:
        entry["locations"] = [location.formatted for location in located.locations]
    if path is not None:
        entry["path"] = list(path)
    return {**entry, "extensions": error.extensions}
