"""`Speaker`: who spoke, where that is published."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, Organization, Region, column, reference

from pilar_exhibition.session import Session


class Speaker(Entity, table=True):
    """Somebody who spoke at a session in public office or for an organisation. Starts empty: the speakers of 2022 are
    published by number only.
    """

    __key__: ClassVar[tuple[str, ...]] = ("session_id", "number")

    session_id: int = reference(Session)
    """The session."""
    number: int = column(ge=1)
    """Place in the order of speakers, from 1."""
    name: str | None = column(default=None, max_length=200)
    """Name, as the programme prints it; null where it is not published."""
    role: str = column(max_length=200)
    """Office or position in which they spoke."""
    region_id: int | None = reference(Region, optional=True)
    """The region for which they spoke."""
    organization_id: int | None = reference(Organization, optional=True)
    """The organisation for which they spoke."""
    source_id: int = reference("source")
    """Where the row comes from."""
