"""Former and variant names of regions."""

from __future__ import annotations

import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.region import Region
from pilar.commons.region_alias import AliasKind, RegionAlias


def aliases(core: sa.Connection) -> dict[str, str]:
    pairs = sa.select(RegionAlias.name, Region.name_id).join_from(
        table_of(RegionAlias), table_of(Region), RegionAlias.region_id == Region.id
    )
    return {alias: name for alias, name in core.execute(pairs)}


def test_mamuju_utara_is_pasangkayu(core: sa.Connection) -> None:
    assert aliases(core)["Mamuju Utara"] == "Kabupaten Pasangkayu"


def test_there_are_eleven_aliases_and_each_names_one_region(core: sa.Connection) -> None:
    assert len(aliases(core)) == 11
    assert core.scalar(sa.select(sa.func.count()).select_from(RegionAlias)) == 11


def test_pontianak_without_its_kind_is_the_former_name_of_mempawah(core: sa.Connection) -> None:
    assert aliases(core)["Pontianak"] == "Kabupaten Mempawah"


def test_a_former_name_cites_the_regulation_that_changed_it(core: sa.Connection) -> None:
    rows = list(core.execute(sa.select(table_of(RegionAlias))))

    former = {row.name for row in rows if row.kind is AliasKind.FORMER}
    assert former == {"Pontianak", "Pasir", "Maluku Tenggara Barat", "Mamuju Utara", "Toba Samosir"}
    assert all(bool(row.note) == (row.name in former) for row in rows)
