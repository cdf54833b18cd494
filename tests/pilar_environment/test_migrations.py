"""Databases of version 1.0.0 are brought to the tables of today with the rows that they have."""

from __future__ import annotations

from pathlib import Path

import pilar_environment
import sqlalchemy as sa
from pilar.database.engine import open_engine
from pilar.database.migrations import CORE_BRANCH, downgrade, plugin_branch, upgrade

ENVIRONMENT = plugin_branch("environment", Path(pilar_environment.__file__).parent)


def test_flows_and_facilities_entered_before_are_kept_named_and_judged(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'pilar.db'}")
    assert upgrade(engine, [CORE_BRANCH, ENVIRONMENT]) == {}
    downgrade(engine, ENVIRONMENT, "environment_0001")
    with engine.begin() as connection:
        for statement in (
            "INSERT INTO source (id, code, publisher, dataset, licence) VALUES (1, 's', 'p', 'd', 'l')",
            "INSERT INTO region (id, code, kind, name_id, source_id) VALUES (1, '32.73', 'KOTA', 'x', 1)",
            "INSERT INTO environment_waste_facility (code, name, kind, region_id, capacity_t_per_day, source_id) "
            "VALUES ('f', 'f', 'TPS3R', 1, 900, 1)",
            "INSERT INTO environment_waste_flow (id, region_id, year, fate, tonnes, source_id) "
            "VALUES (3, 1, 2024, 'LANDFILLED', 5, 1), (8, 1, 2024, 'RECYCLED', 6, 1)",
        ):
            connection.exec_driver_sql(statement)

    assert upgrade(engine, [ENVIRONMENT]) == {}

    with engine.connect() as connection:
        flows = connection.execute(sa.text("SELECT id, code, tonnes FROM environment_waste_flow ORDER BY id"))
        assert [tuple(row) for row in flows] == [(3, "flow-3", 5.0), (8, "flow-8", 6.0)]
        flag = sa.text("SELECT capacity_plausible FROM environment_waste_facility")
        assert connection.scalar(flag) == 0
    engine.dispose()
