"""Pages: paging through any connection in any ordering is the whole list, forward and backward."""

from __future__ import annotations

import random
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type

ORDERINGS = 60


def insert(number: int, **columns: Any) -> str:
    columns = {"id": number, "name_id": f"'p{number % 7}'", "region_id": 1} | columns
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO atlas_place ({names}) VALUES ({', '.join(map(str, columns.values()))})"


def pages(graph: Any, read: Any, size: int, *, backward: bool = False) -> list[dict[str, Any]]:
    """Read page after page; `read` takes the arguments of the connection and returns it."""
    size_name, cursor_name = ("last", "before") if backward else ("first", "after")
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = read(f"{size_name}: {size}" + (f', {cursor_name}: "{cursor}"' if cursor else ""))
        info = page["pageInfo"]
        assert len(page["nodes"]) <= size
        assert info["startCursor"] == (page["edges"][0]["cursor"] if page["edges"] else None)
        assert info["endCursor"] == (page["edges"][-1]["cursor"] if page["edges"] else None)
        assert info["hasPreviousPage" if not backward else "hasNextPage"] is bool(cursor)
        found = page["nodes"] + found if backward else found + page["nodes"]
        if not info["hasPreviousPage" if backward else "hasNextPage"]:
            return found
        cursor = info["startCursor" if backward else "endCursor"]


PAGE = "{ nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }"


def reader(graph: Any, field: str, order: str, namespace: str = "", where: str = "") -> Any:
    def read(arguments: str) -> Any:
        asked = f"{field}(orderBy: {order}{where}, {arguments}) {PAGE}"
        data = graph.data(f"{{ {namespace} {{ {asked} }} }}" if namespace else f"{{ {asked} }}")
        return data[namespace][field] if namespace else data[field]

    return read


def random_order(chance: random.Random, schema: Any, type_name: str) -> str:
    """Write one to three keys of an ordering, some through a relationship."""
    keys = []
    for _ in range(chance.randint(1, 3)):
        order = schema.type_map[f"{type_name}Order"]
        path: list[str] = []
        while True:
            name, item = chance.choice(list(order.fields.items()))
            path.append(name)
            order = get_named_type(item.type)
            if order.name == "OrderDirection":
                break
        opened = "".join(f"{{{step}: " for step in path)
        keys.append(opened + chance.choice(["ASC", "DESC"]) + "}" * len(path))
    return f"[{', '.join(keys)}]"


def connections(schema: Any) -> list[tuple[str, str, str]]:
    """Namespace, field and row type of every connection at the root, of those with rows worth paging."""
    query = schema.query_type
    owners: list[tuple[str, GraphQLObjectType]] = [
        ("", query),
        ("environment", schema.type_map["EnvironmentQuery"]),
    ]
    return [
        (namespace, name, get_named_type(item.type).name.removesuffix("Connection"))
        for namespace, owner in owners
        for name, item in owner.fields.items()
        if get_named_type(item.type).name.endswith("Connection") and {"where", "orderBy"} <= item.args.keys()
    ]


