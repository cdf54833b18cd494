"""`SpbeIndicator`: the 47 things that the maturity of e-government is judged by."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference


class SpbeDomain(enum.Enum):
    """Domains of e-government maturity: internal policy weighs 13 %, governance 25, management 16.5, services 45.5."""

    POLICY = "POLICY"
    GOVERNANCE = "GOVERNANCE"
    MANAGEMENT = "MANAGEMENT"
    SERVICES = "SERVICES"


class SpbeAspect(enum.Enum):
    """The eight aspects that the domains of e-government maturity consist of."""

    INTERNAL_POLICY = "INTERNAL_POLICY"
    STRATEGIC_PLANNING = "STRATEGIC_PLANNING"
    TECHNOLOGY = "TECHNOLOGY"
    ORGANISATION = "ORGANISATION"
    MANAGEMENT = "MANAGEMENT"
    AUDIT = "AUDIT"
    ADMINISTRATIVE_SERVICES = "ADMINISTRATIVE_SERVICES"
    PUBLIC_SERVICES = "PUBLIC_SERVICES"


class SpbeIndicator(Entity, table=True):
    """One of the 47 indicators of e-government maturity (SPBE), as Permenpan RB 59/2020 lists and weighs them.

    A government is at level 1 to 5 of each. The levels, weighed and added up, are the SPBE index. The regulation holds
    for the evaluations from 2021 on.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=2)
    """Number in the regulation, in two digits: `01` to `47`."""
    domain: SpbeDomain = column(index=True)
    """The domain that it belongs to."""
    aspect: SpbeAspect = column(index=True)
    """The aspect of the domain that it belongs to."""
    name_id: str = column(max_length=200)
    name_en: str | None = column(default=None, max_length=200)
    """What is judged. The English names are translations of ours."""
    weight_pct: float = column(unit="%", ge=0, le=100)
    """Weight in the index. The 47 weights total 100."""
    source_id: int = reference("source")
    """The regulation that lists it."""
