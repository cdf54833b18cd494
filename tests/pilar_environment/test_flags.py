"""Implausible values are flagged, never dropped; impossible ones are refused."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar_environment.emission_inventory import EmissionInventory, EmissionScope, EmissionSector
from pilar_environment.quality_index import QualityIndex
from pilar_environment.waste_facility import FacilityKind, WasteFacility
from pydantic import ValidationError


@pytest.mark.parametrize(
    ("kind", "capacity", "plausible"),
    [
        (FacilityKind.TPA, 7500.0, True),
        (FacilityKind.TPA, 365_000.0, False),
        (FacilityKind.TPS3R, 3.0, True),
        (FacilityKind.TPS3R, 1000.0, False),
        (FacilityKind.WASTE_TO_ENERGY, 1000.0, True),
        (FacilityKind.WASTE_BANK, 0.0, False),
        (FacilityKind.WASTE_BANK, None, None),
    ],
)
def test_a_capacity_beyond_its_kind_is_flagged(changed, insert, kind, capacity, plausible):
    insert(WasteFacility, "32.73", code="f", name="f", kind=kind, capacity_t_per_day=capacity)

    assert changed.scalar(sa.select(WasteFacility.capacity_plausible)) is plausible


@pytest.mark.parametrize(
    ("sector", "category", "tonnes", "flags"),
    [
        (EmissionSector.ENERGY, "1A3b", 5.0, (True, True)),
        (EmissionSector.WASTE, "1A3b", 5.0, (False, True)),
        (EmissionSector.AFOLU, "3B1a", -5.0, (True, True)),
        (EmissionSector.ENERGY, "1A3b", -5.0, (True, False)),
    ],
)
def test_a_category_of_another_sector_and_a_removal_outside_of_land_are_flagged(
    changed, insert, sector, category, tonnes, flags
):
    insert(
        EmissionInventory,
        "32.73",
        year=2023,
        sector=sector,
        category=category,
        scope=EmissionScope.SCOPE_1,
        emissions_t_co2e=tonnes,
    )
    columns = table_of(EmissionInventory).c

    (found,) = changed.execute(sa.select(columns.category_plausible, columns.sign_plausible))
    assert tuple(found) == flags


def test_a_score_above_100_is_refused() -> None:
    with pytest.raises(ValidationError, match="less than or equal to 100"):
        QualityIndex.model_validate({"region_id": 1, "year": 2023, "water_index": 101, "source_id": 1})
