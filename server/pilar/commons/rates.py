"""Parts of derivations, as SQL for SQLite and PostgreSQL: one value a region and year, counts per inhabitants."""

from __future__ import annotations

from typing import Final

POPULATION: Final = "CORE.POPULATION"


def observed(indicator: str) -> str:
    """Return a subselect of `region_id`, `year`, `value` and `source_id`: the observation of `indicator` to use.

    Of several in a year that is the one for the longest period, then final before provisional, then the latest
    revision, so also a published one before a derived one.
    """
    return f"""(
  SELECT region_id, year, value, source_id FROM (
    SELECT o.region_id, o.year, o.value, o.source_id, row_number() OVER (
      PARTITION BY o.region_id, o.year
      ORDER BY o.period_start, o.period_end DESC, o.status = 'FINAL' DESC, o.revision DESC, o.source_id, o.id
    ) AS place
    FROM observation o JOIN indicator i ON i.id = o.indicator_id
    WHERE i.code = '{indicator}' AND o.visibility = 0
  ) AS candidates WHERE place = 1
)"""


def per_inhabitants(count: int, counted: str) -> str:
    """Return the SELECT of a derivation: what `counted` counts for each `count` inhabitants of the region.

    `counted` is a SELECT of `region_id`, `year`, `value` and `source_id`. The inhabitants are those observed in the
    same year (`CORE.POPULATION`), where they are; else those that the register has now (`region.population`). Where
    neither is known, there is no rate.
    """
    return f"""
SELECT counted.region_id, counted.year, counted.source_id,
  1.0 * {count} * counted.value / nullif(coalesce(people.value, region.population), 0) AS value
FROM ({counted}) AS counted
JOIN region ON region.id = counted.region_id AND region.visibility = 0
LEFT JOIN {observed(POPULATION)} AS people
  ON people.region_id = counted.region_id AND people.year = counted.year
"""
