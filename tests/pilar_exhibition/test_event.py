"""What is published of the gathering of 2022, and nothing more."""

from __future__ import annotations

from typing import Any

import pytest
from pilar_exhibition.exhibit import Exhibit
from pilar_exhibition.performance import Performance
from pilar_exhibition.speaker import Speaker
from pilar_exhibition.visit import Visit


def test_the_gathering_had_three_themes_with_their_partners(live: Any) -> None:
    document = """{ exhibition { event(code: "smart-city-2022") { year startsOn organizer { code }
      themes(orderBy: [{number: ASC}]) { nodes { number partners(orderBy: [{organization: {code: ASC}}]) {
        nodes { organization { code country } } } } } } } }"""
    event = live.ask(document)["exhibition"]["event"]
    assert (event["year"], event["startsOn"], event["organizer"]) == (2022, "2022-12-01", {"code": "kominfo"})
    partners = {
        theme["number"]: [row["organization"]["code"] for row in theme["partners"]["nodes"]]
        for theme in event["themes"]["nodes"]
    }
    assert partners == {
        1: ["kemenkes"],
        2: ["embassy-nl-jakarta", "kemenko-marves", "kementerian-bumn", "klhk"],
        3: [],
    }


def test_the_dutch_embassy_is_a_foreign_mission_of_the_netherlands(live: Any) -> None:
    document = '{ organization(code: "embassy-nl-jakarta") { kind country name } }'
    assert live.ask(document)["organization"] == {
        "kind": "FOREIGN_MISSION",
        "country": "NL",
        "name": "Embassy of the Kingdom of the Netherlands",
    }


def test_three_regional_leaders_spoke_whose_names_are_not_published(live: Any) -> None:
    document = (
        """{ exhibition { sessions { nodes { speakerCount theme { number } speakers { totalCount } } } } }"""
    )
    assert live.ask(document)["exhibition"]["sessions"]["nodes"] == [
        {"speakerCount": 3, "theme": {"number": 3}, "speakers": {"totalCount": 0}}
    ]


def test_seven_cities_a_directorate_and_start_ups_exhibited_without_a_name(live: Any) -> None:
    document = """{ exhibition { pavilions { nodes { kind pavilionCount form region { code } organization { code } } }
      events { nodes { virtualExhibition regionalArts } } } }"""
    exhibition = live.ask(document)["exhibition"]
    rows = exhibition["pavilions"]["nodes"]
    assert {row["kind"]: row["pavilionCount"] for row in rows} == {"CITY": 7, "DIRECTORATE": 1, "START_UP": 1}
    assert {(row["form"], row["region"], row["organization"]) for row in rows} == {(None, None, None)}
    assert exhibition["events"]["nodes"] == [{"virtualExhibition": True, "regionalArts": True}]


@pytest.mark.parametrize("table", [Speaker, Exhibit, Performance, Visit])
def test_what_is_not_published_has_no_row(live: Any, table: Any) -> None:
    many = f"{table.__name__.lower()}s"
    assert live.ask(f"{{ exhibition {{ {many} {{ totalCount }} }} }}")["exhibition"][many]["totalCount"] == 0


def test_every_fact_cites_its_source(live: Any) -> None:
    document = """{ exhibition { events { nodes { source { code } } } themes { nodes { source { code } } }
      sessions { nodes { source { code } } } pavilions { nodes { source { code } } } } }"""
    rows = [row for page in live.ask(document)["exhibition"].values() for row in page["nodes"]]
    assert len(rows) == 8
    assert {row["source"]["code"] for row in rows} == {
        "smart-city-gathering-2022",
        "serang-city-smart-city-2022",
    }
