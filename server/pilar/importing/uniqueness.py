"""Natural keys of the rows of a file -> which of them stand in it twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pilar.commons.cells import UnfitCell
from pilar.importing.conversion import Wrong
from pilar.importing.loading import Columns


@dataclass
class Uniqueness:
    """Remembers the keys of all rows so far, with the numbers of the rows. Linear in the rows; about 200 bytes each."""

    key: Sequence[str]
    _rows: dict[tuple[object, ...], int] = field(default_factory=dict)

    def check(self, values: Columns, rows: Sequence[int], wrong: Wrong) -> None:
        """Note each row whose key came before, by position; columns of the key that are not given never differ."""
        keys = list(zip(*(values[name] for name in self.key if name in values), strict=True))
        before = len(self._rows)
        if self._rows.keys().isdisjoint(keys):
            self._rows.update(zip(keys, rows, strict=True))
            if len(self._rows) == before + len(keys):
                return
            for key in keys:
                self._rows.pop(key, None)
        for at, (key, row) in enumerate(zip(keys, rows, strict=True)):
            first = self._rows.setdefault(key, row)
            if first != row:
                wrong[at] = UnfitCell(
                    f"is the key of row {first} already", "Remove one of the rows, or mend its key."
                )
