"""`DisasterEvent`: a disaster that happened, and whom and what it struck."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar

from pilar import Entity, column, computed, reference

from pilar_living.hazard_zone import Hazard, HazardZone


class DisasterEvent(Entity, table=True):
    """A disaster in a kabupaten or kota, as recorded by the disaster agencies BNPB and BPBD. Starts empty.

    A disaster that strikes several regions has a row for each. What is not known is null, which is not zero.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"), ("region_id", "began_on"))

    code: str = column(max_length=80)
    """Number in the register of disasters, or a stable short name given by whoever enters the event."""
    hazard: Hazard = column(index=True)
    """What happened."""
    region_id: int = reference("region")
    """The kabupaten or kota that it struck."""
    zone_id: int | None = reference(HazardZone, optional=True, back="events")
    """The mapped zone that it happened in, where that is known."""
    year: int = column(index=True, ge=1000, le=2200)
    """Calendar year in which it began."""
    began_on: datetime.date = column(index=True)
    """Day on which it began."""
    ended_on: datetime.date | None = column(default=None)
    """Day on which it ended; null while it lasts, or where that is not known."""
    deaths: int | None = column(default=None, unit="{person}", index=True, ge=0)
    """People who died of it."""
    missing: int | None = column(default=None, unit="{person}", ge=0)
    """People who are missing since."""
    injured: int | None = column(default=None, unit="{person}", ge=0)
    """People who were hurt or fell ill."""
    displaced: int | None = column(default=None, unit="{person}", index=True, ge=0)
    """People who had to leave their homes (mengungsi)."""
    houses_damaged: int | None = column(default=None, unit="{dwelling}", ge=0)
    """Houses damaged lightly, moderately or heavily."""
    houses_destroyed: int | None = column(default=None, unit="{dwelling}", ge=0)
    """Of them, those damaged heavily (rusak berat)."""
    loss_midr: Decimal | None = column(default=None, unit="MIDR", index=True, ge=0, scale=2)
    """Damage and loss, in million rupiah (ISO 4217: IDR) at prices of the year in which it began."""
    dates_plausible: bool | None = computed("began_on <= ended_on", index=True)
    """Whether it did not end before it began; null without an end."""
    houses_plausible: bool | None = computed("houses_destroyed <= houses_damaged", index=True)
    """Whether the houses destroyed are no more than those damaged."""
    source_id: int = reference("source")
    """Where the row comes from."""
