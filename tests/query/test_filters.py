"""`where`: two-valued in the presence of nulls, exact about texts, in the language of the request."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def texts(atlas: Any) -> Any:
    """Places whose names hold what patterns, quotes and JSON use themselves; `order` is null in the last."""
    names = [
        "100%",
        "1000",
        "a_b",
        "aXb",
        "back\\slash",
        "Quo'te",
        '"',
        "é",
        "É",
        "line\nbreak",
        "{}",
        "null",
    ]
    columns = '(id, name_id, region_id, "order", total)'
    rows = [
        f"({n}, '{name.replace(chr(39), chr(39) * 2)}', 1, '{n}', {n})" for n, name in enumerate(names, 1)
    ]
    atlas.write(
        f"INSERT INTO atlas_place {columns} VALUES {', '.join([*rows, '(99, $none$, 1, NULL, NULL)'])}".replace(
            "$", "'"
        )
    )
    return atlas


def found(graph: Any, where: dict[str, Any], language: str = "id") -> list[str]:
    document = "query Q($w: AtlasPlaceFilter!) { atlas { places(where: $w, first: 50) { nodes { name } } } }"
    rows = graph.data(document, {"w": where}, language)["atlas"]["places"]["nodes"]
    return [row["name"] for row in rows]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"contains": "0%"}, ["100%"]),
        ({"startsWith": "100"}, ["100%", "1000"]),
        ({"contains": "_"}, ["a_b"]),
        ({"startsWith": "A_B"}, ["a_b"]),
        ({"contains": "\\"}, ["back\\slash"]),
        ({"contains": "'"}, ["Quo'te"]),
        ({"eq": '"'}, ['"']),
        ({"contains": "\n"}, ["line\nbreak"]),
        ({"eq": "é"}, ["é"]),
        ({"contains": "É"}, ["É"]),
        ({"in": ['"', "{}", "null", "é"]}, ['"', "é", "{}", "null"]),
        ({"eq": "A_b"}, []),
        ({"eq": "\u0000"}, []),
        ({"in": []}, []),
    ],
)
def test_texts_are_found_as_they_are(texts: Any, condition: dict[str, Any], expected: list[str]) -> None:
    assert found(texts, {"name": condition}) == expected


def test_a_pattern_with_a_null_character_is_refused(texts: Any) -> None:
    document = "query Q($w: AtlasPlaceFilter!) { atlas { places(where: $w) { totalCount } } }"
    error = texts.error(document, {"w": {"name": {"contains": "\0"}}})
    assert error["extensions"]["code"] == "ARGUMENT_INVALID"


def test_an_empty_text_is_contained_in_every_text(texts: Any) -> None:
    assert len(found(texts, {"name": {"contains": ""}})) == 13
    assert len(found(texts, {"order": {"contains": ""}})) == 12
    assert len(found(texts, {"name": {"notIn": []}})) == 13


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({"total": {"eq": 1}}, 1),
        ({"total": {"ne": 1}}, 12),
        ({"total": {"notIn": [1, 2]}}, 11),
        ({"not": {"total": {"eq": 1}}}, 12),
        ({"not": {"not": {"total": {"eq": 1}}}}, 1),
        ({"not": {"total": {"gt": 0}}}, 1),
        ({"not": {"total": {"lt": 0}}}, 13),
        ({"total": {"isNull": True}}, 1),
        ({"total": {"isNull": False}}, 12),
        ({"not": {"total": {"isNull": True}}}, 12),
        ({"not": {"or": [{"total": {"eq": 1}}, {"order": {"eq": "2"}}]}}, 11),
        ({"not": {}}, 0),
        ({"not": {"and": []}}, 0),
        ({"not": {"or": []}}, 13),
        ({"or": [{"total": {"ne": 1}}, {}]}, 13),
        ({"above": {"total": {"eq": 1}}}, 0),
        ({"not": {"above": {"total": {"eq": 1}}}}, 13),
        ({"below": {"every": {"total": {"eq": 1}}}}, 13),
        ({"below": {"some": {}}}, 0),
        ({"below": {"none": {}}}, 13),
        ({"below": {}}, 13),
    ],
)
def test_a_condition_and_its_negation_divide_the_rows(texts: Any, where: dict[str, Any], count: int) -> None:
    assert len(found(texts, where)) == count


def test_a_list_has_at_most_250_values(graph: Any) -> None:
    document = "query Q($x: [Int!]!) { regions(where: {population: {in: $x}}) { totalCount } }"
    assert graph.data(document, {"x": list(range(250))})["regions"]["totalCount"] == 0
    assert graph.error(document, {"x": list(range(251))})["extensions"]["code"] == "LIMIT_EXCEEDED"
    literal = f"{{ regions(where: {{population: {{in: {list(range(251))}}}}}) {{ totalCount }} }}"
    assert graph.error(literal)["extensions"]["code"] == "LIMIT_EXCEEDED"


@pytest.mark.parametrize("condition", ["eq: null", "in: null", "isNull: null"])
def test_a_null_operand_is_refused_with_the_remedy(graph: Any, condition: str) -> None:
    error = graph.error(f"{{ regions(where: {{population: {{{condition}}}}}) {{ totalCount }} }}")
    assert error["extensions"]["code"] == "ARGUMENT_INVALID"
    assert "isNull: true" in error["extensions"]["hint"]


def test_a_global_id_of_another_type_is_refused(graph: Any) -> None:
    for condition in ('eq: "Source_1"', 'in: ["Region_1", "Source_1"]', 'ne: "nonsense"'):
        error = graph.error(f"{{ regions(where: {{id: {{{condition}}}}}) {{ totalCount }} }}")
        assert error["extensions"]["code"] == "ID_INVALID"
    assert (
        graph.data('{ regions(where: {id: {notIn: ["Region_1"]}}) { totalCount } }')["regions"]["totalCount"]
        == 552
    )


@pytest.mark.parametrize("number", ["1e999", "-1e999"])
def test_an_infinite_number_is_refused(graph: Any, number: str) -> None:
    for condition in (f"gt: {number}", f"in: [{number}]"):
        error = graph.error(f"{{ regions(where: {{areaKm2: {{{condition}}}}}) {{ totalCount }} }}")
        assert error["extensions"]["code"] in ("ARGUMENT_INVALID", "GRAPHQL_VALIDATION_FAILED")


@pytest.mark.parametrize("depth", [12, 24, 40, 200, 450])
def test_filters_may_nest_deeply_or_are_refused(graph: Any, depth: int) -> None:
    for opened in ("{not: ", "{parent: ", "{and: {or: ", "{children: {some: "):
        steps = opened.count("{")
        where = opened * (depth // steps) + '{code: {eq: "32"}}' + "}" * (depth // steps * steps)
        answer = graph.ask(f"{{ regions(where: {where}) {{ totalCount }} }}")
        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        assert codes <= {"ARGUMENT_INVALID", "LIMIT_EXCEEDED", "GRAPHQL_PARSE_FAILED"}, (opened, answer)
        assert codes or depth <= 24


def test_a_filter_of_the_deepest_kind_is_run(graph: Any) -> None:
    where = "{children: {every: {not: " * 5 + '{code: {eq: "32"}}' + "}}}" * 5
    assert graph.data(f"{{ regions(where: {where}) {{ totalCount }} }}")["regions"]["totalCount"] > 0


# --- languages ---


@pytest.fixture
def bilingual(atlas: Any) -> Any:
    """One place with two names, one with the Indonesian name only."""
    atlas.write(
        "INSERT INTO atlas_place (id, name_id, name_en, region_id)"
        " VALUES (1, 'gunung', 'mountain', 1), (2, 'laut', NULL, 1)"
    )
    return atlas


def test_a_bilingual_field_falls_back_to_the_other_language(bilingual: Any) -> None:
    document = "{ atlas { places { nodes { name id_: name(lang: ID) en: name(lang: EN) null_: name(lang: null) } } } }"
    for language, own in (("id", "gunung"), ("en", "mountain")):
        rows = bilingual.data(document, None, language)["atlas"]["places"]["nodes"]
        assert rows == [
            {"name": own, "id_": "gunung", "en": "mountain", "null_": own},
            {"name": "laut", "id_": "laut", "en": "laut", "null_": "laut"},
        ]


def test_the_language_may_come_from_a_variable(bilingual: Any) -> None:
    document = "query Q($l: Language) { atlas { places(first: 1) { nodes { name(lang: $l) } } } }"
    shown = [
        bilingual.data(document, variables, "id")["atlas"]["places"]["nodes"][0]["name"]
        for variables in ({"l": "EN"}, {"l": "ID"}, {"l": None}, {})
    ]
    assert shown == ["mountain", "gunung", "gunung", "gunung"]


def test_filters_and_orderings_follow_the_language_of_the_request(bilingual: Any) -> None:
    assert found(bilingual, {"name": {"eq": "mountain"}}, "en") == ["mountain"]
    assert found(bilingual, {"name": {"eq": "mountain"}}, "id") == []
    assert found(bilingual, {"name": {"eq": "laut"}}, "en") == ["laut"]
    document = "{ atlas { places(orderBy: [{name: DESC}]) { nodes { name } } } }"
    rows = bilingual.data(document, None, "en")["atlas"]["places"]["nodes"]
    assert rows == [{"name": "mountain"}, {"name": "laut"}]


# --- single rows ---


def test_one_way_to_find_a_row_is_given_not_two(graph: Any) -> None:
    for arguments in (
        "",
        '(id: "Region_1", code: "32")',
        "(code: null)",
        "(by: {})",
        '(by: {code: "1", name: "x"})',
    ):
        answer = graph.ask(f"{{ region{arguments} {{ name }} }}")
        assert {error["extensions"]["code"] for error in answer["errors"]} <= {
            "ARGUMENT_INVALID",
            "GRAPHQL_VALIDATION_FAILED",
        }
    document = "query Q($by: RegionBy!) { region(by: $by) { code } }"
    assert graph.data(document, {"by": {"code": "32.73"}})["region"] == {"code": "32.73"}
    assert graph.data(document, {"by": {"bpsCode": "3273"}})["region"] == {"code": "32.73"}
    for by in ({}, {"code": "32", "name": "x"}, {"code": None}, {"id": "Source_1"}):
        assert graph.error(document, {"by": by})["extensions"]["code"] in (
            "ARGUMENT_INVALID",
            "VARIABLE_INVALID",
            "ID_INVALID",
        )


def test_nodes_come_in_the_order_of_their_ids_with_null_for_what_is_missing(graph: Any) -> None:
    ids = [
        "Source_2",
        "Region_99999",
        "Region_1",
        "Source_2",
        "EnvironmentPowerPlant_1",
        "Region_000000000000000001",
    ]
    document = (
        "query Q($ids: [ID!]!) { nodes(ids: $ids) { id ... on Region { code } ... on Source { dataset } } }"
    )
    rows = graph.data(document, {"ids": ids})["nodes"]
    assert [row and row["id"] for row in rows] == [
        "Source_2",
        None,
        "Region_1",
        "Source_2",
        "EnvironmentPowerPlant_1",
        "Region_1",
    ]
    assert "code" in rows[2] and "dataset" in rows[3] and list(rows[4]) == ["id"]
    assert graph.data(document, {"ids": []}) == {"nodes": []}
    literal = 'query Q($x: ID!) { nodes(ids: ["Region_1", $x]) { id } }'
    assert graph.data(literal, {"x": "Source_1"})["nodes"] == [{"id": "Region_1"}, {"id": "Source_1"}]
    assert graph.data('{ nodes(ids: "Region_1") { id } }')["nodes"] == [{"id": "Region_1"}]


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "Region",
        "Region_",
        "_1",
        "Region_x",
        "Region_-1",
        "Nothing_1",
        "Region_²",
        "Region_1 ",
        "RegionConnection_1",
        "x" * 9_000,
        "Region_" + "9" * 40,
    ],
)
def test_an_id_that_is_none_is_refused_by_its_name(graph: Any, bad: str) -> None:
    error = graph.error("query Q($id: ID!) { node(id: $id) { id } }", {"id": bad})
    assert error["extensions"]["code"] == "ID_INVALID"
    assert len(error["message"]) < 200
    assert (
        graph.error("query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ["Region_1", bad]})[
            "extensions"
        ]["code"]
        == "ID_INVALID"
    )


def test_more_nodes_than_a_page_holds_are_refused(graph: Any) -> None:
    document = "query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert len(graph.data(document, {"ids": ["Region_1"] * 100})["nodes"]) == 100
    assert graph.error(document, {"ids": ["Region_1"] * 101})["extensions"]["code"] == "PAGE_SIZE_INVALID"


# --- groups ---


def test_rows_group_by_column_by_relationship_and_by_what_lies_behind_one(graph: Any) -> None:
    groups = graph.data(
        """{ regionsAggregate(groupBy: [PARENT_KIND, KIND]) {
        count key { kind parentKind parent { name } } sum { population } } }"""
    )["regionsAggregate"]
    shown = [(group["key"]["parentKind"], group["key"]["kind"], group["count"]) for group in groups]
    assert shown == [
        ("COUNTRY", "PROVINCE", 38),
        ("PROVINCE", "KABUPATEN", 416),
        ("PROVINCE", "KOTA", 98),
        (None, "COUNTRY", 1),
    ]
    assert all(group["key"]["parent"] is None for group in groups)
    by_parent = graph.data(
        """{ regionsAggregate(groupBy: [PARENT], where: {kind: {eq: KOTA}}, having: {count: {gte: 9}}) {
        key { parent { code name(lang: EN) } } count } }"""
    )["regionsAggregate"]
    assert {"key": {"parent": {"code": "32", "name": "West Java"}}, "count": 9} in by_parent
    assert all(group["count"] >= 9 for group in by_parent)


def test_a_group_of_nothing_counts_zero_and_measures_null(graph: Any) -> None:
    document = """{ regionsAggregate(where: {code: {eq: "no"}}%s) {
        key { kind } count sum { population } avg { areaKm2 }
        min { population } max { population } } }"""
    (group,) = graph.data(document % "")["regionsAggregate"]
    assert group == {
        "key": {"kind": None},
        "count": 0,
        "sum": {"population": None},
        "avg": {"areaKm2": None},
        "min": {"population": None},
        "max": {"population": None},
    }
    assert graph.data(document % ", groupBy: [KIND]")["regionsAggregate"] == []
    assert graph.data(document % ", having: {count: {gt: 0}}")["regionsAggregate"] == []
    assert graph.data(document % ", groupBy: []")["regionsAggregate"] == [group]


def test_having_compares_every_measure(graph: Any) -> None:
    document = (
        """query Q($h: RegionHaving) { regionsAggregate(groupBy: [KIND], having: $h) { key { kind } } }"""
    )
    for having, kinds in (
        ({"sum": {"population": {"gt": 284_000_000, "lt": 285_000_000}}}, ["COUNTRY", "PROVINCE"]),
        ({"max": {"areaKm2": {"isNull": True}}}, []),
        ({"avg": {"population": {"lt": 1e6}}, "count": {"in": [98, 416]}}, ["KABUPATEN", "KOTA"]),
        ({}, ["COUNTRY", "KABUPATEN", "KOTA", "PROVINCE"]),
        (None, ["COUNTRY", "KABUPATEN", "KOTA", "PROVINCE"]),
    ):
        groups = graph.data(document, {"h": having})["regionsAggregate"]
        assert [group["key"]["kind"] for group in groups] == kinds, having
