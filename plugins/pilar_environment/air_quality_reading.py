"""`AirQualityReading`: what a station measured at a moment."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

from pilar import Entity, column, reference

from pilar_environment.air_quality_station import AirQualityStation


class Pollutant(enum.Enum):
    """The pollutants of the Indonesian air pollutant standard index (ISPU, Permen LHK 14/2020)."""

    PM10 = "PM10"
    PM25 = "PM25"
    SO2 = "SO2"
    CO = "CO"
    O3 = "O3"
    NO2 = "NO2"
    HC = "HC"


class AirQualityReading(Entity, table=True):
    """The concentration of one pollutant at a station at a moment. Starts empty: operators send their own."""

    __key__: ClassVar[tuple[str, ...]] = ("station_id", "pollutant", "measured_at")

    station_id: int = reference(AirQualityStation, back="readings")
    """The station."""
    pollutant: Pollutant = column(index=True)
    """What was measured."""
    measured_at: datetime.datetime = column(index=True)
    """Moment at which the measurement ended, with its time zone."""
    value: float = column(ge=0)
    """Concentration, in `unit`."""
    unit: str = column(max_length=40)
    """Unit in UCUM, such as `ug/m3`."""
    source_id: int = reference("source")
    """Where the row comes from."""
