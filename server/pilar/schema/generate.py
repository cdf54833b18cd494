"""Descriptions of types -> Strawberry definitions that may name each other freely, in any order.

The definitions are made directly rather than by decorating classes: evaluating some thousand annotations took most of
the start. Strawberry takes two types of equal module and name for one, so each schema has a module name of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.schema_directives import OneOf
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryList, StrawberryObjectDefinition, StrawberryOptional
from strawberry.types.field import StrawberryField

from pilar.errors import InvalidTable, NameCollision
from pilar.schema import scalars
from pilar.schema.naming import camel

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
    """Makes the types of one schema and remembers who asked for each name."""

    def __init__(self) -> None:
        self.origins: dict[str, str] = {}
        self._module = f"pilar.schema.generated_{next(_numbers)}"
        self._types: dict[str, Any] = {
            "ID": strawberry.ID,
            "str": str,
            "int": int,
            "float": float,
            "bool": bool,
            **{name: vars(scalars)[name] for name in ("BigInt", "Date", "DateTime", "Decimal")},
        }

    def __contains__(self, name: str) -> bool:
        """Tell whether a type of that name was made."""
        return name in self.origins

    def __getitem__(self, text: str) -> Any:
        """Return the type that a text such as `list[Region] | None` stands for; made once for each text."""
        if text not in self._types:
            self._types[text] = self._compound(text)
        return self._types[text]

    def _compound(self, text: str) -> Any:
        if text.endswith(" | None"):
            return StrawberryOptional(self[text.removesuffix(" | None")])
        if text.startswith("list["):
            return StrawberryList(self[text[len("list[") : -1]])
        raise NameError(text)  # Strawberry takes it for a type that is not made yet

    def add(self, name: str, made: Any, origin: str) -> None:
        """Put a type under its name. Raises `NameCollision` when somebody else had it first."""
        if name in self.origins:
            raise NameCollision(
                f"The GraphQL type {name} of {origin} is already made by {self.origins[name]}.",
                "Rename one of them.",
            )
        self.origins[name] = origin
        self._types[name] = made

    def object(
        self,
        name: str,
        fields: Sequence[Field],
        description: str,
        origin: str,
        *,
        extensions: Sequence[type] = (),
        interfaces: Sequence[str] = (),
    ) -> None:
        """Make an object type, with the resolvers of the plugins' `extensions` besides. The others come later."""
        own = [self._output(field) for field in fields]
        theirs = [field for extension in extensions for field in _definition(extension).fields]
        _check_unique(name, [*own, *theirs], origin)
        definition = self._define(name, description, origin, is_type_of=_is_always)
        definition.interfaces = [_definition(self[interface]) for interface in interfaces]
        definition.fields = [*own, *theirs]

    def interface(
        self, name: str, fields: Sequence[Field], description: str, resolve_type: Callable[..., str]
    ) -> None:
        """Make an interface of the core."""
        definition = self._define(name, description, "the core", is_interface=True, resolve_type=resolve_type)
        definition.fields = [self._output(field) for field in fields]

    def input(
        self, name: str, fields: Sequence[Field], description: str, origin: str, *, one_of: bool = False
    ) -> None:
        """Make an input type; every field may be left out."""
        directives = (OneOf(),) if one_of else ()
        definition = self._define(name, description, origin, is_input=True, directives=directives)
        definition.fields = [self._input(field) for field in fields]
        _check_unique(name, definition.fields, origin)

    def _define(self, name: str, description: str, origin: str, **more: Any) -> StrawberryObjectDefinition:
        cls = type(name, (), {"__module__": self._module})
        options: dict[str, Any] = {
            "is_input": False,
            "is_interface": False,
            "directives": (),
            "is_type_of": None,
            "resolve_type": None,
            **more,
        }
        definition = StrawberryObjectDefinition(
            name=name, origin=cls, description=description, interfaces=[], extend=False, fields=[], **options
        )
        vars_of: Any = cls
        vars_of.__strawberry_definition__ = definition
        self.add(name, cls, origin)
        return definition

    def _output(self, field: Field) -> StrawberryField:
        made = StrawberryField(
            python_name=field.name,
            graphql_name=field.name,
            type_annotation=_Annotation(self, field.type),
            description=field.description or None,
        )
        made.arguments = [
            StrawberryArgument(
                python_name=argument.name,
                graphql_name=argument.name,
                type_annotation=_Annotation(self, argument.type),
                description=argument.description or None,
            )
            for argument in field.arguments
        ]
        return made

    def _input(self, field: Field) -> StrawberryField:
        return StrawberryField(
            python_name=field.name,
            graphql_name=field.name,
            type_annotation=_Annotation(self, f"{field.type} | None"),
            description=field.description or None,
            default=strawberry.UNSET,
        )


class _Annotation(StrawberryAnnotation):
    """A type by its name in a workshop, looked up when the schema is built."""

    def __init__(self, workshop: Workshop, text: str) -> None:
        super().__init__(text, namespace={})
        self._workshop = workshop
        self._text = text

    def evaluate(self) -> Any:
        return self._workshop[self._text]

    def resolve(self, **_: Any) -> Any:
        return self._workshop[self._text]


def _is_always(*_: object) -> bool:
    """A tree carries no type: the planner has put the right fields into it."""
    return True


def _definition(cls: Any) -> StrawberryObjectDefinition:
    definition: StrawberryObjectDefinition = cls.__strawberry_definition__
    return definition


def _check_unique(name: str, fields: Sequence[StrawberryField], origin: str) -> None:
    seen: set[str] = set()
    for field in fields:
        shown = field.graphql_name or camel(field.python_name or "")
        if shown in seen:
            raise InvalidTable(
                f"The GraphQL type {name} would have two fields '{shown}' ({origin}).",
                "Rename a column, or name the other side of a reference with `reference(..., back=...)`.",
            )
        seen.add(shown)
