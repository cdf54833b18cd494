"""An index, and all that its assessments are computed from, read at once and only read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from pilar.assessment.definition import Index
from pilar.assessment.history import read_history
from pilar.assessment.observations import Observations
from pilar.commons.entity import table_of
from pilar.commons.region import Region
from pilar.errors import NotFound, nearest
from pilar.reassessing.aims import Plan, read_plans, set_goals
from pilar.reassessing.catalogue import Catalogue, Regions, read_catalogue, read_regions
from pilar.reassessing.computation import Year, compute
from pilar.reassessing.definitions import composite_index, read_definition
from pilar.reassessing.observing import read_observations

region: Final = table_of(Region)


@dataclass(frozen=True)
class Panel:
    """One index with its observations of all regions and years. `codes` and `names` are those of the regions."""

    index: Index
    catalogue: Catalogue
    regions: Regions
    observations: Observations
    plans: tuple[Plan, ...]
    codes: tuple[str, ...]
    names: tuple[str, ...]

    def position(self, code: str) -> int:
        """Return the position of a region. Raises `NotFound`."""
        if code not in self.codes:
            raise NotFound(
                f"There is no Region with code {code!r}.",
                nearest(code, self.codes) or "Codes are texts, as in '32.73'.",
            )
        return self.codes.index(code)

    def year(self, year: int | None) -> int:
        """Return the year asked for, or the latest observed. Raises `NotFound` for one that was not observed."""
        scored = {self.index.indicators[at].code for at in self.index.scored}
        wanted = [at for at, code in enumerate(self.observations.indicators) if code in scored]
        years = sorted(
            {int(each) for at in wanted for each in self.observations.year[self.observations.indicator == at]}
        )
        if not years or (year is not None and year not in years):
            raise NotFound(
                f"Nothing of the index '{self.index.code}' was observed in {year or 'any year'}.",
                f"The years are {', '.join(map(str, years)) or 'none yet'}.",
            )
        return years[-1] if year is None else year

    def compute(self, observations: Observations, year: int) -> Year:
        """Assess a year by these observations."""
        goals = set_goals(self.index, self.catalogue, self.regions, self.plans, year)
        history = read_history(self.index, observations)
        return compute(self.index, observations, self.regions, history, goals, year)


def read_panel(connection: sa.Connection, code: str) -> Panel:
    """Read everything of an index. Raises `NotFound`, with the nearest code, when there is none of that code."""
    known = dict(connection.execute(sa.select(composite_index.c.code, composite_index.c.definition)).all())
    if code not in known:
        raise NotFound(
            f"There is no CompositeIndex with code {code!r}.",
            nearest(code, known) or f"The indices are {', '.join(sorted(known))}.",
        )
    catalogue, regions = read_catalogue(connection), read_regions(connection)
    index = read_definition(code, known[code], catalogue)
    query = sa.select(region.c.id, region.c.code, region.c.name_id).where(region.c.visibility == 0)
    named = {row[0]: row for row in connection.execute(query)}
    return Panel(
        index,
        catalogue,
        regions,
        read_observations(connection, index, catalogue, regions),
        read_plans(connection, index, catalogue, regions),
        tuple(named[int(each)][1] for each in regions.ids),
        tuple(named[int(each)][2] for each in regions.ids),
    )
