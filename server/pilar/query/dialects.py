"""How SQLite says what every database can say. The compiler asks here for every word that differs between databases.

PostgreSQL's words: `postgresql.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from functools import partial
from typing import Any, Final

from pilar.query.cursors import encode_cursor
from pilar.query.plan import Parameter
from pilar.schema.catalog import Column, Kind, Table
from pilar.schema.scalars import SAFE_INTEGER

Getter = Callable[[Any], Any]
Functions = Mapping[str, tuple[int, Callable[..., Any]]]


@dataclass(frozen=True)
class Dialect:
    """The words of SQLite 3.51 to 3.53, whose JSON functions keep a value's JSON type across a scalar subquery."""

    name: str = "sqlite"
    keys_of_object: int = 490
    tables_of_join: int = 60
    keeps_order: bool = True
    """Whether an array has the order of the select that its rows come from, without being told."""
    nothing: str = "NULL"
    """The JSON null."""
    written_repeatedly: tuple[Kind, ...] = (Kind.DECIMAL, Kind.BIGINT)
    """The kinds whose JSON is written with their expression several times."""
    wide_row: float = 2
    """How many texts are read of a row whose page is of keys alone, to which the rows are joined."""
    join_to_page: str = "CROSS JOIN"
    """Joins the rows to the keys of a page; the words fix the order of the two loops as well."""
    writes_limits: bool = False
    """Whether the size of a page that the document fixes is written out, for the planner to know it."""

    @property
    def functions(self) -> Functions:
        """Functions that a connection must bring, with the number of their arguments."""
        return {"pilar_cursor": (1, encode_cursor)}

    def rows(self, table: Table) -> str:
        """Return what a statement reads the rows of a table, or of a view, from."""
        return table.rows

    def placeholder(self, number: int, parameter: Parameter) -> str:
        """Return the sign of the parameter `number`, counted from 1.

        The `+` hides its value from the planner: a SQLite built with STAT4 would compile the statement anew for each
        value that it wants to know, which takes longer than most statements run.
        """
        return f"+?{number}"

    def literal(self, parameter: Parameter) -> str:
        """Return the fixed value of a parameter as SQL: a text (a list is one), or a boolean."""
        value = parameter.fixed
        return self.text(value) if isinstance(value, str) else str(int(value))

    def name_of(self, alias: str, column: str) -> str:
        """Return a qualified column."""
        return f'{alias}."{column}"'

    def text(self, content: str) -> str:
        """Return a text literal."""
        return "'" + content.replace("'", "''") + "'"

    def word(self, name: str) -> str:
        """Return the JSON text of a GraphQL name."""
        return self.text(name)

    def object(self, pairs: Sequence[tuple[str, str]]) -> str:
        """Return the JSON object of keys and expressions, in their order."""
        first, rest = pairs[: self.keys_of_object], pairs[self.keys_of_object :]
        made = f"json_object({', '.join(f'{self.text(key)}, {value}' for key, value in first)})"
        while rest:  # a function takes 1,000 arguments
            first, rest = rest[: self.keys_of_object], rest[self.keys_of_object :]
            made = f"json_insert({made}, {', '.join(f'{self.text(_path(key))}, {value}' for key, value in first)})"
        return made

    def array(self, item: str, *, only: str = "", order: str = "") -> str:
        """Return the JSON array of all rows' `item`, of those rows where `only` holds, ordered."""
        ordered = f" ORDER BY {order}" if order else ""
        return f"json_group_array({item}{ordered})" + (f" FILTER (WHERE {only})" if only else "")

    def leaf(self, expression: str, kind: Kind, scale: int = 0) -> str:
        """Return the JSON value of an expression of some kind; `scale` is that of a decimal."""
        if kind is Kind.DECIMAL:
            return _decimal_text(expression, scale)
        if kind is Kind.BOOLEAN:
            return f"CASE {expression} WHEN 1 THEN json('true') WHEN 0 THEN json('false') END"
        if kind is Kind.BIGINT:
            return (
                f"CASE WHEN {expression} BETWEEN -{SAFE_INTEGER} AND {SAFE_INTEGER} THEN {expression} "
                f"ELSE CAST({expression} AS TEXT) END"
            )
        return expression

    def truth(self, condition: str) -> str:
        """Return JSON true or false for a condition; unknown is false."""
        return f"CASE WHEN {condition} THEN json('true') ELSE json('false') END"

    def identity(self, type_name: str, expression: str) -> str:
        """Return a global id."""
        return f"{self.text(type_name + '_')} || {expression}"

    def fail(self, reason: str) -> str:
        """Return an expression that makes the statement fail with a reason, which `reason_in` finds in the message."""
        return f"json_extract('{{}}', {self.text(FAILED + reason)})"

    def reason_in(self, message: str) -> str:
        """Return why a statement failed that was made to, or that a number grew too large; else an empty text."""
        if OVERFLOW in message:
            return OVERFLOW
        return message.partition(FAILED)[2].rstrip("'")

    def cursor(self, mark: str, keys: Sequence[tuple[str, Kind]]) -> str:
        """Return the cursor of a row from its keys."""
        return f"pilar_cursor(json_array({', '.join([self.text(mark), *(key for key, _ in keys)])}))"

    def ordered(self, expression: str, kind: Kind) -> str:
        """Return an expression that sorts and compares as it should: texts by their code points."""
        return expression

    def compare(self, expression: str, kind: Kind, operator: str, placeholder: str) -> str:
        """Return `expression operator parameter`; `in` takes a JSON list, the text operators a pattern."""
        match operator:
            case "in":
                return f"{expression} IN (SELECT value FROM json_each({placeholder}))"
            case "contains" | "startsWith":
                return f"{expression} LIKE {placeholder} ESCAPE '\\'"
            case "isNull":
                return f"{expression} IS NULL"
        return f"{expression} {COMPARISONS[operator]} {placeholder}"

    def operand(self, column: Column, operator: str, parameter: Parameter) -> Parameter:
        """Return the parameter as it compares with what a column stores: a decimal as its count of last digits."""
        if column.kind is not Kind.DECIMAL:
            return parameter
        return replace(parameter, get=partial(_stored, parameter.get, operator, column.scale))

    def measure(self, function: str, expression: str, column: Column) -> str:
        """Return sum, avg, min or max of a column."""
        if function != "avg":
            return f"{function}({expression})"
        if column.kind is Kind.FLOAT and not column.nullable:
            return f"sum({expression}) / count(*)"  # both mostly asked for, too: 1.25 times as fast as a second pass
        return self.number(f"avg({expression})", column)

    def number(self, expression: str, column: Column) -> str:
        """Return a measure of a column as a number to calculate with: that of decimals is in their last digits."""
        return f"{expression} / 1e{column.scale}" if column.kind is Kind.DECIMAL else expression

    def day(self, expression: str) -> str:
        """Return a date as the number of its day."""
        return f"(unixepoch({expression}) / 86400)"

    def calculated(self, expression: str, kind: Kind, scale: int) -> str:
        """Return a calculated value as one of its kind is stored: a decimal with `scale` digits behind the point."""
        return f"CAST(round({expression} * 1e{scale}) AS INTEGER)" if kind is Kind.DECIMAL else expression

    def unindexed(self, expression: str) -> str:
        """Return a column such that rows are not looked for by it: https://sqlite.org/optoverview.html#uplus."""
        return f"+{expression}"

    def least(self, first: str, second: str) -> str:
        """Return the smaller of two numbers."""
        return f"min({first}, {second})"

    def ids(self, placeholder: str, alias: str) -> tuple[str, str, str, str]:
        """Return what unfolds `[[type, id], ...]`: the FROM item, the type of one, the id of one, their order."""
        value = f"{alias}.value"
        return f"json_each({placeholder}) {alias}", f"{value} ->> 0", f"{value} ->> 1", ""

    def binder(self, parameter: Parameter) -> Getter:
        """Return what gets a parameter from the variables as the driver takes it."""
        return _as_integer(parameter.get) if parameter.kind is Kind.BOOLEAN else parameter.get


