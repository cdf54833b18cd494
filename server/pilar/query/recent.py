"""What was asked for lately, by a text that names it: bounded by number and by characters."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final, Generic, TypeVar

MOST_DOCUMENTS: Final = 1_000
MOST_CHARACTERS: Final = 400_000
"""Of all documents kept: a dense one takes about 250 bytes of memory for each of its characters."""
PLAN_CHARACTERS: Final = 4
"""So many characters of plans take as much memory as one of a document."""

Kept = TypeVar("Kept")


class Recent(Generic[Kept]):
    """Those not asked for longest go first; the newest stays, however long it is."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[Kept, int]] = OrderedDict()
        self.characters = 0

    def __contains__(self, key: str) -> bool:
        return key in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: str) -> Kept | None:
        """Return what is kept, if it is."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        self._kept.move_to_end(key)
        return kept[0]

    def keep(self, key: str, value: Kept, characters: int) -> None:
        """Keep a value, and forget the oldest ones that are too much."""
        self._forget(key)
        self._kept[key] = (value, characters)
        self.characters += characters
        self._forget_oldest()

    def grow(self, key: str, characters: int) -> None:
        """Count what is kept under `key` as longer by so much; no matter if it is forgotten already."""
        if key in self._kept:
            value, before = self._kept[key]
            self.keep(key, value, before + characters)

    def _forget_oldest(self) -> None:
        while len(self._kept) > MOST_DOCUMENTS or (self.characters > MOST_CHARACTERS and len(self._kept) > 1):
            self._forget(next(iter(self._kept)))

    def _forget(self, key: str) -> None:
        if key in self._kept:
            self.characters -= self._kept.pop(key)[1]
