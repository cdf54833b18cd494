"""Tables -> catalog -> schema: what a table may look like, and how a bad one is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pilar
import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType
from pilar.commons import TABLES
from pilar.errors import InvalidTable, NameCollision
from pilar.plugins.declarations import Imported, forget
from pilar.plugins.discovery import installed_entry_points
from pilar.schema.compose import Part, compose
from pilar.schema.descriptions import first_sentence
from pilar.schema.entities import make_catalog
from pilar.schema.naming import camel, constant, plural
from pilar.schema.status import CoreQuery
from pilar.settings import Settings
from pilar.startup import load_graph

STANDARD = {"where", "orderBy", "first", "after", "last", "before", "groupBy", "having"}
ENTITY = "import decimal, datetime\nimport pilar\nfrom pilar import Entity, column, reference, Region\n"


@pytest.fixture
def declare(plugin_folder: Any) -> Iterator[Any]:
    """Import the code of a plugin `shop` and return its class `Thing`."""
    before = Imported.now()

    def declare(code: str) -> Any:
        plugin_folder.write("shop", ENTITY + code)
        import pilar_shop  # type: ignore[import-not-found]

        return pilar_shop.Thing

    yield declare
    forget(before, {"pilar_shop"})


def refused(declared: Any, *words: str) -> None:
    with pytest.raises(InvalidTable) as caught:
        compose(TABLES, [Part("shop", "Shop", (declared,))], CoreQuery)
    assert caught.value.hint
    for word in ("pilar_shop.Thing", *words):
        assert word in caught.value.message


def test_a_column_that_graphql_cannot_show_is_refused(declare: Any) -> None:
    thing = declare(
        "class Thing(Entity, table=True):\n    'A thing.'\n    span: datetime.timedelta = column()\n"
    )
    refused(thing, "'span'")


def test_a_plural_in_snake_case_is_a_field_in_camel_case(declare: Any) -> None:
    thing = declare(
        "class Thing(Entity, table=True):\n    'A thing.'\n    __plural__ = 'many_things'\n    size: int = column()\n"
    )
    composed = compose(TABLES, [Part("shop", "Shop", (thing,))], CoreQuery)
    assert {"manyThings", "manyThingsAggregate"} <= composed.graphql.type_map["ShopQuery"].fields.keys()


@pytest.mark.parametrize("name", ["id", "visibility"])
def test_a_column_that_every_table_has_is_refused(declare: Any, name: str) -> None:
    with pytest.raises(InvalidTable) as caught:
        declare(f"class Thing(Entity, table=True):\n    'A thing.'\n    {name}: float = column()\n")
    assert f"'{name}'" in caught.value.message and "pilar_shop.Thing" in caught.value.message
    assert "another name" in caught.value.hint


def test_a_reference_that_is_no_whole_number_is_refused(declare: Any) -> None:
    with pytest.raises(InvalidTable, match=r"'region_id' of pilar_shop\.Thing") as caught:
        declare("class Thing(Entity, table=True):\n    'A thing.'\n    region_id: str = reference(Region)\n")
    assert "`int`" in caught.value.hint


def test_a_table_without_docstring_is_refused(declare: Any) -> None:
    refused(declare("class Thing(Entity, table=True):\n    size: int = column()\n"), "no docstring")


def test_a_decimal_without_scale_is_refused(declare: Any) -> None:
    refused(
        declare("class Thing(Entity, table=True):\n    'A thing.'\n    price: decimal.Decimal = column()\n")
    )


def test_two_columns_of_one_name_in_graphql_are_refused(declare: Any) -> None:
    code = (
        "class Thing(Entity, table=True):\n    'A thing.'\n    a_b: int = column()\n    aB: int = column()\n"
    )
    refused(declare(code), "two fields 'aB'")


def test_a_python_field_that_equals_a_column_or_another_is_refused(declare: Any) -> None:
    code = """
import strawberry
class Thing(Entity, table=True):
    'A thing.'
    a_b: int = column()
@pilar.extend(Thing)
class More:
    @strawberry.field
    def {name}(self) -> int:
        return 1
    {other}
