"""What is computed again after a change is what would come out if everything were computed anew: to the last bit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st


@dataclass(frozen=True)
class Edit:
    """One thing that a writer does; places are taken modulo what there is."""

    kind: str
    region: int
    indicator: int
    year: int
    value: float
    reassesses: bool


KINDS = (
    *["insert"] * 4,
    *["update"] * 12,
    *["delete"] * 4,
    "correct",
    "settle",
    "hide",
    "move",
    "aim",
    "forget aims",
    "target",
    "redefine",
    "halve",
)
EDITS = st.lists(
    st.builds(
        Edit,
        kind=st.sampled_from(KINDS),
        region=st.integers(0, 17),
        indicator=st.integers(0, 8),
        year=st.sampled_from((2018, *[2020] * 4, *[2021] * 5, *[2022] * 4, *[2023] * 3, 2024, 2026)),
        value=st.sampled_from((-3.0, 0.0, 1.0, 20.0, 50.0, 99.5, 100.0, 400.0)),
        reassesses=st.booleans(),
    ),
    min_size=1,
    max_size=5,
)


def apply(world: Any, edit: Edit, number: int) -> None:
    """Do one edit, if there is anything to do it to."""
    region, indicator = world.REGIONS[edit.region], world.INDICATORS[edit.indicator]
    cell = {"region": world.regions[region], "indicator": world.indicators[indicator], "year": edit.year}
    where = "region_id = :region AND indicator_id = :indicator AND year = :year"
    if edit.kind == "insert":
        world.observe(
            region, indicator, edit.year, edit.value, revision=100 + number, source_id=world.sources[1]
        )
    elif edit.kind == "update":
        world.write(f"UPDATE observation SET value = :value WHERE {where}", value=edit.value, **cell)
    elif edit.kind == "delete":
        world.write(f"DELETE FROM observation WHERE {where}", **cell)
    elif edit.kind == "correct":
        for row, value in world.ask(f"SELECT id, value FROM observation WHERE {where}", **cell)[:1]:
            revision = 200 + number
            world.observe(region, indicator, edit.year, value + 1, revision=revision, supersedes_id=row)
    elif edit.kind == "settle":
        status = "FINAL" if edit.value > 10 else "PROVISIONAL"
        world.write(f"UPDATE observation SET status = '{status}' WHERE {where}", **cell)
    elif edit.kind == "hide":
        world.write(f"UPDATE observation SET visibility = 1 WHERE {where}", **cell)
    elif edit.kind == "move":
        world.write(
            f"UPDATE observation SET year = year + 1, revision = revision + 1000 WHERE {where}", **cell
        )
    elif edit.kind == "halve":
        end = f"{edit.year}-06-30"
        world.observe(region, indicator, edit.year, edit.value, end=end, revision=300 + number)
    elif edit.kind == "aim":
        known = (
            "SELECT id FROM target WHERE region_id = :region AND indicator_id = :indicator AND year = :year"
        )
        if not world.ask(known, **cell):
            world.aim(region, indicator, edit.year, lower=edit.value)
    elif edit.kind == "forget aims":
        world.write("DELETE FROM target WHERE indicator_id = :indicator", indicator=cell["indicator"])
    elif edit.kind == "target":
        statement = "UPDATE indicator SET target_value = :value WHERE id = :indicator"
        world.write(statement, value=edit.value, indicator=cell["indicator"])
    elif edit.kind == "redefine":
        world.define(world.SMALL.replace("health = 2", f"health = {3 + number}"), world.RELATIVE)


@given(edits=EDITS)
@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_after_any_edits_the_tables_are_those_of_a_full_computation(lasting: Any, edits: list[Edit]) -> None:
    savepoint = lasting.connection.begin_nested()
    try:
        for number, edit in enumerate(edits):
            apply(lasting, edit, number)
            if edit.reassesses:
                lasting.reassess()
        lasting.reassess()
        step_by_step = lasting.results()
        lasting.forget()
        lasting.reassess()
        assert lasting.results() == step_by_step
    finally:
        savepoint.rollback()


@given(edits=EDITS)
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_the_log_leads_from_the_scores_before_to_those_after(lasting: Any, edits: list[Edit]) -> None:
    """But for those of a redefined index, whose first computation is no change."""
    savepoint = lasting.connection.begin_nested()
    try:
        edits = [edit for edit in edits if edit.kind != "redefine"]
        known = scores(lasting)
        for number, edit in enumerate(edits):
            apply(lasting, edit, number)
            lasting.reassess()
        figures = "score_before, rank_before, score, rank"
        log = lasting.ask(f"SELECT index_id, region_id, year, {figures} FROM assessment_change ORDER BY id")
        for index, region, year, *figures in log:
            assert known.get((index, region, year), (None, None)) == tuple(figures[:2])
            assert figures[:2] != figures[2:]
            known[index, region, year] = tuple(figures[2:])
        assert {key: value for key, value in known.items() if value != (None, None)} == {
            key: value for key, value in scores(lasting).items() if value != (None, None)
        }
    finally:
        savepoint.rollback()


def scores(world: Any) -> dict[Any, tuple[Any, Any]]:
    rows = world.ask("SELECT index_id, region_id, year, score, rank FROM assessment")
    return {(index, region, year): (score, rank) for index, region, year, score, rank in rows}
