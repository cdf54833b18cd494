"""Tables -> `orderBy` inputs: a list of objects with one key each."""

from __future__ import annotations

from pilar.schema.catalog import Catalog, Table
from pilar.schema.generate import Field, Workshop


def add_ordering(workshop: Workshop, catalog: Catalog, table: Table) -> None:
    """Make `<Type>Order`: any column, or a column of a row that a relationship leads to."""
    fields = [
        *(Field(column.field, "OrderDirection") for column in table.column_by_field.values()),
        *(
            Field(relation.field, f"{catalog.tables[relation.target].type_name}Order")
            for relation in table.relations
        ),
    ]
    text = (
        f"One key of an ordering of {table.type_name}, first key first. Nulls come last in both directions; the id is "
        "the last key, in the direction of the one before it."
    )
    workshop.input(f"{table.type_name}Order", fields, text, table.source, one_of=True)