@pytest.mark.parametrize("seed", range(3))
def test_paging_through_any_table_in_any_ordering_is_the_whole_list(graph: Any, seed: int) -> None:
    chance = random.Random(seed)
    schema = graph.service.engine.schema
    for number in range(ORDERINGS // 3):
        namespace, field, type_name = chance.choice(connections(schema))
        order = random_order(chance, schema, type_name)
        ids = ", ".join(f'"{type_name}_{key}"' for key in chance.sample(range(1, 400), 120))
        read = reader(graph, field, order, namespace, f", where: {{id: {{in: [{ids}]}}}}")
        whole = pages(graph, read, 100)
        context = f"seed {seed}, number {number}: {namespace} {field} {order}"
        size = chance.randint(7, 40)
        assert len({row["id"] for row in whole}) == len(whole), context
        assert pages(graph, read, size) == whole, context
        assert pages(graph, read, size, backward=True) == whole, context


ORDERS = ["total", "area", "name", "isOpen", "openedAt", "terrain", "price", "visitors", "order", "k0"]
PATHS = ["{above: {total: %s}}", "{above: {above: {name: %s}}}", "{region: {code: %s}}"]


@pytest.mark.parametrize("key", [*(f"{{{name}: %s}}" for name in ORDERS), *PATHS])
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_nulls_come_last_and_are_paged_through_both_ways(atlas: Any, key: str, direction: str) -> None:
    chance = random.Random(5)
    options: dict[str, list[Any]] = {
        "total": [1, 2],
        "area": [0.1, -3.5],
        "name_en": ["'a'", "'B'"],
        "is_open": [0, 1],
        "opened_at": ["'2024-01-01T00:00:00.000000Z'", "'2023-01-01T00:00:00.000000Z'"],
        "terrain": ["'SEA'", "'LAND'"],
        "price": [-100, 250],
        "visitors": [2**60, 2**60 + 1],
        "above_id": [1, 2, 3],
        '"order"': ["'x'"],
        "k0": [4, 5],
        "region_id": [1, 2, 3],
    }
    rows = []
    for number in range(1, 31):
        columns = {
            name.strip('"'): chance.choice(values if name == "region_id" else ["NULL", *values])
            for name, values in options.items()
        }
        rows.append(insert(number, **columns))
    atlas.write(*rows, "UPDATE region SET visibility = 1 WHERE id = 2")
    read = reader(atlas, "places", f"[{key % direction}]", "atlas")
    whole = pages(atlas, read, 100)
    assert len({row["id"] for row in whole}) == 30
    for size in (1, 7, 30):
        assert pages(atlas, read, size) == whole
        assert pages(atlas, read, size, backward=True) == whole


def test_columns_named_like_parts_of_the_statement_are_just_columns(atlas: Any) -> None:
    atlas.write(*(insert(number, total=100 + number, rn=200, k0=300, g0=400) for number in range(1, 6)))
    page = atlas.data(
        """{ atlas { places(first: 2, orderBy: [{rn: ASC}, {k0: ASC}, {total: DESC}]) {
        totalCount nodes { total rn k0 g0 }
        pageInfo { hasNextPage endCursor } edges { cursor } }
        placesAggregate(groupBy: [RN, K0, G0]) { key { rn k0 g0 } sum { total rn } } } }"""
    )["atlas"]
    assert page["places"]["nodes"] == [
        {"total": total, "rn": 200, "k0": 300, "g0": 400} for total in (105, 104)
    ]
    assert page["places"]["pageInfo"]["hasNextPage"] is True
    assert page["places"]["pageInfo"]["endCursor"] == page["places"]["edges"][-1]["cursor"]
    (group,) = page["placesAggregate"]
    assert group == {"key": {"rn": 200, "k0": 300, "g0": 400}, "sum": {"total": 515, "rn": 1000}}


def test_a_key_of_an_ordering_counts_where_it_is_named_first(graph: Any) -> None:
    def codes(order: str) -> Any:
        rows = graph.data(f"{{ regions(first: 5, orderBy: {order}) {{ nodes {{ code }} }} }}")["regions"][
            "nodes"
        ]
        return [row["code"] for row in rows]

    assert (
        codes("[{code: DESC}, {name: ASC}, {code: ASC}]") == codes("[{code: DESC}]") != codes("[{code: ASC}]")
    )


def test_no_rows_are_asked_for_and_none_come(graph: Any) -> None:
    data = graph.data(
        """{ a: regions(first: 0) { totalCount nodes { id } edges { cursor }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
    )["a"]
    nothing = {"hasNextPage": True, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
    assert data == {"totalCount": 553, "nodes": [], "edges": [], "pageInfo": nothing}


def test_a_page_beyond_the_end_is_empty(graph: Any) -> None:
    last = graph.data("{ regions(last: 1) { pageInfo { endCursor } } }")["regions"]["pageInfo"]["endCursor"]
    page = graph.data(f'{{ regions(after: "{last}") {PAGE} }}')["regions"]
    assert page["nodes"] == []
    assert page["pageInfo"] == {
        "hasNextPage": False,
        "hasPreviousPage": True,
        "startCursor": None,
        "endCursor": None,
    }


def test_the_last_page_may_be_short_and_says_that_it_is_the_last(graph: Any) -> None:
    read = reader(graph, "regions", "[{code: ASC}]", where=", where: {kind: {eq: PROVINCE}}")
    first = read("first: 30")
    last = read(f'first: 30, after: "{first["pageInfo"]["endCursor"]}"')
    assert (len(first["nodes"]), first["pageInfo"]["hasNextPage"]) == (30, True)
    assert (len(last["nodes"]), last["pageInfo"]["hasNextPage"]) == (8, False)


def test_to_many_fields_come_in_their_order_within_each_parent(graph: Any) -> None:
    rows = graph.data(
        """{ regions(where: {kind: {eq: PROVINCE}}, first: 10) { nodes {
        children(orderBy: [{population: DESC}], first: 6) { nodes { population } } } } }"""
    )["regions"]["nodes"]
    for row in rows:
        shown = [child["population"] for child in row["children"]["nodes"]]
        assert shown == sorted(shown, reverse=True) and len(shown) >= 4


def test_an_ordering_joins_each_row_on_the_way_once(atlas: Any) -> None:
    atlas.write(insert(1), insert(2, above_id=1))
    names = ("name", "total", "area", "isOpen", "openedOn", "openedAt", "price", "terrain", "visitors", "rn")
    keys = [f"{{above: {{{name}: DESC}}}}" for name in names]
    keys += [f"{{above: {{above: {{{name}: DESC}}}}}}" for name in names]
    keys += [f"{{above: {{above: {{above: {{{name}: DESC}}}}}}}}" for name in names]
    rows = atlas.data(f"{{ atlas {{ places(orderBy: [{', '.join(keys)}]) {{ nodes {{ id }} }} }} }}")[
        "atlas"
    ]["places"]
    assert [row["id"] for row in rows["nodes"]] == ["AtlasPlace_2", "AtlasPlace_1"]


@pytest.mark.parametrize("depth", [21, 80])
def test_an_ordering_through_too_many_relationships_is_refused(atlas: Any, depth: int) -> None:
    key = "{above: " * depth + "{name: ASC}" + "}" * depth
    error = atlas.error(f"{{ atlas {{ places(orderBy: [{key}]) {{ nodes {{ id }} }} }} }}")
    assert error["extensions"]["code"] == "ARGUMENT_INVALID"
    assert str(depth) in error["message"]
