"""`LeadershipCommitment`: what a regional leader has promised the programme, and whether it was kept."""

from __future__ import annotations

import datetime
import enum
from decimal import Decimal
from typing import ClassVar

from pilar import Entity, column, computed, reference

from pilar_governance.regulation import Regulation


class CommitmentKind(enum.Enum):
    """What is promised: to sign, to regulate, to set up a council, to pay, to staff, to share data, to take part."""

    MEMORANDUM = "MEMORANDUM"
    REGULATION = "REGULATION"
    COUNCIL = "COUNCIL"
    BUDGET = "BUDGET"
    STAFF = "STAFF"
    DATA_SHARING = "DATA_SHARING"
    PARTICIPATION = "PARTICIPATION"


class CommitmentStatus(enum.Enum):
    """What has become of a commitment."""

    OPEN = "OPEN"
    KEPT = "KEPT"
    PARTLY_KEPT = "PARTLY_KEPT"
    WITHDRAWN = "WITHDRAWN"


class LeadershipCommitment(Entity, table=True):
    """A commitment to the smart-city programme by the head of a region. The office is named, not the person.

    Starts empty: regions and the programme's mentors enter them.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "stated_on"),)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the commitment."""
    region_id: int = reference("region")
    """The region whose head commits himself or herself."""
    kind: CommitmentKind = column(index=True)
    """What is promised."""
    title_id: str = column(max_length=500)
    title_en: str | None = column(default=None, max_length=500)
    """The commitment in one sentence."""
    office: str = column(max_length=200)
    """Office of who made it, such as `Wali Kota` or `Bupati`."""
    stated_on: datetime.date = column(index=True)
    """Day on which it was made."""
    due_on: datetime.date | None = column(default=None, index=True)
    """Day by which it should be kept."""
    kept_on: datetime.date | None = column(default=None)
    """Day on which it was kept."""
    status: CommitmentStatus = column(index=True)
    """What has become of it."""
    kept_on_time: bool | None = computed("kept_on <= due_on", index=True)
    """Whether it was kept by the day on which it was due; null until then, and where no day was set."""
    dates_consistent: bool | None = computed(
        "coalesce(due_on, stated_on) >= stated_on AND coalesce(kept_on, stated_on) >= stated_on"
        " AND (kept_on IS NULL OR status IN ('KEPT', 'PARTLY_KEPT'))"
    )
    """Whether it was due and kept no earlier than made, and has no day of being kept while open or withdrawn."""
    budget_idr: Decimal | None = column(default=None, scale=2, ge=0)
    """Amount promised in rupiah (ISO 4217: IDR), where it is about money."""
    regulation_id: int | None = reference(Regulation, optional=True, back="commitments")
    """The regulation that makes it binding."""
    source_id: int = reference("source")
    """Where it was made public."""
