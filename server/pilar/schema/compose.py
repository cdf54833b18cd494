"""The tables and fields of the core and the plugins -> one schema, with the catalog and bindings for the planner."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import strawberry
from graphql import GraphQLInputObjectType, GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from pilar.commons.entity import Entity
from pilar.schema.bindings import Bindings
from pilar.schema.catalog import Catalog
from pilar.schema.entities import make_catalog
from pilar.schema.extension import target_type
from pilar.schema.feeds import ROOT, add_subscription
from pilar.schema.formulas import add_expressions
from pilar.schema.generate import Workshop
from pilar.schema.resolvers import DEFINITION, attach
from pilar.schema.scalars import SCALARS
from pilar.schema.types import add_types, root_fields

FRAMES_OF_A_TABLE: Final = 50


@dataclass(frozen=True)
class Part:
    """What one plugin brings to the schema."""

    namespace: str
    title: str
    tables: tuple[type[Entity], ...]
    fields: tuple[type, ...] = ()


@dataclass(frozen=True)
class Composition:
    """The whole graph: the schema for GraphQL, the catalog and bindings for the planner."""

    schema: strawberry.Schema
    graphql: GraphQLSchema
    catalog: Catalog
    bindings: Bindings = field(repr=False)

    @property
    def sdl(self) -> str:
        """The schema in the schema definition language, as `schema.graphql` holds it."""
        return self.schema.as_str() + "\n"


def compose(
    core: Sequence[type[Entity]],
    parts: Iterable[Part],
    query: type,
    *,
    default_page: int = 20,
    max_page: int = 100,
) -> Composition:
    """Build the schema. `query` holds the core's own Python fields of `Query`.

    Raises `InvalidTable`, `NameCollision`, or whatever Strawberry says of a plugin's own classes.
    """
    parts = sorted(parts, key=lambda part: part.namespace)
    entities = [*core, *(table for part in parts for table in part.tables)]
    catalog = add_expressions(make_catalog(entities), entities)
    workshop = Workshop()
    extensions = _extensions(parts)
    page = (default_page, max_page)
    bindings = add_types(workshop, catalog, extensions, page)
    titles = {part.namespace: part.title for part in parts}
    fields = list(root_fields(workshop, catalog, extensions, titles, bindings, page))
    workshop.object("Query", fields, "Where every read begins.", "the core", extensions=(query,))
    subscribes = add_subscription(workshop, catalog, bindings)
    schema = _build(workshop, catalog, subscribes=subscribes)
    graphql = schema._schema  # Strawberry gives no public way to the graphql-core schema that it wraps
    _mark_one_of(graphql)
    attach(graphql, bindings, workshop.origins)
    return Composition(schema, graphql, catalog, bindings)


def _build(workshop: Workshop, catalog: Catalog, *, subscribes: bool) -> strawberry.Schema:
    config = StrawberryConfig(auto_camel_case=True, scalar_map=SCALARS)
    types = [workshop[table.type_name] for table in catalog.tables.values()]
    with _deep_recursion(FRAMES_OF_A_TABLE * len(types)):
        return strawberry.Schema(
            query=workshop["Query"],
            subscription=workshop[ROOT] if subscribes else None,
            types=types,
            config=config,
        )


@contextmanager
def _deep_recursion(frames: int) -> Iterator[None]:
    """graphql-core follows types recursively: a chain of 500 tables that refer to each other needs more frames."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, limit + frames))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def _mark_one_of(schema: GraphQLSchema) -> None:
    """Let validation and introspection know of `@oneOf`, which Strawberry prints but does not tell graphql-core."""
    for type_ in schema.type_map.values():
        definition = type_.extensions.get(DEFINITION)
        if isinstance(type_, GraphQLInputObjectType) and definition is not None:
            type_.is_one_of = definition.is_one_of


def _extensions(parts: Iterable[Part]) -> dict[str, tuple[type, ...]]:
    by_type: dict[str, tuple[type, ...]] = {}
    for part in parts:
        for extension in part.fields:
            name = target_type(extension, part.namespace)
            by_type[name] = (*by_type.get(name, ()), extension)
    return by_type
