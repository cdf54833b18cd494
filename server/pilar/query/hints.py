"""What validation says of a document -> what its author can do about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from graphql import GraphQLSchema

FIELD: Final = re.compile(r"Cannot query field '(\w+)' on type '(\w+)'\.")
MOST_NAMES: Final = 15


def validation_hint(message: str, schema: GraphQLSchema, unserved: Mapping[str, str]) -> str:
    """Return the remedy for a message of validation. `unserved` are plugins that are not served, with their status."""
    _, _, suggestion = message.partition(" Did you mean")
    found = FIELD.match(message)
    if found and found[2] == "Query" and found[1] in unserved:
        return f"The plugin '{found[1]}' is {unserved[found[1]].lower()}: ask `plugins {{ namespace status error }}`."
    if suggestion:
        return f"Did you mean{suggestion}"
    names = list(getattr(schema.type_map.get(found[2]), "fields", ())) if found else []
    if found and names:
        more = ", ..." if len(names) > MOST_NAMES else ""
        return f"{found[2]} has {', '.join(names[:MOST_NAMES])}{more}."
    return "Compare the document with /schema.graphql."
