"""Answers given before, reused while nothing that they read has changed: by `ETag`, and from memory.

Both rest on the revisions of the tables that a plan reads: a number a table, raised in the transaction that changes a
row, whichever process writes.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

OVERHEAD_BYTES: Final = 500
Key = tuple[int, bytes]
"""The number of a plan, and the variables as JSON: neither keeps a plan in memory that nobody else needs."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, and the revisions that it was made at."""

    revisions: tuple[int, ...]
    body: bytes
    size: int


class Answers:
    """Answers by plan and variables, bounded in bytes; those not asked for longest go first."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self.bytes = 0
        self.hits = 0

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._most_bytes > 0

    def find(self, key: Key, revisions: tuple[int, ...]) -> bytes | None:
        """Return the answer under `key` if it was made at these revisions; an older one is dropped."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        if kept.revisions != revisions:
            self._drop(key)
            return None
        self._kept.move_to_end(key)
        self.hits += 1
        return kept.body

    def keep(self, key: Key, revisions: tuple[int, ...], body: bytes) -> None:
        """Keep an answer, unless it is larger than an eighth of all that may be kept."""
        size = len(body) + len(key[1]) + OVERHEAD_BYTES
        if size > self._most_bytes // 8:
            return
        if key in self._kept:
            self._drop(key)
        self._kept[key] = Kept(revisions, body, size)
        self.bytes += size
        while self.bytes > self._most_bytes:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: Key) -> None:
        self.bytes -= self._kept.pop(key).size


def entity_tag(identity: str, variables: bytes, revisions: tuple[int, ...]) -> str:
    """Return the strong `ETag` of an answer: of what was asked, by which statements, at which revisions."""
    told = hashlib.blake2b(f"{identity}\x1f{revisions}\x1f".encode() + variables, digest_size=15)
    return f'"{told.hexdigest()}"'
