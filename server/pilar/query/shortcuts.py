"""The arguments of a shortcut -> those of the connection that it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pilar.commons.shortcut import Given, Shortcut
from pilar.query.planning import Planning
from pilar.query.values import Fixed, Value

PAGING = ("first", "after", "last", "before")


def connection_arguments(
    planning: Planning, shortcut: Shortcut, arguments: Mapping[str, Value]
) -> dict[str, Value]:
    """Return `where`, `orderBy` and the page; for a list, the page is all that it may hold, for a row it is one."""
    given = _given(planning, shortcut, arguments)
    conditions = [_filled(shortcut.where, given)]
    conditions += [_filled(extra, given) for name, extra in shortcut.otherwise.items() if name not in given]
    where: Value = {"and": [condition for condition in conditions if condition]}
    order: Value = [_filled(key, given) for key in shortcut.order]
    made = {"where": where, "orderBy": order}
    if shortcut.shows == "page":
        return made | {name: arguments[name] for name in PAGING if name in arguments}
    return made | {"first": Fixed(shortcut.most if shortcut.shows == "list" else 1)}


def _given(planning: Planning, shortcut: Shortcut, arguments: Mapping[str, Value]) -> dict[str, Value]:
    """Return the arguments that have a value, of their own or by default."""
    given = {}
    for name, declared in shortcut.arguments.items():
        value = arguments.get(name)
        if value is not None and not planning.facts.is_null(value):
            given[name] = value
        elif declared.default is not None:
            given[name] = Fixed(declared.default)
    return given


def _filled(template: Any, given: Mapping[str, Value]) -> Any:
    """Put values where a template says `Given`; what is left without a value, or empty, is left out."""
    if isinstance(template, Given):
        return given.get(template.name)
    if isinstance(template, Mapping):
        parts = {name: _filled(part, given) for name, part in template.items()}
        return {name: part for name, part in parts.items() if part is not None} or None
    if isinstance(template, list | tuple):
        return [part for part in (_filled(item, given) for item in template) if part is not None] or None
    return Fixed(template)
