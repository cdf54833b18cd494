"""The indices that Pilar brings: one TOML file each."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from pilar.assessment.definition import Index
from pilar.assessment.reading import read_index

BUILT_IN: Final = ("ipm", "national")


def read_built_in(name: str) -> Index:
    """Read the built-in index of that name."""
    return read_index(f"{name}.toml", (files(__name__) / f"{name}.toml").read_bytes())
