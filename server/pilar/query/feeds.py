"""A subscription -> its plan: the rows behind a place, in the order of their ids, as one statement for each batch.

The statement is that of a page, compiled once; only the place moves on. So an event is selected, filtered and answered
as every other row is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from graphql import SelectionSetNode

from pilar.query.cursors import decode_cursor
from pilar.query.pages import in_order_of_ids, mark_of_ids
from pilar.query.parameters import parameter
from pilar.query.plan import (
    TRUE,
    All,
    Compare,
    Cursor,
    Edges,
    Fields,
    Identity,
    Lookup,
    Node,
    Page,
    Parameter,
    Seek,
    Source,
    Through,
)
from pilar.query.planner import Missing, RootRead, plan_object
from pilar.query.planning import Planning, Selected, select
from pilar.query.predicates import read_where
from pilar.query.values import Value, Variables
from pilar.schema.bindings import FeedField
from pilar.schema.catalog import Kind, Table
from pilar.schema.feeds import ROOT

ROWS: Final = "rows"
PLACE: Final = "cursor"
ROW: Final = "row"
POSITION: Final = ":position"
MOST: Final = ":most"
"""What the reader of a feed adds to the variables; no variable of GraphQL can have such a name."""


@dataclass(frozen=True)
class FeedRead:
    """What a subscription reads: the rows behind POSITION, at most MOST of them; the newest row; the row it is about.

    `after` gets the position that the client asks to go on from; `event` stands for one event, to tell its cost.
    """

    key: str
    table: Table
    fingerprint: str
    behind: Page
    newest: Page
    about: RootRead
    after: Parameter | None
    event: Lookup


def plan_subscription(planning: Planning, selection_set: SelectionSetNode) -> FeedRead:
    """Plan the one root field of a subscription. Raises `NeedsExecutor` as `plan_operation` does."""
    [field] = select(
        planning, ROOT, [selection_set]
    )  # validation lets no subscription have more, nor skip it
    assert isinstance(field.binding, FeedField)
    table, arguments = field.binding.table, field.arguments
    mark = mark_of_ids(table)
    subject = _subject(field.binding, arguments[field.binding.feed.about.field])
    where = All(
        (
            Through(field.binding.feed.about, field.binding.about, subject),
            read_where(planning, table, arguments.get("where")),
        )
    )
    after = arguments.get("after")
    asked = None if after is None or planning.facts.is_null(after) else after
    fields = plan_object(planning, table, field.selection_sets)
    return FeedRead(
        field.key,
        table,
        mark,
        _behind(table, where, fields),
        _newest(table),
        _about(field, subject),
        None if asked is None else parameter(asked, Kind.ID, partial(position_in, mark)),
        Lookup(field.key, Source(table, None, where), fields),
    )


def position_in(mark: str, cursor: Any) -> int:
    """Return the id in a cursor. Raises `InvalidCursor`."""
    [position] = decode_cursor(mark, 1, cursor)
    return int(position)


def _subject(binding: FeedField, value: Value) -> Compare:
    [column] = [column for column in binding.about.columns if column.name == binding.about.key[0]]
    return Compare(column, "eq", parameter(value, column.kind))


def _about(field: Selected, subject: Compare) -> RootRead:
    """Read the row that the subscription is about: it must be there, but nothing of it is shown."""
    assert isinstance(field.binding, FeedField) and subject.parameter is not None
    about = field.binding.about
    source = Source(about, None, subject)
    missing = Missing(about.type_name, subject.column.field, subject.parameter)
    return RootRead(Lookup(field.key, source, (Identity("id", about.type_name),)), missing)


def _behind(table: Table, where: All, fields: Fields) -> Page:
    order = (in_order_of_ids(table),)
    seek = Seek((Parameter(partial(_brought, POSITION), Kind.ID),))
    limit = Parameter(partial(_brought, MOST), Kind.INT)
    shown = (Edges(ROWS, (Cursor(PLACE), Node(ROW, fields))),)
    return Page(ROWS, Source(table, None, where), order, mark_of_ids(table), limit, False, seek, shown)


def _newest(table: Table) -> Page:
    order = (in_order_of_ids(table),)
    limit = Parameter(partial(_brought, MOST), Kind.INT)
    shown = (Edges(ROWS, (Cursor(PLACE),)),)
    return Page(ROWS, Source(table, None, TRUE), order, mark_of_ids(table), limit, True, None, shown)


def _brought(name: str, variables: Variables) -> Any:
    return variables[name]
