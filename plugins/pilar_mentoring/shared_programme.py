"""`SharedProgramme`: what a province and several of its kabupaten and kota do together."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar

from pilar import Entity, Expression, column, expression, reference

from pilar_mentoring.province_coordination import ProvinceCoordination


class SharedProgramme(Entity, table=True):
    """A programme that a Smart Province runs together with kabupaten and kota. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("province_coordination_id", "code")

    province_coordination_id: int = reference(ProvinceCoordination)
    """The coordination that it belongs to."""
    code: str = column(max_length=40)
    """Short name within the province."""
    name_id: str = column(max_length=300)
    """What is done together."""
    name_en: str | None = column(default=None, max_length=300)
    """What is done together, in English."""
    begins_on: datetime.date = column(index=True)
    """First day."""
    ends_on: datetime.date | None = column(default=None)
    """Last day; null where none is planned."""
    budget: Decimal | None = column(default=None, scale=2, ge=0)
    """Planned cost, in `currency`."""
    currency: str = column(default="IDR", max_length=3)
    """Currency of the budget, ISO 4217."""
    source_id: int = reference("source")
    """The document that the programme is published in."""
    participant_count: ClassVar[Expression] = expression(
        "(SELECT count(*) FROM {Participation q} WHERE {q.shared_programme_id} = {id} AND {q.joined_on} <= {on})",
        type=int,
    )
    """Kabupaten and kota that took part by the day."""
    progress_pct: ClassVar[Expression] = expression(
        "(SELECT avg({q.completed_pct}) FROM {Participation q} WHERE {q.shared_programme_id} = {id}"
        " AND {q.joined_on} <= {on})",
        type=float,
        unit="%",
    )
    """Mean of what those who took part by the day have done."""
