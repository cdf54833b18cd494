"""Each kind of value: out exactly as it went in, filtered, ordered and paged by its own order."""

from __future__ import annotations

import random
import struct
from decimal import Decimal
from typing import Any

import pytest

PRICES = [
    "-92233720368547.75",
    "-12.05",
    "-0.05",
    "0.00",
    "0.10",
    "2.00",
    "10.00",
    "12.50",
    "92233720368547.75",
]


def place(number: int, **columns: Any) -> str:
    """Return the statement that inserts a place."""
    columns = {"id": number, "name_id": f"'p{number}'", "region_id": 1} | columns
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO atlas_place ({names}) VALUES ({', '.join(map(str, columns.values()))})"


@pytest.fixture
def prices(atlas: Any) -> Any:
    """The atlas with places of the `PRICES` and one without price."""
    units = [int(Decimal(price).scaleb(2)) for price in PRICES]
    atlas.write(*(place(number, price=unit) for number, unit in enumerate(units, 1)), place(99))
    return atlas


def listed(graph: Any, where: str, variables: dict[str, Any] | None = None) -> list[str]:
    head = "query Q($x: Decimal!) " if variables else ""
    data = graph.data(
        f"{head}{{ atlas {{ places(where: {where}, orderBy: [{{price: ASC}}]) {{ nodes {{ price }} }} }} }}",
        variables,
    )
    return [node["price"] for node in data["atlas"]["places"]["nodes"]]


def test_decimals_come_out_exactly_in_the_order_of_numbers(prices: Any) -> None:
    assert listed(prices, "{price: {isNull: false}}") == PRICES


def test_decimals_compare_as_numbers(prices: Any) -> None:
    assert listed(prices, '{price: {eq: "2"}}') == ["2.00"]
    assert listed(prices, "{price: {eq: $x}}", {"x": "10.000"}) == ["10.00"]
    assert listed(prices, '{price: {in: ["0.1", "12.5", "0.105"]}}') == ["0.10", "12.50"]
    assert listed(prices, '{price: {gt: "-0.05", lt: "10"}}') == ["0.00", "0.10", "2.00"]


@pytest.mark.parametrize(
    ("operator", "count"),
    [("lt", 5), ("lte", 5), ("gt", 4), ("gte", 4), ("eq", 0), ("ne", 10), ("notIn", 10)],
)
def test_a_bound_between_two_decimals_of_the_column_divides_them(
    prices: Any, operator: str, count: int
) -> None:
    operand = '["0.105"]' if operator == "notIn" else '"0.105"'
    assert len(listed(prices, f"{{price: {{{operator}: {operand}}}}}")) == count


def test_a_bound_beyond_all_decimals_of_the_column_is_no_error(prices: Any) -> None:
    assert listed(prices, f'{{price: {{lt: "{"9" * 39}"}}}}') == PRICES
    assert listed(prices, f'{{price: {{eq: "{"9" * 39}"}}}}') == []


@pytest.mark.parametrize("number", ["1E+999999999", "1E-999999999", "NaN", "Infinity", "", "1,5"])
def test_a_decimal_that_is_none_or_has_a_million_digits_is_refused(prices: Any, number: str) -> None:
    document = "query Q($x: Decimal!) { atlas { places(where: {price: {eq: $x}}) { totalCount } } }"
    assert prices.error(document, {"x": number})["extensions"]["code"] == "VARIABLE_INVALID"


