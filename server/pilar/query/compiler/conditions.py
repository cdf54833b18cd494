"""Predicates -> the conditions of a WHERE or HAVING clause; the empty text stands for true."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pilar.query.compiler.scope import Row, Scope
from pilar.query.plan import All, Compare, Either, Exists, Not, Predicate, Source, Through
from pilar.schema.catalog import Column


def of_source(source: Source, alias: str, parent: Row | None, scope: Scope) -> str:
    """Write what a row of a source satisfies: it is visible, belongs to its parent, passes the filter."""
    conditions: list[str] = []
    if source.link is not None and parent is not None:
        link = scope.dialect.name_of(alias, source.link.column)
        conditions.append(f"{link} = {scope.name(parent, 'id')}")
    where = of_row(source.where, alias, scope)
    if where:
        conditions.append(where)
    return scope.visible(alias, source.table, *conditions)


def of_row(predicate: Predicate, alias: str, scope: Scope, *, linked: bool = False) -> str:
    """Write a predicate on the columns of a row; `linked` as in `over`."""
    return over(predicate, lambda column: scope.expression(alias, column), alias, scope, linked=linked)


def over(
    predicate: Predicate,
    column_of: Callable[[Column], str],
    alias: str,
    scope: Scope,
    *,
    linked: bool = False,
) -> str:
    """Write a predicate on what `column_of` writes for a column.

    `linked` rows are found by the row that they belong to, and then a reference is a worse way to them, unless it is to
    a row that the filter names: SQLite takes every list of ids for one of 25.
    """
    match predicate:
        case Compare(column, operator, parameter):
            place = (
                "" if parameter is None else scope.bind(scope.dialect.operand(column, operator, parameter))
            )
            return scope.dialect.compare(column_of(column), column.kind, operator, place)
        case All(parts):
            written = [over(part, column_of, alias, scope, linked=linked) for part in parts]
            return _joined(" AND ", [part for part in written if part])
        case Either(parts):
            written = [over(part, column_of, alias, scope) or "1 = 1" for part in parts]
            return _joined(" OR ", written) or "1 = 0"
        case Not(part):
            return f"({over(part, column_of, alias, scope) or '1 = 1'}) IS NOT TRUE"
        case Through(relation, target, part):
            inner = scope.alias()
            where = scope.visible(inner, target, *filter(None, [of_row(part, inner, scope)])) or "1 = 1"
            key = scope.dialect.name_of(alias, relation.column)
            if linked and not _fixed(part).issuperset(target.key):
                key = scope.dialect.unindexed(key)
            return f"{key} IN (SELECT {inner}.id FROM {scope.rows(target, inner)} WHERE {where})"
        case Exists(link, target, part):
            inner = scope.alias()
            belongs = f"{scope.dialect.name_of(inner, link.column)} = {alias}.id"
            where = scope.visible(
                inner, target, belongs, *filter(None, [of_row(part, inner, scope, linked=True)])
            )
            return f"EXISTS (SELECT 1 FROM {scope.rows(target, inner)} WHERE {where})"


def _fixed(predicate: Predicate) -> frozenset[str]:
    """Return the columns for which a predicate says which values they have."""
    if isinstance(predicate, All):
        return frozenset[str]().union(*map(_fixed, predicate.of))
    if isinstance(predicate, Compare) and predicate.operator in ("eq", "in"):
        return frozenset([predicate.column.name])
    return frozenset()


def _joined(word: str, parts: Sequence[str]) -> str:
    """Join predicates so that the whole can stand between any others."""
    return f"({word.join(parts)})" if len(parts) > 1 else "".join(parts)
