"""What the pillar's rows say about its indicators: one value for each region and year.

A value is null, and no observation is made, where a part of what it needs is missing or contradicts the rest: a share
of what happens to be known would look like a share of all.
"""

from __future__ import annotations

from typing import Final

from pilar import Derivation

SPBE: Final = """
SELECT
  region_id,
  year,
  coalesce(
    index_value,
    (
      SELECT CASE WHEN count(*) = 47 THEN round(sum(indicator.weight_pct * score.level)) / 100.0 END
      FROM governance_spbe_score AS score
      JOIN governance_spbe_indicator AS indicator ON indicator.id = score.indicator_id
      WHERE score.assessment_id = assessment.id AND score.visibility = 0
    )
  ) AS value,
  source_id
FROM governance_spbe_assessment AS assessment
WHERE basis = 'EXTERNAL' AND visibility = 0 AND NOT EXISTS (
  SELECT 1
  FROM governance_spbe_assessment AS later
  WHERE later.region_id = assessment.region_id AND later.year = assessment.year AND later.id > assessment.id
    AND later.basis = 'EXTERNAL' AND later.visibility = 0
)
"""
"""The published index; else, where all 47 levels are known, their sum by weight, to two decimals as published."""

OPEN_DATA: Final = """
SELECT
  region_id,
  year,
  100.0 * sum(CASE WHEN is_published THEN 1 ELSE 0 END) / count(*) AS value,
  min(source_id) AS source_id
FROM governance_open_dataset
WHERE visibility = 0
GROUP BY region_id, year
"""

ONLINE_SERVICES: Final = """
SELECT
  region_id,
  year,
  100.0 * sum(CASE WHEN is_online THEN 1 ELSE 0 END) / count(*) AS value,
  min(source_id) AS source_id
FROM governance_public_service
WHERE visibility = 0
GROUP BY region_id, year
"""

EPROCUREMENT: Final = """
SELECT
  region_id,
  year,
  100.0 * sum(CASE WHEN is_electronic THEN packages ELSE 0 END) / nullif(sum(packages), 0) AS value,
  min(source_id) AS source_id
FROM governance_procurement
WHERE visibility = 0
GROUP BY region_id, year
"""

COMPLAINT_RESOLVED: Final = """
SELECT
  region_id,
  year,
  CASE
    WHEN sum(CASE WHEN counts_consistent THEN 0 ELSE 1 END) = 0
    THEN 100.0 * sum(resolved_on_time) / nullif(sum(received), 0)
  END AS value,
  min(source_id) AS source_id
FROM governance_complaint
WHERE visibility = 0
GROUP BY region_id, year
"""

OWN_REVENUE: Final = """
SELECT
  region_id,
  year,
  CASE
    WHEN count(realised_idr) = count(*)
      AND sum(CASE WHEN account_group = 'OWN_SOURCE_REVENUE' THEN 1 ELSE 0 END) > 0
      AND sum(CASE WHEN account_group = 'TRANSFER_REVENUE' THEN 1 ELSE 0 END) > 0
    THEN 100.0 * sum(CASE WHEN account_group = 'OWN_SOURCE_REVENUE' THEN realised_idr ELSE 0 END)
      / nullif(sum(realised_idr), 0)
  END AS value,
  min(source_id) AS source_id
FROM governance_budget_line AS line
WHERE account_group IN ('OWN_SOURCE_REVENUE', 'TRANSFER_REVENUE', 'OTHER_REVENUE') AND visibility = 0
  AND NOT EXISTS (
    SELECT 1
    FROM governance_budget_line AS total
    WHERE total.region_id = line.region_id AND total.year = line.year AND total.visibility = 0
      AND total.depth > 1 AND total.depth < line.depth
      AND substr(line.account, 1, length(total.account) + 1) = total.account || '.'
  )
GROUP BY region_id, year
"""
"""Realised, of the topmost accounts below 4 that are given, so that a total and its parts do not count twice."""

VOTER: Final = """
SELECT
  region_id,
  year,
  CASE
    WHEN counts_consistent THEN 100.0 * votes_cast / nullif(registered_voters, 0)
  END AS value,
  source_id
FROM governance_election AS election
WHERE office = 'REGION_HEAD' AND visibility = 0 AND NOT EXISTS (
  SELECT 1
  FROM governance_election AS later
  WHERE later.region_id = election.region_id AND later.year = election.year
    AND later.held_on > election.held_on AND later.office = 'REGION_HEAD' AND later.visibility = 0
)
"""
"""The last round of the year, where there were several."""

DERIVATIONS: Final = (
    Derivation("GOV.SPBE", SPBE),
    Derivation("GOV.OPEN_DATA", OPEN_DATA),
    Derivation("GOV.ONLINE_SERVICES", ONLINE_SERVICES),
    Derivation("GOV.EPROCUREMENT", EPROCUREMENT),
    Derivation("GOV.COMPLAINT_RESOLVED", COMPLAINT_RESOLVED),
    Derivation("GOV.OWN_REVENUE", OWN_REVENUE),
    Derivation("GOV.VOTER", VOTER),
)
