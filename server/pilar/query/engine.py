"""Request -> answer: find the plan, run its statements, splice the JSON that SQL made into the response.

`Engine.execute` is the path of a request, read from top to bottom. Where a Python resolver takes part, the executor
walks the operation (`walk.py`); its root resolvers run the same statements, and both ways answer alike.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any, TypeVar

import orjson
from graphql import GraphQLSchema

from pilar.access.budget import Budget
from pilar.access.limits import Limits, exceeded
from pilar.errors import (
    AnswerTooLarge,
    DocumentError,
    FieldError,
    MethodNotAllowed,
    NumberTooLarge,
    OperationTimeout,
    StreamRequired,
    TooManyGroups,
)
from pilar.query.answers import Answers, entity_tag
from pilar.query.compiler.groups import MOST_GROUPS
from pilar.query.compiler.statement import compile_root
from pilar.query.cost import NODES_OF_THE_SCHEMA, estimate, nodes_of, points
from pilar.query.dialects import DANGLING, OVERFLOW, TOO_MANY_GROUPS, Dialect
from pilar.query.documents import Documents, Operation, Refused
from pilar.query.exchange import Answer, Request
from pilar.query.feeds import FeedRead, plan_subscription
from pilar.query.introspection import introspect
from pilar.query.parameters import TODAY
from pilar.query.plan import TypeName
from pilar.query.planner import RootRead, plan_operation
from pilar.query.planning import NeedsExecutor, Planning
from pilar.query.plans import FeedPlan, OperationPlan, RootPlan
from pilar.query.presentation import entry, response
from pilar.query.revisions import Revisions
from pilar.query.server_revisions import ServerRevisions
from pilar.query.thread import Thread
from pilar.query.turns import Pool, StatementFailed
from pilar.query.values import Facts, Variables
from pilar.query.variables import coerce_variables
from pilar.query.walk import Prepared, walk
from pilar.query.watching import Watch
from pilar.schema.compose import Composition

Result = TypeVar("Result")


@dataclass(frozen=True)
class Engine:
    """Everything that answering takes. Without `revisions` no answer is reused, without `watch` no event is told of."""

    composition: Composition
    pool: Pool
    dialect: Dialect
    documents: Documents
    limits: Limits = field(default_factory=Limits)
    budget: Budget = field(default_factory=lambda: Budget(0))
    answers: Answers = field(default_factory=lambda: Answers(0))
    revisions: Revisions | ServerRevisions | None = None
    watch: Watch | None = None
    entity_tags: bool = True
    thread: Thread = field(default_factory=Thread)
    schema_turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    default_page: int = 20
    max_page: int = 100
    operation_timeout_s: float = 10.0
    plugins: Sequence[object] = ()
    analyst: Any = None  # of the layer above: the fields of `Query` that ask it know its type

    @property
    def schema(self) -> GraphQLSchema:
        """The composed schema."""
        return self.composition.graphql

    async def execute(self, request: Request, client: str = "", entity_tags: str = "") -> Answer:
        """Answer a request. Raises `HttpError` for what HTTP itself refuses, such as an exhausted budget.

        `client` is whose budget pays; `entity_tags` name the answers that the client holds already.
        """
        try:
            operation = await self.read(request)
            if operation.is_subscription:
                raise StreamRequired(
                    "The operation is a subscription: it has an answer for each event.",
                    "Use a WebSocket, or accept `text/event-stream`.",
                )
            return await self._answer(self.prepare(operation, request, client), entity_tags)
        except (Refused, DocumentError, OperationTimeout) as error:
            return refusal(error)

    async def read(self, request: Request) -> Operation:
        """Return the operation of a request. Raises `Refused`, `DocumentError`, and `HttpError`."""
        text = self.documents.text(request.document, request.document_id, request.sha256)
        if not self.documents.is_at_hand(text):
            await self._limited(self.documents.read_ahead(text))
        operation = self.documents.operation(text, request.operation_name)
        if request.sha256 is not None:
            self.documents.persist(text, request.sha256)
        if request.read_only and operation.is_mutation:
            raise MethodNotAllowed("A GET request only reads.", "Send a mutation by POST.")
        return operation

    def prepare(self, operation: Operation, request: Request, client: str) -> Prepared:
        """Plan an operation with the variables of a request, and let the client pay. Raises as `read` does."""
        variables = coerce_variables(operation.declared, request.variables, self.limits)
        plan = self.plan(operation, variables, request.language)
        prepared = Prepared(operation, plan.dated(variables), plan, request)
        self._pay(prepared, client)
        return prepared

    async def _answer(self, prepared: Prepared, entity_tags: str) -> Answer:
        if prepared.plan.walk:
            if not prepared.operation.schema_only:
                return await self._limited(walk(self, prepared))
            return await self._limited(introspect(self, prepared, _told(prepared.variables), entity_tags))
        if self.revisions is None or prepared.request.shows_cost:
            return await self._read(prepared)
        return await self._reuse_or_read(self.revisions, prepared, entity_tags)

    def _pay(self, prepared: Prepared, client: str) -> None:
        """Estimate the cost, refuse what is too large, and draw the rest from the client's budget."""
        nodes = nodes_of(prepared.plan.nodes, prepared.variables)
        nodes += prepared.operation.schema_fields * NODES_OF_THE_SCHEMA
        if nodes > self.limits.nodes:
            remedy = "Ask for fewer rows in the outer pages, or page on with `after`."
            raise exceeded("Nodes that the operation could return", nodes, self.limits.nodes, remedy)
        price = points(nodes)
        left = self.budget.draw(client, price)
        if prepared.request.shows_cost:
            prepared.balance = self.budget.balance(price, left)

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
            if operation.is_subscription:
                return self._compiled_feed(
                    plan_subscription(planning, operation.definition.selection_set), tree=tree
                )
            reads = plan_operation(planning, operation.definition.selection_set)
        except NeedsExecutor:
            return self.make_plan(operation, facts, language, tree=True)
        return self._compiled(reads, tree=tree)

    def _compiled(self, reads: Sequence[RootRead | TypeName], *, tree: bool) -> OperationPlan:
        tables: set[str] = set()
        roots = [
            RootPlan(read.key, text=f'"{read.name}"')
            if isinstance(read, TypeName)
            else self._compiled_root(read, tables)
            for read in reads
        ]
        nodes = estimate(read.root for read in reads if isinstance(read, RootRead))
        return OperationPlan(tuple(roots), tree, tuple(sorted(tables)), nodes)

    def _compiled_feed(self, read: FeedRead, *, tree: bool) -> OperationPlan:
        tables: set[str] = set()
        feed = FeedPlan(
            read.key,
            read.table.name,
            read.fingerprint,
            self._compiled_root(RootRead(read.behind), tables),
            self._compiled_root(RootRead(read.newest), tables),
            self._compiled_root(read.about, tables),
            None if read.after is None else read.after.get,
        )
        return OperationPlan((), tree, tuple(sorted(tables)), estimate([read.event]), feed)

    def _compiled_root(self, read: RootRead, tables: set[str]) -> RootPlan:
        """Compile a read, and add the tables that it reads."""
        statement = compile_root(read.root, self.dialect)
        tables |= statement.tables
        return RootPlan(
            read.root.key,
            statement.sql,
            tuple(map(self.dialect.binder, statement.parameters)),
            read.missing,
            read.promised,
            head=statement.head,
            tail=statement.tail,
            reads_few=statement.reads_few,
            reads_today=TODAY in statement.parameters,
        )

    # --- the compiled path ---

    async def _reuse_or_read(
        self, known: Revisions | ServerRevisions, prepared: Prepared, entity_tags: str
    ) -> Answer:
        """Give an earlier answer again if nothing that it read has changed since."""
        plan, request = prepared.plan, prepared.request
        wants_tag = request.read_only and self.entity_tags
        found = known.of(plan.tables) if wants_tag or self.answers.keeps else None
        revisions = found if found is None or isinstance(found, tuple) else await found
        if revisions is None:
            return await self._read(prepared)
        bound = _told(prepared.variables)
        identity = f"{prepared.operation.identity}{plan.identity}" if wants_tag else ""
        tag = entity_tag(identity, bound, revisions) if wants_tag else ""
        if tag and tag in entity_tags:
            return Answer(b"", executed=True, entity_tag=tag, unchanged=True)
        body = self.answers.find((plan.number, bound), revisions)
        if body is None:
            answer = await self._read(prepared)
            if not answer.complete:
                return answer
            body = answer.body
            self.answers.keep((plan.number, bound), revisions, body)
        if tag and entity_tags.strip() == "*":  # any answer will do, if there is one
            return Answer(b"", executed=True, entity_tag=tag, unchanged=True)
        return Answer(body, executed=True, complete=True, entity_tag=tag)

    async def _read(self, prepared: Prepared) -> Answer:
        """Run the statements and splice what they return; no JSON is parsed on the way."""
        plan, variables, balance = prepared.plan, prepared.variables, prepared.balance
        try:
            texts = await self._texts(plan.roots, variables)
        except StatementFailed as failure:
            if self.dialect.reason_in(str(failure)) != DANGLING:
                raise
            return await self._walk_instead(prepared)
        if len(texts) == 1 and isinstance(texts[0], str) and balance is None:  # as most answers are
            body = f'{{"data":{{"{plan.roots[0].key}":{texts[0]}}}}}'.encode()
            return Answer(body, executed=True, complete=True)
        read = list(zip(plan.roots, texts, strict=True))
        parts = [f'"{root.key}":{text if isinstance(text, str) else "null"}' for root, text in read]
        errors = [error for root, text in read for error in _errors(root, text, variables)]
        if any(isinstance(text, FieldError) and root.promised for root, text in read):
            return Answer(response("null", errors, balance), executed=True)
        return Answer(response(f"{{{','.join(parts)}}}", errors, balance), executed=True, complete=not errors)

    async def _walk_instead(self, prepared: Prepared) -> Answer:
        """A reference dangles where the schema promises a row: the executor knows how far null spreads."""
        facts = Facts(prepared.variables)
        tree = self.make_plan(prepared.operation, facts, prepared.request.language, tree=True)
        return await self._limited(walk(self, replace(prepared, plan=tree)))

    async def _texts(
        self, roots: Sequence[RootPlan], variables: Variables
    ) -> Sequence[str | FieldError | None]:
        if len(roots) == 1:  # the pool bounds its wait and its statement
            return [await self.text(roots[0], variables)]
        texts = await self._limited(asyncio.gather(*(self.text(root, variables) for root in roots)))
        sizes = accumulate(len(text) if isinstance(text, str) else 0 for text in texts)
        return [
            text if self._fits(size) else self._too_large(size)
            for text, size in zip(texts, sizes, strict=True)
        ]

    async def text(self, root: RootPlan, variables: Variables) -> str | FieldError | None:
        """Run the statement of a root field; what fails in the database is returned, not raised."""
        if root.text is not None:
            return root.text
        parameters = root.parameters(variables)
        try:
            text = await self.pool.fetch(root.sql, parameters, at_once=root.reads_few)
        except FieldError as error:
            return error
        except StatementFailed as failure:
            refusal = _refusal(self.dialect.reason_in(str(failure)))
            if refusal is None:
                raise
            return refusal
        if root.head:
            text = f"{root.head}{'null' if text is None else text}{root.tail}"
        return text if text is None or self._fits(len(text)) else self._too_large(len(text))

    def _fits(self, size: int) -> bool:
        return size <= self.limits.answer_length

    def _too_large(self, size: int) -> AnswerTooLarge:
        return AnswerTooLarge(
            f"The answer has {size:,} characters up to here; the limit is {self.limits.answer_length:,}.",
            "Ask for fewer rows or fields, and page on with `after`.",
        )

    async def _limited(self, awaitable: Awaitable[Result]) -> Result:
        """Wait for the rest of an operation, and cancel its statements when it takes too long."""
        try:
            async with asyncio.timeout(self.operation_timeout_s):
                return await awaitable
        except TimeoutError:
            raise OperationTimeout(
                f"The operation took longer than {self.operation_timeout_s:g} s and was cancelled.",
                "Ask for less in one operation.",
            ) from None


def refusal(error: Refused | DocumentError | OperationTimeout) -> Answer:
    """Return the answer that has nothing but the reason why there is none."""
    if isinstance(error, OperationTimeout):
        return Answer(response("null", [entry(error)]), executed=True)
    errors = error.errors if isinstance(error, Refused) else [entry(error)]
    return Answer(response(None, errors), executed=False, streams=isinstance(error, StreamRequired))


def _told(variables: Variables) -> bytes:
    return orjson.dumps(variables, option=orjson.OPT_SORT_KEYS) if variables else b""


def _refusal(reason: str) -> FieldError | None:
    """Return the error for a statement that refused to go on; None when something else is wrong with it."""
    if reason == TOO_MANY_GROUPS:
        remedy = "Group by less, or narrow it by `where` or `having`."
        return TooManyGroups(f"The aggregate has more than {MOST_GROUPS:,} groups.", remedy)
    if reason == OVERFLOW:
        return NumberTooLarge("A sum does not fit into 64 bits.", "Sum fewer rows, or ask for `avg`.")
    return None


def _errors(root: RootPlan, text: str | FieldError | None, variables: Variables) -> list[dict[str, Any]]:
    if isinstance(text, FieldError):
        return [entry(text, [root.key])]
    if text is None and root.missing is not None:
        return [entry(root.missing.error(variables), [root.key])]
    return []
