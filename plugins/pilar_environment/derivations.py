"""Rows of the pillar -> its indicators: shares of tonnes, amounts per inhabitant, means and balances.

Where several sources report on one region and year, the one registered last counts, for their rows must not be added.
"""

from __future__ import annotations

from typing import Final

from pilar import Derivation

BALANCE_TOLERANCE_PCT: Final = 5
"""How far the flows of a region may be from what it generates. Weighbridges and surveys differ by some per cent."""

COVERAGE_PCT: Final = 75
"""Least share of days with data for an annual mean: Directive 2008/50/EC, annex XI, asks for 75 % of values."""

RENEWABLE: Final = "'GEOTHERMAL', 'HYDRO', 'SOLAR', 'WIND', 'BIOMASS', 'WASTE', 'MARINE'"
"""Renewable sources by Permen ESDM 50/2017, article 1, which counts municipal waste."""


def latest(table: str) -> str:
    """Return the published rows of `table` that no later source has replaced for their region and year."""
    return f"""(
        SELECT * FROM {table} AS given WHERE visibility = 0 AND NOT EXISTS (
            SELECT 1 FROM {table} AS later WHERE later.visibility = 0 AND later.region_id = given.region_id
            AND later.year = given.year AND later.source_id > given.source_id
        )
    )"""


def column_of(table: str, indicator: str, value: str) -> Derivation:
    """Derive an indicator from one column, or an expression of several, of a table with one row a region and year."""
    return Derivation(
        indicator, f"SELECT region_id, year, {value} AS value, source_id FROM {latest(table)} AS report"
    )


def observed_population(region: str, year: str) -> str:
    """Return the inhabitants observed of a region in a year; null where nobody counted them."""
    return f"""(
        SELECT observation.value FROM observation JOIN indicator ON indicator.id = observation.indicator_id
        WHERE indicator.code = 'CORE.POPULATION' AND observation.visibility = 0
        AND observation.region_id = {region} AND observation.year = {year}
        ORDER BY observation.revision DESC, observation.id DESC LIMIT 1
    )"""


REPORTS: Final = "environment_waste_report"
WASTE: Final = (
    column_of(REPORTS, "ENV.WASTE_GENERATED", "generated_tonnes"),
    column_of(REPORTS, "ENV.WASTE_REDUCED", "reduced_tonnes"),
    column_of(REPORTS, "ENV.WASTE_HANDLED", "handled_tonnes"),
    column_of(REPORTS, "ENV.WASTE_REDUCTION", "reduced_pct"),
    column_of(REPORTS, "ENV.WASTE_HANDLING", "handled_pct"),
    column_of(REPORTS, "ENV.WASTE_MANAGED", "coalesce(managed_pct, reduced_pct + handled_pct)"),
    column_of(REPORTS, "ENV.WASTE_RECYCLING", "recycling_pct"),
)

FLOWS: Final = """(
    SELECT region_id, year, sum(tonnes) AS tonnes FROM environment_waste_flow
    WHERE visibility = 0 GROUP BY region_id, year
)"""
WASTE_BALANCE: Final = Derivation(
    "ENV.WASTE_BALANCE",
    f"""
    SELECT region_id, year, value, source_id,
           CASE WHEN abs(value - 100) <= {BALANCE_TOLERANCE_PCT} THEN 'FINAL' ELSE 'PROVISIONAL' END AS status
    FROM (
        SELECT report.region_id, report.year, report.source_id,
               100.0 * flows.tonnes / nullif(report.generated_tonnes, 0) AS value
        FROM {latest(REPORTS)} AS report
        JOIN {FLOWS} AS flows ON flows.region_id = report.region_id AND flows.year = report.year
    ) AS balance
    """,
)
"""What the flows add up to, of the waste generated: 100 % if every tonne is accounted for; provisional if not so."""

STATE_OF_THE_LIST: Final = (
    "(SELECT max(commissioning_year) FROM environment_power_plant WHERE visibility = 0)"
)
SHARE_OF_CAPACITY: Final = f"""
    100.0 * sum(CASE WHEN technology IN ({RENEWABLE}) THEN capacity_mw ELSE 0.0 END) / nullif(sum(capacity_mw), 0)
"""
RENEWABLE_CAPACITY: Final = Derivation(
    "ENV.RENEWABLE_CAPACITY",
    f"""
    SELECT region.id AS region_id, {STATE_OF_THE_LIST} AS year, {SHARE_OF_CAPACITY} AS value,
           min(plant.source_id) AS source_id
    FROM environment_power_plant AS plant JOIN region ON region.code = 'ID'
    WHERE plant.visibility = 0 GROUP BY region.id
    UNION ALL
    SELECT plant.region_id, {STATE_OF_THE_LIST} AS year, {SHARE_OF_CAPACITY} AS value,
           min(plant.source_id) AS source_id
    FROM environment_power_plant AS plant JOIN region ON region.id = plant.region_id
    WHERE plant.visibility = 0 AND region.code <> 'ID' GROUP BY plant.region_id
    """,
)
"""Of all plants for the country, and of those whose region is known for that; in the year of the newest plant."""