def test_decimals_add_up_exactly(prices: Any) -> None:
    document = """{ atlas { placesAggregate(where: {price: {gt: "-1", lt: "100"}}, having: {sum: {price: {gt: 24.5}},
        avg: {price: {lt: 4.1}}}) { sum { price } avg { price } min { price } max { price } } } }"""
    (group,) = prices.data(document)["atlas"]["placesAggregate"]
    assert group["sum"] == {"price": "24.55"}
    assert group["avg"]["price"] == pytest.approx(24.55 / 6, abs=1e-12)
    assert (group["min"], group["max"]) == ({"price": "-0.05"}, {"price": "12.50"})


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_paging_by_decimals_visits_each_once(prices: Any, direction: str) -> None:
    found: list[str | None] = []
    after = None
    while True:
        page = prices.data(
            f"""query Q($after: String) {{ atlas {{ places(first: 3, after: $after, orderBy: [{{price: {direction}}}])
            {{ nodes {{ price }} pageInfo {{ endCursor hasNextPage }} }} }} }}""",
            {"after": after},
        )["atlas"]["places"]
        found += [node["price"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    ordered = PRICES if direction == "ASC" else PRICES[::-1]
    assert found == [*ordered, None]


def test_doubles_are_read_back_exactly(atlas: Any) -> None:
    random.seed(0)
    doubles: list[float] = []
    while len(doubles) < 2_000:
        (value,) = struct.unpack("d", random.randbytes(8))
        if value == value and abs(value) < float("inf"):
            doubles.append(value)
    doubles += [0.1, 1 / 3, 5e-324, 1.7976931348623157e308, -0.1, 33.333333333333336]
    atlas.write(*(place(number, area=repr(value)) for number, value in enumerate(doubles, 1)))
    shown: dict[int, float] = {}
    for start in range(0, len(doubles), 100):
        page = atlas.data(
            f"{{ atlas {{ places(first: 100, where: {{name: {{in: {names(start)}}}}}) {{ nodes {{ id area }} }} }} }}"
        )
        shown |= {int(row["id"].rpartition("_")[2]): row["area"] for row in page["atlas"]["places"]["nodes"]}
    assert [shown[number] for number in range(1, len(doubles) + 1)] == doubles


def names(start: int) -> str:
    return "[" + ", ".join(f'"p{number}"' for number in range(start + 1, start + 101)) + "]"


def test_integers_of_64_bits_are_texts_beyond_what_json_readers_hold(atlas: Any) -> None:
    values = [2**53 - 1, 2**53, -(2**53), -(2**53) + 1, 2**63 - 1, -(2**63)]
    atlas.write(*(place(number, visitors=value) for number, value in enumerate(values, 1)))
    rows = atlas.data("{ atlas { places { nodes { visitors } } } }")["atlas"]["places"]["nodes"]
    assert [row["visitors"] for row in rows] == [
        2**53 - 1,
        str(2**53),
        str(-(2**53)),
        -(2**53) + 1,
        str(2**63 - 1),
        str(-(2**63)),
    ]
    large = f'[{2**63 - 1}, "{2**53}"]'
    found = f"{{ atlas {{ places(where: {{visitors: {{in: {large}}}}}) {{ totalCount }} }} }}"
    assert atlas.data(found) == {"atlas": {"places": {"totalCount": 2}}}


LEAVES = "name isOpen openedOn openedAt terrain price area visitors total"


def test_leaves_of_every_kind_are_shown_as_the_schema_says(atlas: Any) -> None:
    atlas.write(
        place(
            1,
            is_open=1,
            opened_on="'2024-02-29'",
            opened_at="'2024-12-31T17:00:00.000001Z'",
            terrain="'LAND'",
            price=-5,
            area="1.0",
            visitors=7,
            total=0,
        ),
        place(2, is_open=0),
    )
    first, second = atlas.data(f"{{ atlas {{ places {{ nodes {{ {LEAVES} }} }} }} }}")["atlas"]["places"][
        "nodes"
    ]
    assert first == {
        "name": "p1",
        "isOpen": True,
        "openedOn": "2024-02-29",
        "openedAt": "2024-12-31T17:00:00.000001Z",
        "terrain": "LAND",
        "price": "-0.05",
        "area": 1.0,
        "visitors": 7,
        "total": 0,
    }
    assert second == dict.fromkeys(LEAVES.split()) | {"name": "p2", "isOpen": False}


def test_moments_compare_across_time_zones(atlas: Any) -> None:
    atlas.write(place(1, opened_at="'2024-12-31T17:00:00.000000Z'"))
    for text in ("2025-01-01T00:00:00+07:00", "2024-12-31T17:00Z", "2024-12-31T17:00:00.000Z"):
        document = f'{{ atlas {{ places(where: {{openedAt: {{eq: "{text}"}}}}) {{ totalCount }} }} }}'
        assert atlas.data(document)["atlas"]["places"]["totalCount"] == 1


def test_enums_are_ordered_by_their_names_on_every_database(atlas: Any) -> None:
    atlas.write(place(1, terrain="'SEA'"), place(2, terrain="'LAND'"), place(3))
    document = "{ atlas { places(orderBy: [{terrain: %s}]) { nodes { terrain } } } }"
    for direction, expected in (("ASC", ["LAND", "SEA", None]), ("DESC", ["SEA", "LAND", None])):
        rows = atlas.data(document % direction)["atlas"]["places"]["nodes"]
        assert [row["terrain"] for row in rows] == expected
