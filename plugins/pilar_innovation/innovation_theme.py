"""`InnovationTheme`: what an innovation is about."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference

from pilar_innovation.innovation import Innovation


class Theme(enum.Enum):
    """Fields of innovation: the six pillars' own and those that run through them."""

    GOVERNMENT_SERVICE = "GOVERNMENT_SERVICE"
    ECONOMY = "ECONOMY"
    TOURISM = "TOURISM"
    HEALTH = "HEALTH"
    HOUSING = "HOUSING"
    SAFETY = "SAFETY"
    DISASTER_RESILIENCE = "DISASTER_RESILIENCE"
    WASTE = "WASTE"
    WATER = "WATER"
    AIR_QUALITY = "AIR_QUALITY"
    RENEWABLE_ENERGY = "RENEWABLE_ENERGY"
    EDUCATION = "EDUCATION"
    DIGITAL_LITERACY = "DIGITAL_LITERACY"
    CONNECTIVITY = "CONNECTIVITY"
    TRANSPORT = "TRANSPORT"
    OTHER = "OTHER"


class InnovationTheme(Entity, table=True):
    """A theme of an innovation, of which it may have several. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("innovation_id", "theme")

    innovation_id: int = reference(Innovation, back="themes")
    """The innovation."""
    theme: Theme = column(index=True)
    """What it is about."""
    source_id: int = reference("source")
    """Where the row comes from."""
