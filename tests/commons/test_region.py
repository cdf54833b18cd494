"""The 38 provinces and 514 kabupaten and kota, with the traps of their names, codes and sums."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.region import Region, RegionKind
from pilar.commons.source import Source


def regions(core: sa.Connection, *kinds: RegionKind) -> list[Any]:
    return list(core.execute(sa.select(table_of(Region)).where(Region.kind.in_(kinds))))


def region(core: sa.Connection, code: str) -> Any:
    return core.execute(sa.select(table_of(Region)).where(Region.code == code)).one()


def test_there_are_one_country_38_provinces_416_kabupaten_and_98_kota(core: sa.Connection) -> None:
    counts = {kind: len(regions(core, kind)) for kind in RegionKind}

    assert counts == {
        RegionKind.COUNTRY: 1,
        RegionKind.PROVINCE: 38,
        RegionKind.KABUPATEN: 416,
        RegionKind.KOTA: 98,
    }


@pytest.mark.parametrize(
    "kinds", [(RegionKind.COUNTRY,), (RegionKind.PROVINCE,), (RegionKind.KABUPATEN, RegionKind.KOTA)]
)
def test_population_and_area_sum_to_the_nation_at_every_level(
    core: sa.Connection, kinds: tuple[RegionKind, ...]
) -> None:
    found = regions(core, *kinds)

    assert sum(row.population for row in found) == 284_973_643
    assert sum(Decimal(repr(row.area_km2)) for row in found) == Decimal("1890179.784")
    assert all(row.population_male + row.population_female == row.population for row in found)


def test_the_regions_of_a_province_sum_to_the_province(core: sa.Connection) -> None:
    sums: dict[int, int] = {}
    for row in regions(core, RegionKind.KABUPATEN, RegionKind.KOTA):
        sums[row.parent_id] = sums.get(row.parent_id, 0) + row.population

    assert sums == {row.id: row.population for row in regions(core, RegionKind.PROVINCE)}


def test_codes_are_text(core: sa.Connection) -> None:
    codes = {row.code for row in regions(core, RegionKind.KABUPATEN)}

    assert "11.10" in codes
    assert "11.1" not in codes
    assert region(core, "11.10").name_id == "Kabupaten Aceh Singkil"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("63.02", "Kabupaten Kotabaru"),
        ("62.01", "Kabupaten Kotawaringin Barat"),
        ("62.02", "Kabupaten Kotawaringin Timur"),
    ],
)
def test_a_kabupaten_whose_name_begins_with_kota_is_no_kota(
    core: sa.Connection, code: str, name: str
) -> None:
    found = region(core, code)

    assert (found.name_id, found.kind) == (name, RegionKind.KABUPATEN)


def test_bandung_is_three_regions(core: sa.Connection) -> None:
    names = {"32.04": "Kabupaten Bandung", "32.17": "Kabupaten Bandung Barat", "32.73": "Kota Bandung"}

    assert {code: region(core, code).name_id for code in names} == names


def test_kind_and_name_agree(core: sa.Connection) -> None:
    for kind, word in ((RegionKind.KABUPATEN, "Kabupaten "), (RegionKind.KOTA, "Kota ")):
        assert all(row.name_id.startswith(word) for row in regions(core, kind))


def test_only_the_country_and_provinces_have_english_names(core: sa.Connection) -> None:
    assert region(core, "32").name_en == "West Java"
    assert all(row.name_en for row in regions(core, RegionKind.COUNTRY, RegionKind.PROVINCE))
    assert not any(row.name_en for row in regions(core, RegionKind.KABUPATEN, RegionKind.KOTA))


def test_the_parent_is_the_province_or_the_country(core: sa.Connection) -> None:
    codes = {row.id: row.code for row in regions(core, *RegionKind)}

    for row in regions(core, RegionKind.KABUPATEN, RegionKind.KOTA):
        assert codes[row.parent_id] == row.code[:2]
    for row in regions(core, RegionKind.PROVINCE):
        assert codes[row.parent_id] == "ID"
    assert region(core, "ID").parent_id is None


def test_centroids_lie_within_the_bounds_of_indonesia(core: sa.Connection) -> None:
    for row in regions(core, RegionKind.KABUPATEN, RegionKind.KOTA):
        assert 95 <= row.longitude <= 141.1
        assert -11.1 <= row.latitude <= 6.1


def test_a_missing_centroid_stays_missing(core: sa.Connection) -> None:
    assert region(core, "32").longitude is None


def test_every_region_cites_its_decree(core: sa.Connection) -> None:
    joined = sa.select(Source.dataset, Source.licence).join_from(
        table_of(Region), table_of(Source), Region.source_id == Source.id
    )

    assert set(core.execute(joined)) == {("Kepmendagri 300.2.2-2430/2025", "MIT")}
