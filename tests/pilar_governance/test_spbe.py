"""The maturity of e-government (SPBE), by Permenpan RB 59/2020."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.cells import UnfitCell, check_bounds
from pilar.commons.entity import table_of
from pilar.commons.seed_file import columns_of
from pilar_governance.spbe_assessment import AssessmentBasis, SpbeAssessment, SpbeBand
from pilar_governance.spbe_indicator import SpbeAspect, SpbeDomain, SpbeIndicator
from pilar_governance.spbe_score import SpbeScore

EXTERNAL = {"region": "32.73", "year": 2023, "basis": AssessmentBasis.EXTERNAL}


def score(rows: Any, assessment: Any, levels: dict[SpbeDomain, int], leave_out: str = "") -> None:
    """Give each of the 47 indicators the level of its domain, but for the one to be left out."""
    for indicator in rows.connection.execute(sa.select(table_of(SpbeIndicator))).all():
        if indicator.code != leave_out:
            rows.add(
                SpbeScore,
                assessment_id=assessment.id,
                indicator_id=indicator.id,
                level=levels[indicator.domain],
            )


def weights(rows: Any, column: str) -> dict[Any, tuple[int, float]]:
    table = table_of(SpbeIndicator)
    by = table.c[column]
    sums = sa.select(by, sa.func.count(), sa.func.sum(table.c.weight_pct)).group_by(by)
    return {key: (count, round(weight, 6)) for key, count, weight in rows.connection.execute(sums)}


def test_47_indicators_weigh_what_the_regulation_says(rows: Any) -> None:
    assert weights(rows, "domain") == {
        SpbeDomain.POLICY: (10, 13.0),
        SpbeDomain.GOVERNANCE: (10, 25.0),
        SpbeDomain.MANAGEMENT: (11, 16.5),
        SpbeDomain.SERVICES: (16, 45.5),
    }
    assert weights(rows, "aspect") == {
        SpbeAspect.INTERNAL_POLICY: (10, 13.0),
        SpbeAspect.STRATEGIC_PLANNING: (4, 10.0),
        SpbeAspect.TECHNOLOGY: (4, 10.0),
        SpbeAspect.ORGANISATION: (2, 5.0),
        SpbeAspect.MANAGEMENT: (8, 12.0),
        SpbeAspect.AUDIT: (3, 4.5),
        SpbeAspect.ADMINISTRATIVE_SERVICES: (10, 27.5),
        SpbeAspect.PUBLIC_SERVICES: (6, 18.0),
    }


def test_indicators_are_numbered_from_01_to_47(rows: Any) -> None:
    codes = rows.connection.scalars(sa.select(SpbeIndicator.code).order_by(SpbeIndicator.code))

    assert list(codes) == [f"{number:02}" for number in range(1, 48)]


@pytest.mark.parametrize(
    ("index", "band"),
    [
        (1.0, SpbeBand.POOR),
        (1.79, SpbeBand.POOR),
        (1.8, SpbeBand.FAIR),
        (2.59, SpbeBand.FAIR),
        (2.6, SpbeBand.GOOD),
        (3.49, SpbeBand.GOOD),
        (3.5, SpbeBand.VERY_GOOD),
        (4.19, SpbeBand.VERY_GOOD),
        (4.2, SpbeBand.EXCELLENT),
        (5.0, SpbeBand.EXCELLENT),
        (None, None),
    ],
)
def test_the_band_begins_at_its_lowest_value(rows: Any, index: float | None, band: SpbeBand | None) -> None:
    assert rows.add(SpbeAssessment, code="a", index_value=index, **EXTERNAL).band is band


@pytest.mark.parametrize(("index", "plausible"), [(3.0, None), (2.66, True), (2.64, True), (2.7, False)])
def test_an_index_that_its_domains_do_not_give_is_flagged(
    rows: Any, index: float, plausible: bool | None
) -> None:
    # 0.13 * 4 + 0.25 * 2 + 0.165 * 1 + 0.455 * 3.2 = 2.641
    domains = {"policy_index": 4.0, "governance_index": 2.0, "management_index": 1.0}
    services = None if plausible is None else 3.2

    row = rows.add(
        SpbeAssessment, code="a", index_value=index, services_index=services, **domains, **EXTERNAL
    )

    assert row.index_plausible is plausible


def test_a_published_index_becomes_the_indicator(rows: Any) -> None:
    rows.add(SpbeAssessment, code="a", index_value=3.21, **EXTERNAL)

    assert rows.derived("GOV.SPBE") == {("32.73", 2023): 3.21}


def test_47_levels_give_the_index_by_their_weights(rows: Any) -> None:
    assessment = rows.add(SpbeAssessment, code="a", **EXTERNAL)
    levels = {
        SpbeDomain.POLICY: 5,
        SpbeDomain.GOVERNANCE: 2,
        SpbeDomain.MANAGEMENT: 1,
        SpbeDomain.SERVICES: 3,
    }
    score(rows, assessment, levels)

    # (5 * 13 + 2 * 25 + 1 * 16.5 + 3 * 45.5) / 100 = 2.68
    assert rows.derived("GOV.SPBE") == {("32.73", 2023): 2.68}


def test_46_levels_give_no_index(rows: Any) -> None:
    assessment = rows.add(SpbeAssessment, code="a", **EXTERNAL)
    score(rows, assessment, dict.fromkeys(SpbeDomain, 3), leave_out="47")

    assert rows.derived("GOV.SPBE") == {}


def test_what_a_government_says_of_itself_is_no_observation(rows: Any) -> None:
    rows.add(SpbeAssessment, code="a", region="32.73", year=2023, basis=AssessmentBasis.SELF, index_value=4.9)

    assert rows.derived("GOV.SPBE") == {}


def test_of_two_evaluations_of_a_year_the_later_entry_counts(rows: Any) -> None:
    rows.add(SpbeAssessment, code="a", index_value=3.0, **EXTERNAL)
    rows.add(SpbeAssessment, code="b", index_value=3.1, **EXTERNAL)

    assert rows.derived("GOV.SPBE") == {("32.73", 2023): 3.1}


def test_a_draft_is_no_observation(rows: Any) -> None:
    rows.add(SpbeAssessment, code="a", index_value=3.0, visibility=1, **EXTERNAL)

    assert rows.derived("GOV.SPBE") == {}


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        (SpbeAssessment, "index_value", 0.99),
        (SpbeAssessment, "index_value", 5.01),
        (SpbeAssessment, "services_index", 0.0),
        (SpbeScore, "level", 0),
        (SpbeScore, "level", 6),
    ],
)
def test_an_index_or_a_level_outside_1_to_5_is_refused(table: type, column: str, value: float) -> None:
    (found,) = [item for item in columns_of(table) if item.name == column]

    check_bounds(type(value)(1), found.type)
    check_bounds(type(value)(5), found.type)
    with pytest.raises(UnfitCell):
        check_bounds(value, found.type)
