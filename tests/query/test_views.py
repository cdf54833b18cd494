"""A view is read like a table: filtered, ordered, paged, linked, cached; it shows no more than its tables do."""

from __future__ import annotations

from typing import Any

import pytest

BANDUNG = '{ region(code: "32.73") { shortfalls(where: {indicator: {code: {eq: "ECO.POVERTY"}}}) { nodes { %s } } } }'
POVERTY = "(SELECT id FROM indicator WHERE code = 'ECO.POVERTY')"
OF_BANDUNG = f"indicator_id = {POVERTY} AND region_id = (SELECT id FROM region WHERE code = '32.73')"


def observed(value: float, year: int, status: str = "FINAL", revision: int = 1, visibility: int = 0) -> str:
    return (
        "INSERT INTO observation (region_id, indicator_id, year, period_start, period_end, value, unit, status,"
        " source_id, licence, revision, visibility) SELECT region.id, indicator.id,"
        f" {year}, '{year}-01-01', '{year}-12-31', {value}, '%', '{status}', 1, 'test', {revision}, {visibility}"
        " FROM region, indicator WHERE region.code = '32.73' AND indicator.code = 'ECO.POVERTY'"
    )


INDICATOR = (
    "INSERT INTO indicator (code, name_id, unit, unit_label, direction, goalpost_lower, goalpost_upper, target_value,"
    " evidence) VALUES ('ECO.POVERTY', 'Kemiskinan', '%', '%', '{}', 0, 40, {}, 'PROPOSED')"
)


@pytest.fixture
def poverty(atlas: Any) -> Any:
    """The core's rows, and an indicator for which nothing was observed yet: the lower the better, 7 % wanted."""
    atlas.write(INDICATOR.format("DOWN", 7))
    return atlas


def shortfalls(graph: Any, fields: str = "value wanted gap gapPct basis year") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = graph.data(BANDUNG % fields)["region"]["shortfalls"]["nodes"]
    return found


def test_a_region_without_an_observation_has_no_shortfall(poverty: Any) -> None:
    assert shortfalls(poverty) == []


def test_a_value_that_is_worse_than_the_target_falls_short_by_the_difference(poverty: Any) -> None:
    poverty.write(observed(9, 2020))
    (row,) = shortfalls(poverty)
    assert row == {"value": 9, "wanted": 7, "gap": 2, "gapPct": 5, "basis": "TARGET", "year": 2020}


def test_the_direction_says_what_is_worse(atlas: Any) -> None:
    atlas.write(INDICATOR.format("UP", 7), observed(9, 2020))
    assert shortfalls(atlas) == []
    atlas.write(observed(4, 2021))
    assert [row["gap"] for row in shortfalls(atlas)] == [3]


def test_where_nobody_set_a_target_the_goalpost_is_wanted(atlas: Any) -> None:
    atlas.write(INDICATOR.format("DOWN", "NULL"), observed(10, 2020))
    (row,) = shortfalls(atlas)
    assert (row["basis"], row["wanted"], row["gapPct"]) == ("GOALPOST", 0, 25)


def test_neutral_indicators_never_fall_short(atlas: Any) -> None:
    atlas.write(INDICATOR.format("NEUTRAL", 7), observed(9, 2020))
    assert shortfalls(atlas) == []


def test_the_latest_value_counts_final_before_provisional_and_corrected_before_first(poverty: Any) -> None:
    poverty.write(observed(20, 2019), observed(10, 2021), observed(11, 2021, revision=2))
    assert [row["value"] for row in shortfalls(poverty)] == [11]
    poverty.write(observed(12, 2021, "PROVISIONAL", revision=3))
    assert [row["value"] for row in shortfalls(poverty)] == [11]
    poverty.write(observed(6, 2022))
    assert shortfalls(poverty) == []


@pytest.mark.parametrize("visibility", [1, 2])
def test_a_view_does_not_read_hidden_rows(poverty: Any, visibility: int) -> None:
    poverty.write(observed(9, 2020), observed(30, 2021, visibility=visibility))
    assert [row["value"] for row in shortfalls(poverty)] == [9]
    poverty.write(f"UPDATE indicator SET visibility = {visibility} WHERE code = 'ECO.POVERTY'")
    assert poverty.data("{ shortfalls { totalCount } }") == {"shortfalls": {"totalCount": 0}}


def test_an_answer_is_not_reused_once_a_table_that_the_view_reads_has_changed(open_atlas: Any) -> None:
    graph = open_atlas(answer_cache_bytes=1_000_000)
    graph.write(INDICATOR.format("DOWN", 7), observed(9, 2020))
    assert [row["value"] for row in shortfalls(graph)] == [9]
    graph.ask(BANDUNG % "value wanted gap gapPct basis year")
    assert graph.statements == 0
    graph.write(f"UPDATE observation SET value = 8 WHERE {OF_BANDUNG}")
    assert [row["value"] for row in shortfalls(graph)] == [8]
    graph.write("UPDATE indicator SET target_value = 5 WHERE code = 'ECO.POVERTY'")
    assert [row["gap"] for row in shortfalls(graph)] == [3]


def test_paging_through_a_view_returns_each_row_once_in_order(graph: Any) -> None:
    """Several texts of a row are read: of a table, the page would be of keys alone."""
    document = """query Page($after: String) { shortfalls(
        first: 100, after: $after, where: {indicator: {code: {eq: "ECO.POVERTY"}}}, orderBy: [{gapPct: DESC}]) {
      totalCount pageInfo { hasNextPage endCursor } nodes { id unit basis gapPct region { code name } } } }"""
    rows: list[dict[str, Any]] = []
    after = None
    while True:
        page = graph.data(document, {"after": after})["shortfalls"]
        rows += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert len(rows) == page["totalCount"] == len({row["id"] for row in rows}) > 400
    assert [row["gapPct"] for row in rows] == sorted((row["gapPct"] for row in rows), reverse=True)


def test_a_row_of_a_view_is_found_by_its_id_and_behind_relationships(graph: Any) -> None:
    page = "shortfalls(first: 1, orderBy: [{region: {code: ASC}}])"
    document = f"{{ {page} {{ nodes {{ id value observation {{ id value }} }} }} }}"
    (row,) = graph.data(document)["shortfalls"]["nodes"]
    assert row["value"] == row["observation"]["value"]
    assert graph.data(f'{{ node(id: "{row["id"]}") {{ ... on Shortfall {{ value }} }} }}')["node"] == {
        "value": row["value"]
    }
    where = '{shortfalls: {some: {indicator: {code: {eq: "ECO.POVERTY"}}}}}'
    assert graph.data(f"{{ regions(where: {where}) {{ totalCount }} }}")["regions"]["totalCount"] > 400


def test_groups_of_a_view_add_up_to_its_rows(graph: Any) -> None:
    groups = graph.data("{ shortfallsAggregate(groupBy: [INDICATOR]) { key { indicator { code } } count } }")
    whole = graph.data("{ shortfallsAggregate { count } }")
    counts = [group["count"] for group in groups["shortfallsAggregate"]]
    assert whole["shortfallsAggregate"] == [{"count": sum(counts)}]
    assert len(counts) > 10
