"""Collaboration of the programme: partnerships, commitments and contributions; calls of regions and offers of partners.

Its tables are the nouns beside this file; `matching.py` is the rule by which offers answer calls and shortfalls.
"""

from __future__ import annotations

from pilar import Entity, Example, hookimpl

from pilar_collaboration.call import Call
from pilar_collaboration.call_match import CallMatch
from pilar_collaboration.commitment import Commitment
from pilar_collaboration.contribution import Contribution
from pilar_collaboration.examples import EXAMPLES
from pilar_collaboration.fulfilment import Fulfilment
from pilar_collaboration.offer import Offer
from pilar_collaboration.offer_region import OfferRegion
from pilar_collaboration.partnership import Partnership
from pilar_collaboration.partnership_member import PartnershipMember
from pilar_collaboration.partnership_region import PartnershipRegion
from pilar_collaboration.shortfall_match import ShortfallMatch


@hookimpl
def register_tables() -> list[type[Entity]]:
    """Each table after those that it refers to, each view after those that it reads."""
    return [
        Partnership,
        PartnershipMember,
        PartnershipRegion,
        Commitment,
        Contribution,
        Fulfilment,
        Call,
        Offer,
        OfferRegion,
        CallMatch,
        ShortfallMatch,
    ]


@hookimpl
def register_examples() -> list[Example]:
    """Questions that the shared observations answer today, and the tables once they are filled."""
    return list(EXAMPLES)
