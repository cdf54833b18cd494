"""`PartnershipMember`: further organisations in a partnership."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, Organization, column, reference

from pilar_collaboration.partnership import Partnership


class MemberRole(enum.Enum):
    """What a member does in a partnership."""

    LEAD = "LEAD"
    IMPLEMENTER = "IMPLEMENTER"
    FUNDER = "FUNDER"
    ADVISER = "ADVISER"


class PartnershipMember(Entity, table=True):
    """An organisation that takes part in a partnership beside the partner that signed. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("partnership_id", "organization_id")

    partnership_id: int = reference(Partnership, back="members")
    """The partnership."""
    organization_id: int = reference(Organization)
    """The member."""
    role: MemberRole = column(index=True)
    """What it does."""
    source_id: int = reference("source")
    """Where the row comes from."""
