"""What follows from the rows of the pillar, against figures worked out by hand."""

from __future__ import annotations

import datetime

import pilar_environment
import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.observation import Observation
from pilar_environment.air_quality_reading import AirQualityReading, Pollutant
from pilar_environment.air_quality_station import AirQualityStation
from pilar_environment.electricity_consumption import ElectricityConsumption
from pilar_environment.emission_inventory import EmissionInventory, EmissionScope, EmissionSector
from pilar_environment.green_space import GreenSpace, GreenSpaceKind
from pilar_environment.power_plant import PowerPlant, Technology
from pilar_environment.quality_index import QualityIndex
from pilar_environment.waste_flow import Fate, WasteFlow
from pilar_environment.waste_report import WasteReport

REPORT = {"generated_tonnes": 200.0, "reduced_tonnes": 30.0, "handled_tonnes": 110.0, "managed_tonnes": 140.0}


# --- waste ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "value"),
    [
        ("ENV.WASTE_GENERATED", 200.0),
        ("ENV.WASTE_REDUCED", 30.0),
        ("ENV.WASTE_HANDLED", 110.0),
        ("ENV.WASTE_REDUCTION", 15.0),
        ("ENV.WASTE_HANDLING", 55.0),
        ("ENV.WASTE_MANAGED", 70.0),
        ("ENV.WASTE_RECYCLING", 12.5),
    ],
)
def test_a_new_report_makes_the_waste_indicators_of_its_year(insert, derived, indicator, value):
    insert(WasteReport, "32.73", year=2025, recycled_tonnes=20.0, feedstock_tonnes=5.0, **REPORT)

    assert derived(indicator) == {("32.73", 2025): (value, "FINAL")}


def test_what_is_managed_follows_from_reduction_and_handling_where_it_is_not_reported(insert, derived):
    insert(WasteReport, "32.73", year=2025, **{**REPORT, "managed_tonnes": None})
    insert(WasteReport, "32.77", year=2025, **{**REPORT, "managed_tonnes": None, "handled_tonnes": None})

    assert derived("ENV.WASTE_MANAGED") == {("32.73", 2025): (70.0, "FINAL")}


def test_the_published_percentages_of_2024_stand(derived):
    assert derived("ENV.WASTE_REDUCTION") == {}


def test_of_two_sources_the_one_registered_last_counts(insert, derived):
    insert(WasteReport, "32.73", year=2025, source_id=2, **REPORT)
    insert(WasteReport, "32.73", year=2025, source_id=1, **{**REPORT, "reduced_tonnes": 100.0})

    assert derived("ENV.WASTE_REDUCTION") == {("32.73", 2025): (15.0, "FINAL")}


def test_a_draft_counts_for_nothing(insert, derived):
    insert(WasteReport, "32.73", year=2025, visibility=1, **REPORT)

    assert derived("ENV.WASTE_REDUCTION") == {}


@pytest.mark.parametrize(
    ("landfilled", "value", "status"),
    [
        (150.0, 100.0, "FINAL"),
        (160.0, 105.0, "FINAL"),
        (160.1, 105.05, "PROVISIONAL"),
        (20.0, 35.0, "PROVISIONAL"),
    ],
)
def test_the_balance_of_flows_is_provisional_where_it_is_off_by_more_than_5_percent(
    insert, derived, landfilled, value, status
):
    insert(WasteReport, "32.73", year=2025, **REPORT)
    insert(WasteFlow, "32.73", code="a", year=2025, fate=Fate.RECYCLED, tonnes=50.0)
    insert(WasteFlow, "32.73", code="b", year=2025, fate=Fate.LANDFILLED, tonnes=landfilled)

    ((place, (found, shown)),) = derived("ENV.WASTE_BALANCE").items()
    assert place == ("32.73", 2025)
    assert (round(found, 9), shown) == (value, status)


