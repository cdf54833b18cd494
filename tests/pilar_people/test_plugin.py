"""What the people pillar adds to the graph."""

from __future__ import annotations

import pilar_people
import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.plugins.manifest import find_manifest, read_manifest
from pilar_people.digital_literacy_survey import DigitalLiteracySurvey


def test_the_manifest_names_namespace_owner_and_licence() -> None:
    manifest = read_manifest(find_manifest("pilar_people"))

    assert (manifest.namespace, manifest.kind) == ("people", "pillar")
    assert (manifest.title_en, manifest.title_id) == ("People", "Sumber Daya Manusia")
    assert manifest.owner.country == "ID"


def test_every_table_is_prefixed_with_the_namespace_cites_its_source_and_has_a_key() -> None:
    for table in pilar_people.register_tables():
        assert str(table.__tablename__).startswith("people_")
        assert not table_of(table).c.source_id.nullable
        assert table.__key__


def test_every_attribute_is_described() -> None:
    for table in pilar_people.register_tables():
        for name in table.model_fields.keys() - {"id", "visibility", "name_id"}:
            assert table.model_fields[name].description, f"{table.__name__}.{name}"


def test_the_pillar_has_eight_indicators_and_four_series_beside_them(people: sa.Connection) -> None:
    counts = sa.select(Indicator.pillar, sa.func.count()).where(Indicator.code.startswith("HR."))
    by_pillar = {pillar: count for pillar, count in people.execute(counts.group_by(Indicator.pillar))}

    assert by_pillar == {"people": 8, None: 4}


def test_every_derivation_has_its_indicator_in_the_catalogue(people: sa.Connection) -> None:
    known = set(people.execute(sa.select(Indicator.code)).scalars())

    assert {derivation.indicator for derivation in pilar_people.register_derivations()} <= known


@pytest.mark.parametrize(
    "table",
    [table for table in pilar_people.register_tables() if table is not DigitalLiteracySurvey],
    ids=lambda table: table.__name__,
)
def test_a_table_without_published_rows_starts_empty(people: sa.Connection, table: type) -> None:
    assert people.execute(sa.select(table)).all() == []