CONSUMPTION: Final = "environment_electricity_consumption"
ELECTRICITY_DISTRIBUTED: Final = column_of(CONSUMPTION, "ENV.ELECTRICITY_DISTRIBUTED", "energy_gwh")
AREA: Final = f"""(
    SELECT report.id AS report_id, sum(region.population) AS population
    FROM {latest(CONSUMPTION)} AS report JOIN region_parent AS member ON member.parent_id = report.region_id
    JOIN region ON region.id = member.region_id
    WHERE member.visibility = 0 AND (member.valid_to IS NULL OR NOT EXISTS (
        SELECT 1 FROM region_parent AS present JOIN {CONSUMPTION} AS other ON other.region_id = present.parent_id
        WHERE present.region_id = member.region_id AND present.valid_to IS NULL
        AND other.visibility = 0 AND other.year = report.year AND other.source_id = report.source_id
    ))
    GROUP BY report.id
)"""
"""Inhabitants registered in the area of a report: with what was split off since, unless that reports itself."""
ELECTRICITY_PER_CAPITA: Final = Derivation(
    "ENV.ELECTRICITY_PC",
    f"""
    SELECT region_id, year, 1000000.0 * energy_gwh / nullif(coalesce(observed, registered), 0) AS value, source_id,
           CASE WHEN observed IS NULL THEN 'PROVISIONAL' ELSE 'FINAL' END AS status
    FROM (
        SELECT report.region_id, report.year, report.energy_gwh, report.source_id,
               {observed_population("report.region_id", "report.year")} AS observed,
               coalesce(area.population, region.population) AS registered
        FROM {latest(CONSUMPTION)} AS report JOIN region ON region.id = report.region_id
        LEFT JOIN {AREA} AS area ON area.report_id = report.id
    ) AS consumption
    """,
)
"""By the inhabitants observed in that year; else by those registered in 2024 in the same area, and provisional."""

QUALITY_INDEX: Final = column_of("environment_quality_index", "ENV.IKLH", "quality_index")

DAYS: Final = "CASE WHEN year % 4 = 0 AND (year % 100 <> 0 OR year % 400 = 0) THEN 366 ELSE 365 END"
PM25: Final = Derivation(
    "ENV.PM25",
    f"""
    SELECT station.region_id, annual.year, avg(annual.value) AS value, min(annual.source_id) AS source_id FROM (
        SELECT station_id, year, avg(value) AS value, min(source_id) AS source_id FROM (
            SELECT station_id, substr(CAST(measured_at AS TEXT), 1, 10) AS day,
                   CAST(substr(CAST(measured_at AS TEXT), 1, 4) AS INTEGER) AS year,
                   avg(CASE unit WHEN 'mg/m3' THEN 1000.0 * value ELSE value END) AS value,
                   min(source_id) AS source_id
            FROM environment_air_quality_reading
            WHERE visibility = 0 AND pollutant = 'PM25' AND unit IN ('ug/m3', 'mg/m3')
            GROUP BY station_id, substr(CAST(measured_at AS TEXT), 1, 10),
                     CAST(substr(CAST(measured_at AS TEXT), 1, 4) AS INTEGER)
        ) AS daily
        GROUP BY station_id, year HAVING 100 * count(*) >= {COVERAGE_PCT} * ({DAYS})
    ) AS annual
    JOIN environment_air_quality_station AS station ON station.id = annual.station_id AND station.visibility = 0
    GROUP BY station.region_id, annual.year
    """,
)
"""Mean of the stations, each the mean of its days (UTC), of which there must be 75 %: so no hour counts for more."""

GREEN: Final = """(
    SELECT region_id, year, sum(area_ha) AS area_ha, min(source_id) AS source_id
    FROM environment_green_space WHERE visibility = 0 GROUP BY region_id, year
)"""
GREEN_SPACE: Final = (
    Derivation(
        "ENV.GREEN_SPACE_PC",
        f"""
        SELECT region_id, year, 10000.0 * area_ha / nullif(coalesce(observed, registered), 0) AS value, source_id,
               CASE WHEN observed IS NULL THEN 'PROVISIONAL' ELSE 'FINAL' END AS status
        FROM (
            SELECT green.region_id, green.year, green.area_ha, green.source_id, region.population AS registered,
                   {observed_population("green.region_id", "green.year")} AS observed
            FROM {GREEN} AS green JOIN region ON region.id = green.region_id
        ) AS space
        """,
    ),
    Derivation(
        "ENV.GREEN_SPACE_SHARE",
        f"""
        SELECT green.region_id, green.year, green.area_ha / nullif(region.area_km2, 0) AS value,
               green.source_id
        FROM {GREEN} AS green JOIN region ON region.id = green.region_id
        """,
    ),
)
"""By inhabitants as with electricity; a hectare is a hundredth of a square kilometre, which is the per cent."""

EMISSIONS: Final = Derivation(
    "ENV.EMISSIONS",
    """
    SELECT region_id, year, sum(emissions_t_co2e) AS value, source_id FROM environment_emission_inventory AS given
    WHERE visibility = 0 AND scope = 'SCOPE_1' AND NOT EXISTS (
        SELECT 1 FROM environment_emission_inventory AS later WHERE later.visibility = 0
        AND later.region_id = given.region_id AND later.year = given.year AND later.source_id > given.source_id
    )
    GROUP BY region_id, year, source_id
    """,
)
"""What arises in the region, less what its land takes up; scopes 2 and 3 arise elsewhere and are counted there."""

DERIVATIONS: Final = (
    *WASTE,
    WASTE_BALANCE,
    RENEWABLE_CAPACITY,
    ELECTRICITY_DISTRIBUTED,
    ELECTRICITY_PER_CAPITA,
    QUALITY_INDEX,
    PM25,
    *GREEN_SPACE,
    EMISSIONS,
)
