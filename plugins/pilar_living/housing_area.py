"""`HousingArea`: a settlement that is surveyed as a whole."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, reference


class HousingArea(Entity, table=True):
    """A settlement or neighbourhood whose housing is surveyed, as delimited by the decree of a mayor or regent.

    Starts empty: cities enter their own. What a survey found is in `surveys`.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the area."""
    name: str = column(index=True, max_length=200)
    """Name of the settlement."""
    region_id: int = reference("region")
    """The kabupaten or kota that it lies in."""
    area_ha: float | None = column(default=None, unit="har", index=True, ge=0)
    """Area, in hectares."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude of its middle (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude of its middle (WGS 84), north positive."""
    source_id: int = reference("source")
    """Where the row comes from."""
