"""`Innovation`: a problem, its solution, and how ready the solution is for others."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, Organization, Region, column, reference


class Innovation(Entity, table=True):
    """A solution to a problem of regions that others could adopt. Starts empty: its makers enter it. `matches` are the
    regions that have the challenge that it solves, `effects` what it was measured to achieve.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __checks__: ClassVar[dict[str, str]] = {
        "maturity": "maturity BETWEEN 1 AND 9",
        "inclusiveness": "inclusiveness BETWEEN 1 AND 5",
        "sustainability": "sustainability BETWEEN 1 AND 5",
        "licence": "licence NOT LIKE '% %'",
        "repository_url": "repository_url LIKE 'https://_%'",
        "website_url": "website_url LIKE 'https://_%'",
    }

    code: str = column(max_length=80)
    """Stable short name, given by its maker."""
    name_id: str = column(index=True, max_length=200)
    """What it is called."""
    name_en: str | None = column(default=None, max_length=200)
    """What it is called in English."""
    problem: str = column(max_length=4000)
    """The problem that it solves, and whose it is."""
    solution: str = column(max_length=4000)
    """How it solves it."""
    maturity: int = column(index=True, ge=1, le=9)
    """Technology readiness level of ISO 16290: 1 principles observed, 4 validated in a laboratory, 7 demonstrated in
    operation, 9 proven in operation. As its maker states."""
    inclusiveness: int | None = column(default=None, index=True, ge=1, le=5)
    """Who can use it, 1 to 5: 1 a few, 3 most inhabitants, 5 everybody, whatever their means, place or disability."""
    inclusiveness_note: str | None = column(default=None, max_length=1000)
    """What the level of inclusiveness rests on."""
    sustainability: int | None = column(default=None, index=True, ge=1, le=5)
    """How it lasts, 1 to 5: 1 as long as its first funds, 3 in a budget for some years, 5 by its own income or law,
    without harm to the environment."""
    sustainability_note: str | None = column(default=None, max_length=1000)
    """What the level of sustainability rests on."""
    licence: str | None = column(default=None, index=True, max_length=80)
    """Licence under which others may use it: an SPDX identifier, such as `EUPL-1.2`, or `LicenseRef-` and a name for
    one that SPDX does not list. Null where there is none: then nobody may."""
    repository_url: str | None = column(default=None, max_length=500)
    """Where its source can be had; an address that begins with `https://`."""
    website_url: str | None = column(default=None, max_length=500)
    """Where it is described; an address that begins with `https://`."""
    organization_id: int | None = reference(Organization, optional=True)
    """Who made it, where that is an organisation of the programme."""
    region_id: int | None = reference(Region, optional=True)
    """The region that it comes from, where there is one. Where it is used is in `deployments`."""
    year: int | None = column(default=None, index=True, ge=1900, le=2200)
    """Year in which it was first used."""
    source_id: int = reference("source")
    """Where the row comes from."""
