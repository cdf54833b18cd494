"""Arguments of a field, as written in a document, -> symbolic values: what is fixed, what a variable will bring.

The planner may look at the *structure* of a value (its keys, its length, whether it is null). Where that depends on a
variable, the look is recorded as a fact: a plan holds for all requests whose variables agree on its facts. Everything
else that a variable brings is bound when the statement runs.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graphql import (
    ArgumentNode,
    EnumValueNode,
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
)

from pilar.errors import InvalidArgument

Variables = Mapping[str, Any]
Path = tuple[str | int, ...]


class Absent:
    """The type of `ABSENT`."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()


@dataclass(frozen=True)
class Fact:
    """Something about one variable that a plan depends on."""

    name: str
    path: Path
    observe: Callable[[Any], Hashable]

    def of(self, variables: Variables) -> Hashable:
        """Look at the variable: `ABSENT` is given to `observe` where it was left out."""
        return self.observe(read(variables, self.name, self.path))


@dataclass(frozen=True)
class FromVariable:
    """The value that a variable has at `path` (keys of input objects, positions in lists)."""

    name: str
    path: Path = ()


@dataclass(frozen=True)
class Fixed:
    """A value that the document itself fixes: a scalar, the name of an enum value, or null."""

    value: Any


Value = FromVariable | Fixed | dict[str, Any] | list[Any]


class Facts:
    """The variables of one request, and the facts that planning has asked of them, in order."""

    def __init__(self, variables: Variables) -> None:
        self.variables = variables
        self.asked: dict[Fact, Hashable] = {}

    def ask(self, value: FromVariable, observe: Callable[[Any], Hashable]) -> Hashable:
        """Observe a variable, and make the plan depend on the answer."""
        fact = Fact(value.name, value.path, observe)
        if fact not in self.asked:
            self.asked[fact] = fact.of(self.variables)
        return self.asked[fact]

    def is_null(self, value: Value) -> bool:
        """Tell whether a value is null; a variable that was left out counts as null."""
        if isinstance(value, FromVariable):
            return bool(self.ask(value, _is_null))
        return isinstance(value, Fixed) and value.value is None

    def keys(self, value: Value) -> dict[str, Value]:
        """Return the entries of an input object that is not null."""
        if isinstance(value, FromVariable):
            names = self.ask(value, _keys)
            assert isinstance(names, tuple)
            return {name: FromVariable(value.name, (*value.path, name)) for name in names}
        assert isinstance(value, dict)
        return {name: item for name, item in value.items() if not self._is_left_out(item)}

    def items(self, value: Value) -> list[Value]:
        """Return the items of a list that is not null."""
        if isinstance(value, FromVariable):
            length = self.ask(value, len)
            assert isinstance(length, int)
            return [FromVariable(value.name, (*value.path, index)) for index in range(length)]
        return value if isinstance(value, list) else [value]

    def content(self, value: Value) -> Any:
        """Return a scalar or enum name itself, making the plan depend on it."""
        if isinstance(value, FromVariable):
            content = self.ask(value, _itself)
            return None if content is ABSENT else content
        assert isinstance(value, Fixed)
        return value.value

    def content_as(self, value: Value, observe: Callable[[Any], Hashable]) -> Any:
        """Return what `observe` makes of a scalar or a list of them, making the plan depend on just that."""
        if isinstance(value, FromVariable):
            return self.ask(value, observe)
        return observe(
            [self.content(item) for item in value] if isinstance(value, list) else self.content(value)
        )

    def _is_left_out(self, value: Value) -> bool:
        return isinstance(value, FromVariable) and bool(self.ask(value, _is_absent))


def read(variables: Variables, name: str, path: Path) -> Any:
    """Return what `variables` hold, or `ABSENT`."""
    content: Any = variables.get(name, ABSENT)
    for step in path:
        if content is ABSENT or content is None:
            return ABSENT
        try:
            content = content[step]
        except (KeyError, IndexError):
            return ABSENT
    return content


def read_arguments(
    nodes: Iterable[ArgumentNode], declared: Mapping[str, GraphQLArgument]
) -> dict[str, Value]:
    """Return the arguments that a field was given, by name. Generated fields declare no defaults in the schema."""
    return {node.name.value: read_value(node.value, declared[node.name.value].type) for node in nodes}


def read_value(node: ValueNode, type_: GraphQLInputType) -> Value:
    """Read a validated literal of `type_`. Lists of one may be written without brackets, as the specification says."""
    if isinstance(node, VariableNode):
        return FromVariable(node.name.value)
    if isinstance(type_, GraphQLNonNull):
        return read_value(node, type_.of_type)
    if isinstance(node, NullValueNode):
        return Fixed(None)
    if isinstance(type_, GraphQLList):
        nodes = node.values if isinstance(node, ListValueNode) else (node,)
        return [read_value(item, type_.of_type) for item in nodes]
    if isinstance(type_, GraphQLInputObjectType):
        assert isinstance(node, ObjectValueNode)
        return dict(_entries(node, type_))
    if isinstance(type_, GraphQLEnumType):
        assert isinstance(node, EnumValueNode)
        return Fixed(node.value)
    assert isinstance(type_, GraphQLScalarType)
    try:
        return Fixed(type_.parse_literal(node, None))
    except GraphQLError as error:  # validation lets infinite numbers through
        raise InvalidArgument(error.message, f"Its type is {type_}.") from error


def _entries(node: ObjectValueNode, type_: GraphQLInputObjectType) -> Iterator[tuple[str, Value]]:
    for field in node.fields:
        yield field.name.value, read_value(field.value, type_.fields[field.name.value].type)


def _is_null(content: Any) -> bool:
    return content is None or content is ABSENT


def _is_absent(content: Any) -> bool:
    return content is ABSENT


def _keys(content: Any) -> Hashable:
    return tuple(content)


def _itself(content: Any) -> Hashable:
    return content  # type: ignore[no-any-return]  # a coerced scalar or enum name is hashable
