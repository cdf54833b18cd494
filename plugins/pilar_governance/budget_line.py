"""`BudgetLine`: what a region's government planned to receive and spend, and what it did."""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference


class AccountGroup(enum.Enum):
    """The groups of accounts in regional budgets (Permendagri 90/2019), by the first two parts of their code.

    4.1 own-source revenue (PAD), 4.2 transfers, 4.3 other revenue; 5.1 operating, 5.2 capital, 5.3 contingency and
    5.4 transfer expenditure; 6.1 financing received, 6.2 financing paid.
    """

    OWN_SOURCE_REVENUE = "OWN_SOURCE_REVENUE"
    TRANSFER_REVENUE = "TRANSFER_REVENUE"
    OTHER_REVENUE = "OTHER_REVENUE"
    OPERATING_EXPENDITURE = "OPERATING_EXPENDITURE"
    CAPITAL_EXPENDITURE = "CAPITAL_EXPENDITURE"
    CONTINGENCY_EXPENDITURE = "CONTINGENCY_EXPENDITURE"
    TRANSFER_EXPENDITURE = "TRANSFER_EXPENDITURE"
    FINANCING_RECEIVED = "FINANCING_RECEIVED"
    FINANCING_PAID = "FINANCING_PAID"


CODES: Final = ("4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "5.4", "6.1", "6.2")
GROUPS: Final = " ".join(
    f"WHEN '{code}.' THEN '{group.name}'" for code, group in zip(CODES, AccountGroup, strict=True)
)
RATE: Final = "1.0 * realised_idr / nullif(coalesce(revised_idr, budgeted_idr), 0)"


class BudgetLine(Entity, table=True):
    """One account of a region's budget (APBD) in a year: planned, revised and realised amounts.

    Accounts may be given in any depth, also a total beside its parts: sums should then be taken over one depth only.
    Own-source of total revenue, as realised, is the indicator GOV.OWN_REVENUE. Starts empty.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "account")

    region_id: int = reference("region")
    """The region whose budget it is."""
    year: int = column(index=True, ge=1945, le=2200)
    """Budget year, which is the calendar year."""
    account: str = column(index=True, max_length=40)
    """Code of the account by Permendagri 90/2019, parts divided by points: `4.1.01`."""
    name_id: str = column(max_length=300)
    name_en: str | None = column(default=None, max_length=300)
    """Name of the account."""
    account_group: AccountGroup | None = computed(
        f"CASE substr(account || '.', 1, 4) {GROUPS} END", index=True
    )
    """The group that the account belongs to; null for the totals 4, 5 and 6, and for a code that is none."""
    depth: int | None = computed("length(account) - length(replace(account, '.', '')) + 1", index=True)
    """Number of parts of the code: 2 for the groups themselves. Sums over one depth count nothing twice."""
    budgeted_idr: Decimal | None = column(default=None, scale=2)
    """Amount in the budget as first adopted, in rupiah (ISO 4217: IDR), at prices of the year."""
    revised_idr: Decimal | None = column(default=None, scale=2)
    """Amount after the revision within the year (APBD-P), in rupiah (ISO 4217: IDR)."""
    realised_idr: Decimal | None = column(default=None, scale=2)
    """Amount received or spent by the end of the year, in rupiah (ISO 4217: IDR)."""
    realised_pct: float | None = computed(f"round(10000.0 * ({RATE})) / 100.0", unit="%", index=True)
    """Realised of the latest plan."""
    realised_plausible: bool | None = computed(f"({RATE}) BETWEEN 0 AND 2", index=True)
    """Whether between nothing and twice the latest plan was realised; null where either is missing."""
    source_id: int = reference("source")
    """Where the amounts come from."""
