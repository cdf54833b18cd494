"""Who made which name: tables and GraphQL coordinates, each with its plugin, file and line.

A coordinate is written as in the GraphQL specification (`Query.environment`, `EnvironmentPowerPlant`); a
table, which GraphQL has no coordinate for, as `table environment_power_plant`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from pilar.errors import NameCollision

CORE: Final = "core"


@dataclass(frozen=True)
class Provenance:
    """Where a name was made: `plugin` is a namespace, or `core`."""

    plugin: str
    file: str
    line: int

    def __str__(self) -> str:
        owner = "the core" if self.plugin == CORE else f"plugin '{self.plugin}'"
        return f"{owner} ({self.file}, line {self.line})"


class Registry:
    """Every name of one start; each has one maker."""

    def __init__(self) -> None:
        self._makers: dict[str, Provenance] = {}

    def claim(self, coordinate: str, provenance: Provenance) -> None:
        """Take a name. To take one's own again changes nothing; `NameCollision` names both makers."""
        maker = self._makers.setdefault(coordinate, provenance)
        if maker != provenance:
            raise NameCollision(
                f"'{coordinate}' of {provenance} is already taken by {maker}.", "Rename one of the two."
            )

    def release(self, plugin: str) -> None:
        """Give back every name that `plugin` took."""
        self._makers = {name: maker for name, maker in self._makers.items() if maker.plugin != plugin}

    def maker(self, coordinate: str) -> Provenance | None:
        """Return who took a name, or None while it is free."""
        return self._makers.get(coordinate)


def provenance(plugin: str, made: type | Callable[..., Any]) -> Provenance:
    """Find the file and line where a class or a function is written; line 0 where Python cannot tell."""
    subject = made if isinstance(made, type) else inspect.unwrap(made)
    try:
        file = inspect.getsourcefile(subject)
        line = inspect.getsourcelines(subject)[1]
    except (OSError, TypeError):
        return Provenance(plugin, getattr(subject, "__module__", "?"), 0)
    return Provenance(plugin, file or "?", line)
