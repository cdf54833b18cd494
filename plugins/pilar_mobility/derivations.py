"""Indicators that follow from the rows of the pillar, by region and year.

A figure per 100,000 inhabitants takes the population observed nearest to its year, within five years: the series
`CORE.POPULATION`, or that of the register of 2024 for regions which the series lacks. Where there is none, there is
no figure. Population near a stop (`TRA.PT_COVERAGE`) does not follow from these tables: it needs to be known where
people live.

Sources that report the same thing each give a value: reports, registers, surveys. Those that complement each other are
added up, under the first of them: accidents, roads, stops and routes.
"""

from __future__ import annotations

from typing import Final

from pilar import Derivation

POPULATION: Final = """coalesce(
    (SELECT o.value FROM observation o JOIN indicator i ON i.id = o.indicator_id
     WHERE i.code = 'CORE.POPULATION' AND o.visibility = 0 AND o.region_id = f.region_id
       AND o.year BETWEEN f.year - 5 AND f.year + 5
     ORDER BY abs(o.year - f.year), o.year, o.revision DESC, o.id LIMIT 1),
    (SELECT r.population FROM region r
     WHERE r.visibility = 0 AND r.id = f.region_id AND f.year BETWEEN 2019 AND 2029))"""

FATALITIES: Final = f"""
SELECT f.region_id, f.year, 100000.0 * f.killed / nullif({POPULATION}, 0) AS value, f.source_id
FROM (
  SELECT region_id, year, killed, source_id FROM mobility_accident_report WHERE visibility = 0
  UNION ALL
  SELECT a.region_id, a.year, sum(a.killed), min(a.source_id)
  FROM (
    SELECT region_id, CAST(substr(CAST(occurred_on AS text), 1, 4) AS integer) AS year, killed, source_id
    FROM mobility_road_accident WHERE visibility = 0
  ) a
  WHERE NOT EXISTS (
    SELECT 1 FROM mobility_accident_report r
    WHERE r.visibility = 0 AND r.region_id = a.region_id AND r.year = a.year
  )
  GROUP BY a.region_id, a.year
) f"""

ROAD_GOOD: Final = """
SELECT s.region_id, c.year,
  100.0 * sum(CASE WHEN c.stable THEN c.length_km ELSE 0.0 END) / nullif(sum(c.length_km), 0) AS value,
  min(c.source_id) AS source_id
FROM mobility_road_condition c JOIN mobility_road_segment s ON s.id = c.segment_id
WHERE c.visibility = 0 AND s.visibility = 0
GROUP BY s.region_id, c.year"""

LOW_CARBON: Final = """
SELECT region_id, year,
  100.0 * sum(CASE WHEN low_carbon THEN vehicles ELSE 0 END) / nullif(sum(vehicles), 0) AS value, source_id
FROM mobility_vehicle_fleet
WHERE visibility = 0 AND vehicle_class IN ('CAR', 'MOTORCYCLE')
GROUP BY region_id, year, source_id"""

MODE_PUBLIC_TRANSPORT: Final = """
SELECT region_id, year, public_transport_pct AS value, source_id
FROM mobility_mode_share_survey
WHERE visibility = 0 AND total_plausible"""

DYNAMIC_INFORMATION: Final = """
SELECT region_id, year,
  100.0 * sum(CASE WHEN real_time_information THEN 1 ELSE 0 END) / count(*) AS value,
  min(source_id) AS source_id
FROM mobility_transit_stop
WHERE visibility = 0 AND real_time_information IS NOT NULL
  AND (kind = 'STATION' OR kind = 'STOP' AND parent_id IS NULL)
GROUP BY region_id, year"""

NETWORK: Final = f"""
SELECT f.region_id, f.year, 100000.0 * f.length_km / nullif({POPULATION}, 0) AS value, f.source_id
FROM (
  SELECT region_id, year, sum(length_km) AS length_km, min(source_id) AS source_id
  FROM mobility_transit_route WHERE visibility = 0 AND length_km IS NOT NULL
  GROUP BY region_id, year
) f"""

TRAVEL_TIME: Final = """
SELECT region_id, year, sum(peak_min) / nullif(sum(free_flow_min), 0) AS value, source_id
FROM mobility_travel_time_survey
WHERE visibility = 0 AND index_plausible
GROUP BY region_id, year, source_id"""

DERIVATIONS: Final = (
    Derivation("TRA.FATALITIES", FATALITIES),
    Derivation("TRA.ROAD_GOOD", ROAD_GOOD),
    Derivation("TRA.LOW_CARBON", LOW_CARBON),
    Derivation("TRA.MODE_PT", MODE_PUBLIC_TRANSPORT),
    Derivation("TRA.DYNAMIC_INFO", DYNAMIC_INFORMATION),
    Derivation("TRA.PT_NETWORK", NETWORK),
    Derivation("TRA.TRAVEL_TIME", TRAVEL_TIME),
)
