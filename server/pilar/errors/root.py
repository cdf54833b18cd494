"""`PilarError`, the root of the tree of errors, and what every error may use: the nearest name, the list of codes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import ClassVar


class PilarError(Exception):
    """The root of the tree."""

    code: ClassVar[str] = ""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()

    @property
    def extensions(self) -> dict[str, str]:
        """What a GraphQL client sees beside the message."""
        return {"code": self.code, "hint": self.hint} if self.hint else {"code": self.code}


def nearest(name: str, known: Iterable[str]) -> str:
    """Return `Did you mean 'x'?`, or an empty string when nothing known resembles `name`."""
    matches = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"Did you mean '{matches[0]}'?" if matches else ""


def every_error() -> Iterator[type[PilarError]]:
    """Yield each concrete error class, in the order of definition."""
    pending: list[type[PilarError]] = [PilarError]
    while pending:
        error = pending.pop(0)
        if "code" in vars(error) and error.code:
            yield error
        pending.extend(error.__subclasses__())