def test_without_flows_or_without_a_report_there_is_no_balance(insert, derived):
    insert(WasteReport, "32.73", year=2025, **REPORT)
    insert(WasteFlow, "32.77", code="a", year=2025, fate=Fate.RECYCLED, tonnes=50.0)

    assert derived("ENV.WASTE_BALANCE") == {}


# --- energy --------------------------------------------------------------------------------------------------------


def test_an_eighth_of_the_listed_capacity_is_renewable(derived):
    """Of 48,751.4 MW in the list, hydro 4,559.592 and geothermal 1,342 MW; the newest plant with a year is of 2017."""
    ((place, (value, _)),) = derived("ENV.RENEWABLE_CAPACITY").items()

    assert place == ("ID", 2017)
    assert value == pytest.approx(
        100 * (4559.592 + 1342) / (1342 + 4559.592 + 29333 + 12810 + 706.826), abs=1e-9
    )


def test_plants_whose_region_is_known_make_the_share_of_their_region(insert, derived):
    insert(PowerPlant, "32.73", name="a", technology=Technology.SOLAR, capacity_mw=30.0)
    insert(PowerPlant, "32.73", name="b", technology=Technology.COAL, capacity_mw=90.0)

    assert derived("ENV.RENEWABLE_CAPACITY")["32.73", 2017] == (25.0, "FINAL")


def test_electricity_per_capita_is_of_the_inhabitants_of_its_year(insert, derived, populate):
    populate("32", 2025, 2_000_000)
    insert(ElectricityConsumption, "32", year=2025, energy_gwh=3000.0)

    assert derived("ENV.ELECTRICITY_PC")["32", 2025] == (1500.0, "FINAL")


def test_where_nobody_counted_the_registered_inhabitants_stand_in_and_the_value_is_provisional(derived):
    """Bali 2023: 6,354.53 GWh (PLN, BPS) by 4,375,263 registered in 2024 (Kemendagri) are 1,452.38 kWh each."""
    values = derived("ENV.ELECTRICITY_PC")

    assert len(values) == 136
    value, status = values["51", 2023]
    assert (round(value, 2), status) == (1452.38, "PROVISIONAL")


def test_a_province_before_its_split_is_measured_by_the_area_that_it_had(changed, derived):
    """The figures of Papua in 2023 are still those of the area that became four provinces in 2022."""
    energy = "SELECT energy_gwh FROM environment_electricity_consumption AS e JOIN region AS r ON r.id = e.region_id"
    papua = changed.exec_driver_sql(f"{energy} WHERE r.code = '91' AND e.year = 2023").scalar()
    persons = changed.exec_driver_sql(
        "SELECT sum(population) FROM region WHERE code IN ('91', '93', '94', '95')"
    ).scalar()

    assert derived("ENV.ELECTRICITY_PC")["91", 2023][0] == pytest.approx(1e6 * papua / persons)


def test_a_province_after_its_split_is_measured_by_the_area_that_it_has(insert, changed, derived):
    for code in ("91", "93"):
        insert(ElectricityConsumption, code, year=2025, energy_gwh=100.0)
    persons = dict(changed.exec_driver_sql("SELECT code, population FROM region").all())
    values = derived("ENV.ELECTRICITY_PC")

    assert values["93", 2025][0] == pytest.approx(1e8 / persons["93"])
    assert values["91", 2025][0] == pytest.approx(1e8 / (persons["91"] + persons["94"] + persons["95"]))


# --- air and quality -----------------------------------------------------------------------------------------------


@pytest.fixture
def measure(insert, changed):
    """Let a new station measure PM2.5 on the first days of a year: days, values of each day."""

    def read(code: str, region: str, year: int, days: int, values: list[float], unit: str = "ug/m3") -> None:
        station_id = insert(AirQualityStation, region, code=code, name=code)
        start = datetime.datetime(year, 1, 1, 1, tzinfo=datetime.UTC)
        changed.execute(
            table_of(AirQualityReading).insert(),
            [
                {
                    "station_id": station_id,
                    "pollutant": Pollutant.PM25,
                    "measured_at": start + datetime.timedelta(days=day, hours=hour),
                    "value": value,
                    "unit": unit,
                    "source_id": 1,
                }
                for day in range(days)
                for hour, value in enumerate(values)
            ],
        )

    return read


