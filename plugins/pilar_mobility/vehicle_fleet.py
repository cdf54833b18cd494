"""`VehicleFleet`: registered vehicles by class and fuel."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, computed, reference


class VehicleClass(enum.Enum):
    """Classes of registered vehicles. Cars, taxis and angkot among them, and motorcycles are passenger vehicles."""

    CAR = "CAR"
    MOTORCYCLE = "MOTORCYCLE"
    BUS = "BUS"
    TRUCK = "TRUCK"
    SPECIAL = "SPECIAL"


class Fuel(enum.Enum):
    """What drives a vehicle. A plug-in hybrid is charged from the grid, a hybrid is not."""

    PETROL = "PETROL"
    DIESEL = "DIESEL"
    GAS = "GAS"
    HYBRID = "HYBRID"
    PLUG_IN_HYBRID = "PLUG_IN_HYBRID"
    ELECTRIC = "ELECTRIC"
    HYDROGEN = "HYDROGEN"
    OTHER = "OTHER"


class VehicleFleet(Entity, table=True):
    """Vehicles of one class and fuel that were registered in a region at the end of a year.

    Starts empty: registration offices (Samsat) enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "vehicle_class", "fuel", "source_id")

    region_id: int = reference("region")
    """The region of registration."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year; the figure is that of its last day."""
    vehicle_class: VehicleClass = column(index=True)
    """The class of vehicle."""
    fuel: Fuel = column(index=True)
    """What drives them."""
    vehicles: int = column(unit="{vehicle}", index=True, ge=0)
    """Registered vehicles."""
    low_carbon: bool | None = computed("fuel IN ('ELECTRIC', 'PLUG_IN_HYBRID', 'HYDROGEN')", index=True)
    """Whether the programme counts them as low-carbon: electric, plug-in hybrid or hydrogen. Hybrids that cannot
    be charged and gas are not."""
    source_id: int = reference("source")
    """Where the row comes from."""
