"""Natural keys in seeds: found, or refused with the nearest key."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.region_alias import RegionAlias
from pilar.commons.seed_file import read_seed
from pilar.commons.seed_references import read_column, read_ids
from pilar.errors import InvalidSeed
from pilar.hookspecs import Seed

HEADER = "region,name,kind\n"


def read(core: sa.Connection, text: str) -> list[object]:
    seed = read_seed("core/a.csv", Seed(RegionAlias, Path("a.csv"), 1), text.encode())
    return read_column(core, seed, 0)


def test_a_natural_key_becomes_the_id_of_its_row(core: sa.Connection) -> None:
    (found,) = read(core, HEADER + "32.73,Bandung,VARIANT\n")

    assert core.scalar(sa.text("SELECT code FROM region WHERE id = :id"), {"id": found}) == "32.73"


def test_an_unknown_key_is_refused_with_the_nearest_one(core: sa.Connection) -> None:
    with pytest.raises(InvalidSeed) as caught:
        read(core, HEADER + "32.7,Bandung,VARIANT\n")

    assert caught.value.message == "core/a.csv:2: column 'region': there is no row '32.7' to refer to."
    assert caught.value.hint.startswith("Did you mean '32.7")


def test_code_11_1_is_not_11_10(core: sa.Connection) -> None:
    with pytest.raises(InvalidSeed, match=r"there is no row '11\.1' to refer to"):
        read(core, HEADER + "11.1,Singkil,VARIANT\n")


def test_a_table_whose_key_has_several_columns_cannot_be_referred_to(core: sa.Connection) -> None:
    with pytest.raises(InvalidSeed, match="whose natural key is not one column"):
        read_ids(core, "core/a.csv", table_of(RegionAlias))
