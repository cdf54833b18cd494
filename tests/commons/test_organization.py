"""The publishers of the data, as organisations."""

from __future__ import annotations

import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.organization import Organization, OrganizationKind


def test_the_publishers_are_organisations_of_known_kind_and_country(core: sa.Connection) -> None:
    found = {row.code: (row.kind, row.country) for row in core.execute(sa.select(table_of(Organization)))}

    assert found["bps"] == (OrganizationKind.AGENCY, "ID")
    assert found["pln"] == (OrganizationKind.STATE_ENTERPRISE, "ID")
    assert found["world-bank"] == (OrganizationKind.INTERNATIONAL, "US")
    assert found.keys() >= {"kemendagri", "big", "klhk", "wri", "bappenas"}
