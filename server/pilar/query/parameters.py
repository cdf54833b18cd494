"""Symbolic values -> parameters: how each value that a variable brings becomes one that the database takes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeGuard

from pilar.errors import InvalidArgument, InvalidId, InvalidPageSize
from pilar.query.plan import Parameter
from pilar.query.values import ABSENT, Fixed, FromVariable, Value, Variables, read
from pilar.schema.catalog import Kind

SEPARATOR: Final = "_"
TODAY_KEY: Final = ":today"
"""Where the variables of a request hold the day on which it came; no variable can have this name."""
JAKARTA: Final = datetime.timezone(datetime.timedelta(hours=7), "WIB")


def today() -> str:
    """Return the date in Jakarta, where the programme is run; it has no summer time."""
    return datetime.datetime.now(JAKARTA).date().isoformat()


def _day_of_request(variables: Variables) -> Any:
    return variables.get(TODAY_KEY) or today()


TODAY: Final = Parameter(_day_of_request, Kind.DATE)


def parameter(value: Value, kind: Kind, convert: Callable[[Any], Any] | None = None) -> Parameter:
    """Make the parameter of a scalar, an enum name or a list of them. `convert` is applied when the statement runs."""
    if isinstance(value, FromVariable):
        return Parameter(partial(_bring, value, convert), kind)
    content = _content(value)
    fixed = content if convert is None else convert(content)
    return Parameter(partial(_constant, fixed), kind, fixed)


def _bring(value: FromVariable, convert: Callable[[Any], Any] | None, variables: Variables) -> Any:
    content = variables.get(value.name) if not value.path else read(variables, value.name, value.path)
    return content if convert is None else convert(content)


def _constant(content: Any, _variables: Variables) -> Any:
    return content


def _content(value: Value) -> Any:
    """Return a literal as plain data; variables inside a list are handled by the caller's facts."""
    if isinstance(value, list):
        return [_content(item) for item in value]
    assert isinstance(value, Fixed)
    return value.value


def is_bound(value: Value) -> TypeGuard[list[Value]]:
    """Tell whether a list literal holds variables, so that it must be bound item by item."""
    return isinstance(value, list) and any(isinstance(item, FromVariable) for item in value)


def gathered(values: list[Value], kind: Kind, convert: Callable[[Any], Any]) -> Parameter:
    """Make one parameter of a list literal whose items are partly variables."""
    parts = [parameter(value, kind) for value in values]
    return Parameter(lambda variables: convert([part.get(variables) for part in parts]), kind)


def key_of(type_name: str, text: Any) -> int:
    """Return the primary key in a global id of `type_name`. Raises `InvalidId`."""
    found, key = split_id(text)
    if found != type_name:
        raise InvalidId(
            f"The id {_shown(text)} is not one of {type_name}.", "Use an `id` that this type gave, unchanged."
        )
    return key


def split_id(text: Any) -> tuple[str, int]:
    """Return the type and the primary key in a global id. Raises `InvalidId` when it is none."""
    type_name, _, digits = str(text).rpartition(SEPARATOR)
    if text is ABSENT or not type_name or not (digits.isascii() and digits.isdigit()) or len(digits) > 18:
        raise InvalidId(f"{_shown(text)} is not a global id.", "Use an `id` that this API gave, unchanged.")
    return type_name, int(digits)


def page_size(limit: int, name: str, size: Any) -> int:
    """Check `first` or `last`. Raises `InvalidPageSize`."""
    if not isinstance(size, int) or size < 0:
        raise InvalidPageSize(f"`{name}` is {size}; it cannot be negative.", f"Ask for 0 to {limit} rows.")
    if size > limit:
        after = "after" if name == "first" else "before"
        raise InvalidPageSize(
            f"`{name}` is {size}; a page has at most {limit} rows.",
            f"Ask for at most {limit}, and page on with `{after}`.",
        )
    return size


def refuse_null(where: str) -> InvalidArgument:
    """Return the error for a null operand of a filter."""
    return InvalidArgument(
        f"`{where}` is null.", "Leave it out for no condition, or use `isNull: true` to find missing values."
    )


def _shown(text: Any) -> str:
    shown = repr(str(text))
    return shown if len(shown) <= 60 else shown[:57] + "...'"