"""
    second = (
        "@strawberry.field\n    def list_of(self) -> int:\n        return 2\n"
        "    @strawberry.field\n    def listOf(self) -> int:\n        return 3"
    )
    thing = declare(code.format(name="a_b", other="pass"))
    import pilar_shop

    with pytest.raises(InvalidTable, match="two fields 'aB'"):
        compose(TABLES, [Part("shop", "Shop", (thing,), (pilar_shop.More,))], CoreQuery)
    exec(second.replace("\n    ", "\n"), vars(pilar_shop))
    namespace = {"list_of": pilar_shop.list_of, "listOf": pilar_shop.listOf, "__module__": "pilar_shop"}
    both = pilar.extend(thing)(type("Both", (), namespace))
    with pytest.raises(InvalidTable, match="two fields 'listOf'"):
        compose(TABLES, [Part("shop", "Shop", (thing,), (both,))], CoreQuery)


def test_a_type_of_a_plugin_that_equals_one_of_the_core_is_refused(plugin_folder: Any) -> None:
    before = Imported.now()
    code = ENTITY + "class Order(Entity, table=True):\n    'An order.'\n    size: int = column()\n"
    plugin_folder.write("region", code)
    try:
        import pilar_region  # type: ignore[import-not-found]

        with pytest.raises(NameCollision) as caught:
            compose(TABLES, [Part("region", "Regions", (pilar_region.Order,))], CoreQuery)
        assert "RegionOrder" in caught.value.message and "pilar_region.Order" in caught.value.message
    finally:
        forget(before, {"pilar_region"})


def test_a_reference_to_a_table_that_is_not_served_is_refused() -> None:
    observation = next(table for table in TABLES if table.__name__ == "Observation")
    with pytest.raises(InvalidTable, match="which is not served"):
        make_catalog([observation])


TELLING = """class Thing(Entity, table=True):
    'A thing.'
    __subscription__ = ("thingAdded", "{about}")
    region_id: int = reference(Region)
    other_region_id: int | None = reference(Region, optional=True)
    observation_id: int = reference("observation")
    {more}
