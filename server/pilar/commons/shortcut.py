"""`Shortcut`: a field with arguments of its own that leads to rows of a table by a filter and an ordering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Given:
    """The place in a filter where the argument `name` stands; a condition whose argument is left out has no effect."""

    name: str


@dataclass(frozen=True)
class Parameter:
    """An argument of a shortcut: `str`, `int`, `float`, `bool` or the GraphQL name of an enum, a sentence, a default.

    `required` when leaving it out is an error.
    """

    type: str
    description: str
    default: Any = None
    required: bool = False


@dataclass(frozen=True)
class Shortcut:
    """A way to rows of the table that declares it, written like `region { assessment(index: "IPM", year: 2024) }`.

    `on` is the reference column by which the field stands on the type referred to, or empty for a field of `Query`.
    It shows one `row` (the first, or null), a `list` of at most `most` rows, or a `page`: a connection. `where` is a
    filter as the graph takes it, with `Given("year")` for arguments; `otherwise` adds a filter for an argument that
    is left out. `order` is an ordering as the graph takes it.
    """

    name: str
    description: str
    shows: Literal["row", "list", "page"]
    on: str = ""
    arguments: Mapping[str, Parameter] = field(default_factory=dict)
    where: Mapping[str, Any] = field(default_factory=dict)
    otherwise: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    order: tuple[Mapping[str, Any], ...] = ()
    most: int = 100
