"""Plan -> the one SQL statement of a root field: pure. Only `compiler/` and the dialects write SQL.

Shapes: a to-one reference is a LEFT JOIN behind the page it belongs to; a to-many field is a scalar subquery over an
inner select that is filtered, ordered and limited before any JSON is made. The statement has one column of one row: the
JSON of the field.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pilar.query.compiler.connections import write_page
from pilar.query.compiler.groups import write_aggregation
from pilar.query.compiler.lookups import finds_one, write_lookup, write_node_list
from pilar.query.compiler.objects import ObjectWriter
from pilar.query.compiler.scope import Row, Scope
from pilar.query.dialects import Dialect
from pilar.query.plan import Aggregation, Field, Lookup, Namespace, NodeList, Page, Parameter, Root, ToOne

FEW_ROWS: Final = 8


@dataclass(frozen=True)
class Statement:
    """SQL with one column of one row, its parameters in order, and the tables that it reads.

    `head` and `tail` go around the JSON that it returns. `reads_few` when it reads a handful of rows by their keys.
    """

    sql: str
    parameters: tuple[Parameter, ...]
    tables: frozenset[str] = frozenset()
    head: str = ""
    tail: str = ""
    reads_few: bool = False


def compile_root(root: Root, dialect: Dialect) -> Statement:
    """Write the statement of a root field. A namespace around a single field needs no SQL of its own."""
    scope = Scope(dialect)
    head = ""
    while isinstance(root, Namespace) and len(root.fields) == 1:
        [inner] = root.fields
        if not isinstance(inner, Lookup | Page | Aggregation):
            break
        head, root = f'{head}{{"{inner.key}":', inner
    sql = _write(root, ObjectWriter(scope))
    return Statement(
        sql,
        tuple(scope.parameters),
        frozenset(scope.tables),
        head,
        "}" * head.count("{"),
        isinstance(root, Lookup) and finds_one(root.source) and _references(root.fields) <= FEW_ROWS,
    )


def _write(root: Root, objects: ObjectWriter) -> str:
    match root:
        case Lookup():
            return write_lookup(root, None, objects)
        case NodeList():
            return write_node_list(root, objects)
        case Page():
            return write_page(root, None, objects)
        case Aggregation():
            return write_aggregation(root, None, objects)
        case Namespace():
            return f"SELECT {objects.object(root.fields, Row(''))}"


def _references(fields: Sequence[Field]) -> float:
    """Count the rows behind references, infinitely many behind a list."""
    count = 0.0
    for item in fields:
        match item:
            case ToOne(fields=inner):
                count += 1 + _references(inner)
            case Page() | Aggregation() | Lookup() | Namespace():
                return math.inf
    return count
