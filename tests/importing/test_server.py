"""Files into a PostgreSQL database: the rows, revisions and refusals that a file of SQLite gets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parent / "data"
WASTE = DATA / "sipsn_2024_kabkota_performance.csv"
TARGET = "environment.wasteReports"
SIPSN = {"source": "klhk-sipsn-performance-2024"}
ROWS = (
    "SELECT region_id, year, generated_tonnes, managed_pct, recycling_pct FROM environment_waste_report "
    "ORDER BY region_id, year"
)


@pytest.fixture
def on_server(database: Any, cluster: Any, seeded_template: str) -> Any:
    """The same, with its rows on the server."""
    database.url = cluster.create(seeded_template)
    return database


def revision(database: Any) -> int:
    ((number,),) = database.query(
        "SELECT revision FROM pilar_revision WHERE name = 'environment_waste_report'"
    )
    return int(number)


def test_a_published_table_fills_an_empty_one_and_changes_nothing_the_second_time(on_server: Any) -> None:
    before = on_server.query(ROWS)
    on_server.execute("DELETE FROM environment_waste_report")

    first = on_server.load(WASTE, TARGET, constants=SIPSN, mapping={"p_class": "-"})

    assert [loaded.inserted for loaded in first.loaded] == [315]
    assert on_server.query(ROWS) == before
    counted = revision(on_server)
    second = on_server.load(WASTE, TARGET, constants=SIPSN, mapping={"p_class": "-"})
    assert [loaded.unchanged for loaded in second.loaded] == [315]
    assert revision(on_server) == counted


def test_a_file_with_a_row_that_the_database_refuses_leaves_nothing(on_server: Any, tmp_path: Path) -> None:
    on_server.execute("DELETE FROM environment_waste_report")
    lines = WASTE.read_text(encoding="utf-8").splitlines()
    cells = lines[-1].split(",")
    cells[lines[0].split(",").index("generated_t")] = "-1"
    file = tmp_path / "bad.csv"
    file.write_text("\n".join([*lines[:-1], ",".join(cells)]), encoding="utf-8")

    outcome = on_server.load(file, TARGET, constants=SIPSN, mapping={"p_class": "-"})

    assert not outcome.stored and outcome.faults.rows == 1
    assert on_server.query(ROWS) == []
