"""Pavilions, exhibits, performances and visits. Their rows are made up."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pilar_exhibition.event import Event
from pilar_exhibition.exhibit import Exhibit, MediaKind
from pilar_exhibition.pavilion import Pavilion, PavilionForm, PavilionKind
from pilar_exhibition.performance import Performance
from pilar_exhibition.session import Session
from pilar_exhibition.visit import Visit

DAY = datetime.date(2026, 1, 1)
NOON = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)
PAVILION = {"code": "test", "name_id": "Paviliun uji", "kind": PavilionKind.CITY, "event": "smart-city-2022"}
EXHIBIT = {"code": "test", "title_id": "Peta uji"}


@pytest.fixture
def pavilion(live: Any) -> int:
    return int(live.insert(Pavilion, **PAVILION, form=PavilionForm.VIRTUAL, region="32.73"))


def visit(live: Any, pavilion: int, number: int, score: int | None) -> None:
    row = {"number": number, "visited_on": DAY, "form": PavilionForm.VIRTUAL, "score": score}
    live.insert(Visit, pavilion=pavilion, **row)


RATING = '{ exhibition { pavilion(code: "test") { ratings { nodes { visits scores meanScore } } } } }'


def rating(live: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = live.ask(RATING)["exhibition"]["pavilion"]["ratings"]["nodes"]
    return found


def test_visits_and_scores_add_up_and_a_missing_score_is_not_zero(live: Any, pavilion: int) -> None:
    assert rating(live) == []
    visit(live, pavilion, 1, None)
    assert rating(live) == [{"visits": 1, "scores": 0, "meanScore": None}]
    visit(live, pavilion, 2, 5)
    visit(live, pavilion, 3, 2)
    assert rating(live) == [{"visits": 3, "scores": 2, "meanScore": 3.5}]


@pytest.mark.parametrize("score", [0, 6])
def test_a_score_is_1_to_5(refuses: Any, pavilion: int, score: int) -> None:
    row = {"number": 1, "visited_on": DAY, "form": PavilionForm.PHYSICAL, "score": score}
    refuses("ck_exhibition_visit_score", Visit, pavilion=pavilion, **row)


def test_a_visit_holds_nothing_about_the_visitor() -> None:
    assert set(Visit.model_fields) == {
        *("id", "visibility", "source_id"),
        *("pavilion_id", "visited_on", "number", "form", "score"),
    }


def test_a_region_finds_its_pavilions_and_their_exhibits(live: Any, pavilion: int) -> None:
    media = {"media_kind": MediaKind.VIDEO, "media_url": "https://media.example/a.mp4"}
    live.insert(Exhibit, pavilion=pavilion, **EXHIBIT, **media)
    document = """{ region(code: "32.73") { exhibition { pavilions { nodes { form
      exhibits { nodes { title mediaKind mediaUrl } } } } } } }"""
    assert live.ask(document)["region"]["exhibition"]["pavilions"]["nodes"] == [
        {
            "form": "VIRTUAL",
            "exhibits": {
                "nodes": [
                    {"title": "Peta uji", "mediaKind": "VIDEO", "mediaUrl": "https://media.example/a.mp4"}
                ]
            },
        }
    ]


@pytest.mark.parametrize(
    "url", ["http://media.example/a", "//media.example/a", "javascript:alert(1)", "https://"]
)
def test_media_are_linked_over_https_only(refuses: Any, pavilion: int, url: str) -> None:
    row = EXHIBIT | {"media_kind": MediaKind.WEB, "media_url": url}
    refuses("ck_exhibition_exhibit_media_url", Exhibit, pavilion=pavilion, **row)


def test_a_link_says_what_it_leads_to(refuses: Any, pavilion: int) -> None:
    row = EXHIBIT | {"media_url": "https://media.example/a"}
    refuses("ck_exhibition_exhibit_media", Exhibit, pavilion=pavilion, **row)


def test_a_row_that_stands_for_several_pavilions_names_no_exhibitor(refuses: Any) -> None:
    row = PAVILION | {"pavilion_count": 2, "region": "32.73"}
    refuses("ck_exhibition_pavilion_one_exhibitor", Pavilion, **row)
    refuses("ck_exhibition_pavilion_count", Pavilion, **PAVILION | {"pavilion_count": 0})


def test_a_schedule_lists_performances_in_order(live: Any) -> None:
    for code, hours in (("late", 3), ("early", 1)):
        starts = NOON + datetime.timedelta(hours=hours)
        row = {"code": code, "title_id": code, "art_form": "tari saman", "region": "11", "starts_at": starts}
        live.insert(Performance, event="smart-city-2022", **row, ends_at=starts)
    document = """{ exhibition { performances(orderBy: [{startsAt: ASC}]) {
      nodes { title artForm startsAt region { code } } } } }"""
    rows = live.ask(document)["exhibition"]["performances"]["nodes"]
    assert [row["title"] for row in rows] == ["early", "late"]
    assert rows[0]["region"] == {"code": "11"} and rows[0]["startsAt"].startswith("2026-01-01T13:00:00")


def test_nothing_ends_before_it_begins(refuses: Any) -> None:
    moments = {"starts_at": NOON, "ends_at": NOON - datetime.timedelta(minutes=1)}
    row = {"code": "x", "event": "smart-city-2022", "title_id": "x"}
    refuses("ck_exhibition_session_period", Session, **row, **moments)
    refuses("ck_exhibition_performance_period", Performance, **row, art_form="x", **moments)
    days = {"starts_on": DAY, "ends_on": DAY - datetime.timedelta(1)}
    refuses("ck_exhibition_event_period", Event, code="x", name_id="x", year=2026, **days)
