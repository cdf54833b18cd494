"""`pilar.extend`: Strawberry resolvers on a plugin's own types and on its namespace, for what a table cannot say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import strawberry

from pilar.commons.entity import Entity
from pilar.errors import BrokenPlugin
from pilar.plugins.manifest import namespace_of
from pilar.schema.naming import pascal

Class = TypeVar("Class", bound=type)


class Row:
    """A row as a resolver sees it: its columns as attributes. A date is ISO text, an enum the name of its value."""

    def __init__(self, columns: Mapping[str, Any]) -> None:
        self._columns = columns

    def __getattr__(self, name: str) -> Any:
        try:
            return self._columns[name]
        except KeyError:
            raise AttributeError(
                f"The row has no column '{name}'; it has {', '.join(self._columns)}."
            ) from None


def extend(target: type[Entity] | None = None) -> Callable[[Class], Class]:
    """Mark a class of Strawberry resolvers, to be returned by `register_fields`.

    Without `target` its fields appear under the plugin's namespace on `Query`; with a table of the plugin on the type
    of that table; with a table of the core under the plugin's namespace on that type. `self` is a `Row` of the target.
    """

    def mark(cls: Class) -> Class:
        cls.__pilar_target__ = target  # type: ignore[attr-defined]  # read by `target_type`
        return strawberry.type(cls)

    return mark


def target_type(extension: type, namespace: str) -> str:
    """Return the name of the GraphQL type that an extension adds to."""
    target = getattr(extension, "__pilar_target__", extension)
    if target is extension:
        raise BrokenPlugin(
            f"{extension.__module__}.{extension.__qualname__} is not marked by `pilar.extend`.",
            "Write `@pilar.extend(Table)` above the class.",
        )
    if target is None:
        return f"{pascal(namespace)}Query"
    owner = namespace_of(target.__module__)
    if owner == namespace:
        return pascal(namespace) + str(target.__name__)
    if owner == "":
        return pascal(namespace) + str(target.__name__)
    raise BrokenPlugin(
        f"{extension.__module__}.{extension.__qualname__} extends {target.__name__}, which belongs to '{owner}'.",
        "A plugin extends its own types and the core's.",
    )
