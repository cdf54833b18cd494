"""Regions by code of either scheme and by name, with the traps of real tables."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pilar.commons.cells import UnfitCell
from pilar.importing.regions import REGENCIES, Gazetteer, RegionMatcher

DATA = Path(__file__).parent / "data"


def column(file: str, name: str) -> list[str]:
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        return [row[name] for row in csv.DictReader(stream)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("32.73", "32.73"),
        ("3273", "32.73"),
        ("3273.0", "32.73"),
        ("11.10", "11.10"),
        ("32", "32"),
        ("ID-JB", "32"),
        ("ID", "ID"),
        ("Kab. Bandung", "32.04"),
        ("KABUPATEN BANDUNG", "32.04"),
        ("Bandung, Kab.", "32.04"),
        ("Kota Bandung", "32.73"),
        ("Bandung (Kota)", "32.73"),
        ("Bandung City", "32.73"),
        ("Kab. Bandung Barat", "32.17"),
        ("Kotabaru", "63.02"),
        ("Kota Baru", "63.02"),
        ("Kab. Kotabaru", "63.02"),
        ("Kotawaringin Barat", "62.01"),
        ("Kab. Kotawaringin Timur", "62.02"),
        ("Kota Waringin Timur", "62.02"),
        ("Tulangbawang", "18.05"),
        ("Toli-Toli", "72.04"),
        ("Nduga *", "95.08"),
        ("Kab. Adm. Kep. Seribu", "31.01"),
        ("Kota Jakarta Pusat", "31.71"),
        ("DKI Jakarta", "31"),
        ("D I YOGYAKARTA", "34"),
        ("Prov. Kep. Bangka Belitung", "19"),
        ("West Java", "32"),
        ("Mamuju Utara", "76.01"),
        ("Kota Makasar", "73.71"),
        ("Kab. Pontianak", "61.02"),
        ("Kota Pontianak", "61.71"),
        ("Prov. Gorontalo", "75"),
        ("Kab. Gorontalo", "75.01"),
    ],
)
def test_a_region_is_found(gazetteer: Gazetteer, text: str, code: str) -> None:
    assert RegionMatcher(gazetteer).find(text).code == code


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "11.1",
            r"has lost a digit: it may be Kabupaten Aceh Singkil \(11.10\) or Kabupaten Aceh Selatan \(11.01\)",
        ),
        (
            "7107",
            "Minahasa Tenggara in Kemendagri's codes, and Kabupaten Bolaang Mongondow Utara in those of BPS",
        ),
        ("91", "is Papua in Kemendagri's codes, and Papua Barat in those of BPS"),
        ("99.99", "is the code of no region"),
        ("32.73.01", "is the code of a place below"),
        ("Bandung", r"may be Kabupaten Bandung \(32.04\) or Kota Bandung \(32.73\)"),
        ("Pontianak", r"may be Kota Pontianak \(61.71\) or Kabupaten Mempawah \(61.02\)"),
        ("Gorontalo", r"Gorontalo \(75\) or Kabupaten Gorontalo \(75.01\) or Kota Gorontalo \(75.71\)"),
        ("Kota Kotabaru", "is the name of no region"),
        ("Atlantis", "is the name of no region"),
        ("***", "is the name of no region"),
    ],
)
def test_what_could_be_two_regions_or_none_is_refused(gazetteer: Gazetteer, text: str, rule: str) -> None:
    with pytest.raises(UnfitCell, match=rule) as caught:
        RegionMatcher(gazetteer).find(text)
    assert caught.value.remedy


def test_a_slip_of_the_pen_gets_the_nearest_name(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnfitCell) as caught:
        RegionMatcher(gazetteer).find("Kabupaten Bandng")
    assert caught.value.remedy == "Did you mean 'Kabupaten Bandung'?"


@pytest.mark.parametrize(
    ("scheme", "name"), [("bps", "Bolaang Mongondow Utara"), ("kemendagri", "Minahasa Tenggara")]
)
def test_whose_codes_they_are_can_be_said(gazetteer: Gazetteer, scheme: str, name: str) -> None:
    assert name in RegionMatcher(gazetteer, scheme=scheme).find("7107").name  # type: ignore[arg-type]


def test_dots_elsewhere_in_the_column_tell_whose_codes_provinces_have(gazetteer: Gazetteer) -> None:
    matcher = RegionMatcher(gazetteer, cells=lambda: ["91", "91.01"])

    assert matcher.find("91").name == "Papua"


def test_a_province_narrows_a_name_and_must_be_the_right_one(gazetteer: Gazetteer) -> None:
    matcher = RegionMatcher(gazetteer, REGENCIES)

    assert matcher.find("Nduga", "PAPUA").code == "95.08"  # it lay in Papua until 2022
    with pytest.raises(UnfitCell, match=r"is Kabupaten Nduga \(95.08\), which never lay in Bali"):
        matcher.find("Nduga", "Bali")
    with pytest.raises(UnfitCell, match="has the province 'Balli', which is the name of no region"):
        matcher.find("Nduga", "Balli")


def test_a_column_with_the_kind_tells_namesakes_apart(gazetteer: Gazetteer) -> None:
    matcher = RegionMatcher(gazetteer, REGENCIES)

    assert matcher.find("Bandung", kind="KAB.").code == "32.04"
    assert matcher.find("Bandung", kind="Kota").code == "32.73"


def test_a_bare_name_is_the_one_that_the_column_does_not_name_otherwise(gazetteer: Gazetteer) -> None:
    matcher = RegionMatcher(gazetteer, REGENCIES, cells=lambda: ["Bandung", "Kota Bandung"])

    assert matcher.find("Bandung").code == "32.04"
    assert matcher.eliminated == {"Bandung": "Kabupaten Bandung"}


@pytest.mark.parametrize(
    ("file", "regions"),
    [
        ("socioeconomic_2021.csv", 514),
        ("sipsn_2024_kabkota_performance.csv", 315),
        ("sipsn_2024_kabkota_generation.csv", 317),
    ],
)
def test_every_region_of_a_published_table_is_found_once(
    gazetteer: Gazetteer, file: str, regions: int
) -> None:
    names, provinces = column(file, "regency"), column(file, "province")
    matcher = RegionMatcher(gazetteer, REGENCIES, cells=lambda: names)

    found = [matcher.match(name, province) for name, province in zip(names, provinces, strict=True)]

    assert len(set(found)) == len(found) == regions


def test_every_code_of_the_home_ministry_and_every_official_name_is_found(gazetteer: Gazetteer) -> None:
    for code, region in gazetteer.by_code.items():
        if len(code) == 5:
            assert RegionMatcher(gazetteer).find(code) is region
            assert RegionMatcher(gazetteer).find(region.name) is region


def test_every_code_of_bps_is_found_once_the_scheme_is_said(gazetteer: Gazetteer) -> None:
    matcher = RegionMatcher(gazetteer, scheme="bps")

    assert len(gazetteer.by_bps) == 548
    assert all(matcher.find(code) is region for code, region in gazetteer.by_bps.items())
