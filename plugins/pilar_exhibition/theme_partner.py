"""`ThemePartner`: who carried a theme beside the organiser."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, Organization, reference

from pilar_exhibition.theme import Theme


class ThemePartner(Entity, table=True):
    """A ministry, mission or other organisation with which a theme of an event was held."""

    __key__: ClassVar[tuple[str, ...]] = ("theme_id", "organization_id")

    theme_id: int = reference(Theme, back="partners")
    """The theme."""
    organization_id: int = reference(Organization)
    """The partner, as it was called at the time."""
    source_id: int = reference("source")
    """Where the row comes from."""
