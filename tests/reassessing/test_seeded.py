"""The assessments that everybody gets at the first start."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.database.engine import open_engine
from pilar.database.migrations import CORE_BRANCH, downgrade
from pilar.importing.job import import_file
from pilar.importing.options import Options
from pilar.importing.targets import find_target
from pilar.reassessing import reassess
from pilar.settings import Settings
from pilar.startup import load_graph, prepare_database, upgrade_database

PUBLISHED = Path(__file__).parents[1] / "assessment" / "fixtures" / "ipm_jawa_tengah.csv"
DOWN_TO_THE_SOURCE = """{
  region(code: "33.74") {
    assessment(index: "IPM", year: 2022) {
      score rank of percentile rankInProvince ofInProvince rankInKind ofInKind coverage trend
      index { code name version }
      nodes {
        code name parent weight score rank of value unit observedYear
        indicator { code }
        observation { year value unit source { publisher dataset licence } }
      }
      challenges { rule node text priority evidence { observation { value source { publisher } } } }
      potentials { rule node text evidence { observation { year } } }
      peers { rankInKind score lead region { code kind } }
    }
  }
}"""


@pytest.fixture(scope="module")
def seeded(service_url: str) -> Any:
    """A connection to the seeded database, for reading."""
    engine = open_engine(service_url, read_only=True)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def published() -> dict[tuple[str, int], float]:
    """The published human development indices of Jawa Tengah, by name and year."""
    with PUBLISHED.open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["indicator"] == "HR.IPM"]
    return {(row["unit"], int(row["year"])): float(row["value"]) for row in rows}


def test_the_human_development_index_is_the_published_one(seeded: sa.Connection) -> None:
    """Of the kabupaten and kota of Jawa Tengah, in the years of which the seeds have the components."""
    computed = seeded.execute(
        sa.text(
            "SELECT r.name_id, a.year, a.score FROM assessment a JOIN region r ON r.id = a.region_id "
            "JOIN composite_index i ON i.id = a.index_id WHERE i.code = 'IPM' AND a.score IS NOT NULL"
        )
    )
    known = published()
    differences = {
        (name, year): abs(score - known[name, year])
        for name, year, score in computed
        if (name, year) in known
    }

    assert len(differences) == 35 * 4
    wrong = {key for key, difference in differences.items() if difference > 0.006}
    assert wrong == {("Kabupaten Jepara", 2019), ("Kabupaten Karanganyar", 2020)}, "corrupt as published"


def test_a_score_opens_down_to_the_observations_and_their_sources(live: Any) -> None:
    assessment = live.ask(DOWN_TO_THE_SOURCE)["region"]["assessment"]
    nodes = {node["code"]: node for node in assessment["nodes"]}

    assert assessment["index"] == {
        "code": "IPM",
        "name": "Human development index (new method)",
        "version": 1,
    }
    assert list(nodes)[:3] == ["IPM", "health", "QOL.LIFE_EXPECTANCY"]
    assert nodes["education"]["weight"] == pytest.approx(1 / 3)
    for node in nodes.values():
        if node["indicator"] is not None:
            assert node["observation"]["value"] == node["value"]
            assert node["observation"]["unit"] == node["unit"]
            assert node["observation"]["year"] == node["observedYear"]
            assert node["observation"]["source"]["publisher"]
    health, education, expenditure = (nodes[code]["score"] for code in ("health", "education", "expenditure"))
    assert assessment["score"] == pytest.approx((health * education * expenditure) ** (1 / 3))
    assert assessment["score"] == nodes["IPM"]["score"]


def test_peers_are_the_next_above_and_below_of_the_same_kind(live: Any) -> None:
    assessment = live.ask(DOWN_TO_THE_SOURCE)["region"]["assessment"]
    own = assessment["rankInKind"]
    peers = assessment["peers"]

    assert {peer["region"]["kind"] for peer in peers} == {"KOTA"}
    assert [peer["rankInKind"] for peer in peers] == [
        at for at in range(own - 3, own + 4) if at != own and at > 0
    ]
    assert all((peer["lead"] > 0) == (peer["rankInKind"] < own) for peer in peers)


def test_the_roll_up_of_a_province_is_weighted_by_inhabitants(live: Any, seeded: sa.Connection) -> None:
    query = """{ region(code: "33") { provinceAssessments(where: {index: {code: {eq: "IPM"}}, year: {eq: 2022}}) {
        nodes { regions assessed meanScore lowestScore highestScore challenges } } } }"""
    (rolled,) = live.ask(query)["region"]["provinceAssessments"]["nodes"]
    rows = seeded.execute(
        sa.text(
            "SELECT a.score, r.population, (SELECT count(*) FROM assessment_challenge c WHERE c.assessment_id = a.id) "
            "FROM assessment a JOIN composite_index i ON i.id = a.index_id JOIN region r ON r.id = a.region_id "
            "WHERE i.code = 'IPM' AND a.year = 2022 AND r.code LIKE '33.%'"
        )
    ).all()

    assert (rolled["regions"], rolled["assessed"]) == (35, 35)
    weighted = sum(score * people for score, people, _ in rows) / sum(people for _, people, _ in rows)
    assert rolled["meanScore"] == pytest.approx(weighted)
    assert (rolled["lowestScore"], rolled["highestScore"]) == (
        min(score for score, *_ in rows),
        max(score for score, *_ in rows),
    )
    assert rolled["challenges"] == sum(count for *_, count in rows)


def test_provinces_are_ranked_among_provinces(seeded: sa.Connection) -> None:
    found = seeded.execute(
        sa.text(
            "SELECT r.kind, a.year, max(a.rank), count(a.score), max(a.of) FROM assessment a "
            "JOIN region r ON r.id = a.region_id JOIN composite_index i ON i.id = a.index_id "
            "WHERE i.code = 'NATIONAL' AND a.score IS NOT NULL AND r.kind IN ('KABUPATEN', 'KOTA') GROUP BY 2"
        )
    ).all()
    assert Counter(year for _, year, *_ in found) == Counter(range(2019, 2025))
    for _, _, lowest, count, of in found:
        assert lowest <= count == of <= 514


def test_a_second_start_computes_nothing(own_url: str) -> None:
    settings = Settings(database_url=own_url)
    plugins, _ = load_graph(settings)
    heard: list[str] = []
    prepare_database(settings, plugins, lambda label, *_: heard.append(label))

    assert [label for label in heard if label.startswith("Assessing")] == []


def test_an_older_database_gets_the_positions_at_the_next_start(own_url: str) -> None:
    engine = open_engine(own_url)
    positions = sa.text("SELECT id, position FROM assessment ORDER BY id")
    with engine.connect() as connection:
        before = connection.execute(positions).all()
    downgrade(engine, CORE_BRANCH, "core_0004")
    upgrade_database(engine, load_graph(Settings())[0])
    with engine.connect() as connection:
        assert connection.execute(positions).all() == before
        assert connection.scalar(sa.text("SELECT count(*) FROM assessment_change")) == 0
    engine.dispose()


def test_an_import_changes_the_assessments_it_concerns(own_url: str, tmp_path: Path) -> None:
    file = tmp_path / "life.csv"
    file.write_text("region,indicator,year,value,revision\n33.74,QOL.LIFE_EXPECTANCY,2022,84.5,2\n")
    plugins, _ = load_graph(Settings(database_url=own_url))
    options = Options(constants={"source": "bps-ipm-2019-2024"})
    engine = open_engine(own_url)
    before = rank_of_semarang(engine)
    outcome = import_file(own_url, find_target("observations", plugins), file, options)

    assert outcome.stored, outcome.as_object()
    after = rank_of_semarang(engine)
    assert after[0] > before[0]
    assert after[1] < before[1]
    with engine.begin() as connection:
        assert reassess(connection).years == 0
    engine.dispose()


def rank_of_semarang(engine: sa.Engine) -> tuple[float, int]:
    """Score and rank of Kota Semarang in human development."""
    with engine.connect() as connection:
        row = connection.execute(
            sa.text(
                "SELECT a.score, a.rank FROM assessment a JOIN composite_index i ON i.id = a.index_id "
                "JOIN region r ON r.id = a.region_id WHERE i.code = 'IPM' AND r.code = '33.74' AND a.year = 2022"
            )
        ).one()
    return row.score, row.rank
