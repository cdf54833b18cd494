"""A table of a TOML document -> checked values, or `InvalidIndex` with file, key, value, rule and remedy."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pilar.errors import InvalidIndex, nearest


@dataclass(frozen=True)
class Table:
    """The keys of one table; `name` is its dotted name and empty for the document itself."""

    label: str
    name: str
    keys: Mapping[str, Any]

    def check_keys(self, known: Sequence[str], required: Sequence[str] = ()) -> None:
        """Refuse a key that nobody knows, with the nearest that is known, and the lack of a required one."""
        for key in self.keys:
            if key not in known:
                hint = nearest(key, known) or f"Remove it; known are {', '.join(known)}."
                raise InvalidIndex(f"{self.label}: there is no key '{self.path(key)}'.", hint)
        for key in required:
            if key not in self.keys:
                raise InvalidIndex(
                    f"{self.label}: the key '{self.path(key)}' is missing.", "See docs/assessment.md."
                )

    def path(self, key: str) -> str:
        """The dotted name of a key."""
        return f"{self.name}.{key}" if self.name else key

    def refusal(self, key: str, rule: str) -> InvalidIndex:
        """Make the error for a key whose value breaks `rule`."""
        return InvalidIndex(f"{self.label}: '{self.path(key)}' is {_shown(self.keys[key])}.", rule)

    def text(self, key: str, default: str = "") -> str:
        """Return a text that is not blank."""
        value = self.keys.get(key, default)
        if not isinstance(value, str) or (key in self.keys and not value.strip()):
            raise self.refusal(key, "It is a text that is not empty.")
        return value

    def choice(self, key: str, known: Sequence[str], default: str) -> str:
        """Return one of the known words, or refuse with the nearest."""
        value = self.text(key, default)
        if value not in known:
            raise self.refusal(key, nearest(value, known) or f"Write one of {', '.join(known)}.")
        return value

    def number(self, key: str) -> float:
        """Return a finite number; the key is there."""
        value = self.keys[key]
        if (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and abs(value) <= sys.float_info.max
        ):
            return float(value)
        raise self.refusal(key, "It is a finite number, such as 12 or 3.5.")

    def optional_number(self, key: str) -> float | None:
        """Return a finite number, or None where the key is not there."""
        return self.number(key) if key in self.keys else None

    def numbers(self, key: str) -> tuple[float, ...]:
        """Return a list of finite numbers; empty where the key is not there."""
        values = self.keys.get(key, [])
        if not isinstance(values, list):
            raise self.refusal(key, "It is a list of numbers, such as [1, 100].")
        return tuple(
            Table(self.label, self.name, {f"{key}[{at}]": value}).number(f"{key}[{at}]")
            for at, value in enumerate(values)
        )

    def bounded(self, key: str, default: float, lowest: float, highest: float) -> float:
        """Return a number within bounds, which are allowed themselves."""
        value = self.number(key) if key in self.keys else default
        if not lowest <= value <= highest:
            raise self.refusal(key, f"It is a number from {lowest:g} to {highest:g}.")
        return value

    def integer(self, key: str, default: int | None, lowest: int, highest: int) -> int | None:
        """Return a whole number within bounds, or the default."""
        if key not in self.keys:
            return default
        value = self.keys[key]
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise self.refusal(key, f"It is a whole number from {lowest} to {highest}.")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false; false where the key is not there."""
        value = self.keys.get(key, False)
        if not isinstance(value, bool):
            raise self.refusal(key, "It is true or false.")
        return value

    def table(self, key: str) -> Table:
        """Return the table under a key; empty where the key is not there."""
        value = self.keys.get(key, {})
        if not isinstance(value, dict):
            raise self.refusal(key, f"It is a table: [{self.path(key)}].")
        return Table(self.label, self.path(key), value)

    def tables(self, key: str) -> dict[str, Table]:
        """Return the tables under a key, by name."""
        parent = self.table(key)
        return {name: parent.table(name) for name in parent.keys}


def read_document(label: str, content: bytes) -> Table:
    """Parse TOML. Raises `InvalidIndex` with line and column where it is none."""
    try:
        return Table(label, "", tomllib.loads(content.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidIndex(f"{label}:{line}: the text is not UTF-8.", "Save the file as UTF-8.") from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError
        raise InvalidIndex(
            f"{label} is not TOML: {error}.", "Mend that line; see docs/assessment.md."
        ) from error


def _shown(value: object) -> str:
    """The value in a message: cut, so that a whole table does not fill the screen."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
