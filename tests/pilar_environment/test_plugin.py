"""What the environment pillar adds to the graph."""

from __future__ import annotations

import pilar_environment
import pytest
import sqlalchemy as sa
from graphql import parse
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation
from pilar.hookspecs import Example
from pilar.plugins.manifest import find_manifest, read_manifest
from pilar_environment.air_quality_reading import AirQualityReading
from pilar_environment.air_quality_station import AirQualityStation
from pilar_environment.emission_inventory import EmissionInventory
from pilar_environment.green_space import GreenSpace
from pilar_environment.quality_index import QualityIndex
from pilar_environment.renewable_potential import RenewablePotential
from pilar_environment.waste_facility import WasteFacility
from pilar_environment.waste_flow import WasteFlow


def test_the_manifest_names_namespace_owner_and_licence() -> None:
    manifest = read_manifest(find_manifest("pilar_environment"))

    assert (manifest.namespace, manifest.kind) == ("environment", "pillar")
    assert (manifest.title_en, manifest.title_id) == ("Environment", "Lingkungan")
    assert (manifest.owner.name, manifest.owner.country) == ("Kementerian Lingkungan Hidup", "ID")
    assert "1.0.0" in manifest.requires_core


def test_every_table_is_prefixed_with_the_namespace_and_cites_its_source() -> None:
    for table in pilar_environment.register_tables():
        assert str(table.__tablename__).startswith("environment_")
        assert not table_of(table).c.source_id.nullable


def test_every_attribute_is_described() -> None:
    for table in pilar_environment.register_tables():
        for name in table.model_fields.keys() - {"id", "visibility"}:
            assert table.model_fields[name].description, f"{table.__name__}.{name}"


def test_the_pillar_has_eight_indicators_and_nine_series_beside_them(environment: sa.Connection) -> None:
    counts = sa.select(Indicator.pillar, sa.func.count()).group_by(Indicator.pillar)
    by_pillar = {pillar: count for pillar, count in environment.execute(counts)}

    assert by_pillar == {"environment": 8, None: 9 + 3}


def test_core_and_pillar_together_have_6942_published_observations(environment: sa.Connection) -> None:
    published = sa.select(sa.func.count()).where(Observation.derived.is_(False))

    assert environment.scalar(published.select_from(Observation)) == 4_623 + 2_319


@pytest.mark.parametrize(
    "table",
    [
        WasteFacility,
        WasteFlow,
        RenewablePotential,
        AirQualityStation,
        AirQualityReading,
        QualityIndex,
        GreenSpace,
        EmissionInventory,
    ],
)
def test_a_table_without_published_rows_starts_empty(environment: sa.Connection, table: type) -> None:
    assert environment.execute(sa.select(table)).all() == []


@pytest.mark.parametrize("example", pilar_environment.register_examples(), ids=lambda example: example.key)
def test_an_example_is_graphql_with_titles_in_both_languages(example: Example) -> None:
    document = parse(example.query)

    assert len(document.definitions) == 1
    assert example.title_en
    assert example.title_id
