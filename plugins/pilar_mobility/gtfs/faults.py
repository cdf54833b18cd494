"""What is wrong with a feed: each fault with file, line, column, value, rule and remedy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

MOST_FAULTS: Final = 1_000
MOST_CHARACTERS: Final = 80


@dataclass(frozen=True)
class Fault:
    """One fault. `line` is the last line of the row, 1 the header; without it, the fault is that of the whole file."""

    file: str
    rule: str
    remedy: str
    line: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        if self.column is None:
            return f"{place}: {self.rule}. {self.remedy}"
        shown = f"'{shorten(self.value)}' " if self.value else ""
        return f"{place}: column '{self.column}': {shown}{self.rule}. {self.remedy}"


class UnfitFeed(Exception):
    """The feed has faults; nothing of it can be used."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class UnfitValue(Exception):
    """A value breaks a rule of its column: `rule` completes "'abc' ...", `remedy` says what to do."""

    def __init__(self, column: str, value: str, rule: str, remedy: str) -> None:
        super().__init__(rule)
        self.column = column
        self.value = value
        self.rule = rule
        self.remedy = remedy


@dataclass
class Faults:
    """The faults found so far, in the order of the files: at most 1,000, for a broken feed has as many as rows."""

    found: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Keep a fault. Raises `UnfitFeed` when there are too many to read on."""
        self.found.append(fault)
        if len(self.found) >= MOST_FAULTS:
            raise UnfitFeed(self.found)

    def refuse(self) -> None:
        """Raise `UnfitFeed` if there are any."""
        if self.found:
            raise UnfitFeed(self.found)

    @contextmanager
    def collected(self, file: str, line: int | None) -> Iterator[None]:
        """Turn an `UnfitValue` of the row into a fault, so that the next row can be read."""
        try:
            yield
        except UnfitValue as unfit:
            self.add(Fault(file, unfit.rule, unfit.remedy, line, unfit.column, unfit.value))


def shorten(value: str) -> str:
    """Cut a long value for a message."""
    return value if len(value) <= MOST_CHARACTERS else value[: MOST_CHARACTERS - 3] + "..."
