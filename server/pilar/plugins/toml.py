"""A table of a TOML file -> checked values, or `InvalidManifest` with file, key, value and remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pilar.errors import InvalidManifest, nearest


@dataclass(frozen=True)
class Pattern:
    """A rule for a text: the expression that it matches as a whole, and the rule in words."""

    expression: str
    words: str


ANY_TEXT: Final = Pattern(r"(?s).*\S.*", "It is a text that is not empty.")


@dataclass(frozen=True)
class TomlTable:
    """The keys of one table; `prefix` is its own name and a dot, where it stands in another table."""

    path: Path
    keys: Mapping[str, Any]
    prefix: str = ""

    def check_keys(self, required: Sequence[str], optional: Sequence[str]) -> None:
        """Refuse a key that nobody knows, with the nearest that is known, and the lack of a required one."""
        known = (*required, *optional)
        for name in self.keys:
            if name not in known:
                hint = nearest(name, known) or f"Remove it; the keys are {', '.join(known)}."
                raise InvalidManifest(f"{self.path}: there is no key '{self.prefix}{name}'.", hint)
        for name in required:
            if name not in self.keys:
                raise InvalidManifest(
                    f"{self.path}: the key '{self.prefix}{name}' is missing.",
                    f"Add `{name}`; see docs/plugins.md.",
                )

    def text(self, name: str, pattern: Pattern = ANY_TEXT, default: str = "") -> str:
        """Return the text of a key that is there and matches, or `default` for one that is not there."""
        if name not in self.keys:
            return default
        value = self.keys[name]
        if not isinstance(value, str) or not re.fullmatch(pattern.expression, value):
            raise self.refusal(name, pattern.words)
        return value

    def texts(self, name: str, pattern: Pattern) -> tuple[str, ...]:
        """Return the texts of a list, each of which matches; an empty tuple where the key is not there."""
        value = self.keys.get(name, [])
        if not isinstance(value, list):
            raise self.refusal(name, f'It is a list of texts: `{name} = ["..."]`.')
        for item in value:
            if not isinstance(item, str) or not re.fullmatch(pattern.expression, item):
                raise self.refusal(name, f"Mend {item!r}. {pattern.words}")
        return tuple(value)

    def table(self, name: str, required: Sequence[str], optional: Sequence[str] = ()) -> TomlTable:
        """Return the table under a key, its own keys checked."""
        if not isinstance(self.keys[name], dict):
            example = ", ".join(f'{key} = "..."' for key in required)
            raise self.refusal(name, f"It is a table: `{name} = {{ {example} }}`.")
        table = TomlTable(self.path, self.keys[name], f"{self.prefix}{name}.")
        table.check_keys(required, optional)
        return table

    def refusal(self, name: str, rule: str) -> InvalidManifest:
        """Make the error for a key whose value breaks `rule`."""
        return InvalidManifest(f"{self.path}: '{self.prefix}{name}' is {self.keys[name]!r}.", rule)


def read_toml(path: Path) -> TomlTable:
    """Parse a file. Raises `InvalidManifest` with the reason when it cannot be read or is not TOML."""
    try:
        return TomlTable(path, tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise InvalidManifest(f"{path} cannot be read: {error}.", "Check its permissions.") from error
    except UnicodeDecodeError as error:
        raise InvalidManifest(f"{path} is not UTF-8: {error}.", "Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise InvalidManifest(
            f"{path} is not TOML: {error}.", "Mend that line; see docs/plugins.md."
        ) from error
