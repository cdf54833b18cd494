"""Rules that several tables share, as conditions that SQLite and PostgreSQL read alike."""

from __future__ import annotations

from typing import Final

COUNTRY: Final = "length(country) = 2 AND country = upper(country) AND country <> lower(country)"
"""Two capital letters, as in ISO 3166-1 alpha-2."""
CURRENCY: Final = "length(currency) = 3 AND currency = upper(currency) AND currency <> lower(currency)"
"""Three capital letters, as in ISO 4217."""
PERIOD: Final = "ends_on >= starts_on"
OPENING: Final = "closes_on >= opens_on"
EITHER_UNIT: Final = "(unit IS NULL) <> (currency IS NULL)"
"""An amount is of money or of something else."""
