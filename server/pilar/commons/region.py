"""`Region`: the administrative regions of Indonesia, from the country to its kabupaten and kota."""

from __future__ import annotations

import enum
from typing import Any, ClassVar, Final

from pilar.commons.entity import LOOKUP, Entity, column, reference
from pilar.commons.source import Source


class RegionKind(enum.Enum):
    """The kinds of region. A kabupaten (regency) and a kota (city) are of equal rank."""

    COUNTRY = "COUNTRY"
    PROVINCE = "PROVINCE"
    KABUPATEN = "KABUPATEN"
    KOTA = "KOTA"


ISO_SCHEMES: Final = ["ISO_3166_1", "ISO_3166_2"]


class Region(Entity, table=True):
    """A region of Indonesia: the country, one of its 38 provinces, or one of its 416 kabupaten and 98 kota.

    Codes, names, population and area are those of the home ministry's decree Kepmendagri 300.2.2-2430/2025.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __lookups__: ClassVar[dict[str, Any]] = {
        "bpsCode": {"codes": {"some": {"scheme": {"eq": "BPS"}, "code": {"eq": LOOKUP}}}},
        "isoCode": {"codes": {"some": {"scheme": {"in": ISO_SCHEMES}, "code": {"eq": LOOKUP}}}},
        "name": {"or": [{"name": {"eq": LOOKUP}}, {"aliases": {"some": {"name": {"eq": LOOKUP}}}}]},
        "alias": {"aliases": {"some": {"name": {"eq": LOOKUP}}}},
    }

    code: str = column(max_length=13)
    """Code of the home ministry (Kemendagri): `32` a province, `32.73` a kabupaten or kota, `ID` the country.
    It is text: `11.10` and `11.1` differ. Codes of other schemes are in `codes`."""
    kind: RegionKind = column(index=True)
    """Country, province, kabupaten or kota. `Kabupaten Kotabaru` is a kabupaten."""
    name_id: str = column(index=True, max_length=200)
    """Official name with the kind in front, as in `Kota Bandung` and `Kabupaten Bandung`: two regions.
    In English only where an established English name exists."""
    name_en: str | None = column(default=None, max_length=200)
    """English name where one is established, as in `West Java`."""
    parent_id: int | None = reference("region", optional=True, back="children")
    """The region directly above today: the province of a kabupaten or kota, the country of a province.
    Earlier ones are in `parents`."""
    population: int | None = column(default=None, index=True, unit="{person}", ge=0)
    """Registered inhabitants in 2024, by Kemendagri."""
    population_male: int | None = column(default=None, unit="{person}", ge=0)
    """Registered male inhabitants in 2024, by Kemendagri."""
    population_female: int | None = column(default=None, unit="{person}", ge=0)
    """Registered female inhabitants in 2024, by Kemendagri."""
    area_km2: float | None = column(default=None, index=True, unit="km2", ge=0)
    """Land area of 2024, measured by the geospatial agency BIG (letter B-16.10/2024)."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude of the centroid (WGS 84), east positive. Known for kabupaten and kota."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude of the centroid (WGS 84), north positive. Known for kabupaten and kota."""
    source_id: int = reference(Source)
    """Where code, name and population come from."""
