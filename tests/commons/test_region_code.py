"""Codes of regions in the schemes of Kemendagri, BPS and ISO."""

from __future__ import annotations

import sqlalchemy as sa
from pilar.commons.region import Region
from pilar.commons.region_code import CodeScheme, RegionCode


def codes(core: sa.Connection, scheme: CodeScheme) -> dict[str, str]:
    """Kemendagri code -> code in `scheme`."""
    pairs = (
        sa.select(Region.code, RegionCode.code)
        .join_from(RegionCode, Region, RegionCode.region_id == Region.id)
        .where(RegionCode.scheme == scheme)
    )
    return {own: other for own, other in core.execute(pairs)}


def test_kemendagri_and_bps_agree_for_315_of_514(core: sa.Connection) -> None:
    pairs = {own: bps for own, bps in codes(core, CodeScheme.BPS).items() if len(own) == 5}

    assert len(pairs) == 514
    assert sum(own.replace(".", "") == bps for own, bps in pairs.items()) == 315


def test_no_bps_or_iso_code_names_two_regions(core: sa.Connection) -> None:
    for scheme in CodeScheme:
        found = codes(core, scheme)
        assert len(set(found.values())) == len(found)


def test_the_four_new_provinces_have_no_bps_code_of_2020(core: sa.Connection) -> None:
    provinces = {own: bps for own, bps in codes(core, CodeScheme.BPS).items() if len(own) == 2}

    assert len(provinces) == 34
    assert provinces.keys().isdisjoint({"93", "94", "95", "96"})
    assert (provinces["91"], provinces["92"]) == ("94", "91")


def test_provinces_have_iso_codes_and_the_country_has_one_of_its_own(core: sa.Connection) -> None:
    provinces = codes(core, CodeScheme.ISO_3166_2)

    assert len(provinces) == 38
    assert (provinces["32"], provinces["96"]) == ("ID-JB", "ID-PD")
    assert codes(core, CodeScheme.ISO_3166_1) == {"ID": "ID"}


def test_every_region_has_its_kemendagri_code_among_its_codes(core: sa.Connection) -> None:
    found = codes(core, CodeScheme.KEMENDAGRI)

    assert len(found) == 552
    assert all(own == code for own, code in found.items())
