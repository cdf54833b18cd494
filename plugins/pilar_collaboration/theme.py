"""`Theme`: what partners and regions work on together."""

from __future__ import annotations

import enum


class Theme(enum.Enum):
    """Fields of collaboration. The gathering of 2022 put renewable energy and waste first."""

    RENEWABLE_ENERGY = "RENEWABLE_ENERGY"
    WASTE = "WASTE"
    WATER = "WATER"
    AIR_QUALITY = "AIR_QUALITY"
    CLIMATE = "CLIMATE"
    TRANSPORT = "TRANSPORT"
    HEALTH = "HEALTH"
    EDUCATION = "EDUCATION"
    DIGITAL_GOVERNMENT = "DIGITAL_GOVERNMENT"
    CONNECTIVITY = "CONNECTIVITY"
    ECONOMY = "ECONOMY"
    TOURISM = "TOURISM"
    HOUSING = "HOUSING"
    DISASTER_RESILIENCE = "DISASTER_RESILIENCE"
    OTHER = "OTHER"
