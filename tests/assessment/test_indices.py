"""The built-in indices are sound, and the national one says what the catalogue of indicators says."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest
from pilar.assessment import indices
from pilar.assessment.definition import Goalposts
from pilar.assessment.indices import BUILT_IN, read_built_in

ROOT = Path(__file__).parents[2]
FOLDER = Path(indices.__file__).parent
PILLARS = {
    manifest["namespace"]: path.parent
    for path in sorted((ROOT / "plugins").glob("*/plugin.toml"))
    if (manifest := tomllib.loads(path.read_text(encoding="utf-8")))["kind"] == "pillar"
}
SEEDS = {
    row["code"]: row
    for folder in PILLARS.values()
    for row in csv.DictReader((folder / "seeds" / "indicators.csv").read_text(encoding="utf-8").splitlines())
    if row["pillar"]
}


def number(text: str) -> float | None:
    return float(text) if text else None


def test_every_file_of_the_folder_is_a_built_in_index():
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(BUILT_IN)


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_node_and_indicator_is_named_in_both_languages(name):
    index = read_built_in(name)

    for each in (index, *index.nodes, *index.indicators):
        assert each.title.en and each.title.id


def test_the_national_index_has_a_node_for_each_pillar():
    index = read_built_in("national")

    assert set(index.root.children) == set(PILLARS) and len(PILLARS) == 6
    for node in index.nodes[:-1]:
        assert set(node.children) == {
            code
            for code, row in SEEDS.items()
            if row["pillar"] == node.name and row["direction"] != "NEUTRAL"
        }


def test_the_national_index_agrees_with_the_seeds_of_the_indicators():
    index = read_built_in("national")
    codes = {indicator.code for indicator in index.indicators}

    assert len(SEEDS) == 48
    assert codes == {code for code, row in SEEDS.items() if row["direction"] != "NEUTRAL"}
    for indicator in index.indicators:
        seed = SEEDS[indicator.code]
        posts = indicator.normalisation
        assert isinstance(posts, Goalposts), indicator.code
        assert indicator.direction.upper() == seed["direction"], indicator.code
        assert posts.lower == number(seed["goalpost_lower"]), indicator.code
        assert posts.upper == number(seed["goalpost_upper"]), indicator.code
        assert indicator.target == number(seed["target_value"]), indicator.code
        assert posts.is_logarithmic == ("log scale" in seed["target_source"]), indicator.code
        assert (indicator.title.en, indicator.title.id) == (seed["name_en"], seed["name_id"])
        if indicator.deadline is not None:
            assert re.search(rf"\b{indicator.deadline}\b", seed["target_source"]), indicator.code


def test_the_human_development_index_of_indonesia_has_its_published_goalposts():
    index = read_built_in("ipm")
    posts = {indicator.code: indicator.normalisation for indicator in index.indicators}

    assert posts["QOL.LIFE_EXPECTANCY"] == Goalposts(20, 85, is_clamped=True)
    assert posts["HR.EXPECTED_SCHOOLING"] == Goalposts(0, 18, is_clamped=True)
    assert posts["HR.MEAN_SCHOOLING"] == Goalposts(0, 15, is_clamped=True)
    assert posts["ECO.ADJ_EXPENDITURE"] == Goalposts(1007.436, 26572.352, True, True)
    assert index.root.mean == "geometric"
