"""The plugin that measurements are made on: written as any author would write it, filled by `bench.data`."""

from __future__ import annotations

from pilar import Entity, hookimpl
from pilar_bench.tables import Facility, Indicator, Observation, Organization, Programme, Region

TABLES: tuple[type[Entity], ...] = (Region, Organization, Indicator, Observation, Facility, Programme)


@hookimpl
def register_tables() -> list[type[Entity]]:
    """Each table after those that it refers to."""
    return list(TABLES)
