"""`CommunityGroup`: people who do something together for their place."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, computed, reference


class CommunityKind(enum.Enum):
    """Kinds of community group.

    PKK is the family welfare movement, KARANG_TARUNA the youth of a village, KIM a community information group,
    RELAWAN_TIK volunteers who teach the use of computers, POKDARWIS a tourism group, POKTAN a group of farmers.
    """

    PKK = "PKK"
    KARANG_TARUNA = "KARANG_TARUNA"
    KIM = "KIM"
    RELAWAN_TIK = "RELAWAN_TIK"
    POKDARWIS = "POKDARWIS"
    POKTAN = "POKTAN"
    COOPERATIVE = "COOPERATIVE"
    ARTS = "ARTS"
    ENVIRONMENT = "ENVIRONMENT"
    DISABILITY = "DISABILITY"
    START_UP = "START_UP"
    OTHER = "OTHER"


class CommunityGroup(Entity, table=True):
    """A community group of a kabupaten or kota. Starts empty: cities enter their own."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "kind"),)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the group."""
    name: str = column(index=True, max_length=200)
    """Name of the group."""
    kind: CommunityKind = column(index=True)
    """What kind of group it is."""
    region_id: int = reference("region")
    """The kabupaten or kota in which it is active."""
    founded_year: int | None = column(default=None, ge=1800, le=2200)
    """Year in which it was founded."""
    members: int | None = column(default=None, unit="{person}", index=True, ge=0)
    """Members."""
    women: int | None = column(default=None, unit="{person}", ge=0)
    """Of them, women."""
    women_pct: float | None = computed("100.0 * women / nullif(members, 0)", unit="%")
    """Women of the members."""
    members_plausible: bool | None = computed("women <= members", index=True)
    """Whether the women are no more than all members."""
    active: bool | None = column(default=None, index=True)
    """Whether it met in the last twelve months; null where that is not known."""
    source_id: int = reference("source")
    """Where the row comes from."""
