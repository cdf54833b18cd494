"""Numbers as tables write them -> numbers with a decimal point, or the reason why they cannot be told.

A file has one decimal mark. It is found by evidence: `12,5` or `1.234,56` can only have a comma, `12.5` or `1,234.56`
only a point. Without evidence it is a point, and a number such as `1,234` is refused rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pilar.commons.cells import UnfitCell

SPACES: Final = " \u00a0\u202f'"
DIGITS: Final = r"-?\d+"
GROUPS: Final = r"-?\d{1,3}"


def _evidence(mark: str, other: str) -> re.Pattern[str]:
    """What is a number only if `mark` is the decimal mark and `other` separates thousands."""
    return re.compile(
        rf"{DIGITS}[{mark}](\d{{1,2}}|\d{{4,}})"
        rf"|{GROUPS}([{other}{SPACES}]\d{{3}})+[{mark}]\d+"
        rf"|{GROUPS}([{other}]\d{{3}}){{2,}}"
    )


COMMA: Final = _evidence(",", ".")
POINT: Final = _evidence(".", ",")
GROUPED: Final = {
    ".": re.compile(rf"{GROUPS}([,{SPACES}]\d{{3}})+(\.\d+)?"),
    ",": re.compile(rf"{GROUPS}([.{SPACES}]\d{{3}})+(,\d+)?"),
}
OTHER: Final = {".": ",", ",": "."}
NAMES: Final = {".": "point", ",": "comma"}


@dataclass(frozen=True)
class Marks:
    """The decimal mark of a file, and whether that was said or seen, or only assumed."""

    decimal: str = "."
    certain: bool = False


def find_marks(cells: Iterable[str], decimal: str = "") -> Marks:
    """Find the decimal mark of `cells`; `decimal` settles it. Where both occur, the more frequent one."""
    if decimal:
        return Marks(decimal, certain=True)
    commas = points = 0
    for cell in cells:
        text = cell.strip()
        commas += COMMA.fullmatch(text) is not None
        points += POINT.fullmatch(text) is not None
    if not commas and not points:
        return Marks()
    return Marks("," if commas > points else ".", certain=True)


def plain_number(text: str, marks: Marks) -> str:
    """Return `text` with a decimal point and without thousands separators. Raises `UnfitCell` where that is a guess."""
    mark, other = marks.decimal, OTHER[marks.decimal]
    if other not in text and not any(space in text for space in SPACES):
        return text.replace(",", ".")
    if GROUPED[mark].fullmatch(text):
        if not marks.certain:
            raise UnfitCell(
                f"may have a decimal {NAMES[other]} or thousands separators",
                f"Say which mark the file uses: --decimal '{other}' or --decimal '{mark}'.",
            )
        return re.sub(rf"[{other}{SPACES}]", "", text).replace(",", ".")
    if re.fullmatch(r"-?\d+[.,]\d+", text):
        raise UnfitCell(
            f"has a decimal {NAMES[other]}, where the file uses a {NAMES[mark]}",
            f"Write a decimal {NAMES[mark]}, or say --decimal '{other}' if all of the file has it.",
        )
    return text
