"""`WaterUtility`: who brings drinking water through pipes."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, reference


class WaterUtility(Entity, table=True):
    """A utility that sells drinking water through pipes: mostly a company of the local government (Perumda Air Minum,
    formerly PDAM). Starts empty: utilities enter their own."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the utility."""
    name: str = column(index=True, max_length=200)
    """Name of the utility."""
    region_id: int = reference("region")
    """The kabupaten or kota that it serves; the province, where it serves several."""
    operator_id: int | None = reference("organization", optional=True)
    """Who runs it."""
    source_id: int = reference("source")
    """Where the row comes from."""
