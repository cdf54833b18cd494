"""Names of Python and SQL -> names of GraphQL, by one rule each."""

from __future__ import annotations

import re
from typing import Final

IRREGULAR: Final = {"person": "people", "child": "children"}
UNCOUNTED: Final = ("series", "species", "equipment", "data")


def camel(snake: str) -> str:
    """`capacity_mw` -> `capacityMw`."""
    head, *tail = snake.split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in tail)


def pascal(snake: str) -> str:
    """`power_plant` -> `PowerPlant`."""
    return "".join(part[:1].upper() + part[1:] for part in snake.split("_"))


def constant(camel_case: str) -> str:
    """`capacityMw` -> `CAPACITY_MW`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", camel_case).upper()


def lower_first(name: str) -> str:
    """`PowerPlant` -> `powerPlant`."""
    return name[:1].lower() + name[1:]


def plural(name: str) -> str:
    """`powerPlant` -> `powerPlants`, `facility` -> `facilities`; `Entity.__plural__` overrides it."""
    for singular, many in IRREGULAR.items():
        if name.lower().endswith(singular):
            return name[: -len(singular)] + (many if name[-len(singular)].islower() else many.capitalize())
    if name.lower().endswith(UNCOUNTED):
        return name + "List"
    if re.search(r"[^aeiou]y$", name):
        return name[:-1] + "ies"
    if re.search(r"(s|x|z|ch|sh)$", name):
        return name + "es"
    return name + "s"
