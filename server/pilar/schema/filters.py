"""Tables -> `where` inputs: one small set of operators for each scalar, and/or/not, through relationships."""

from __future__ import annotations

from typing import Final

from pilar.schema.catalog import Catalog, Column, Kind, Link, Table
from pilar.schema.descriptions import first_sentence, in_unit
from pilar.schema.generate import Field, Workshop
from pilar.schema.naming import pascal

LIST_LIMIT: Final = 250
EQUALITY: Final = ("eq", "ne", "in", "notIn")
ORDER: Final = ("lt", "lte", "gt", "gte")
TEXT: Final = ("contains", "startsWith")
MEANING: Final = {
    "eq": "Equals the value.",
    "ne": "Differs from the value, or is null.",
    "in": f"Is one of the values, at most {LIST_LIMIT}.",
    "notIn": f"Is none of the values, at most {LIST_LIMIT}, or is null.",
    "lt": "Is less than the value.",
    "lte": "Is at most the value.",
    "gt": "Is greater than the value.",
    "gte": "Is at least the value.",
    "contains": "Contains the text; upper and lower case of A-Z are the same.",
    "startsWith": "Begins with the text; upper and lower case of A-Z are the same.",
    "isNull": "Is null (true), or is not (false).",
}
OPERATORS: Final = {
    Kind.ID: EQUALITY,
    Kind.STRING: (*EQUALITY, *ORDER, *TEXT, "isNull"),
    Kind.INT: (*EQUALITY, *ORDER, "isNull"),
    Kind.BIGINT: (*EQUALITY, *ORDER, "isNull"),
    Kind.FLOAT: (*EQUALITY, *ORDER, "isNull"),
    Kind.DECIMAL: (*EQUALITY, *ORDER, "isNull"),
    Kind.DATE: (*EQUALITY, *ORDER, "isNull"),
    Kind.DATETIME: (*EQUALITY, *ORDER, "isNull"),
    Kind.BOOLEAN: ("eq", "ne", "isNull"),
    Kind.ENUM: (*EQUALITY, "isNull"),
}
PYTHON: Final = {
    Kind.ID: "ID",
    Kind.STRING: "str",
    Kind.INT: "int",
    Kind.BIGINT: "BigInt",
    Kind.FLOAT: "float",
    Kind.BOOLEAN: "bool",
    Kind.DATE: "Date",
    Kind.DATETIME: "DateTime",
    Kind.DECIMAL: "Decimal",
}


def add_scalar_filters(workshop: Workshop) -> None:
    """Make `StringFilter`, `IntFilter` and the others."""
    for kind, python in PYTHON.items():
        _operators(workshop, f"{kind.value}Filter", kind, python)


def add_enum_filter(workshop: Workshop, name: str) -> None:
    """Make the filter of an enum, unless another table made it."""
    if f"{name}Filter" not in workshop:
        _operators(workshop, f"{name}Filter", Kind.ENUM, name)


def add_table_filter(workshop: Workshop, catalog: Catalog, table: Table, enums: dict[type, str]) -> None:
    """Make `<Type>Filter` and `<Type>ListFilter`."""
    name = f"{table.type_name}Filter"
    fields = [
        Field("and", f"list[{name}]", "Every one of them holds."),
        Field("or", f"list[{name}]", "At least one of them holds."),
        Field("not", name, "It does not hold."),
        *(Field(item.field, _filter_of(item, enums), _told(item)) for item in table.column_by_field.values()),
        *(
            Field(
                relation.field,
                f"{catalog.tables[relation.target].type_name}Filter",
                first_sentence(relation.description),
            )
            for relation in table.relations
        ),
        *_links(catalog, table.links_of("")),
        *(
            Field(namespace, f"{pascal(namespace)}{table.type_name}Filter")
            for namespace in table.link_namespaces
        ),
    ]
    workshop.input(
        name, fields, f"Which rows of {table.type_name}: all that is given must hold.", table.source
    )
    some = f"{table.type_name}ListFilter"
    workshop.input(
        some,
        [
            Field("some", name, "At least one row satisfies it."),
            Field("none", name, "No row satisfies it."),
            Field("every", name, "All rows satisfy it; true when there are none."),
        ],
        f"A condition on the {table.type_name} rows that belong to a row.",
        table.source,
    )
    for namespace in table.link_namespaces:
        links = _links(catalog, table.links_of(namespace))
        text = f"Conditions on what {namespace} adds to {table.type_name}."
        workshop.input(f"{pascal(namespace)}{table.type_name}Filter", links, text, namespace)


def _links(catalog: Catalog, links: tuple[Link, ...]) -> list[Field]:
    return [Field(link.field, f"{catalog.tables[link.table].type_name}ListFilter") for link in links]


def _told(column: Column) -> str:
    sentence = first_sentence(column.description)
    return sentence if sentence.endswith(in_unit(column.unit)) else f"{sentence} {in_unit(column.unit)}"


def _filter_of(column: Column, enums: dict[type, str]) -> str:
    return f"{enums[column.enum] if column.enum else column.kind.value}Filter"


def _operators(workshop: Workshop, name: str, kind: Kind, python: str) -> None:
    workshop.input(
        name,
        [Field(operator, _operand(operator, python), MEANING[operator]) for operator in OPERATORS[kind]],
        f"Conditions on a value of type {name.removesuffix('Filter')}: all that are given must hold.",
        "the core",
    )


def _operand(operator: str, python: str) -> str:
    if operator == "isNull":
        return "bool"
    return f"list[{python}]" if operator in ("in", "notIn") else python
