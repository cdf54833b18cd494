"""What the innovation module adds to the graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pilar_innovation
import pytest
from pilar.commons.entity import table_of
from pilar.database.migrations import plugin_branch, scripts_of
from pilar.database.revisions import differences
from pilar.hookspecs import Example
from pilar_innovation.effect import Effect
from pilar_innovation.match import Match

TABLES = pilar_innovation.register_tables()
VIEWS = [Effect, Match]


def test_every_attribute_is_described() -> None:
    for table in TABLES:
        for name in table.model_fields.keys() - {"id", "visibility"}:
            if not name.endswith("_en"):
                assert table.model_fields[name].description, f"{table.__name__}.{name}"


def test_every_stored_row_cites_its_source() -> None:
    for table in TABLES:
        assert table in VIEWS or not table_of(table).c.source_id.nullable


def test_the_tables_start_empty(live: Any) -> None:
    for table in TABLES:
        name = table.__name__[0].lower() + table.__name__[1:]
        many = table.__plural__ or f"{name}s"
        assert live.ask(f"{{ innovation {{ {many} {{ totalCount }} }} }}") == {
            "innovation": {many: {"totalCount": 0}}
        }


def test_the_migration_makes_the_tables(live: Any) -> None:
    branch = plugin_branch("innovation", Path(pilar_innovation.__file__).parent)
    assert scripts_of(branch).get_current_head() == "innovation_0001"
    assert differences(live.database, [table_of(table) for table in TABLES]) == []


@pytest.mark.parametrize("example", pilar_innovation.register_examples(), ids=lambda example: example.key)
def test_an_example_has_two_titles_and_returns_rows(live: Any, example: Example) -> None:
    assert example.title_en and example.title_id and example.title_en != example.title_id
    (field,) = live.ask(example.query, example.variables).values()
    rows = field if isinstance(field, list) else field.get("nodes") or field["shortfalls"]["nodes"]
    assert rows
