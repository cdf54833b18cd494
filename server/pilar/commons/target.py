"""`Target`: what a plan wants an indicator to reach in a year."""

from __future__ import annotations

from typing import ClassVar

from pilar.commons.entity import Entity, column, reference
from pilar.commons.indicator import Indicator
from pilar.commons.region import Region
from pilar.commons.source import Source


class Target(Entity, table=True):
    """A value, or a range, that a plan wants an indicator to reach in a year.

    A plan that names neither bound for a year has no row: 46 of the 60 indicator-years looked at in the
    government's annual work plans (RKP) have one.
    """

    __key__: ClassVar[tuple[str, ...]] = ("indicator_id", "region_id", "year", "source_id")

    indicator_id: int = reference(Indicator)
    """What is to be reached."""
    region_id: int = reference(Region)
    """For whom the target is set: the country, for the RKP."""
    year: int = column(index=True, ge=1900, le=2200)
    """Year in which it is to be reached."""
    lower: float | None = column(default=None)
    """Lower bound of the range, in `unit`; the value itself where the plan names one value."""
    upper: float | None = column(default=None)
    """Upper bound of the range, in `unit`; null where the plan names one value."""
    unit: str = column(max_length=40)
    """Unit of the bounds, in UCUM."""
    legal_basis: str = column(max_length=200)
    """The plan or regulation that sets the target."""
    source_id: int = reference(Source)
    """Where the bounds were taken from."""
