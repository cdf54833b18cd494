"""Public services, complaints and open data: flags, grades and the shares that follow."""

from __future__ import annotations

from typing import Any

import pytest
from pilar_governance.complaint import Complaint, ComplaintChannel
from pilar_governance.open_dataset import OpenDataset
from pilar_governance.public_service import (
    Channel,
    DigitalLevel,
    PublicService,
    SatisfactionGrade,
    ServiceField,
)

BANDUNG = {"region": "32.73", "year": 2024}
SERVICE = {"name_id": "Akta", "field": ServiceField.CIVIL_REGISTRATION, "channel": Channel.WEB, **BANDUNG}
PRINCIPLES = ("meets_standard", "has_metadata", "is_interoperable", "uses_reference_codes")


@pytest.mark.parametrize(
    ("level", "online"),
    [
        (DigitalLevel.OFFLINE, False),
        (DigitalLevel.INFORMATION, False),
        (DigitalLevel.INTERACTION, False),
        (DigitalLevel.TRANSACTION, True),
        (DigitalLevel.COLLABORATION, True),
        (DigitalLevel.OPTIMUM, True),
    ],
)
def test_a_service_is_online_from_the_transaction_on(rows: Any, level: DigitalLevel, online: bool) -> None:
    assert rows.add(PublicService, code="a", digital_level=level, **SERVICE).is_online is online


@pytest.mark.parametrize(
    ("value", "grade"),
    [
        (100.0, SatisfactionGrade.A),
        (88.31, SatisfactionGrade.A),
        (88.3, SatisfactionGrade.B),
        (76.61, SatisfactionGrade.B),
        (76.6, SatisfactionGrade.C),
        (65.0, SatisfactionGrade.C),
        (64.99, SatisfactionGrade.D),
        (None, None),
    ],
)
def test_satisfaction_is_graded_by_permenpan_rb_14_2017(
    rows: Any, value: float | None, grade: SatisfactionGrade | None
) -> None:
    row = rows.add(
        PublicService, code="a", digital_level=DigitalLevel.OFFLINE, satisfaction_score=value, **SERVICE
    )

    assert row.satisfaction_grade is grade


def test_online_services_are_counted_of_all_by_region_and_year(rows: Any) -> None:
    levels = [DigitalLevel.OFFLINE, DigitalLevel.INTERACTION, DigitalLevel.TRANSACTION, DigitalLevel.OPTIMUM]
    for code, level in enumerate([*levels, DigitalLevel.OPTIMUM]):
        rows.add(PublicService, code=str(code), digital_level=level, **SERVICE)
    rows.add(PublicService, code="0", digital_level=DigitalLevel.OFFLINE, **{**SERVICE, "year": 2023})

    assert rows.derived("GOV.ONLINE_SERVICES") == {("32.73", 2024): 60.0, ("32.73", 2023): 0.0}


@pytest.mark.parametrize(
    ("received", "resolved", "on_time", "consistent"),
    [
        (10, 9, 8, True),
        (10, 10, 10, True),
        (10, 11, 8, False),
        (10, 8, 9, False),
        (10, 11, None, False),
        (10, 9, None, None),
        (10, None, None, None),
    ],
)
def test_more_resolved_than_received_is_flagged(
    rows: Any, received: int, resolved: int | None, on_time: int | None, consistent: bool | None
) -> None:
    counts = {"received": received, "resolved": resolved, "resolved_on_time": on_time}

    row = rows.add(Complaint, channel=ComplaintChannel.LAPOR, **counts, **BANDUNG)

    assert row.counts_consistent is consistent


def test_shares_of_complaints_are_of_those_received(rows: Any) -> None:
    row = rows.add(
        Complaint, channel=ComplaintChannel.LAPOR, received=3, resolved=2, resolved_on_time=1, **BANDUNG
    )

    assert (row.resolved_pct, row.on_time_pct) == (66.67, 33.33)


def test_complaints_of_all_channels_give_one_observation(rows: Any) -> None:
    lapor = {"received": 150, "resolved": 140, "resolved_on_time": 120}
    phone = {"received": 50, "resolved": 50, "resolved_on_time": 40}
    rows.add(Complaint, channel=ComplaintChannel.LAPOR, **lapor, **BANDUNG)
    rows.add(Complaint, channel=ComplaintChannel.PHONE, **phone, **BANDUNG)

    assert rows.derived("GOV.COMPLAINT_RESOLVED") == {("32.73", 2024): 80.0}


@pytest.mark.parametrize(
    "phone",
    [
        {"received": 50, "resolved": 50, "resolved_on_time": 60},
        {"received": 50, "resolved": 50, "resolved_on_time": None},
    ],
)
def test_counts_that_contradict_or_lack_give_no_observation(rows: Any, phone: dict[str, Any]) -> None:
    lapor = {"received": 150, "resolved": 140, "resolved_on_time": 120}
    rows.add(Complaint, channel=ComplaintChannel.LAPOR, **lapor, **BANDUNG)
    rows.add(Complaint, channel=ComplaintChannel.PHONE, **phone, **BANDUNG)

    assert rows.derived("GOV.COMPLAINT_RESOLVED") == {}


def test_a_region_without_complaints_has_no_share_of_them(rows: Any) -> None:
    none = {"received": 0, "resolved": 0, "resolved_on_time": 0}
    rows.add(Complaint, channel=ComplaintChannel.LAPOR, **none, **BANDUNG)

    assert rows.derived("GOV.COMPLAINT_RESOLVED") == {}


@pytest.mark.parametrize(
    ("answers", "meets"),
    [
        ((True, True, True, True), True),
        ((True, True, True, False), False),
        ((True, None, True, False), False),
        ((True, None, True, True), None),
    ],
)
def test_satu_data_asks_for_four_principles(
    rows: Any, answers: tuple[bool | None, ...], meets: bool | None
) -> None:
    row = rows.add(
        OpenDataset,
        code="a",
        title_id="Sekolah",
        is_published=True,
        **dict(zip(PRINCIPLES, answers, strict=True)),
        **BANDUNG,
    )

    assert row.meets_satu_data is meets


def test_open_data_is_published_of_inventoried(rows: Any) -> None:
    for code, is_published in enumerate([True, True, True, False]):
        rows.add(OpenDataset, code=str(code), title_id="Sekolah", is_published=is_published, **BANDUNG)

    assert rows.derived("GOV.OPEN_DATA") == {("32.73", 2024): 75.0}