@pytest.mark.parametrize(
    ("year", "days", "known"), [(2023, 273, False), (2023, 274, True), (2024, 274, False)]
)
def test_an_annual_mean_needs_data_on_three_days_of_four(measure, derived, year, days, known):
    measure("a", "32.73", year, days, [20.0])

    assert derived("ENV.PM25") == ({("32.73", year): (20.0, "FINAL")} if known else {})


def test_a_day_counts_once_however_often_it_was_measured_and_a_region_is_the_mean_of_its_stations(
    measure, derived
):
    measure("a", "32.73", 2023, 300, [10.0, 20.0, 30.0])
    measure("b", "32.73", 2023, 365, [0.04], unit="mg/m3")
    measure("c", "32.73", 2023, 100, [500.0])

    ((_, (value, _status)),) = derived("ENV.PM25").items()
    assert value == pytest.approx(30.0)


def test_the_quality_index_weighs_water_air_and_land(insert, derived):
    """Permen LHK 27/2021: 0.376 x 60 + 0.405 x 85 + 0.219 x 50 = 67.935."""
    insert(QualityIndex, "32.73", year=2023, water_index=60.0, air_index=85.0, land_index=50.0)
    insert(QualityIndex, "32.77", year=2023, water_index=60.0, air_index=85.0)

    assert derived("ENV.IKLH") == {("32.73", 2023): (67.94, "FINAL")}


# --- land and climate ----------------------------------------------------------------------------------------------


def test_green_space_is_told_per_inhabitant_and_of_the_area(insert, changed, derived, populate):
    populate("32.73", 2023, 2_500_000)
    area_km2 = changed.exec_driver_sql("SELECT area_km2 FROM region WHERE code = '32.73'").scalar()
    for code, area_ha in (("a", 1500.0), ("b", 500.0)):
        insert(
            GreenSpace, "32.73", code=code, year=2023, name=code, kind=GreenSpaceKind.CITY_PARK, is_public=True,
            area_ha=area_ha,
        )  # fmt: skip

    assert derived("ENV.GREEN_SPACE_PC") == {("32.73", 2023): (8.0, "FINAL")}
    assert derived("ENV.GREEN_SPACE_SHARE")["32.73", 2023][0] == pytest.approx(100 * 20 / area_km2)


def test_emissions_are_those_within_the_region_less_what_its_land_takes_up(insert, derived):
    rows = [
        (EmissionSector.ENERGY, "1A3b", EmissionScope.SCOPE_1, 500.0),
        (EmissionSector.AFOLU, "3B1a", EmissionScope.SCOPE_1, -120.0),
        (EmissionSector.ENERGY, "1A1a", EmissionScope.SCOPE_2, 900.0),
    ]
    for sector, category, scope, tonnes in rows:
        insert(
            EmissionInventory,
            "32.73",
            year=2023,
            sector=sector,
            category=category,
            scope=scope,
            emissions_t_co2e=tonnes,
        )

    assert derived("ENV.EMISSIONS") == {("32.73", 2023): (380.0, "FINAL")}


def test_each_derived_value_has_the_licence_of_its_source(environment: sa.Connection) -> None:
    plants = environment.execute(
        sa.select(Observation.licence, Observation.unit).where(
            Observation.derived.is_(True), Observation.year == 2017
        )
    )

    assert [tuple(row) for row in plants] == [("CC BY 4.0", "%")]


def test_every_indicator_of_the_catalogue_that_rows_can_give_is_derived() -> None:
    derived = {derivation.indicator for derivation in pilar_environment.register_derivations()}

    assert {"ENV.WASTE_REDUCTION", "ENV.IKLH", "ENV.PM25", "ENV.ELECTRICITY_PC"} <= derived
    assert "ENV.RENEWABLE_SHARE" not in derived  # of primary energy: capacity does not tell it
