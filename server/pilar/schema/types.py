"""Catalog -> object types, namespace types and the root, with a binding for every field that is SQL."""

from __future__ import annotations

import enum
import inspect
from collections.abc import Iterable, Iterator, Mapping

import strawberry

from pilar.schema.aggregates import add_aggregate
from pilar.schema.bindings import (
    Bindings,
    ColumnField,
    LookupField,
    NamespaceField,
    NodeField,
    NodesField,
    RelationField,
)
from pilar.schema.catalog import Catalog, Column, Table
from pilar.schema.connections import ON, add_connection, add_page_info, list_fields
from pilar.schema.descriptions import first_sentence
from pilar.schema.feeds import place_field
from pilar.schema.filters import PYTHON, add_enum_filter, add_scalar_filters, add_table_filter
from pilar.schema.generate import Argument, Field, Workshop
from pilar.schema.naming import camel, pascal
from pilar.schema.orderings import add_ordering

CORE = "the core"
LANG = Argument(
    "lang", "Language | None", "The language; by default that of Accept-Language, then Indonesian."
)


@strawberry.enum(name="Language", description="The languages of the programme.")
class Language(enum.Enum):
    """The languages of the programme."""

    ID = "id"
    EN = "en"


@strawberry.enum(name="OrderDirection", description="The direction of an ordering; nulls come last in both.")
class OrderDirection(enum.Enum):
    """The direction of an ordering; nulls come last in both."""

    ASC = "asc"
    DESC = "desc"


TYPE_KEY = ":type"


def add_types(
    workshop: Workshop,
    catalog: Catalog,
    extensions: Mapping[str, tuple[type, ...]],
    page: tuple[int, int],
) -> Bindings:
    """Make every type of the graph but `Query`. `extensions` are the plugins' Strawberry classes by type name."""
    bindings: Bindings = {}
    _add_core_types(workshop)
    enums = _add_enums(workshop, catalog)
    for table in catalog.tables.values():
        add_table_filter(workshop, catalog, table, enums)
        add_ordering(workshop, catalog, table)
        add_connection(workshop, table, page)
        add_aggregate(workshop, catalog, table, enums)
        workshop.object(
            table.type_name,
            list(_object_fields(catalog, table, enums, bindings, page)),
            table.description,
            table.source,
            extensions=extensions.get(table.type_name, ()),
            interfaces=["Node"],
        )
        for namespace in table.link_namespaces:
            _add_namespace_of(workshop, catalog, table, namespace, extensions, bindings, page)
    return bindings


def root_fields(
    workshop: Workshop,
    catalog: Catalog,
    extensions: Mapping[str, tuple[type, ...]],
    titles: Mapping[str, str],
    bindings: Bindings,
    page: tuple[int, int],
) -> Iterator[Field]:
    """Yield the fields of `Query` that are SQL, after making the type of each namespace."""
    bindings["Query", "node"] = NodeField()
    bindings["Query", "nodes"] = NodesField()
    yield Field(
        "node",
        "Node | None",
        "Any row by its global id; null when there is none.",
        (Argument("id", "ID", "The global id."),),
    )
    ids = Argument("ids", "list[ID]", "At most as many as a page may hold.")
    yield Field("nodes", "list[Node | None]", "Rows by their global ids, in the same order.", (ids,))
    for table in catalog.of_namespace(""):
        yield from _table_fields(workshop, "Query", table, bindings, page)
    for namespace, title in sorted(titles.items()):
        owner = f"{pascal(namespace)}Query"
        fields = [
            field
            for table in catalog.of_namespace(namespace)
            for field in _table_fields(workshop, owner, table, bindings, page)
        ]
        if fields or owner in extensions:
            workshop.object(owner, fields, title, namespace, extensions=extensions.get(owner, ()))
            bindings["Query", namespace] = NamespaceField(namespace)
            yield Field(namespace, f"{owner} | None", title)


