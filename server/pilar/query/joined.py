"""SQL that makes texts -> SQL that joins them, in as few steps as it takes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

MOST_JOINED: Final = 100
"""Texts joined in one row: the parser goes one step deeper for each."""
LITERAL: Final = re.compile("'[^']*'")


class Joined(str):
    """A join of texts of which none is NULL. Joined to others, its literals become one with theirs: each `||` costs."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, parts: Iterable[str]) -> Joined:
        """Join literals, other joins, and whatever may be NULL, which becomes JSON's null."""
        flat: list[str] = []
        for part in parts:
            for piece in part.parts if isinstance(part, Joined) else [or_null(part)]:
                if flat and LITERAL.fullmatch(piece) and LITERAL.fullmatch(flat[-1]):
                    flat[-1] = f"{flat[-1][:-1]}{piece[1:]}"
                else:
                    flat.append(piece)
        rows = [" || ".join(flat[at : at + MOST_JOINED]) for at in range(0, len(flat), MOST_JOINED)]
        joined = cls(rows[0] if len(rows) == 1 else " || ".join(f"({row})" for row in rows))
        joined.parts = tuple(flat)
        return joined


class Certain(str):
    """An expression that is never NULL."""


def or_null(value: str) -> str:
    """Return an expression that is JSON's null instead of NULL."""
    is_certain = isinstance(value, Joined | Certain) or LITERAL.fullmatch(value)
    return value if is_certain else f"coalesce({value}, 'null')"
