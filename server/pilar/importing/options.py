"""What the command line says of an import -> `Options`, with mistakes in it found before the file is opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from pilar.errors import InvalidOption
from pilar.importing.regions import Scheme

Form = Literal["auto", "wide", "long"]
IGNORE: Final = "-"


@dataclass(frozen=True)
class Options:
    """How to read a file.

    `mapping` is header -> column, `-` for a header to leave out; `constants` column -> text; `units` column or header
    -> unit; `nulls` are texts that mean that nothing was reported. Empty `delimiter` and `decimal` are found out.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    nulls: frozenset[str] = frozenset()
    delimiter: str = ""
    decimal: str = ""
    sheet: str = ""
    codes: Scheme | None = None
    indicators: Form = "auto"
    accept_valid: bool = False
    accept_implausible: bool = False
    ignore_unknown: bool = False
    dry_run: bool = False
    rejects: Path | None = None


def read_pairs(option: str, texts: Iterable[str]) -> dict[str, str]:
    """`Header=column` -> header: column; the last `=` divides, for a header may have some. Raises `InvalidOption`."""
    pairs: dict[str, str] = {}
    for text in texts:
        name, divider, value = text.rpartition("=") if option == "--map" else text.partition("=")
        if not divider or not name.strip():
            raise InvalidOption(f"{option} '{text}' is not NAME=VALUE.", f'Write {option} "Name=value".')
        if name.strip() in pairs:
            raise InvalidOption(f"{option} names '{name.strip()}' twice.", "Say it once.")
        pairs[name.strip()] = value.strip()
    return pairs
