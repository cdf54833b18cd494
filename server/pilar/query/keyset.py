"""Keyset paging: where a page begins, as a predicate on the keys of an ordering. Nulls come last in every ordering."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pilar.query.plan import OrderKey


def term(expression: str, key: OrderKey, *, backward: bool) -> str:
    """Write one key of ORDER BY; a page that is read backward turns each of them round."""
    direction = "DESC" if key.descending is not backward else "ASC"
    nulls = f" NULLS {'FIRST' if backward else 'LAST'}" if key.nullable else ""
    return f"{expression} {direction}{nulls}"


def predicate(
    expressions: Sequence[str], order: Sequence[OrderKey], places: Sequence[str | None], *, backward: bool
) -> str:
    """Write "comes after the row with these keys" (before it, when backward). `None` stands for a key that is null.

    The first key is bounded on its own as well, so that an index finds the page however deep it lies.
    """
    alternatives: list[str] = []
    equal: list[str] = []
    for expression, key, place in zip(expressions, order, places, strict=True):
        beyond = _beyond(expression, key, place, backward=backward)
        if beyond:
            alternatives.append(" AND ".join([*equal, beyond]))
        equal.append(f"{expression} IS NULL" if place is None else f"{expression} = {place}")
    found = " OR ".join(f"({alternative})" for alternative in alternatives) or "1 = 0"
    return " AND ".join([*_bound(expressions[0], order[0], places[0], backward=backward), f"({found})"])


def _beyond(expression: str, key: OrderKey, place: str | None, *, backward: bool) -> str:
    if place is None:
        return f"{expression} IS NOT NULL" if backward else ""
    comparison = f"{expression} {'<' if key.descending is not backward else '>'} {place}"
    return f"({comparison} OR {expression} IS NULL)" if key.nullable and not backward else comparison


def _bound(expression: str, key: OrderKey, place: str | None, *, backward: bool) -> Iterator[str]:
    if place is not None and (backward or not key.nullable):
        yield f"{expression} {'<=' if key.descending is not backward else '>='} {place}"