DANGLING: Final = "dangling reference"
TOO_MANY_GROUPS: Final = "too many groups"
OVERFLOW: Final = "integer overflow"
FAILED: Final = "pilar: "
COMPARISONS: Final = {"eq": "=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
WIDE: Final = Context(prec=80)
SQLITE: Final = Dialect()


def _stored(get: Getter, operator: str, scale: int, variables: Any) -> Any:
    """Scale a decimal, or a JSON list of them; where the column cannot hold it, to what compares alike."""
    if operator != "in":
        return _units(Decimal(get(variables)), operator, scale)
    units = [_units(Decimal(item), operator, scale) for item in json.loads(get(variables))]
    return json.dumps([unit for unit in units if unit is not None])


def _units(value: Decimal, operator: str, scale: int) -> int | float | None:
    """Between two values of the column nothing equals (null), and a bound moves to the neighbour that it admits."""
    units = value.scaleb(scale, WIDE)
    rounding = ROUND_CEILING if operator in ("lt", "gte") else ROUND_FLOOR
    nearest = units.to_integral_value(rounding, WIDE)
    if operator in ("eq", "in") and nearest != units:
        return None
    return int(nearest) if abs(nearest) < 2**63 else float(nearest)


def _decimal_text(expression: str, scale: int) -> str:
    """Write an integer of last digits with its point: 1250 -> '12.50'."""
    if not scale:
        return f"CAST({expression} AS TEXT)"
    sign = f"CASE WHEN {expression} < 0 THEN '-' ELSE '' END"
    parts = f"{sign}, abs({expression} / {10**scale}), abs({expression} % {10**scale})"
    return f"CASE WHEN {expression} IS NOT NULL THEN printf('%s%d.%0{scale}d', {parts}) END"


def _as_integer(get: Getter) -> Getter:
    return lambda variables: int(get(variables))


def _path(key: str) -> str:
    return f'$."{key}"'
