"""What planning one operation knows, and how it sees a selection set: fields by response key, fragments resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
)
from graphql.type import is_abstract_type

from pilar.query.parameters import TODAY, parameter
from pilar.query.plan import DatedColumn, Parameter
from pilar.query.values import Facts, FromVariable, Value, read_arguments
from pilar.schema.bindings import Binding, Bindings
from pilar.schema.catalog import Catalog, Column, Kind


class NeedsExecutor(Exception):
    """A field is a Python resolver: the operation cannot be SQL all the way down."""


@dataclass(frozen=True)
class Planning:
    """The schema, the operation's fragments, and the facts asked of its variables.

    With `tree` the plan is for the executor: fields of Python resolvers are allowed, and get the columns of their row.
    `on` is the day as of which calculated columns are shown, where no argument says another.
    """

    schema: GraphQLSchema
    catalog: Catalog
    bindings: Bindings
    fragments: Mapping[str, FragmentDefinitionNode]
    facts: Facts
    language: str
    tree: bool
    default_page: int
    max_page: int
    on: Parameter = TODAY

    def type_named(self, name: str) -> GraphQLObjectType:
        """Return an object type of the schema."""
        found = self.schema.type_map[name]
        assert isinstance(found, GraphQLObjectType)
        return found

    def as_of(self, on: Value | None) -> Planning:
        """Return the planning of what is seen as of another day, if one is given."""
        if on is None or self.facts.is_null(on):
            return self
        return replace(self, on=parameter(on, Kind.DATE))

    def column(self, column: Column, language: str = "") -> Column:
        """Return a column in a language, else the reader's, and as of the day that is asked for."""
        if column.is_dated:
            return DatedColumn(**vars(column), on=self.on)
        return column.in_language(language or self.language)


@dataclass(frozen=True)
class Selected:
    """One field of an object as a client asked for it, the same response key of several fragments merged."""

    key: str
    name: str
    owner: GraphQLObjectType
    nodes: tuple[FieldNode, ...]
    binding: Binding | None

    @property
    def selection_sets(self) -> tuple[SelectionSetNode, ...]:
        """What is selected below the field."""
        return tuple(node.selection_set for node in self.nodes if node.selection_set)

    @property
    def arguments(self) -> dict[str, Value]:
        """The arguments by name; merged fields have the same ones, as validation made sure."""
        return read_arguments(self.nodes[0].arguments or (), self.owner.fields[self.name].args)


def select(planning: Planning, type_name: str, sets: Sequence[SelectionSetNode]) -> list[Selected]:
    """Collect the fields of one object (GraphQL specification, section CollectFields)."""
    owner = planning.type_named(type_name)
    merged: dict[str, list[FieldNode]] = {}
    visited: set[str] = set()
    for selection_set in sets:
        for node in _fields(planning, owner, selection_set.selections, visited):
            merged.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
    return [
        Selected(
            key,
            nodes[0].name.value,
            owner,
            tuple(nodes),
            planning.bindings.get((type_name, nodes[0].name.value)),
        )
        for key, nodes in merged.items()
    ]


def _fields(
    planning: Planning, owner: GraphQLObjectType, selections: Sequence[SelectionNode], visited: set[str]
) -> Iterator[FieldNode]:
    for node in selections:
        if not _is_included(planning.facts, node.directives):
            continue
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, InlineFragmentNode):
            if node.type_condition is None or _applies(planning, node.type_condition, owner):
                yield from _fields(planning, owner, node.selection_set.selections, visited)
        elif isinstance(node, FragmentSpreadNode) and node.name.value not in visited:
            visited.add(node.name.value)
            fragment = planning.fragments[node.name.value]
            if _applies(planning, fragment.type_condition, owner):
                yield from _fields(planning, owner, fragment.selection_set.selections, visited)


def _is_included(facts: Facts, directives: Sequence[DirectiveNode] | None) -> bool:
    for directive in directives or ():
        if directive.name.value in ("skip", "include"):
            [argument] = directive.arguments or ()
            condition = argument.value
            if isinstance(condition, VariableNode):
                holds = bool(facts.content(FromVariable(condition.name.value)))
            else:
                holds = isinstance(condition, BooleanValueNode) and condition.value
            if holds is (directive.name.value == "skip"):
                return False
    return True


def _applies(planning: Planning, condition: NamedTypeNode, owner: GraphQLObjectType) -> bool:
    name = condition.name.value
    if name == owner.name:
        return True
    type_ = planning.schema.type_map[name]
    return is_abstract_type(type_) and planning.schema.is_sub_type(type_, owner)
