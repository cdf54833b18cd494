"""Shortcuts: fields with arguments of their own that lead to rows by a filter and an ordering."""

from __future__ import annotations

from typing import Any

import pytest

PLACE = (
    "INSERT INTO atlas_place (name_id, area, price, terrain, is_open, above_id, region_id)"
    " SELECT '{}', {}, {}, '{}', {}, {}, id FROM region WHERE code = '{}'"
)
ROWS = (
    ("Rawa", 10, 500, "SEA", 1, "NULL", "32.73"),
    ("Bukit", 30, 300, "LAND", 1, "NULL", "32.73"),
    ("Taman", 20, 100, "LAND", 0, 2, "32.73"),
    ("Hutan", 40, "NULL", "LAND", 1, "NULL", "32.04"),
)
BANDUNG = '{ region(code: "32.73") { atlas { %s } } }'


@pytest.fixture
def places(atlas: Any) -> Any:
    atlas.write(*(PLACE.format(*row) for row in ROWS))
    return atlas


def of_bandung(graph: Any, field: str) -> Any:
    return graph.data(BANDUNG % field)["region"]["atlas"]


def test_a_row_is_the_first_of_its_ordering(places: Any) -> None:
    assert of_bandung(places, 'largest(named: "") { name }') == {"largest": {"name": "Bukit"}}


def test_an_argument_narrows_it_and_null_does_not(places: Any) -> None:
    assert of_bandung(places, "largest(terrain: SEA) { name }") == {"largest": {"name": "Rawa"}}
    assert of_bandung(places, "largest(terrain: null) { name }") == {"largest": {"name": "Taman"}}


def test_an_argument_that_is_left_out_has_its_default(places: Any) -> None:
    assert of_bandung(places, "largest { name }") == {"largest": {"name": "Taman"}}  # "Bukit" has no "a"


def test_a_row_that_is_not_there_is_null(places: Any) -> None:
    assert of_bandung(places, 'largest(named: "x") { name }') == {"largest": None}


def test_variables_count_like_literals_and_may_be_left_out(places: Any) -> None:
    query = "query($t: AtlasTerrain, $n: String) " + BANDUNG % "largest(terrain: $t, named: $n) { name }"
    answers = [
        places.data(query, given)["region"]["atlas"]["largest"]
        for given in ({"t": "SEA"}, {}, {"t": None, "n": "u"}, {"t": "LAND", "n": "z"})
    ]
    assert answers == [{"name": "Rawa"}, {"name": "Taman"}, {"name": "Bukit"}, None]


def test_a_list_holds_as_many_rows_as_it_says_and_nothing_around_them(places: Any) -> None:
    assert of_bandung(places, "cheapest { name price }") == {
        "cheapest": [{"name": "Taman", "price": "1.00"}, {"name": "Bukit", "price": "3.00"}]
    }


def test_a_list_without_rows_is_empty(atlas: Any) -> None:
    assert of_bandung(atlas, "cheapest { name }") == {"cheapest": []}


def test_a_page_is_a_connection(places: Any) -> None:
    shown = "totalCount pageInfo { hasNextPage endCursor } nodes { name }"
    page = '{ atlas { ranking(terrain: LAND, within: "32", first: 2%s) {' + shown + "} } }"
    first = places.data(page % "")["atlas"]["ranking"]
    assert (first["totalCount"], [row["name"] for row in first["nodes"]]) == (3, ["Hutan", "Bukit"])
    second = places.data(page % f', after: "{first["pageInfo"]["endCursor"]}"')["atlas"]["ranking"]
    assert ([row["name"] for row in second["nodes"]], second["pageInfo"]["hasNextPage"]) == (["Taman"], False)


def test_a_filter_may_hold_only_where_an_argument_is_left_out(places: Any) -> None:
    found = places.data("{ atlas { ranking(terrain: LAND) { nodes { name } } } }")["atlas"]["ranking"]
    assert found == {"nodes": []}  # the one place above another has a name
    found = places.data('{ atlas { ranking(terrain: LAND, within: "32", open: false) { nodes { name } } } }')
    assert found["atlas"]["ranking"] == {"nodes": [{"name": "Taman"}]}


def test_a_required_argument_is_required(places: Any) -> None:
    answer = places.ask("{ atlas { ranking { nodes { name } } } }")
    assert "terrain" in answer["errors"][0]["message"]


def test_both_ways_of_answering_agree(places: Any) -> None:
    fields = "largest(terrain: LAND) { name %s } cheapest { name %s }"
    walked = of_bandung(places, fields % ("label", "label"))
    for row in (walked["largest"], *walked["cheapest"]):
        assert row.pop("label")
    assert walked == of_bandung(places, fields % ("", ""))
