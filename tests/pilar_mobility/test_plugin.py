"""What the mobility pillar adds to the graph."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pilar_mobility
import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.hookspecs import Example
from pilar.plugins.manifest import find_manifest, read_manifest
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import prepare


def test_the_manifest_names_namespace_owner_and_licence() -> None:
    manifest = read_manifest(find_manifest("pilar_mobility"))

    assert (manifest.namespace, manifest.kind) == ("mobility", "pillar")
    assert (manifest.title_en, manifest.title_id) == ("Mobility", "Transportasi")
    assert (manifest.owner.name, manifest.owner.country) == ("Kementerian Perhubungan", "ID")


@pytest.mark.parametrize("table", pilar_mobility.register_tables(), ids=lambda table: table.__name__)
def test_a_table_is_prefixed_described_keyed_and_cites_its_source(table: Any) -> None:
    assert str(table.__tablename__).startswith("mobility_")
    assert table.__key__
    assert not table_of(table).c.source_id.nullable
    for name in table.model_fields.keys() - {"id", "visibility"}:
        assert table.model_fields[name].description, name


@pytest.mark.parametrize("table", pilar_mobility.register_tables(), ids=lambda table: table.__name__)
def test_no_row_is_invented_so_a_table_starts_empty_and_says_so(mobility: sa.Connection, table: Any) -> None:
    assert mobility.execute(sa.select(table_of(table))).all() == []
    assert "Starts empty" in table.__doc__


def test_the_pillar_has_eight_indicators_seven_of_which_follow_from_its_rows(mobility: sa.Connection) -> None:
    codes = set(mobility.scalars(sa.select(Indicator.code).where(Indicator.pillar == "mobility")))
    derived = {derivation.indicator for derivation in pilar_mobility.register_derivations()}

    assert len(codes) == 8
    assert codes - derived == {"TRA.PT_COVERAGE"}
    assert derived <= codes


@pytest.fixture(scope="module")
def answers(service_url: str) -> dict[str, Any]:
    """The answers to all examples, by key."""

    async def ask() -> dict[str, Any]:
        service = await prepare(Settings(database_url=service_url))
        try:
            return {
                example.key: json.loads(
                    (await service.engine.execute(Request(example.query, example.variables))).body
                )
                for example in pilar_mobility.register_examples()
            }
        finally:
            await service.close()

    return asyncio.run(ask())


@pytest.mark.parametrize("example", pilar_mobility.register_examples(), ids=lambda example: example.key)
def test_an_example_runs_without_errors_and_has_titles_in_both_languages(
    answers: dict[str, Any], example: Example
) -> None:
    assert "errors" not in answers[example.key]
    assert all(answers[example.key]["data"].values())
    assert example.title_en
    assert example.title_id


def test_examples_show_the_catalogue_with_codes_and_targets(answers: dict[str, Any]) -> None:
    found = answers["mobility-indicators"]["data"]["indicators"]
    targets = answers["mobility-targets"]["data"]["indicators"]["nodes"]
    goals = answers["mobility-by-goal"]["data"]["indicatorsAggregate"]

    assert found["totalCount"] == len(found["nodes"]) == 8
    assert {row["code"]: row["u4sscCode"] for row in found["nodes"]}["TRA.MODE_PT"] == "EC: I: T: 4A"
    assert {row["code"] for row in targets} == {"TRA.DYNAMIC_INFO", "TRA.PT_COVERAGE", "TRA.ROAD_GOOD"}
    assert {group["key"]["sdg"]: group["count"] for group in goals} == {3: 1, 9: 1, 11: 6}
