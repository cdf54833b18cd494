"""The stated rules by which a score becomes a potential, a challenge or an anomaly, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["potential", "challenge", "anomaly"]

TOP_SHARE: Final = 0.1
"""The share of its peers to which a region in the "top decile" belongs."""
LAG: Final = 0.1
"""The share of the scale by which a dimension lags the mean of the others to be named."""
WORSENING_STEPS: Final = 2
"""So many years running a value gets worse before it is called a trend."""


@dataclass(frozen=True)
class Rule:
    """A rule: `en` and `id` are filled with the figures of a finding; `mark` is its reference where that is a score."""

    name: str
    kind: Kind
    en: str
    id: str


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "below_target",
        "challenge",
        "{subject} is {value}; the target is {reference}.",
        "{subject} sebesar {value}; targetnya {reference}.",
    ),
    Rule(
        "below_goalpost",
        "challenge",
        "{subject} is {value}, beyond the worst value of the scale, {reference}.",
        "{subject} sebesar {value}, melampaui nilai terburuk skala, {reference}.",
    ),
    Rule(
        "below_peers",
        "challenge",
        "{subject} scores {score}; half of the peers score {mark} or more.",
        "Skor {subject} adalah {score}; setengah dari daerah sebanding mencapai {mark} atau lebih.",
    ),
    Rule(
        "worsening",
        "challenge",
        "{subject} has worsened two years running, from {reference} to {value}.",
        "{subject} memburuk dua tahun berturut-turut, dari {reference} menjadi {value}.",
    ),
    Rule(
        "misses_deadline",
        "challenge",
        "{subject} is heading for its target {reference} {when}; the deadline is {deadline}.",
        "{subject} menuju target {reference} {when}; tenggatnya {deadline}.",
    ),
    Rule(
        "missing",
        "challenge",
        "There is no observation of {subject} for {year}.",
        "Tidak ada data {subject} untuk {year}.",
    ),
    Rule(
        "stale",
        "challenge",
        "The latest observation of {subject} is of {reference}, not of {year}.",
        "Data terbaru {subject} adalah dari {reference}, bukan {year}.",
    ),
    Rule(
        "lagging",
        "challenge",
        "{subject} scores {score}; the other dimensions score {mark} on average.",
        "Skor {subject} adalah {score}; rata-rata dimensi lainnya {mark}.",
    ),
    Rule(
        "top_decile",
        "potential",
        "{subject} scores {score}, among the best tenth of the peers.",
        "Skor {subject} adalah {score}, termasuk sepersepuluh terbaik dari daerah sebanding.",
    ),
    Rule(
        "fastest_improving",
        "potential",
        "{subject} went from {reference} to {value} within a year, among the fastest tenth of the peers.",
        "{subject} berubah dari {reference} menjadi {value} dalam setahun, termasuk sepersepuluh tercepat.",
    ),
    Rule(
        "unused_resource",
        "potential",
        "{subject} is {value}, above the median of the peers, but little of it is used.",
        "{subject} sebesar {value}, di atas median daerah sebanding, tetapi belum banyak dimanfaatkan.",
    ),
    Rule(
        "published_differs",
        "anomaly",
        "The published {subject} is {value}; its components give {reference}.",
        "{subject} yang dipublikasikan {value}; komponennya menghasilkan {reference}.",
    ),
)
RULE: Final = {rule.name: rule for rule in RULES}