def _add_core_types(workshop: Workshop) -> None:
    for member in (Language, OrderDirection):
        workshop.add(member.__name__, member, CORE)
    identity = Field("id", "ID", "Global identifier: opaque, stable, unique in the graph.")
    workshop.interface("Node", [identity], "Anything with a global id.", _type_of_tree)
    add_page_info(workshop)
    add_scalar_filters(workshop)


def _type_of_tree(tree: Mapping[str, str], *_: object) -> str:
    """A row that `node` or `nodes` found carries the name of its type."""
    return tree[TYPE_KEY]


def _add_enums(workshop: Workshop, catalog: Catalog) -> dict[type, str]:
    """Make the enums of all columns, each under the namespace of the table that it is found in first."""
    names: dict[type, str] = {}
    for table in catalog.tables.values():
        for column in table.leaves:
            if column.enum is not None and column.enum not in names:
                name = pascal(table.namespace) + column.enum.__name__
                text = inspect.cleandoc(column.enum.__doc__ or "")
                workshop.add(name, strawberry.enum(column.enum, name=name, description=text), table.source)
                add_enum_filter(workshop, name)
                names[column.enum] = name
    return names


def _object_fields(
    catalog: Catalog, table: Table, enums: dict[type, str], bindings: Bindings, page: tuple[int, int]
) -> Iterator[Field]:
    owner = table.type_name
    for column in table.column_by_field.values():
        bindings[owner, column.field] = ColumnField(column)
        arguments = (LANG,) if column.translations else (ON,) if column.is_dated else ()
        yield Field(column.field, _leaf_type(column, enums), column.description, arguments)
    for relation in table.relations:
        target = catalog.tables[relation.target]
        bindings[owner, relation.field] = RelationField(relation, target)
        optional = " | None" if relation.nullable else ""
        yield Field(relation.field, target.type_name + optional, relation.description)
    for link in table.links_of(""):
        yield from list_fields(owner, catalog.tables[link.table], link, bindings, page)
    if table.feed:
        yield place_field(table, bindings)
    for namespace in table.link_namespaces:
        bindings[owner, namespace] = NamespaceField(namespace)
        yield Field(namespace, f"{pascal(namespace)}{owner} | None", f"What {namespace} adds to {owner}.")


def _add_namespace_of(
    workshop: Workshop,
    catalog: Catalog,
    table: Table,
    namespace: str,
    extensions: Mapping[str, tuple[type, ...]],
    bindings: Bindings,
    page: tuple[int, int],
) -> None:
    owner = f"{pascal(namespace)}{table.type_name}"
    fields = [
        field
        for link in table.links_of(namespace)
        for field in list_fields(owner, catalog.tables[link.table], link, bindings, page)
    ]
    text = f"What {namespace} adds to {table.type_name}."
    workshop.object(owner, fields, text, namespace, extensions=extensions.get(owner, ()))


def _table_fields(
    workshop: Workshop, owner: str, table: Table, bindings: Bindings, page: tuple[int, int]
) -> Iterable[Field]:
    bindings[owner, table.singular] = LookupField(table)
    arguments = [Argument("id", "ID | None", "The global id.")]
    if len(table.key) == 1 and table.key[0] in {column.name for column in table.columns}:
        arguments.append(Argument(camel(table.key[0]), "str | None", "The key."))
    if table.lookups:
        ways = [*(argument.name for argument in arguments), *table.lookups]
        name = f"{table.type_name}By"
        workshop.input(
            name,
            [Field(way, "ID" if way == "id" else "str") for way in ways],
            f"One way to find a row of {table.type_name}.",
            table.source,
            one_of=True,
        )
        arguments.append(Argument("by", f"{name} | None", "Another way to find it."))
    yield Field(
        table.singular,
        f"{table.type_name} | None",
        f"One row: {first_sentence(table.description)}",
        tuple(arguments),
    )
    yield from list_fields(owner, table, None, bindings, page)


def _leaf_type(column: Column, enums: dict[type, str]) -> str:
    name = enums[column.enum] if column.enum else PYTHON[column.kind]
    return f"{name} | None" if column.nullable else name
