"""Tables that rows are only added to -> the type `Subscription`, and the cursor of each such row."""

from __future__ import annotations

from pilar.schema.bindings import Bindings, FeedField, PlaceField
from pilar.schema.catalog import Catalog, Table
from pilar.schema.generate import Argument, Field, Workshop
from pilar.schema.naming import camel

ROOT = "Subscription"


def place_field(table: Table, bindings: Bindings) -> Field:
    """Bind and return the field `cursor`."""
    bindings[table.type_name, "cursor"] = PlaceField(table)
    text = (
        "Where the row stands among all: a subscription given it as `after` goes on from there, without loss."
    )
    return Field("cursor", "str", text)


def add_subscription(workshop: Workshop, catalog: Catalog, bindings: Bindings) -> bool:
    """Make `Subscription`; return False where no table tells of its rows."""
    fields = [_feed_field(catalog, table, bindings) for table in catalog.tables.values() if table.feed]
    if fields:
        workshop.object(ROOT, fields, "What the service tells of by itself, as it happens.", "the core")
    return bool(fields)


def _feed_field(catalog: Catalog, table: Table, bindings: Bindings) -> Field:
    assert table.feed is not None
    about = catalog.tables[table.feed.about.target]
    bindings[ROOT, table.feed.field] = FeedField(table, table.feed, about)
    return Field(
        table.feed.field,
        table.type_name,
        table.description,
        (
            Argument(table.feed.about.field, "str", f"The {camel(about.key[0])} of the {about.type_name}."),
            Argument("where", f"{table.type_name}Filter | None", "Which rows."),
            Argument(
                "after",
                "str | None",
                "The `cursor` of the last row seen, to be told of all since; when left out, of those to come.",
            ),
        ),
    )
