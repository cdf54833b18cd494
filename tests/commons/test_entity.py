"""What an entity's declaration becomes in the database."""

from __future__ import annotations

from typing import Any

import pilar_environment.waste_composition as waste
import pytest
import sqlalchemy as sa
from pilar.commons import TABLES
from pilar.commons.entity import table_of
from pilar.commons.observation import Observation
from pilar_environment.waste_composition import WasteComposition

TABLE: dict[str, sa.Table] = {str(table.__tablename__): table_of(table) for table in TABLES}


def indexes(table: sa.Table) -> dict[str, sa.Index]:
    return {str(index.name): index for index in table.indexes}


def test_an_index_holds_published_rows_in_the_order_of_pages() -> None:
    index = indexes(table_of(Observation))["ix_observation_region_id_indicator_id_year"]

    assert [column.name for column in index.columns] == ["region_id", "indicator_id", "year", "id"]
    assert str(index.dialect_options["sqlite"]["where"]) == "visibility = 0"


def test_every_reference_is_indexed() -> None:
    for table in TABLES:
        sql = table_of(table)
        firsts = {
            next(iter(each.columns)) for each in sql.constraints if isinstance(each, sa.UniqueConstraint)
        }
        for column in sql.columns:
            indexed = f"ix_{sql.name}_{column.name}" in indexes(sql) or column in firsts
            assert table.__view__ or not column.foreign_keys or indexed


def test_a_reference_that_follows_deletions_is_indexed_whatever_the_visibility() -> None:
    node, evidence = (TABLE[name] for name in ("assessment_node", "assessment_challenge_evidence"))

    assert {key.ondelete for key in node.c.assessment_id.foreign_keys} == {"CASCADE"}
    assert "ix_assessment_node_assessment_id" not in indexes(node)  # the unique constraint begins with it
    index = indexes(node)["ix_assessment_node_observation_id"]
    assert str(index.dialect_options["sqlite"]["where"]) == "observation_id IS NOT NULL"
    index = indexes(evidence)["ix_assessment_challenge_evidence_observation_id"]
    assert index.dialect_options["sqlite"]["where"] is None


def test_a_computed_column_is_stored_and_cannot_be_written() -> None:
    total = table_of(WasteComposition).c.total_pct

    assert total.computed is not None
    assert total.computed.persisted is True
    assert waste.SHARES[0] in str(total.computed.sqltext)


@pytest.mark.parametrize("table", TABLES)
def test_every_attribute_of_the_core_is_described(table: Any) -> None:
    described = {name: info.description for name, info in table.model_fields.items()}
    bilingual = {name for name in described if name.endswith("_en")}

    for name in described.keys() - bilingual - {"id", "visibility"}:
        assert described[name], f"{table.__name__}.{name}"
