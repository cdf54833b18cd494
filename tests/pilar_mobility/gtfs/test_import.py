"""A feed in the graph: imported by the command's own code into a real database, then asked for."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from pilar import InvalidImport
from pilar.commons.entity import table_of
from pilar.commons.source import Source
from pilar.database.engine import database_file, open_engine
from pilar.importing.job import import_file
from pilar.importing.options import Options
from pilar.importing.outcome import Outcome
from pilar.importing.targets import find_target
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import load_graph, prepare

QUERY = """{
  region(code: "61.71") {
    observations(where: {indicator: {code: {eq: "TRA.PT_NETWORK"}}}) { nodes { year value derived } }
    mobility {
      transitRoutes(first: 5) {
        totalCount
        nodes {
          code shortName mode lengthKm stopCount agency { name }
          services(orderBy: [{dayKind: ASC}]) { nodes { direction dayKind trips headwayMin } }
          patterns(where: {direction: {eq: 0}}, orderBy: [{rank: ASC}], first: 5) {
            nodes { rank headsign trips calls(orderBy: [{position: ASC}]) { nodes { position stop { name } } } }
          }
        }
      }
    }
  }
  mobility {
    transitStop(code: "damri:C") { parent { name } calls { totalCount nodes { pattern { route { shortName } } } } }
    transitStops { totalCount }
  }
}"""


PAGE = (Path(__file__).parents[3] / "docs" / "gtfs.md").read_text(encoding="utf-8")


class Desk:
    """Imports feeds into a copy of the seeded database, and asks the graph."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.plugins, _ = load_graph(Settings(database_url=url))
        engine = open_engine(url)
        with engine.begin() as connection:
            row = {
                "code": "damri",
                "publisher": "Damri",
                "dataset": "A feed for a test",
                "licence": "CC0-1.0",
            }
            connection.execute(table_of(Source).insert(), row)
        engine.dispose()

    def import_feed(self, path: Path, **options: str) -> Outcome:
        """Import as `pilar import FILE --as mobility.gtfs --set ...` does."""
        given = {"region": "61.71", "source": "damri"} | options
        derivations = [each for plugin in self.plugins for each in plugin.derivations]
        target = find_target("mobility.gtfs", self.plugins)
        return import_file(self.url, target, path, Options(constants=given), derivations)

    def ask(self, query: str, **variables: str) -> Any:
        """Return the data of an answer without errors."""

        async def answer() -> bytes:
            service = await prepare(Settings(database_url=self.url))
            try:
                return (await service.engine.execute(Request(query, variables))).body
            finally:
                await service.close()

        found = orjson.loads(asyncio.run(answer()))
        assert "errors" not in found, found["errors"]
        return found["data"]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Look into the database."""
        engine = open_engine(self.url, read_only=True)
        with engine.connect() as connection:
            found = [tuple(row) for row in connection.execute(sa.text(sql))]
        engine.dispose()
        return found


@pytest.fixture
def desk(service_url: str, tmp_path: Path) -> Iterator[Desk]:
    copy = tmp_path / "copy.db"
    shutil.copy(database_file(service_url), copy)
    yield Desk(f"sqlite+aiosqlite:///{copy}")


def test_a_feed_becomes_a_network_that_can_be_walked_from_region_to_stop(
    desk: Desk, write_feed: Callable[..., Path]
) -> None:
    outcome = desk.import_feed(write_feed())
    data = desk.ask(QUERY)

    assert outcome.stored
    assert {each.table.removeprefix("mobility_transit_"): each.rows for each in outcome.loaded} == {
        "agency": 1,
        "route": 1,
        "stop": 4,
        "pattern": 3,
        "call": 7,
        "service": 4,
    }
    (route,) = data["region"]["mobility"]["transitRoutes"]["nodes"]
    assert (route["code"], route["mode"], route["agency"]["name"]) == ("damri:1", "BUS", "Damri")
    assert route["lengthKm"] == pytest.approx(22.239, abs=1e-3)
    weekday = next(row for row in route["services"]["nodes"] if row["dayKind"] == "WEEKDAY")
    assert (weekday["trips"], weekday["headwayMin"]) == (4, pytest.approx((1510 - 360) / 3))
    main, short = route["patterns"]["nodes"]
    assert [call["stop"]["name"] for call in main["calls"]["nodes"]] == [
        "Tugu Khatulistiwa",
        "Siantan",
        "Kota",
    ]
    assert (short["headsign"], short["trips"]) == ("Siantan", 23)
    assert data["mobility"]["transitStop"]["parent"] == {"name": "Terminal Kota"}
    assert data["mobility"]["transitStop"]["calls"]["totalCount"] == 2


def test_the_query_of_the_guide_shows_the_network(desk: Desk, write_feed: Callable[..., Path]) -> None:
    (query,) = re.findall(r"```graphql\n(.*?)```", PAGE, re.S)
    desk.import_feed(write_feed())

    (route,) = desk.ask(query, code="61.71")["region"]["mobility"]["transitRoutes"]["nodes"]

    assert (route["shortName"], route["mode"]) == ("1", "BUS")
    assert {(row["direction"], row["trips"]) for row in route["services"]["nodes"]} == {(0, 4), (1, 1)}
    there = next(row for row in route["patterns"]["nodes"] if row["headsign"] == "Kota")
    calls = [(call["position"], call["minutes"], call["stop"]["name"]) for call in there["calls"]["nodes"]]
    assert calls == [(1, 0, "Tugu Khatulistiwa"), (2, 10, "Siantan"), (3, 20, "Kota")]


def test_the_length_of_the_network_becomes_an_indicator_of_the_region(
    desk: Desk, write_feed: Callable[..., Path]
) -> None:
    desk.import_feed(write_feed())
    ((population,),) = desk.rows("SELECT population FROM region WHERE code = '61.71'")

    (observation,) = desk.ask(QUERY)["region"]["observations"]["nodes"]

    assert (observation["year"], observation["derived"]) == (2024, True)
    assert observation["value"] == pytest.approx(22.2390 * 100_000 / population, rel=1e-4)


def test_a_feed_imported_again_changes_nothing(desk: Desk, write_feed: Callable[..., Path]) -> None:
    path = write_feed()
    desk.import_feed(path)
    before = desk.rows("SELECT * FROM mobility_transit_pattern")

    outcome = desk.import_feed(path)

    assert {(each.inserted, each.updated) for each in outcome.loaded} == {(0, 0)}
    assert desk.rows("SELECT * FROM mobility_transit_pattern") == before


def test_a_newer_feed_of_the_same_source_takes_the_place_of_the_earlier_one(
    desk: Desk, write_feed: Callable[..., Path], edit: Callable[[str, str, str], str], feed: dict[str, str]
) -> None:
    desk.import_feed(write_feed())
    stops = edit("stops", "C,Kota,0.0,109.5,0,HALL,0\n", "").replace("HALL,Terminal Kota,0.0,109.5,1,,\n", "")
    times = "".join(
        line for line in feed["stop_times"].splitlines(keepends=True) if line.startswith(("trip_id", "short"))
    )

    outcome = desk.import_feed(write_feed(stops=stops, stop_times=times))

    assert outcome.stored
    assert desk.rows("SELECT code FROM mobility_transit_stop ORDER BY code") == [("damri:A",), ("damri:B",)]
    assert desk.rows("SELECT rank, headsign FROM mobility_transit_pattern") == [(1, "Siantan")]
    assert desk.rows("SELECT count(*) FROM mobility_transit_call") == [(2,)]
    assert desk.rows("SELECT day_kind, direction FROM mobility_transit_service ORDER BY day_kind") == [
        ("SUNDAY", 0),
        ("WEEKDAY", 0),
    ]
    assert "5 rows of mobility_transit_call that the file has no more were removed." in outcome.notes


def test_the_feed_of_another_source_leaves_the_network_alone(
    desk: Desk, write_feed: Callable[..., Path]
) -> None:
    desk.import_feed(write_feed())

    desk.import_feed(write_feed(), source="kemendagri-2430-2025", year="2025")

    assert desk.rows("SELECT code, year FROM mobility_transit_route ORDER BY year") == [
        ("damri:1", 2024),
        ("kemendagri-2430-2025:1", 2025),
    ]


def test_a_row_that_is_gone_but_referred_to_from_elsewhere_refuses_the_feed(
    desk: Desk, write_feed: Callable[..., Path], edit: Callable[[str, str, str], str]
) -> None:
    desk.import_feed(write_feed())
    engine = open_engine(desk.url)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE kiosk (stop_id INTEGER REFERENCES mobility_transit_stop (id))"
        )
        connection.exec_driver_sql(
            "INSERT INTO kiosk SELECT id FROM mobility_transit_stop WHERE code = 'damri:HALL'"
        )
    engine.dispose()
    stops = edit("stops", ",HALL,", ",,").replace("HALL,Terminal Kota,0.0,109.5,1,,\n", "")

    with pytest.raises(InvalidImport, match="1 rows of 'mobility_transit_stop' are in the file no more, but"):
        desk.import_feed(write_feed(stops=stops))

    assert desk.rows("SELECT count(*) FROM mobility_transit_stop") == [(4,)]


def test_what_people_entered_about_a_stop_outlives_the_next_feed(
    desk: Desk, write_feed: Callable[..., Path], edit: Callable[[str, str, str], str]
) -> None:
    desk.import_feed(write_feed())
    engine = open_engine(desk.url)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE mobility_transit_stop SET real_time_information = 1 WHERE code = 'damri:A'"
        )
    engine.dispose()

    desk.import_feed(write_feed(stops=edit("stops", "Tugu Khatulistiwa", "Tugu")))

    assert desk.rows(
        "SELECT name, real_time_information FROM mobility_transit_stop WHERE code = 'damri:A'"
    ) == [("Tugu", 1)]


@pytest.mark.parametrize("option", [{"region": "99.99"}, {"source": "nobody"}])
def test_a_feed_for_a_region_or_a_source_that_is_not_there_leaves_nothing_behind(
    desk: Desk, write_feed: Callable[..., Path], option: dict[str, str]
) -> None:
    outcome = desk.import_feed(write_feed(), **option)

    assert not outcome.stored
    assert next(iter(option)) in outcome.faults.shown[0].column
    assert desk.rows("SELECT count(*) FROM mobility_transit_agency") == [(0,)]
