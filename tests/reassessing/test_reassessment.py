"""What a writer gets who calls `reassess` at the end of a transaction."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from pilar.commons.assessment import NEAR
from pilar.reassessing import reassess


def test_the_score_of_a_region_follows_from_its_observations(empty: Any) -> None:
    """Water 80 of 100, crime 10 of 50 downward: health 80; income 10 of 1 to 1000 by the logarithm: wealth 100/3."""
    empty.define(empty.SMALL)
    for indicator, value in (("WATER", 80), ("CRIME", 10), ("INCOME", 10)):
        empty.observe("01.01", indicator, 2022, value)
    empty.reassess()

    score, rank, of = empty.score("01.01", 2022)
    assert (rank, of) == (1, 1)
    assert score == pytest.approx((2 * 80 + 100 / 3) / 3)


def test_nothing_is_done_where_nothing_has_changed(world: Any) -> None:
    assert world.reassess().years == 0
    world.write("UPDATE region SET population = population + 1")
    assert world.reassess().years == 0


def test_the_changes_of_a_writer_that_did_not_reassess_are_left_to_the_next_one(world: Any) -> None:
    before = world.score("01.01", 2022)
    world.observe("01.01", "WATER", 2022, 1.0, revision=2)
    assert world.score("01.01", 2022) == before

    summary = world.reassess()
    assert set(summary.indices) == {"SMALL", "RELATIVE"}
    assert world.score("01.01", 2022) != before


def test_a_transaction_that_is_rolled_back_leaves_nothing(world: Any) -> None:
    before = world.results()
    savepoint = world.connection.begin_nested()
    world.write("UPDATE observation SET value = value / 2 WHERE year = 2022")
    world.reassess()
    assert world.results() != before
    savepoint.rollback()

    assert world.results() == before
    assert world.reassess().years == 0


def test_what_agrees_already_is_not_written(world: Any) -> None:
    world.write("UPDATE observation SET value = value WHERE year = 2022")
    ((notes,),) = world.ask("SELECT count(*) FROM assessment_pending")
    ((before,),) = world.ask("SELECT total_changes()")
    assert world.reassess().years > 0

    assert world.ask("SELECT total_changes()") == [(before + notes,)]


def test_rows_keep_their_ids(world: Any) -> None:
    before = set(world.ask("SELECT id, assessment_id, code FROM assessment_node"))
    world.observe("01.01", "WATER", 2022, 55.5, revision=2)
    world.reassess()

    assert before <= set(world.ask("SELECT id, assessment_id, code FROM assessment_node"))


def test_equal_scores_share_a_rank_and_the_next_is_left_out(empty: Any) -> None:
    empty.define(empty.SMALL)
    for region, value in (("01.01", 60), ("01.02", 80), ("01.71", 60), ("02.01", 40), ("01", 99)):
        for indicator in ("WATER", "INCOME"):
            empty.observe(region, indicator, 2022, value)
    empty.reassess()

    ranks = empty.ask(
        "SELECT r.code, a.rank, a.of, a.percentile, a.rank_in_province, a.of_in_province, a.rank_in_kind, a.of_in_kind "
        "FROM assessment a JOIN region r ON r.id = a.region_id ORDER BY r.code"
    )
    assert ranks == [
        ("01", 1, 1, None, None, None, 1, 1),
        ("01.01", 2, 4, pytest.approx(100 / 3), 2, 3, 2, 3),
        ("01.02", 1, 4, 100.0, 1, 3, 1, 3),
        ("01.71", 2, 4, pytest.approx(100 / 3), 2, 3, 1, 1),
        ("02.01", 4, 4, 0.0, 1, 1, 3, 3),
    ]


def test_positions_list_kind_by_kind_the_best_first_and_equals_by_id(empty: Any) -> None:
    empty.define(empty.SMALL)
    scores = {
        "01.01": 60,
        "01.02": 80,
        "01.71": 60,
        "01.72": 60,
        "02.71": 70,
        "02.01": 40,
        "01": 99,
        "02": 98,
    }
    for region, value in scores.items():
        for indicator in ("WATER", "INCOME"):
            empty.observe(region, indicator, 2022, value)
    empty.reassess()

    listed = empty.ask(
        "SELECT r.code, a.position FROM assessment a JOIN region r ON r.id = a.region_id ORDER BY a.position"
    )
    provinces, kabupaten, kota = ["01", "02"], ["01.02", "01.01", "02.01"], ["02.71", "01.71", "01.72"]
    assert [code for code, _ in listed] == [*provinces, *kabupaten, *kota]
    steps = [later - earlier for (_, earlier), (_, later) in pairwise(listed)]
    assert steps == [1, NEAR + 1, 1, 1, NEAR + 1, 1, 1]


def test_a_region_with_too_few_observations_has_coverage_but_no_score(empty: Any) -> None:
    empty.define(empty.SMALL.replace("minimum_share = 0.5", "minimum_share = 1.0"))
    empty.observe("01.01", "WATER", 2022, 50.0)
    empty.reassess()

    figures = empty.ask('SELECT score, rank, "of", position, coverage FROM assessment')
    assert figures == [(None, None, None, None, 0.25)]
    nodes = empty.ask("SELECT code, score, coverage FROM assessment_node ORDER BY position")
    assert nodes == [("SMALL", None, 0.25), ("health", None, 0.5), ("WATER", 50.0, 1.0)]


def test_a_value_is_carried_forward_as_long_as_the_index_says(empty: Any) -> None:
    empty.define(empty.SMALL)
    empty.observe("01.01", "WATER", 2020, 50.0)
    for year in (2021, 2022):
        empty.observe("01.02", "WATER", year, 70.0)
    empty.reassess()

    carried = empty.ask(
        "SELECT a.year, n.observed_year, n.value FROM assessment a JOIN region r ON r.id = a.region_id "
        "JOIN assessment_node n ON n.assessment_id = a.id AND n.code = 'WATER' WHERE r.code = '01.01' ORDER BY 1"
    )
    assert carried == [(2020, 2020, 50.0), (2021, 2020, 50.0)]
    ((node, _, year, text),) = empty.challenges("01.01", 2021, "STALE")
    assert (node, year) == ("WATER", 2020)
    assert text == "The latest observation of Safe water is of 2020, not of 2021."


def test_a_year_that_nobody_observes_any_more_is_assessed_no_more(world: Any) -> None:
    world.write("DELETE FROM observation WHERE year = 2020")
    world.reassess()

    assert world.ask("SELECT min(year) FROM assessment") == [(2021,)]


def test_the_last_period_of_a_year_counts(empty: Any) -> None:
    empty.define(empty.SMALL)
    empty.observe("01.01", "WATER", 2022, 40.0, end="2022-12-31")
    empty.observe("01.01", "WATER", 2022, 90.0, end="2022-06-30", revision=7)
    empty.reassess()

    assert empty.ask("SELECT value FROM assessment_node WHERE code = 'WATER'") == [(40.0,)]


def test_drafts_do_not_count_until_they_are_published(empty: Any) -> None:
    empty.define(empty.SMALL)
    draft = empty.observe("01.01", "WATER", 2022, 40.0, visibility=1)
    empty.reassess()
    assert empty.ask("SELECT count(*) FROM assessment") == [(0,)]

    empty.write("UPDATE observation SET visibility = 0 WHERE id = :id", id=draft)
    empty.reassess()
    assert empty.ask("SELECT value, observation_id FROM assessment_node WHERE code = 'WATER'") == [
        (40.0, draft)
    ]


def test_the_trend_is_the_slope_of_the_latest_five_scored_years(empty: Any) -> None:
    empty.define(empty.SMALL)
    for year, value in ((2015, 90), (2018, 10), (2019, 20), (2020, 40), (2021, 40), (2022, 60)):
        empty.observe("01.01", "WATER", year, value)
        empty.observe("01.01", "INCOME", year, 1000)
    empty.reassess()

    drawn = dict(empty.ask("SELECT year, trend FROM assessment"))
    assert drawn[2015] is None
    assert drawn[2018] == pytest.approx(2 / 3 * (10 - 90) / 3)
    assert drawn[2022] == pytest.approx(2 / 3 * 12.0)  # (-2*10 - 20 + 40 + 2*60) / 10


def test_an_amount_is_divided_by_its_denominator_and_cites_both(empty: Any) -> None:
    empty.define(empty.SMALL)
    doctors, people = (
        empty.observe("01.01", "DOCTORS", 2022, 30.0),
        empty.observe("01.01", "PEOPLE", 2022, 20.0),
    )
    empty.reassess()

    columns = "value, unit, score, observation_id, denominator_observation_id"
    assert empty.ask(f"SELECT {columns} FROM assessment_node WHERE code = 'DOCTORS'") == [
        (1.5, "(1)/(1)", 75.0, doctors, people)
    ]


def test_a_deleted_observation_leaves_no_trace_in_evidence_and_nodes(world: Any) -> None:
    ((observation,),) = world.ask(
        "SELECT n.observation_id FROM assessment_node n JOIN assessment_challenge_evidence e "
        "ON e.observation_id = n.observation_id WHERE n.code = 'WATER' LIMIT 1"
    )
    world.write("DELETE FROM observation WHERE id = :id", id=observation)
    world.reassess()

    for table in ("assessment_node", "assessment_challenge_evidence", "assessment_potential_evidence"):
        assert world.ask(f"SELECT 1 FROM {table} WHERE observation_id = :id", id=observation) == []


def test_challenges_are_placed_by_falling_priority(world: Any) -> None:
    found = world.ask(
        "SELECT assessment_id, position, priority FROM assessment_challenge ORDER BY assessment_id, position"
    )
    by_assessment: dict[int, list[tuple[int, float | None]]] = {}
    for assessment, position, priority in found:
        by_assessment.setdefault(assessment, []).append((position, priority))

    for placed in by_assessment.values():
        assert [position for position, _ in placed] == list(range(1, len(placed) + 1))
        known = [priority for _, priority in placed if priority is not None]
        assert known == sorted(known, reverse=True)
        assert [priority is None for _, priority in placed] == sorted(
            priority is None for _, priority in placed
        )


def test_each_challenge_but_missing_data_has_evidence(world: Any) -> None:
    without = world.ask(
        "SELECT DISTINCT c.rule FROM assessment_challenge c LEFT JOIN assessment_challenge_evidence e "
        "ON e.challenge_id = c.id WHERE e.id IS NULL"
    )
    assert without == [("MISSING",)]
    assert world.ask(
        "SELECT count(*) FROM assessment_potential p LEFT JOIN assessment_potential_evidence e "
        "ON e.potential_id = p.id WHERE e.id IS NULL"
    ) == [(0,)]


def test_every_rule_is_found_in_the_small_country(world: Any) -> None:
    rules = {rule for (rule,) in world.ask("SELECT DISTINCT rule FROM assessment_challenge")}
    rules |= {rule for (rule,) in world.ask("SELECT DISTINCT rule FROM assessment_potential")}

    assert rules == {
        "BELOW_TARGET",
        "BELOW_GOALPOST",
        "BELOW_PEERS",
        "WORSENING",
        "MISSES_DEADLINE",
        "MISSING",
        "STALE",
        "LAGGING",
        "PUBLISHED_DIFFERS",
        "TOP_DECILE",
        "FASTEST_IMPROVING",
        "UNUSED_RESOURCE",
    }


def test_gaps_are_in_the_unit_and_in_points_of_the_score(empty: Any) -> None:
    empty.define(empty.SMALL)
    empty.observe("01.01", "WATER", 2022, 60.0)
    empty.reassess()

    (found,) = empty.ask(
        "SELECT score, value, reference, gap, gap_pct, priority FROM assessment_challenge WHERE rule = 'BELOW_TARGET'"
    )
    assert found == (60.0, 60.0, 90.0, 30.0, 30.0, pytest.approx(30.0 * 2 / 3 / 2))


def test_missing_indicators_are_told_of_together(empty: Any) -> None:
    empty.define(empty.SMALL)
    empty.observe("01.01", "WATER", 2022, 60.0)
    empty.reassess()

    assert empty.challenges("01.01", 2022, "MISSING") == [
        ("health", None, None, "Health: there is no observation for 2022 of Crime."),
        ("wealth", None, None, "wealth: there is no observation for 2022 of Income, Doctors."),
    ]


def test_an_index_whose_indicators_are_not_in_the_catalogue_is_computed_with_what_is_there(
    empty: Any,
) -> None:
    empty.define(empty.SMALL.replace("CRIME", "UNKNOWN"))
    empty.observe("01.01", "WATER", 2022, 60.0)
    empty.reassess()

    assert empty.ask("SELECT coverage FROM assessment") == [(0.25,)]


def test_an_index_without_any_observation_has_no_assessments(empty: Any) -> None:
    empty.define(empty.SMALL)
    empty.observe("01.01", "SUN", 2022, 60.0)
    empty.reassess()

    assert empty.ask("SELECT count(*) FROM assessment") == [(0,)]


def test_the_log_has_what_changed_and_nothing_of_a_first_computation(world: Any) -> None:
    assert world.ask("SELECT count(*) FROM assessment_change") == [(0,)]
    before = world.score("01.01", 2022)
    world.observe("01.01", "WATER", 2022, 100.0, revision=2)
    world.reassess()
    after = world.score("01.01", 2022)

    changes = world.ask(
        "SELECT c.score_before, c.score, c.rank_before, c.rank FROM assessment_change c "
        "JOIN composite_index i ON i.id = c.index_id JOIN region r ON r.id = c.region_id "
        "WHERE i.code = 'SMALL' AND r.code = '01.01' AND c.year = 2022"
    )
    assert changes == [(before[0], after[0], before[1], after[1])]


def test_progress_is_told_of_each_year(empty: Any) -> None:
    empty.define(empty.SMALL)
    for year in (2020, 2021):
        empty.observe("01.01", "WATER", year, 60.0)
    heard: list[tuple[str, int, int]] = []
    reassess(empty.connection, lambda *told: heard.append(told))

    assert heard == [("Assessing SMALL", 1, 2), ("Assessing SMALL", 2, 2)]
