"""`Dimension`: what the programme divides a smart city into."""

from __future__ import annotations

import enum


class Dimension(enum.Enum):
    """The six dimensions of the Indonesian smart-city programme; transport is part of smart living."""

    GOVERNANCE = "GOVERNANCE"
    BRANDING = "BRANDING"
    ECONOMY = "ECONOMY"
    LIVING = "LIVING"
    SOCIETY = "SOCIETY"
    ENVIRONMENT = "ENVIRONMENT"
