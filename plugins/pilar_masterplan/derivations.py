"""The indicator that follows from the rows: programmes completed, of those planned."""

from __future__ import annotations

from typing import Final

from pilar import Derivation

YEAR: Final = "CAST(substr(CAST({of}.evaluated_on AS text), 1, 4) AS integer)"
QUICKWIN_DONE: Final = f"""
SELECT
  c.region_id,
  {YEAR.format(of="c")} AS year,
  100.0 * sum(c.done_count) / sum(c.planned_count) AS value,
  min(c.source_id) AS source_id
FROM masterplan_completion_report c
WHERE c.visibility = 0 AND c.evaluated_on = (
  SELECT max(latest.evaluated_on)
  FROM masterplan_completion_report latest
  WHERE latest.visibility = 0 AND latest.region_id = c.region_id
    AND {YEAR.format(of="latest")} = {YEAR.format(of="c")}
)
GROUP BY c.region_id, {YEAR.format(of="c")}
"""
"""Over all dimensions, by the last evaluation of each year: 47 of 51 in Kebumen in 2022."""

DERIVATIONS: Final = (Derivation("GOV.QUICKWIN_DONE", QUICKWIN_DONE, optional=True),)
