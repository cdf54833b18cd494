"""JSON of different shapes -> what they say: their leaf values in order, so that equal answers can be told."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, Final

GLOBAL_ID: Final = re.compile(r"Bench[A-Za-z]+_(\d+)")
NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")


def alike(one: Any, other: Any) -> bool:
    """Tell whether two answers say the same. The eighth digit may differ: 0.5 of the ninth is rounded up or down."""
    first, second = leaves(one), leaves(other)
    return len(first) == len(second) and all(map(_alike, first, second))


def leaves(value: Any) -> list[str]:
    """Return the values without nesting and keys. Numbers count to nine digits, also those written as text; a global
    id is its number; null is nothing."""
    return [_text(leaf) for leaf in _leaves(value) if leaf is not None]


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def _alike(one: str, other: str) -> bool:
    both_numbers = NUMBER.fullmatch(one) and NUMBER.fullmatch(other)
    return one == other or bool(both_numbers and math.isclose(float(one), float(other), rel_tol=2e-8))


def _text(leaf: Any) -> str:
    if isinstance(leaf, str):
        found = GLOBAL_ID.fullmatch(leaf)
        leaf = found[1] if found else leaf
        return f"{float(leaf):.9g}" if NUMBER.fullmatch(leaf) else leaf
    return f"{leaf:.9g}"
