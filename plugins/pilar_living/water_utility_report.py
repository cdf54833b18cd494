"""`WaterUtilityReport`: the water that a utility made, distributed and sold in a year."""

from __future__ import annotations

from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

from pilar_living.water_utility import WaterUtility

LOSSES: Final = "100.0 * (distributed_m3 - billed_m3) / nullif(distributed_m3, 0)"
COVERAGE: Final = "100.0 * population_served / nullif(population_in_area, 0)"


class WaterUtilityReport(Entity, table=True):
    """Water produced, distributed and billed by a utility in a year, and whom it serves. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("utility_id", "year")

    utility_id: int = reference(WaterUtility, back="reports")
    """The utility that reports."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year; stocks are those of 31 December."""
    produced_m3: float | None = column(default=None, unit="m3/a", index=True, ge=0)
    """Water that left the treatment plants."""
    distributed_m3: float | None = column(default=None, unit="m3/a", ge=0)
    """Water that went into the network."""
    billed_m3: float | None = column(default=None, unit="m3/a", ge=0)
    """Water that customers were billed for."""
    connections: int | None = column(default=None, unit="{connection}", ge=0)
    """Active connections (sambungan rumah)."""
    population_served: int | None = column(default=None, unit="{person}", ge=0)
    """Inhabitants who get the utility's water."""
    population_in_area: int | None = column(default=None, unit="{person}", ge=0)
    """Inhabitants of the area that the utility has to serve."""
    losses_pct: float | None = computed(LOSSES, unit="%", index=True)
    """Water distributed that nobody was billed for: leaks, theft, faulty meters (non-revenue water, kehilangan air)."""
    losses_plausible: bool | None = computed("billed_m3 <= distributed_m3", index=True)
    """Whether no more was billed than distributed; where false, the losses are negative."""
    coverage_pct: float | None = computed(COVERAGE, unit="%", index=True)
    """Inhabitants served, of those in the service area."""
    coverage_plausible: bool | None = computed("population_served <= population_in_area", index=True)
    """Whether no more are served than live in the area."""
    balance_plausible: bool | None = computed("distributed_m3 <= produced_m3", index=True)
    """Whether no more was distributed than produced; can be false where the utility buys water from another."""
    source_id: int = reference("source")
    """Where the row comes from."""
