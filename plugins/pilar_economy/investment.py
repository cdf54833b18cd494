"""`Investment`: money that was invested in a region, from where and in what."""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import ClassVar

from pilar import Entity, column, computed, reference

from pilar_economy.sector import Sector


class InvestmentOrigin(enum.Enum):
    """Whether capital is domestic (PMDN) or foreign (PMA), by UU 25/2007."""

    DOMESTIC = "DOMESTIC"
    FOREIGN = "FOREIGN"


class Investment(Entity, table=True):
    """Direct investment realised in a region in a year, by origin, country and sector, at prices of the year.

    The ministry of investment (BKPM) publishes domestic investment in rupiah and foreign investment in US dollars: add
    up one currency at a time (`groupBy: [CURRENCY]`). Starts empty.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "origin", "country", "sector_id", "currency")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)

    region_id: int = reference("region")
    """The region invested in."""
    year: int = column(index=True, ge=1945, le=2200)
    """Calendar year in which the investment was realised."""
    origin: InvestmentOrigin = column(index=True)
    """Whether the capital is domestic or foreign."""
    country: str = column(index=True, max_length=2)
    """Country that it comes from, ISO 3166-1 alpha-2: `NL`; `ID` where it is domestic, `XX` for several together."""
    sector_id: int = reference(Sector)
    """Section of KBLI 2020 that it was invested in."""
    projects: int | None = column(default=None, unit="{project}/a", ge=0)
    """Number of projects."""
    amount: Decimal = column(scale=2, index=True, ge=0)
    """Amount realised in the year, in `currency`."""
    currency: str = column(default="IDR", index=True, max_length=3)
    """Currency of the amount, ISO 4217: `IDR`, `USD`."""
    workers: int | None = column(default=None, unit="{person}", ge=0)
    """Jobs that it made, as reported."""
    origin_consistent: bool | None = computed(
        "CASE origin WHEN 'DOMESTIC' THEN country = 'ID' ELSE country <> 'ID' END", index=True
    )
    """Whether the country agrees with the origin: domestic capital comes from `ID`, foreign capital does not."""
    codes_plausible: bool | None = computed(
        "length(country) = 2 AND length(currency) = 3 AND country = upper(country) AND currency = upper(currency)"
    )
    """Whether country and currency look like codes of ISO 3166-1 and ISO 4217: two and three capital letters."""
    source_id: int = reference("source")
    """Where the figures come from."""