"""


def test_a_table_that_tells_of_its_rows_makes_a_subscription_under_its_namespace(declare: Any) -> None:
    types = compose(
        TABLES, [Part("shop", "Shop", (declare(TELLING.format(about="region", more="")),))], CoreQuery
    ).graphql.type_map
    subscription, thing = types["Subscription"], types["ShopThing"]
    assert isinstance(subscription, GraphQLObjectType) and isinstance(thing, GraphQLObjectType)
    field = subscription.fields["shopThingAdded"]
    assert {name: str(argument.type) for name, argument in field.args.items()} == {
        "region": "String!",
        "where": "ShopThingFilter",
        "after": "String",
    }
    assert str(field.type) == "ShopThing!"
    assert str(thing.fields["cursor"].type) == "String!"


@pytest.mark.parametrize("about", ["nothing", "otherRegion", "observation"])
def test_a_subscription_about_what_has_no_code_or_may_be_missing_is_refused(declare: Any, about: str) -> None:
    refused(declare(TELLING.format(about=about, more="")), f"'{about}'")


def test_a_column_cannot_be_called_cursor_where_a_table_tells_of_its_rows(declare: Any) -> None:
    thing = declare(TELLING.format(about="region", more="cursor: str = column()"))
    with pytest.raises(InvalidTable, match="two fields 'cursor'"):
        compose(TABLES, [Part("shop", "Shop", (thing,))], CoreQuery)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("powerPlant", "powerPlants"),
        ("facility", "facilities"),
        ("survey", "surveys"),
        ("busStop", "busStops"),
        ("bus", "buses"),
        ("branch", "branches"),
        ("taxBox", "taxBoxes"),
        ("timeSeries", "timeSeriesList"),
        ("openData", "openDataList"),
        ("person", "people"),
        ("salesPerson", "salesPeople"),
        ("child", "children"),
    ],
)
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many


def test_names_of_columns_become_those_of_graphql() -> None:
    assert [camel(name) for name in ("capacity_mw", "id", "area_km2", "k0")] == [
        "capacityMw",
        "id",
        "areaKm2",
        "k0",
    ]
    assert [constant(name) for name in ("capacityMw", "areaKm2")] == ["CAPACITY_MW", "AREA_KM2"]


def test_everything_in_the_graph_is_described_where_it_belongs() -> None:
    _, composition = load_graph(Settings(), installed_entry_points())
    tables = composition.catalog.tables.values()
    repeats = {table.type_name + what for table in tables for what in ("Key", "Sum", "Average", "Extreme")}
    missing = []
    for name, type_ in composition.graphql.type_map.items():
        if name.startswith("__"):
            continue
        if not type_.description:
            missing.append(name)
        if not isinstance(type_, GraphQLObjectType) or name in repeats:
            continue
        for field, item in type_.fields.items():
            untold = set() if name.endswith("Query") else STANDARD
            missing += [f"{name}.{field}"] if not item.description else []
            missing += [
                f"{name}.{field}({argument})"
                for argument, declared in item.args.items()
                if not declared.description and argument not in untold
            ]
    assert missing == []
    assert any(isinstance(type_, GraphQLEnumType) for type_ in composition.graphql.type_map.values())


def test_what_follows_from_a_table_says_it_shortly() -> None:
    types = compose(TABLES, (), CoreQuery).graphql.type_map
    nested = types["Region"].fields["children"].args
    assert {argument.description for argument in nested.values()} == {None}
    assert "at most 100" in str(types["RegionConnection"].description)
    assert types["RegionOrder"].fields["population"].description is None
    whole, brief = (
        types["Region"].fields["parent"].description,
        types["RegionFilter"].fields["parent"].description,
    )
    assert brief and whole.startswith(brief.removesuffix(".")[:40]) and len(brief) < len(whole)
    assert types["RegionSum"].fields["areaKm2"].description == "Unit: km2."


@pytest.mark.parametrize(
    ("description", "first"),
    [
        ("Who answers for it.", "Who answers for it."),
        ("Who answers\nfor it. A ministry.", "Who answers for it."),
        ("Law no. 23 of 2014. In force.", "Law no. 23 of 2014."),
        ("A share, e.g. of waste. Unit: %.", "A share, e.g. of waste."),
        ("", ""),
    ],
)
def test_the_first_sentence(description: str, first: str) -> None:
    assert first_sentence(description) == first


def test_two_schemas_in_one_process_do_not_mix() -> None:
    first = compose(TABLES, (), CoreQuery, max_page=7)
    second = compose(TABLES, (), CoreQuery, max_page=9)
    assert first.graphql.type_map["Region"] is not second.graphql.type_map["Region"]
    for composition, size in ((first, 7), (second, 9)):
        query = composition.graphql.query_type
        assert query and f"at most {size}" in (query.fields["regions"].args["first"].description or "")
        region = query.fields["region"].type
        assert region is composition.graphql.type_map["Region"]


def test_orderings_and_lookups_take_exactly_one_key() -> None:
    types = compose(TABLES, (), CoreQuery).graphql.type_map
    for name in ("RegionOrder", "RegionBy"):
        type_ = types[name]
        assert isinstance(type_, GraphQLInputObjectType) and type_.is_one_of


def test_five_hundred_chained_types_build(plugin_folder: Any) -> None:
    code = ENTITY + "".join(
        f"class Link{number}(Entity, table=True):\n    'A link.'\n    "
        + (f"before_id: int = reference('chain_link{number - 1}')\n" if number else "size: int = column()\n")
        for number in range(500)
    )
    before = Imported.now()
    plugin_folder.write("chain", code)
    try:
        import pilar_chain  # type: ignore[import-not-found]

        tables = tuple(vars(pilar_chain)[f"Link{number}"] for number in range(500))
        composition = compose(TABLES, [Part("chain", "Chain", tables)], CoreQuery)
        assert "ChainLink499" in composition.graphql.type_map
    finally:
        forget(before, {"pilar_chain"})
