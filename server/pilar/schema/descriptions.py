"""A description -> as much of it as a place needs that is not its own.

A table and its columns are described in full once, at the object type. The types and fields that follow from them say
the first sentence again, or the unit, or nothing: repeated everywhere, descriptions were half of the schema.
"""

from __future__ import annotations

import re
from typing import Final

_SENTENCE: Final = re.compile(r".*?\.(?=\s+[A-Z`])", re.DOTALL)


def first_sentence(description: str) -> str:
    """Return the first sentence of a description, on one line."""
    found = _SENTENCE.match(description)
    return " ".join((found.group() if found else description).split())


def in_unit(unit: str) -> str:
    """Describe a measure by its unit; empty where it has none."""
    return f"Unit: {unit}." if unit else ""
