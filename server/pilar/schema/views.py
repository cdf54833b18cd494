"""`Entity.__view__` -> the SELECT that stands in a statement where a table's name would.

A view is no object of the database: its text goes into the statement, which the database flattens. So it needs no
migration, cannot differ from the code, and never stands in the way of a table that is altered. In the text `{region}`
is the published rows of the table `region`; `{shortfall}` may be an earlier view. There is no other way to name a
table, so that a view can forget neither the visibility of rows nor a table on which an answer depends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pilar.errors import InvalidTable, nearest
from pilar.schema.catalog import Table

PLACE: Final = re.compile(r"\{(\w*)\}")
NAMED: Final = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)", re.IGNORECASE)


def as_view(table: Table, text: str, known: Mapping[str, Table]) -> Table:
    """Return `table` with the SELECT of its rows and the stored tables that it reads.

    Raises `InvalidTable` when `text` names a table that is not `known`, names one without braces, or none at all.
    """
    named = PLACE.findall(text)
    bare = [name for name in NAMED.findall(text) if name in known]
    if bare:
        raise InvalidTable(
            f"The view {table.source} reads '{bare[0]}' with its unpublished rows.",
            f"Write {{{bare[0]}}} for its published rows.",
        )
    unknown = [name for name in named if name not in known]
    if unknown or not named:
        raise InvalidTable(
            f"The view {table.source} reads '{unknown[0]}', which is not served before it."
            if unknown
            else f"The view {table.source} reads no table.",
            (nearest(unknown[0], known) if unknown else "")
            or "Name tables in braces, register them before the view, and other plugins in `requires-plugins`.",
        )
    reads = frozenset().union(*(known[name].reads for name in named))
    select = PLACE.sub(lambda place: _published(known[place[1]]), " ".join(text.split()))
    return replace(table, select=select, reads=reads, has_visibility=False)


def _published(table: Table) -> str:
    """Write a table as a subquery of the rows that everybody may see."""
    where = " WHERE visibility = 0" if table.has_visibility else ""
    return f"(SELECT * FROM {table.rows}{where})" if where else table.rows
