"""Tables -> Relay connections (https://relay.dev/graphql/connections.htm) with `nodes` beside `edges`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from pilar.commons.shortcut import Parameter, Shortcut
from pilar.schema.bindings import Bindings, GroupsField, RowsField, ShortcutField
from pilar.schema.catalog import Link, Table
from pilar.schema.descriptions import first_sentence
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


def add_connection(workshop: Workshop, table: Table, page: tuple[int, int]) -> None:
    """Make `<Type>Connection`, which says how lists of the type are paged, and `<Type>Edge`."""
    name, size, largest = table.type_name, page[0], table.max_page or page[1]
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
        f"One page of {name}: the `first` rows, behind the cursor `after`, or the `last` ones, ahead of `before`. "
        f"It has {size} rows when neither is given, and at most {largest}.",
        table.source,
    )


def list_fields(
    owner: str, table: Table, link: Link | None, bindings: Bindings, page: tuple[int, int]
) -> Iterator[Field]:
    """Yield the connection, the aggregate and the shortcuts of a table as fields of the type `owner`, and bind them.

    `page` holds the default and the largest page size. The arguments that every list has are described at the root
    only: below it their types say what they are for.
    """
    name, plural = table.type_name, link.field if link else table.plural
    told = tuple if link is None else _untold
    dated = (ON,) if table.is_dated else ()
    bindings[owner, plural] = RowsField(table, link)
    paging = _paging(name, page[0], table.max_page or page[1])
    yield Field(
        plural,
        f"{name}Connection",
        first_sentence(table.description),
        (*told((_where(name), *paging)), *dated),
    )
    bindings[owner, f"{plural}Aggregate"] = GroupsField(table, link)
    yield Field(
        f"{plural}Aggregate",
        f"list[{name}Aggregate]",
        f"{name} by group, ordered by the keys; one group of all without `groupBy`.",
        (*told((_where(name), *_grouping(name))), *dated),
    )
    for shortcut in table.shortcuts:
        if shortcut.on == (link.column if link else ""):
            bindings[owner, shortcut.name] = ShortcutField(table, link, shortcut)
            yield _shortcut_field(name, shortcut, told(paging))


def _untold(arguments: Iterable[Argument]) -> tuple[Argument, ...]:
    return tuple(replace(argument, description="") for argument in arguments)


def _shortcut_field(name: str, shortcut: Shortcut, paging: Sequence[Argument]) -> Field:
    type_ = {"row": f"{name} | None", "list": f"list[{name}]", "page": f"{name}Connection"}[shortcut.shows]
    arguments = tuple(_argument(key, declared) for key, declared in shortcut.arguments.items())
    if shortcut.shows == "page":
        arguments = (*arguments, *paging[1:])  # it has an ordering of its own
    return Field(shortcut.name, type_, shortcut.description, arguments)


def _argument(name: str, declared: Parameter) -> Argument:
    default = "" if declared.default is None else f" {declared.default} when left out."
    return Argument(
        name,
        declared.type if declared.required else f"{declared.type} | None",
        declared.description + default,
    )


def _where(name: str) -> Argument:
    return Argument("where", f"{name}Filter | None", "Which rows.")


def _grouping(name: str) -> tuple[Argument, ...]:
    return (
        Argument("groupBy", f"list[{name}Group] | None", "What the rows of a group share."),
        Argument("having", f"{name}Having | None", "Which groups."),
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
