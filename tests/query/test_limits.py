"""Objects and joins larger than one function or one join of the database can hold."""

from __future__ import annotations

from typing import Any

GENEROUS = {"max_aliases": 10_000, "max_tokens": 100_000, "max_depth": 200, "max_document_length": 10_000_000}


def test_an_object_may_have_more_keys_than_a_function_has_arguments(open_atlas: Any) -> None:
    graph = open_atlas(**GENEROUS)
    graph.write("INSERT INTO atlas_place (id, name_id, region_id, is_open) VALUES (1, 'p', 1, 1)")
    keys = [f"a{number}: {('name', 'isOpen', 'total', 'id')[number % 4]}" for number in range(1_100)]
    (row,) = graph.data(f"{{ atlas {{ places {{ nodes {{ {' '.join(keys)} region {{ code }} }} }} }} }}")[
        "atlas"
    ]["places"]["nodes"]
    assert list(row) == [*(f"a{number}" for number in range(1_100)), "region"]
    assert [row["a1096"], row["a1097"], row["a1098"], row["a1099"]] == ["p", True, None, "AtlasPlace_1"]
    assert row["region"] == {"code": "ID"}


def test_an_object_may_have_more_references_than_a_join_has_tables(open_atlas: Any) -> None:
    graph = open_atlas(**GENEROUS)
    graph.write(
        "INSERT INTO atlas_place (id, name_id, region_id) VALUES (1, 'top', 1)",
        "INSERT INTO atlas_place (id, name_id, region_id, above_id) VALUES (2, 'p', 2, 1)",
    )
    references = [
        f"a{number}: above {{ name region {{ code }} }} r{number}: region {{ id }}" for number in range(70)
    ]
    document = (
        f'{{ atlas {{ places(where: {{name: {{eq: "p"}}}}) {{ nodes {{ {" ".join(references)} }} }} }} }}'
    )
    (row,) = graph.data(document)["atlas"]["places"]["nodes"]
    assert len(row) == 140
    assert row["a0"] == row["a69"] == {"name": "top", "region": {"code": "ID"}}
    assert row["r0"] == row["r69"] == {"id": "Region_2"}


def test_references_may_follow_each_other_further_than_a_join_reaches(open_atlas: Any) -> None:
    graph = open_atlas(**GENEROUS)
    graph.write(
        *(
            f"INSERT INTO atlas_place (id, name_id, region_id, above_id) VALUES ({n}, 'p{n}', 1, {n - 1 or 'NULL'})"
            for n in range(1, 81)
        )
    )
    document = "above { name " * 75 + "region { code } " + "}" * 75
    row = graph.data(f'{{ node(id: "AtlasPlace_80") {{ ... on AtlasPlace {{ {document} }} }} }}')["node"]
    for number in range(79, 4, -1):
        row = row["above"]
        assert row["name"] == f"p{number}"
    assert row["region"] == {"code": "ID"}
