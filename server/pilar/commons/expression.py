"""`expression` declares a field of a table that is calculated when it is asked for: SQL instead of a Python resolver.

It is for what a stored column cannot hold: what depends on the day, or on rows of other tables.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Expression:
    """A calculated field, as its author wrote it. `scale` is the number of digits behind the point of a `Decimal`."""

    sql: str
    type: type
    unit: str | None
    scale: int


def expression(sql: str, *, type: type, unit: str | None = None, scale: int = 0) -> Expression:
    """Declare a calculated field, as a class variable with a docstring: `late: ClassVar = expression(...)`.

    `sql` is a scalar expression that SQLite and PostgreSQL read alike. What Pilar must resolve stands in braces:
    `{ends_on}`           a column, or another expression, of the row;
    `{on}`                the day asked for by the argument `on`, which is today when it is left out;
    `{Report r}`          the rows of a table of the plugin or of the core, as `r`: the published ones only;
    `{r.percent}`         a column, or an expression, of such a row;
    `{on:day}`            a day as a number, so that the difference of two is in days.
    A decimal is an ordinary number in it; the result is rounded to `scale` digits.
    """
    return Expression(sql, type, unit, scale)


def expressions_of(entity: type) -> Iterator[tuple[str, Expression, str]]:
    """Yield the name of each expression of a class, the expression, and the docstring under it."""
    found = {name: item for name, item in vars(entity).items() if isinstance(item, Expression)}
    described = _docstrings(entity) if found else {}
    for name, item in found.items():
        yield name, item, described.get(name, "")


def _docstrings(entity: type) -> dict[str, str]:
    """Read the texts under the attributes of a class; Python itself keeps none of them."""
    [definition] = ast.parse(textwrap.dedent(inspect.getsource(entity))).body
    assert isinstance(definition, ast.ClassDef)
    return {
        item.target.id: inspect.cleandoc(text.value.value)
        for item, text in zip(definition.body, definition.body[1:], strict=False)
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
        if isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }
