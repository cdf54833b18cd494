"""`AirQualityStation`: where the air is measured."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, reference


class AirQualityStation(Entity, table=True):
    """A fixed station that measures outdoor air. Starts empty: operators enter their own."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, given by the operator."""
    name: str = column(index=True, max_length=200)
    """Name or place of the station."""
    region_id: int = reference("region")
    """The kabupaten or kota that it stands in."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude (WGS 84), north positive."""
    operator_id: int | None = reference("organization", optional=True)
    """Who runs it."""
    source_id: int = reference("source")
    """Where the row comes from."""
