"""`QualityIndex`: the index of environmental quality and its three parts."""

from __future__ import annotations

from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

# Permen LHK 27/2021: the weights of a kabupaten or kota. Two decimals, as the ministry publishes.
INDEX: Final = "round(37.6 * water_index + 40.5 * air_index + 21.9 * land_index) / 100.0"


class QualityIndex(Entity, table=True):
    """Quality of water, air and land of a kabupaten or kota in a year (IKLH, Permen LHK 27/2021). Starts empty.

    Each is a score of 0 to 100, higher is better: below 25 very poor, 25-50 poor, 50-70 moderate, 70-90 good,
    90-100 very good.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "source_id")
    __plural__: ClassVar[str] = "qualityIndices"

    region_id: int = reference("region")
    """The kabupaten or kota."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year."""
    water_index: float | None = column(default=None, ge=0, le=100)
    """Score of water quality (indeks kualitas air, IKA), 0 to 100."""
    air_index: float | None = column(default=None, ge=0, le=100)
    """Score of air quality (indeks kualitas udara, IKU), 0 to 100."""
    land_index: float | None = column(default=None, ge=0, le=100)
    """Score of land cover (indeks kualitas lahan, IKL), 0 to 100."""
    quality_index: float | None = computed(INDEX, index=True)
    """Score of the environment (IKLH): 0.376 water + 0.405 air + 0.219 land; null unless all three are known."""
    source_id: int = reference("source")
    """Where the row comes from."""
