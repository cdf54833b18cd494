"""What the pillar's rows say about its indicators: one value for each region and year.

A value is null, and no observation is made, where a part of what it needs is missing or contradicts the rest.
"""

from __future__ import annotations

from typing import Final

from pilar import Derivation

SME_SHARE: Final = """
SELECT
  region_id,
  year,
  CASE
    WHEN sum(CASE WHEN size_class = 'LARGE' THEN 1 ELSE 0 END) > 0
    THEN 100.0 * sum(CASE WHEN size_class = 'LARGE' THEN 0 ELSE enterprises END) / nullif(sum(enterprises), 0)
  END AS value,
  min(source_id) AS source_id
FROM economy_enterprise_count
WHERE visibility = 0
GROUP BY region_id, year
"""
"""Micro, small and medium (UMKM) of all; a count without large ones is of UMKM alone, and says nothing of a share."""

TOURISM_JOBS: Final = """
SELECT
  region_id,
  year,
  CASE WHEN workers_consistent THEN 100.0 * tourism_workers / nullif(workers, 0) END AS value,
  source_id
FROM economy_tourism_statistic
WHERE visibility = 0
"""

UNEMPLOYMENT: Final = """
SELECT
  region_id,
  year,
  CASE WHEN counts_consistent THEN 100.0 * unemployed / nullif(labour_force, 0) END AS value,
  source_id
FROM economy_labour_force_estimate
WHERE age_group = '{age_group}' AND visibility = 0
"""

DERIVATIONS: Final = (
    Derivation("ECO.SME_SHARE", SME_SHARE),
    Derivation("ECO.TOURISM_JOBS", TOURISM_JOBS),
    Derivation("ECO.UNEMPLOYMENT", UNEMPLOYMENT.format(age_group="ALL_15_PLUS")),
    Derivation("ECO.YOUTH_UNEMPLOYMENT", UNEMPLOYMENT.format(age_group="YOUTH_15_24")),
)
