"""`CrimeStatistic`: crimes reported to the police in a region and year."""

from __future__ import annotations

import enum
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference


class CrimeKind(enum.Enum):
    """Groups of crimes in the statistics of the national police and BPS (Statistik Kriminal).

    Against life (murder), against the body (assault), against decency (rape, sexual abuse), against liberty
    (kidnapping, forced labour), against property with violence (robbery) and without (theft, arson), of narcotics, of
    fraud and corruption, against public order.
    """

    LIFE = "LIFE"
    BODY = "BODY"
    DECENCY = "DECENCY"
    LIBERTY = "LIBERTY"
    PROPERTY_WITH_VIOLENCE = "PROPERTY_WITH_VIOLENCE"
    PROPERTY = "PROPERTY"
    NARCOTICS = "NARCOTICS"
    FRAUD_CORRUPTION = "FRAUD_CORRUPTION"
    PUBLIC_ORDER = "PUBLIC_ORDER"


VIOLENT_KINDS: Final = (CrimeKind.LIFE, CrimeKind.BODY, CrimeKind.DECENCY, CrimeKind.PROPERTY_WITH_VIOLENCE)
"""Murder, assault, sexual assault and robbery: the violent crimes of U4SSC SC: SH: SA: 8C and ISO 37120."""
VIOLENT: Final = "kind IN ({})".format(", ".join(f"'{kind.name}'" for kind in VIOLENT_KINDS))


class CrimeStatistic(Entity, table=True):
    """Crimes of one group that were reported to the police in a region and year. Starts empty.

    Reported crime is not all crime: more reports can mean more trust in the police.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "kind")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)

    region_id: int = reference("region")
    """The region in which the crimes were committed: mostly the area of a police resort (Polres)."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year of the reports."""
    kind: CrimeKind = column(index=True)
    """The group of crimes."""
    reported: int = column(unit="{crime}/a", index=True, ge=0)
    """Crimes reported (crime total)."""
    cleared: int | None = column(default=None, unit="{crime}/a", ge=0)
    """Crimes cleared up in the year (crime cleared)."""
    clearance_pct: float | None = computed("100.0 * cleared / nullif(reported, 0)", unit="%", index=True)
    """Cleared of reported."""
    clearance_plausible: bool | None = computed("cleared <= reported", index=True)
    """Whether no more were cleared up than reported; can be false where crimes of earlier years were cleared up."""
    violent: bool | None = computed(VIOLENT, index=True)
    """Whether the group counts as violent: against life, body or decency, or against property with violence."""
    source_id: int = reference("source")
    """Where the row comes from."""
