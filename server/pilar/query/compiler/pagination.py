"""What a page needs of its rows, read from its plan: whether they are numbered, counted, copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pilar.query.plan import Columns, Edges, Field, Leaf, Namespace, Node, Nodes, Page, PageField, PageInfo
from pilar.schema.catalog import NUMBERS, Kind

NUMERIC: Final = frozenset({*NUMBERS, Kind.BOOLEAN})


def needs_rows(page: Page) -> bool:
    """Tell whether the select is over rows: then some part of it is an aggregate, and one row comes out."""
    return (
        looks_ahead(page) or shows_end(page) or any(isinstance(item, Nodes | Edges) for item in page.fields)
    )


def lists_once(page: Page) -> bool:
    """Tell whether the rows are listed in one place only: as nodes or as edges."""
    return sum(isinstance(item, Nodes | Edges) for item in page.fields) == 1


def looks_ahead(page: Page) -> bool:
    """Tell whether one row more than the page has is read, to see whether there is one."""
    return any(ends_behind(page, name) for name in _asked(page))


def shows_end(page: Page) -> bool:
    """Tell whether the first or the last row of the page is looked for."""
    return any(name in ("startCursor", "endCursor") for name in _asked(page))


def ends_behind(page: Page, name: str) -> bool:
    """Tell whether a field of `PageInfo` is about the side to which the page is read."""
    return name == ("hasPreviousPage" if page.backward else "hasNextPage")


def width(page: Page) -> int:
    """Count the texts that are read of each row of a page; numbers are copied at no cost to speak of."""
    return sum(_texts_read(field) for part in page.fields for field in _row_fields(part))


def order_key(number: int) -> str:
    """Name a key of an ordering. No column of a model can begin with an underscore, so none is meant by it."""
    return f"_k{number}"


def is_order_key(name: str) -> bool:
    """Tell whether a name is one of `order_key`."""
    return name.startswith("_k")


def _asked(page: Page) -> list[str]:
    return [name for item in page.fields if isinstance(item, PageInfo) for _, name in item.fields]


def _row_fields(part: PageField) -> Sequence[Field]:
    if isinstance(part, Nodes):
        return part.fields
    nodes = [item for item in part.fields if isinstance(item, Node)] if isinstance(part, Edges) else []
    return [field for node in nodes for field in node.fields]


def _texts_read(field: Field) -> int:
    match field:
        case Leaf(_, column):
            return 0 if column.kind in NUMERIC else 2 if column.fallback else 1
        case Columns(_, table):
            return len(table.columns)
        case Namespace(_, fields):
            return sum(map(_texts_read, fields))
    return 0
