"""Expressions of a table -> formulas: what is resolved, and how a wrong one is refused at the start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pilar.commons import TABLES
from pilar.errors import InvalidTable
from pilar.plugins.declarations import Imported, forget
from pilar.schema.compose import Composition, Part, compose
from pilar.schema.status import CoreQuery

THING = """
import datetime
from typing import ClassVar
from pilar import Entity, Expression, Region, column, expression, reference


class Thing(Entity, table=True):
    "A thing."

    size: int = column()
    bought_on: datetime.date = column()
    region_id: int = reference(Region)
"""


@pytest.fixture
def declare(plugin_folder: Any) -> Iterator[Any]:
    """Compose the core with a table `Thing` that has the expressions given as `name = call`."""
    before = Imported.now()

    def declare(*expressions: str) -> Composition:
        declared = [
            f"    {name}: ClassVar[Expression] ={call}\n    'What it is.'\n"
            for name, _, call in (text.partition("=") for text in expressions)
        ]
        plugin_folder.write("shop", THING + "".join(declared))
        import pilar_shop  # type: ignore[import-not-found]

        return compose(TABLES, [Part("shop", "Shop", (pilar_shop.Thing,))], CoreQuery)

    yield declare
    forget(before, {"pilar_shop"})


def test_an_expression_is_a_field_with_its_docstring_and_unit(declare: Any) -> None:
    shop = declare("twice = expression('2 * {size}', type=int, unit='m')")
    field = shop.graphql.type_map["ShopThing"].fields["twice"]
    assert (str(field.type), field.description, field.args) == ("Int", "What it is. Unit: m.", {})
    assert "twice" in shop.graphql.type_map["ShopThingOrder"].fields
    assert str(shop.graphql.type_map["ShopThingFilter"].fields["twice"].type) == "IntFilter"
    assert not any(column.name == "twice" for column in shop.catalog.tables["shop_thing"].columns)


def test_what_depends_on_the_day_takes_the_day_as_an_argument(declare: Any) -> None:
    shop = declare(
        "age = expression('{on:day} - {bought_on:day}', type=int)", "old = expression('{age} > 9', type=bool)"
    )
    thing, query = shop.graphql.type_map["ShopThing"], shop.graphql.type_map["ShopQuery"]
    assert [str(thing.fields[name].args["on"].type) for name in ("age", "old")] == ["Date", "Date"]
    assert "on" not in thing.fields["size"].args
    assert {"on"} <= query.fields["things"].args.keys() & query.fields["thingsAggregate"].args.keys()
    assert "on" not in shop.graphql.type_map["Query"].fields["regions"].args


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("x = expression('{sise}', type=int)", "names `sise`"),
        ("x = expression('{size:week}', type=int)", "says `:week`"),
        ("x = expression('{size', type=int)", "cannot be read"),
        ("x = expression('{x} + 1', type=int)", "rests on itself"),
        ("x = expression('1', type=bytes)", "has the type bytes"),
        ("x = expression('(SELECT max(id) FROM region)', type=int)", "does not stand in braces"),
        ("x = expression('(SELECT max({t.id}) FROM {Tree t})', type=int)", "reads `Tree`"),
        ("x = expression('(SELECT max({r.size}) FROM {Region r})', type=int)", "names `r.size`"),
    ],
)
def test_an_expression_that_cannot_be_resolved_is_refused(declare: Any, wrong: str, why: str) -> None:
    with pytest.raises(InvalidTable) as caught:
        declare(wrong)
    assert "Expression 'x' of pilar_shop.Thing" in caught.value.message
    assert why in caught.value.message
    assert caught.value.hint


def test_expressions_that_rest_on_each_other_are_refused(declare: Any) -> None:
    with pytest.raises(InvalidTable, match="rests on itself"):
        declare("x = expression('{y}', type=int)", "y = expression('{x}', type=int)")
