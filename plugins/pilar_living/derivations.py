"""Indicators that follow from the rows of the pillar.

Where a region's rows are incomplete, so is the value: physicians are those of the facilities that reported.
"""

from __future__ import annotations

from typing import Final

from pilar import Derivation, per_inhabitants

from pilar_living.crime_statistic import VIOLENT_KINDS
from pilar_living.housing_survey import SLUM_FROM

REPORTS: Final = """
FROM living_health_facility_report report
JOIN living_health_facility facility ON facility.id = report.facility_id AND facility.visibility = 0
WHERE report.visibility = 0
"""
BEDS: Final = f"""
SELECT facility.region_id, report.year, sum(report.beds) AS value, min(report.source_id) AS source_id {REPORTS}
AND facility.kind IN ('GENERAL_HOSPITAL', 'SPECIAL_HOSPITAL') AND report.beds IS NOT NULL
GROUP BY facility.region_id, report.year
"""
PHYSICIANS: Final = f"""
SELECT facility.region_id, report.year, sum(report.physicians) AS value, min(report.source_id) AS source_id {REPORTS}
AND report.physicians IS NOT NULL
GROUP BY facility.region_id, report.year
"""
# A region that has reported some of the four groups only would seem safer than it is.
VIOLENT_CRIMES: Final = f"""
SELECT region_id, year, sum(reported) AS value, min(source_id) AS source_id
FROM living_crime_statistic
WHERE visibility = 0 AND violent
GROUP BY region_id, year
HAVING count(*) = {len(VIOLENT_KINDS)}
"""
# A year with an event whose victims are not counted yet has no rate; nobody missing need not be reported as zero.
DISASTER_DEATHS: Final = """
SELECT region_id, year, sum(deaths + coalesce(missing, 0)) AS value, min(source_id) AS source_id
FROM living_disaster_event
WHERE visibility = 0 AND year >= 1900
GROUP BY region_id, year
HAVING count(deaths) = count(*)
"""
WATER_LOSSES: Final = """
SELECT utility.region_id, report.year, min(report.source_id) AS source_id,
  100.0 * sum(report.distributed_m3 - report.billed_m3) / nullif(sum(report.distributed_m3), 0) AS value
FROM living_water_utility_report report
JOIN living_water_utility utility ON utility.id = report.utility_id AND utility.visibility = 0
WHERE report.visibility = 0 AND report.losses_plausible
GROUP BY utility.region_id, report.year
"""
SLUM_AREA: Final = f"""
SELECT area.region_id, survey.year, min(survey.source_id) AS source_id,
  sum(CASE WHEN survey.slum_score >= {SLUM_FROM} THEN area.area_ha ELSE 0 END) AS value
FROM living_housing_survey survey
JOIN living_housing_area area ON area.id = survey.area_id AND area.visibility = 0
WHERE survey.visibility = 0 AND survey.slum_score IS NOT NULL AND area.area_ha IS NOT NULL
GROUP BY area.region_id, survey.year
"""

DERIVATIONS: Final[tuple[Derivation, ...]] = (
    Derivation("QOL.HOSPITAL_BEDS", per_inhabitants(1_000, BEDS)),
    Derivation("QOL.PHYSICIANS", per_inhabitants(100_000, PHYSICIANS)),
    Derivation("QOL.VIOLENT_CRIME", per_inhabitants(100_000, VIOLENT_CRIMES)),
    Derivation("QOL.DISASTER_DEATHS", per_inhabitants(100_000, DISASTER_DEATHS)),
    Derivation("QOL.WATER_LOSSES", WATER_LOSSES),
    Derivation("QOL.SLUM_AREA", SLUM_AREA),
)
