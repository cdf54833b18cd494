"""Definitions in files -> indices in the database, in versions."""

from __future__ import annotations

from typing import Any

import pytest
from pilar.errors import InvalidIndex
from pilar.reassessing.definitions import load_definitions


def indices(world: Any) -> list[tuple[Any, ...]]:
    return world.ask("SELECT code, version, name_id, name_en, scale, source FROM composite_index")


def test_a_definition_becomes_an_index(empty: Any) -> None:
    empty.define(empty.SMALL)

    assert indices(empty) == [("SMALL", 1, "Indeks kecil", "Small index", 100.0, "A test")]
    assert empty.ask("SELECT definition, length(sha256) FROM composite_index") == [(empty.SMALL, 64)]


def test_a_definition_that_has_not_changed_is_left_alone(empty: Any) -> None:
    empty.define(empty.SMALL)
    empty.reassess()
    empty.define(empty.SMALL)

    assert indices(empty)[0][1] == 1
    assert empty.ask("SELECT count(*) FROM assessment_pending") == [(0,)]


def test_a_changed_definition_is_a_new_version_by_which_everything_is_assessed_anew(world: Any) -> None:
    before = world.score("01.01", 2022)
    world.define(world.SMALL.replace("health = 2", "health = 9"), world.RELATIVE)
    world.reassess()

    assert [row[:2] for row in indices(world)] == [("SMALL", 2), ("RELATIVE", 1)]
    assert world.score("01.01", 2022) != before
    assert world.ask(
        "SELECT DISTINCT i.code, a.index_version FROM assessment a JOIN composite_index i ON i.id = a.index_id "
        "ORDER BY 1"
    ) == [("RELATIVE", 1), ("SMALL", 2)]
    assert world.ask("SELECT count(*) FROM assessment_change") == [(0,)]


def test_a_changed_title_changes_the_sentences(world: Any) -> None:
    world.define(world.SMALL.replace("Safe water", "Clean water"), world.RELATIVE)
    world.reassess()

    sentences = world.ask(
        "SELECT text_en FROM assessment_challenge WHERE node = 'WATER' AND rule = 'BELOW_TARGET'"
    )
    assert any("Clean water" in text for (text,) in sentences)
    assert not any("Safe water" in text for (text,) in sentences)


def test_an_indicator_without_a_title_has_that_of_the_catalogue(world: Any) -> None:
    world.write(
        "UPDATE indicator SET name_id = 'Pendapatan', name_en = 'Income of all' WHERE code = 'INCOME'"
    )
    world.reassess()

    assert world.ask("SELECT DISTINCT name_id, name_en FROM assessment_node WHERE code = 'INCOME'") == [
        ("Pendapatan", "Income of all")
    ]


def test_two_indices_of_one_code_are_refused(empty: Any) -> None:
    with pytest.raises(InvalidIndex) as refused:
        empty.define(empty.SMALL, empty.SMALL)
    assert str(refused.value) == (
        "test/index1.toml: the index 'SMALL' is defined in test/index0.toml already. Rename it."
    )


def test_a_group_that_regions_do_not_have_is_refused(empty: Any) -> None:
    with pytest.raises(InvalidIndex, match="'provinces'") as refused:
        empty.define(empty.RELATIVE.replace('"kind"', '"provinces"'))
    assert refused.value.hint == "Did you mean 'province'?"


def test_a_file_that_is_not_there_is_refused(empty: Any) -> None:
    with pytest.raises(InvalidIndex, match=r"test/none\.toml: the file cannot be read"):
        load_definitions(empty.connection, "test", [empty.folder / "none.toml"], {})
