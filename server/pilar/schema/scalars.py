"""Scalars that GraphQL itself lacks. Inside Pilar their values are what databases take and give: text and numbers."""

from __future__ import annotations

import datetime
import decimal
import re
from typing import Any, Final, NewType

import strawberry
from graphql import GraphQLError, IntValueNode, StringValueNode, ValueNode
from graphql.language import print_ast

BIGINT_MIN: Final = -(2**63)
BIGINT_MAX: Final = 2**63 - 1
SAFE_INTEGER: Final = 2**53 - 1
DATETIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")

BigInt = NewType("BigInt", int)
Date = NewType("Date", str)
DateTime = NewType("DateTime", str)
Decimal = NewType("Decimal", str)


def _same(value: Any) -> Any:
    return value


def parse_big_int(value: Any) -> int:
    """Accept a JSON integer, or a text of digits, of 64 bits."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not re.fullmatch(r"-?\d{1,19}", text) or not BIGINT_MIN <= int(text) <= BIGINT_MAX:
        raise GraphQLError(
            f"BigInt cannot be {_shown(value)}: it is an integer of 64 bits, as number or text."
        )
    return int(text)


def parse_date(value: Any) -> str:
    """Accept `YYYY-MM-DD`."""
    try:
        if isinstance(value, str) and len(value) == 10:
            return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise GraphQLError(f'Date cannot be {_shown(value)}: write a day as "2024-12-31".')


def parse_date_time(value: Any) -> str:
    """Accept ISO 8601 with a time zone; return it in UTC with microseconds, so that text order is time order."""
    try:
        if isinstance(value, str) and DATETIME.fullmatch(value):
            moment = datetime.datetime.fromisoformat(value).astimezone(datetime.UTC)
            return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    except (ValueError, OverflowError):
        pass
    raise GraphQLError(f'DateTime cannot be {_shown(value)}: write a moment as "2024-12-31T23:59:59+07:00".')


def parse_decimal(value: Any) -> str:
    """Accept a decimal number as text (exact) or as a JSON integer."""
    if isinstance(value, int | str) and not isinstance(value, bool) and len(str(value)) <= 40:
        try:
            number = decimal.Decimal(value)
        except decimal.InvalidOperation:
            number = decimal.Decimal("NaN")
        if number.is_finite() and abs(number.adjusted()) <= 40:
            return format(number, "f")
    raise GraphQLError(f'Decimal cannot be {_shown(value)}: write an exact number as text, as in "12.50".')


def _literal(parse: Any) -> Any:
    def parse_literal(node: ValueNode, _variables: dict[str, Any] | None = None) -> Any:
        if isinstance(node, StringValueNode | IntValueNode):
            return parse(node.value)
        raise GraphQLError(f"{print_ast(node)[:60]} is neither a text nor an integer.", node)

    return parse_literal


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


SCALARS: Final[dict[object, Any]] = {
    BigInt: strawberry.scalar(
        name="BigInt",
        description="An integer of 64 bits. A JSON number up to 2^53-1 in size, a text of digits beyond.",
        serialize=_same,
        parse_value=parse_big_int,
        parse_literal=_literal(parse_big_int),
    ),
    Date: strawberry.scalar(
        name="Date",
        description="A day, ISO 8601: 2024-12-31.",
        serialize=_same,
        parse_value=parse_date,
        parse_literal=_literal(parse_date),
    ),
    DateTime: strawberry.scalar(
        name="DateTime",
        description="A moment, ISO 8601 in UTC: 2024-12-31T16:59:59.000000Z.",
        serialize=_same,
        parse_value=parse_date_time,
        parse_literal=_literal(parse_date_time),
    ),
    Decimal: strawberry.scalar(
        name="Decimal",
        description="An exact decimal number, as text.",
        serialize=_same,
        parse_value=parse_decimal,
        parse_literal=_literal(parse_decimal),
    ),
}
