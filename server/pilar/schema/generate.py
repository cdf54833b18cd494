"""Descriptions of fields -> Strawberry classes, all in one fresh module, so that they may name each other freely.

Strawberry takes two types of equal module and name for one; a module of its own for each schema keeps them apart.
"""

from __future__ import annotations

import itertools
import keyword
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from pilar.errors import NameCollision
from pilar.schema import scalars

_numbers: Final = itertools.count()


@dataclass(frozen=True)
class Argument:
    """`name: type`, the type written in Python, as in `list[X] | None`."""

    name: str
    type: str
    description: str = ""


@dataclass(frozen=True)
class Field:
    """`name(arguments): type`."""

    name: str
    type: str
    description: str = ""
    arguments: tuple[Argument, ...] = ()


class Workshop:
    """Makes the classes of one schema and remembers who asked for each name."""

    def __init__(self) -> None:
        self.module = ModuleType(f"pilar.schema.generated_{next(_numbers)}")
        self.origins: dict[str, str] = {}
        sys.modules[self.module.__name__] = self.module
        vars(self.module).update(
            {"ID": strawberry.ID, **{name: vars(scalars)[name] for name in ("BigInt", "Date", "DateTime", "Decimal")}}
        )

    def close(self) -> None:
        """Forget the module: to be called once the schema stands."""
        sys.modules.pop(self.module.__name__, None)

    def has(self, name: str) -> bool:
        """Tell whether a type of that name was made."""
        return name in self.origins

    def add(self, name: str, made: Any, origin: str) -> None:
        """Put a type under its name. Raises `NameCollision` when somebody else had it first."""
        if name in self.origins and vars(self.module)[name] is not made:
            raise NameCollision(
                f"The GraphQL type {name} of {origin} is already made by {self.origins[name]}.", "Rename one of them."
            )
        self.origins[name] = origin
        setattr(self.module, name, made)

    def object(
        self, name: str, fields: Sequence[Field], description: str, origin: str, bases: tuple[type, ...] = ()
    ) -> None:
        """Make an object type. Its resolvers are attached later, by `resolvers.attach`."""
        cls = self._class(name, {field.name: (field.type, self._output(field)) for field in fields}, bases)
        self.add(name, strawberry.type(cls, name=name, description=description), origin)

    def input(
        self, name: str, fields: Sequence[Field], description: str, origin: str, *, one_of: bool = False
    ) -> None:
        """Make an input type; every field may be left out."""
        attributes = {field.name: (f"{field.type} | None", _input(field)) for field in fields}
        cls = self._class(name, attributes, ())
        self.add(name, strawberry.input(cls, name=name, description=description, one_of=one_of), origin)

    def _output(self, field: Field) -> StrawberryField:
        made = StrawberryField(python_name=_python(field.name), graphql_name=field.name, description=field.description)
        made.arguments = [
            StrawberryArgument(
                python_name=_python(argument.name),
                graphql_name=argument.name,
                type_annotation=StrawberryAnnotation(argument.type, namespace=vars(self.module)),
                description=argument.description or None,
            )
            for argument in field.arguments
        ]
        return made

    def _class(self, name: str, attributes: dict[str, tuple[str, Any]], bases: tuple[type, ...]) -> type:
        return type(
            name,
            bases,
            {
                "__module__": self.module.__name__,
                "__annotations__": {_python(key): annotation for key, (annotation, _) in attributes.items()},
                **{_python(key): value for key, (_, value) in attributes.items()},
            },
        )


def _input(field: Field) -> Any:
    return strawberry.field(name=field.name, description=field.description or None, default=strawberry.UNSET)


def _python(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name
