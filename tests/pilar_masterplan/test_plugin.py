"""What the module adds to the graph."""

from __future__ import annotations

from typing import Any

import pilar_masterplan
import pytest
from pilar.commons.entity import table_of
from pilar.commons.expression import expressions_of
from pilar.hookspecs import Example


def test_every_table_cites_its_source_and_every_attribute_is_described() -> None:
    for table in pilar_masterplan.register_tables():
        assert not table_of(table).c.source_id.nullable
        for name in table.model_fields.keys() - {"id", "visibility"}:
            info = table.model_fields[name].description or table.model_fields[f"{name[:-3]}_en"].description
            assert info, f"{table.__name__}.{name}"
        for name, _, text in expressions_of(table):
            assert text, f"{table.__name__}.{name}"


@pytest.mark.parametrize("example", pilar_masterplan.register_examples(), ids=lambda example: example.key)
def test_an_example_has_two_titles_and_returns_rows(graph: Any, example: Example) -> None:
    data = graph.data(example.query, **example.variables)

    assert example.title_en != example.title_id
    assert has_rows(data)


def has_rows(data: Any) -> bool:
    if isinstance(data, list):
        return bool(data)
    return isinstance(data, dict) and any(map(has_rows, data.values()))


def test_plans_start_empty(graph: Any) -> None:
    lists = ("masterPlans", "programmes", "activities", "progressReports", "quickWins", "milestones")
    for name in lists:
        assert graph.of_module(f"{name} {{ totalCount }}") == {name: {"totalCount": 0}}


def test_the_module_is_served_without_the_pillar_whose_indicator_it_derives() -> None:
    (derivation,) = pilar_masterplan.register_derivations()

    assert derivation.indicator == "GOV.QUICKWIN_DONE"
    assert derivation.optional
