"""The name of a region as tables write it -> its kind, where it is said, and its bare name, ways of reading in order.

`Kab. Bandung` is a kabupaten called `bandung`. `Kotabaru` is one word and says no kind; `Kota Baru` may be a kota
called `baru` or that same kabupaten, and whoever looks it up tries both in this order.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pilar.commons.region import RegionKind

KINDS: Final = {
    "kabupaten": RegionKind.KABUPATEN,
    "kab": RegionKind.KABUPATEN,
    "regency": RegionKind.KABUPATEN,
    "kota": RegionKind.KOTA,
    "kodya": RegionKind.KOTA,
    "kotamadya": RegionKind.KOTA,
    "city": RegionKind.KOTA,
    "provinsi": RegionKind.PROVINCE,
    "propinsi": RegionKind.PROVINCE,
    "prov": RegionKind.PROVINCE,
    "prop": RegionKind.PROVINCE,
    "province": RegionKind.PROVINCE,
    "negara": RegionKind.COUNTRY,
}
WORDS: Final = {
    "kep": "kepulauan",
    "kepulauan": "kepulauan",
    "adm": "",
    "administrasi": "",
    "administratif": "",
}
STATUS: Final = re.compile(r"^(daerah khusus ibukota|daerah khusus|daerah istimewa|dki|dk|diy|d i|di)\s+")
"""What stands before the names of Jakarta and Yogyakarta, in full or short."""


class Reading(NamedTuple):
    """One way to read a name; `kind` is None where the name does not say it."""

    kind: RegionKind | None
    name: str


def read_name(text: str) -> list[Reading]:
    """Return the ways to read `text`, the most telling first; none for a text without letters."""
    words = [WORDS.get(word, word) for word in re.findall(r"\w+", _folded(text))]
    words = [word for word in words if word]
    if not words:
        return []
    readings = []
    for at, rest in ((0, words[1:]), (-1, words[:-1])):
        if rest and words[at] in KINDS:
            readings.append(Reading(KINDS[words[at]], squeeze(rest)))
    readings.append(Reading(None, squeeze(words)))
    bare = STATUS.sub("", " ".join(words))
    if bare != " ".join(words):
        readings.append(Reading(RegionKind.PROVINCE, squeeze(bare.split())))
    return readings


def squeeze(words: list[str]) -> str:
    """Join words: `Tulang Bawang` and `Tulangbawang` are one name."""
    return "".join(words)


def kind_of(text: str) -> RegionKind | None:
    """Read a cell that says a kind: `KAB.`, `Kota`, `kabupaten`."""
    word = "".join(re.findall(r"\w+", text.casefold()))
    return KINDS.get(word)


def _folded(text: str) -> str:
    return re.sub("[\u2019\u00b4'`]", "", text.casefold())
