"""Pilar: one GraphQL API for a national smart-city programme, composed from plugins.

All that a plugin may import stands in `__all__`.
"""

from pilar.database import driver as driver  # first: it decides which SQLite everybody gets

# isort: split
from pilar.commons import Indicator, Observation, Organization, Region, Shortfall, Source, Target
from pilar.commons.entity import LOOKUP, Entity, column, computed, reference
from pilar.commons.expression import Expression, expression
from pilar.commons.rates import observed, per_inhabitants
from pilar.commons.shortcut import Given, Parameter, Shortcut
from pilar.errors import InvalidImport
from pilar.hookspecs import Derivation, Example, Importer, Seed, hookimpl
from pilar.schema.extension import Row, extend

__version__ = "1.0.0"
__all__ = [
    "LOOKUP",
    "Derivation",
    "Entity",
    "Example",
    "Expression",
    "Given",
    "Importer",
    "Indicator",
    "InvalidImport",
    "Observation",
    "Organization",
    "Parameter",
    "Region",
    "Row",
    "Seed",
    "Shortcut",
    "Shortfall",
    "Source",
    "Target",
    "column",
    "computed",
    "expression",
    "extend",
    "hookimpl",
    "observed",
    "per_inhabitants",
    "reference",
]
