"""`OpenDataset`: the data that a region's government has, and what of it everybody may use."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, computed, reference


class DatasetFormat(enum.Enum):
    """In which form a data set is offered; the last three are meant for programs."""

    PDF = "PDF"
    SPREADSHEET = "SPREADSHEET"
    IMAGE = "IMAGE"
    CSV = "CSV"
    JSON = "JSON"
    XML = "XML"
    GEOSPATIAL = "GEOSPATIAL"
    API = "API"
    LINKED_DATA = "LINKED_DATA"


class OpenDataset(Entity, table=True):
    """A data set in the inventory of a region's government at the end of a year, published or not.

    Perpres 39/2019 (Satu Data Indonesia) asks of each that it meets a data standard, has metadata, is interoperable
    and uses reference codes. Published of inventoried is the indicator GOV.OPEN_DATA. Starts empty.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "code")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)

    region_id: int = reference("region")
    """The region whose government has the data set."""
    year: int = column(index=True, ge=1945, le=2200)
    """Calendar year at whose end the inventory was taken."""
    code: str = column(index=True, max_length=120)
    """Number or short name in the inventory, the same in every year."""
    title_id: str = column(max_length=300)
    title_en: str | None = column(default=None, max_length=300)
    """Title of the data set."""
    is_published: bool = column(index=True)
    """Whether everybody can have it without asking."""
    format: DatasetFormat | None = column(default=None, index=True)
    """In which form it is offered; null where it is not."""
    openness_stars: int | None = column(default=None, ge=1, le=5)
    """Stars of openness by Tim Berners-Lee's scheme (5stardata.info), 1 to 5."""
    meets_standard: bool | None = column(default=None)
    """Whether it meets the data standard of its supervisor (pembina data)."""
    has_metadata: bool | None = column(default=None)
    """Whether it has standard metadata."""
    is_interoperable: bool | None = column(default=None)
    """Whether it can be exchanged between systems without conversion."""
    uses_reference_codes: bool | None = column(default=None)
    """Whether it uses national reference codes, such as Kemendagri's of regions."""
    meets_satu_data: bool | None = computed(
        "meets_standard AND has_metadata AND is_interoperable AND uses_reference_codes", index=True
    )
    """Whether it follows all four principles of Perpres 39/2019; null where that is not known."""
    licence: str | None = column(default=None, max_length=200)
    """Licence under which it is published."""
    url: str | None = column(default=None, max_length=500)
    """Where it is published."""
    producer_id: int | None = reference("organization", optional=True)
    """Its producer (produsen data)."""
    source_id: int = reference("source")
    """The inventory that the row was taken from."""
