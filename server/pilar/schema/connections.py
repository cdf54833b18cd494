"""Tables -> Relay connections (https://relay.dev/graphql/connections.htm) with `nodes` beside `edges`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pilar.commons.shortcut import Parameter, Shortcut
from pilar.schema.bindings import Bindings, GroupsField, RowsField, ShortcutField
from pilar.schema.catalog import Link, Table
from pilar.schema.generate import Argument, Field, Workshop

PAGE_INFO: Final = (
    Field("hasNextPage", "bool", "Whether more rows follow this page."),
    Field("hasPreviousPage", "bool", "Whether rows precede this page."),
    Field("startCursor", "str | None", "The cursor of the first row, null on an empty page."),
    Field("endCursor", "str | None", "The cursor of the last row: give it to `after` for the next page."),
)

ON: Final = Argument(
    "on",
    "Date | None",
    "The day as of which to calculate; by default that of the list around it, then today in Jakarta.",
)


def add_page_info(workshop: Workshop) -> None:
    """Make `PageInfo`."""
    workshop.object("PageInfo", PAGE_INFO, "Where a page lies in the whole list.", "the core")


def add_connection(workshop: Workshop, table: Table) -> None:
    """Make `<Type>Connection` and `<Type>Edge`."""
    name = table.type_name
    workshop.object(
        f"{name}Edge",
        [Field("cursor", "str", "Where the row stands in the ordering."), Field("node", name, "The row.")],
        f"A row of {name} with its cursor.",
        table.source,
    )
    workshop.object(
        f"{name}Connection",
        [
            Field("totalCount", "int", "The number of rows on all pages; counted only when asked for."),
            Field("pageInfo", "PageInfo", "Where this page lies."),
            Field("nodes", f"list[{name}]", "The rows of this page."),
            Field("edges", f"list[{name}Edge]", "The rows of this page with their cursors."),
        ],
        f"One page of {name}.",
        table.source,
    )


def list_fields(
    owner: str, table: Table, link: Link | None, bindings: Bindings, page: tuple[int, int]
) -> Iterator[Field]:
    """Yield the connection, the aggregate and the shortcuts of a table as fields of the type `owner`, and bind them.

    `page` holds the default and the largest page size.
    """
    name, plural = table.type_name, link.field if link else table.plural
    where = Argument("where", f"{name}Filter | None", "Which rows.")
    dated = (ON,) if table.is_dated else ()
    bindings[owner, plural] = RowsField(table, link)
    yield Field(
        plural,
        f"{name}Connection",
        table.description,
        (where, *_paging(name, page[0], table.max_page or page[1]), *dated),
    )
    bindings[owner, f"{plural}Aggregate"] = GroupsField(table, link)
    yield Field(
        f"{plural}Aggregate",
        f"list[{name}Aggregate]",
        f"Counts, sums, averages and extremes of {name}, one element for each group, ordered by the keys.",
        (
            where,
            Argument(
                "groupBy",
                f"list[{name}Group] | None",
                "What the rows of a group share; none: one group of all.",
            ),
            Argument("having", f"{name}Having | None", "Which groups."),
            *dated,
        ),
    )
    for shortcut in table.shortcuts:
        if shortcut.on == (link.column if link else ""):
            bindings[owner, shortcut.name] = ShortcutField(table, link, shortcut)
            yield _shortcut_field(name, shortcut, page, table.max_page)


def _shortcut_field(name: str, shortcut: Shortcut, page: tuple[int, int], max_page: int) -> Field:
    type_ = {"row": f"{name} | None", "list": f"list[{name}]", "page": f"{name}Connection"}[shortcut.shows]
    arguments = tuple(_argument(key, declared) for key, declared in shortcut.arguments.items())
    if shortcut.shows == "page":
        _, *paging = _paging(name, page[0], max_page or page[1])
        arguments = (*arguments, *paging)
    return Field(shortcut.name, type_, shortcut.description, arguments)


def _argument(name: str, declared: Parameter) -> Argument:
    default = "" if declared.default is None else f" {declared.default} when left out."
    return Argument(
        name,
        declared.type if declared.required else f"{declared.type} | None",
        declared.description + default,
    )


def _paging(name: str, default: int, largest: int) -> tuple[Argument, ...]:
    return (
        Argument(
            "orderBy",
            f"list[{name}Order] | None",
            "The ordering, first key first. The id comes last, in the direction of the key before it.",
        ),
        Argument(
            "first",
            "int | None",
            f"How many rows from the start: {default} when left out, at most {largest}.",
        ),
        Argument("after", "str | None", "Only rows behind this cursor; with `first`."),
        Argument("last", "int | None", f"How many rows from the end, at most {largest}."),
        Argument("before", "str | None", "Only rows ahead of this cursor; with `last`."),
    )
