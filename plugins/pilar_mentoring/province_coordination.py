"""`ProvinceCoordination`: a Smart Province, which coordinates the smart cities of its kabupaten and kota."""

from __future__ import annotations

import datetime
from typing import ClassVar, Final

from pilar import Entity, Expression, Organization, Region, column, expression, reference

WITHIN: Final = "IN (SELECT {r.id} FROM {Region r} WHERE {r.parent_id} = {region_id})"
YEAR: Final = "CAST(substr(CAST({on} AS text), 1, 4) AS integer)"
LAST_YEAR: Final = (
    "(SELECT max({l.year}) FROM {Evaluation l} WHERE {l.region_id} = {e.region_id}"
    + f" AND {{l.year}} <= {YEAR})"
)


class ProvinceCoordination(Entity, table=True):
    """A province that coordinates the smart cities of its kabupaten and kota, and what these have reached together.

    The figures are as of any day, `on`. Starts empty: the programme publishes no list of Smart Provinces.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "begins_on")

    region_id: int = reference(Region)
    """The province."""
    begins_on: datetime.date = column(index=True)
    """Day from which it coordinates."""
    ends_on: datetime.date | None = column(default=None)
    """Last day of the coordination; null while it goes on."""
    lead_id: int | None = reference(Organization, optional=True)
    """The office that leads it."""
    source_id: int = reference("source")
    """The decree or agreement that says so."""
    region_count: ClassVar[Expression] = expression(
        "(SELECT count(*) FROM {Region r} WHERE {r.parent_id} = {region_id})", type=int
    )
    """Kabupaten and kota of the province."""
    member_count: ClassVar[Expression] = expression(
        f"(SELECT count(DISTINCT {{m.region_id}}) FROM {{Membership m}} WHERE {{m.joined_on}} <= {{on}}"
        f" AND {{m.region_id}} {WITHIN})",
        type=int,
    )
    """Of them, those in a cohort of the programme by the day."""
    member_pct: ClassVar[Expression] = expression(
        "100.0 * {member_count} / nullif({region_count}, 0)", type=float, unit="%"
    )
    """Share of its kabupaten and kota in a cohort by the day."""
    evaluated_count: ClassVar[Expression] = expression(
        f"(SELECT count(DISTINCT {{e.region_id}}) FROM {{Evaluation e}} WHERE {{e.year}} <= {YEAR}"
        f" AND {{e.region_id}} {WITHIN})",
        type=int,
    )
    """Kabupaten and kota with an evaluation, of the year of the day or earlier."""
    mean_score: ClassVar[Expression] = expression(
        f"(SELECT avg({{e.score}}) FROM {{Evaluation e}} WHERE {{e.region_id}} {WITHIN} AND {{e.year}} = {LAST_YEAR})",
        type=float,
    )
    """Mean of their scores, each by its latest evaluation, of the year of the day or earlier."""
    programme_count: ClassVar[Expression] = expression(
        "(SELECT count(*) FROM {SharedProgramme p} WHERE {p.province_coordination_id} = {id}"
        " AND {p.begins_on} <= {on})",
        type=int,
    )
    """Shared programmes begun by the day."""
    progress_pct: ClassVar[Expression] = expression(
        "(SELECT avg({p.progress_pct}) FROM {SharedProgramme p} WHERE {p.province_coordination_id} = {id}"
        " AND {p.begins_on} <= {on})",
        type=float,
        unit="%",
    )
    """Mean progress of the shared programmes begun by the day."""
