"""A code or a name in a cell -> the region that it means, or the rule that it breaks, with the candidates.

Codes are text. `32.73` is Kemendagri's; `3273` may be BPS's or Kemendagri's without the dot, and where the two differ
the scheme must be known: from the header, from `--codes`, or because other cells of the column have the dot. `11.1` is
`11.10` or `11.01` that a spreadsheet cut: it is never guessed.

Names say their kind or not. A bare name that two regions share, as `Bandung`, is taken for the one which the column
does not name otherwise: where `Kota Bandung` has a row of its own, `Bandung` is the kabupaten. Else it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

import sqlalchemy as sa
from sqlmodel import SQLModel

from pilar.commons.cells import UnfitCell
from pilar.commons.region import Region, RegionKind
from pilar.commons.region_alias import RegionAlias
from pilar.commons.region_code import CodeScheme, RegionCode
from pilar.commons.region_parent import RegionParent
from pilar.errors import nearest
from pilar.importing.region_names import Reading, kind_of, read_name

Scheme = Literal["kemendagri", "bps"]
EVERY_KIND: Final = frozenset(RegionKind)
PROVINCES: Final = frozenset({RegionKind.PROVINCE})
REGENCIES: Final = frozenset({RegionKind.KABUPATEN, RegionKind.KOTA})
CODE: Final = re.compile(r"\d{2}|\d{4}|\d\d\.\d\d|ID(-[A-Z]{2})?")
LOST_ZERO: Final = re.compile(r"(\d\d)\.(\d)")
BELOW: Final = re.compile(r"\d\d\.\d\d(\.\d+)+|\d{6,10}")
FORMATTED: Final = "Format the column as text before you export it"


@dataclass(frozen=True)
class Known:
    """A region, as far as a cell can tell it; `parents` are ids of the regions above it, today and before."""

    id: int
    code: str
    kind: RegionKind
    name: str
    parents: frozenset[int]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


@dataclass(frozen=True)
class Gazetteer:
    """All regions of a database by code and by name."""

    by_code: dict[str, Known]
    by_bps: dict[str, Known]
    by_iso: dict[str, Known]
    by_name: dict[str, tuple[Known, ...]]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Survey:
    """What a whole column says: the ids of the regions that it names in full, and whether its codes have dots."""

    named: frozenset[int]
    dotted: bool


def read_gazetteer(connection: sa.Connection) -> Gazetteer:
    """Read the regions, their codes, names, aliases and parents; a few thousand rows."""
    region, alias, code, parent = (
        SQLModel.metadata.tables[str(each.__tablename__)]
        for each in (Region, RegionAlias, RegionCode, RegionParent)
    )
    parents: dict[int, set[int]] = {}
    for region_id, parent_id in connection.execute(sa.select(parent.c.region_id, parent.c.parent_id)):
        parents.setdefault(region_id, set()).add(parent_id)
    known: dict[int, Known] = {}
    names: dict[str, dict[int, Known]] = {}
    for row in connection.execute(sa.select(region)):
        ids = frozenset(parents.get(row.id, set()) | ({row.parent_id} if row.parent_id else set()))
        known[row.id] = Known(row.id, row.code, row.kind, row.name_id, ids)
        for name in filter(None, (row.name_id, row.name_en)):
            _add(names, name, known[row.id])
    for name, region_id in connection.execute(sa.select(alias.c.name, alias.c.region_id)):
        _add(names, name, known[region_id])
    codes: dict[CodeScheme, dict[str, Known]] = {scheme: {} for scheme in CodeScheme}
    for scheme, text, region_id in connection.execute(
        sa.select(code.c.scheme, code.c.code, code.c.region_id)
    ):
        codes[scheme][text] = known[region_id]
    return Gazetteer(
        {each.code: each for each in known.values()},
        codes[CodeScheme.BPS],
        codes[CodeScheme.ISO_3166_1] | codes[CodeScheme.ISO_3166_2],
        {name: tuple(regions.values()) for name, regions in names.items()},
        tuple(each.name for each in known.values()),
    )


def _add(names: dict[str, dict[int, Known]], name: str, region: Known) -> None:
    """Enter a region under each way to read its name that does not contradict its kind."""
    for kind, bare in read_name(name):
        if kind in (None, region.kind):
            names.setdefault(bare, {})[region.id] = region


@dataclass
class RegionMatcher:
    """Finds the regions of one column; `cells` gives all cells of the column where a doubt makes that necessary."""

    gazetteer: Gazetteer
    kinds: frozenset[RegionKind] = EVERY_KIND
    scheme: Scheme | None = None
    cells: Callable[[], Iterable[str]] = tuple
    eliminated: dict[str, str] = field(default_factory=dict)

    def match(self, text: str, province: str = "", kind: str = "") -> int:
        """Return the id of the region that `text` means, with what the row says of province and kind, if anything.

        Raises `UnfitCell`.
        """
        return self.find(text, province, kind).id

    def find(self, text: str, province: str = "", kind: str = "") -> Known:
        """As `match`, but the region itself."""
        within = self._province(province) if province else None
        code = re.sub(r"^(\d{2}|\d{4})\.0+$", r"\1", text)
        if CODE.fullmatch(code) or LOST_ZERO.fullmatch(code) or BELOW.fullmatch(code):
            found = self._by_code(code)
        else:
            found = self._by_name(text, within, kind_of(kind) if kind else None)
        if found.kind not in self.kinds:
            raise UnfitCell(f"is {found}, which the column is not about", "Name a region of the right level.")
        if within is not None and within.id not in found.parents and within.id != found.id:
            raise UnfitCell(
                f"is {found}, which never lay in {within.name}", "Correct the region or its province."
            )
        return found

    @cached_property
    def survey(self) -> Survey:
        """Look through the whole column, once."""
        named, dotted = set(), False
        for text in set(map(str.strip, self.cells())):
            if CODE.fullmatch(text):
                dotted = dotted or "." in text
                if found := self.gazetteer.by_code.get(text):
                    named.add(found.id)
                continue
            for kind, name in read_name(text):
                candidates = self._candidates(Reading(kind, name)) if kind else []
                if len(candidates) == 1:
                    named.add(candidates[0].id)
        return Survey(frozenset(named), dotted)

    def _by_code(self, code: str) -> Known:
        if code in self.gazetteer.by_iso and not code.isdigit():
            return self.gazetteer.by_iso[code]
        if BELOW.fullmatch(code):
            raise UnfitCell(
                "is the code of a place below kabupaten and kota", "Give the region that it lies in."
            )
        if LOST_ZERO.fullmatch(code):
            raise UnfitCell(
                f"has lost a digit{self._whole_codes(code)}", f"{FORMATTED}, and write all digits."
            )
        if "." in code:
            return self._known(self.gazetteer.by_code.get(code), code)
        dotted = f"{code[:2]}.{code[2:]}" if len(code) == 4 else code
        kemendagri, bps = self.gazetteer.by_code.get(dotted), self.gazetteer.by_bps.get(code)
        scheme = self.scheme or ("kemendagri" if len(code) == 2 and self._has_dots(kemendagri, bps) else None)
        if scheme is not None:
            return self._known(kemendagri if scheme == "kemendagri" else bps, code)
        if kemendagri and bps and kemendagri != bps:
            raise UnfitCell(
                f"is {kemendagri.name} in Kemendagri's codes, and {bps.name} in those of BPS",
                "Say which codes the file has: --codes kemendagri or --codes bps.",
            )
        return self._known(kemendagri or bps, code)

    def _has_dots(self, kemendagri: Known | None, bps: Known | None) -> bool:
        """Whether the scheme matters, and the dots of other cells tell it."""
        return kemendagri != bps and self.survey.dotted

    def _whole_codes(self, code: str) -> str:
        province, digit = code.split(".")
        whole = [
            self.gazetteer.by_code.get(each) for each in (f"{province}.{digit}0", f"{province}.0{digit}")
        ]
        shown = " or ".join(str(region) for region in whole if region)
        return f": it may be {shown}" if shown else ""

    def _known(self, region: Known | None, code: str) -> Known:
        if region is None:
            raise UnfitCell(
                "is the code of no region", nearest(code, self.gazetteer.by_code) or "Correct it."
            )
        return region

    def _province(self, text: str) -> Known:
        try:
            return RegionMatcher(self.gazetteer, PROVINCES, self.scheme).find(text)
        except UnfitCell as error:
            raise UnfitCell(f"has the province '{text}', which {error.rule}", error.remedy) from error

    def _by_name(self, text: str, within: Known | None, kind: RegionKind | None) -> Known:
        for reading in read_name(text):
            candidates = self._candidates(reading, kind)
            nearby = [each for each in candidates if within and within.id in each.parents] or candidates
            if len(nearby) == 1:
                return nearby[0]
            if nearby:
                return self._eliminate(text, nearby)
        raise UnfitCell(
            "is the name of no region",
            nearest(text, self.gazetteer.names) or "Correct the name, or give the code instead: 32.73.",
        )

    def _candidates(self, reading: Reading, kind: RegionKind | None = None) -> list[Known]:
        kinds = {reading.kind or kind} if reading.kind or kind else self.kinds
        return [
            region
            for region in self.gazetteer.by_name.get(reading.name, ())
            if region.kind in kinds and region.kind in self.kinds
        ]

    def _eliminate(self, text: str, candidates: Sequence[Known]) -> Known:
        """Return the only candidate that no other cell of the column names in full. Raises `UnfitCell`."""
        left = [region for region in candidates if region.id not in self.survey.named]
        if len(left) == 1:
            self.eliminated[text] = left[0].name
            return left[0]
        raise UnfitCell(
            f"may be {' or '.join(map(str, candidates))}",
            "Write the kind before the name (Kabupaten, Kota), or give the code or a column with the province.",
        )
