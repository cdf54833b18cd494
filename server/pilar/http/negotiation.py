"""`Accept` -> the media type of the answer; `Accept-Language` -> the language of bilingual fields.

Both headers are lists of weighted values (RFC 9110, 12.4.2), and both choices are pure functions of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from pilar.errors import NotAcceptable

Language = Literal["id", "en"]
MediaType = Literal["application/graphql-response+json", "application/json", "text/event-stream"]

# https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types
GRAPHQL_JSON: Final = "application/graphql-response+json"
PLAIN_JSON: Final = "application/json"
EVENT_STREAM: Final = "text/event-stream"

_UTF8_NAMES: Final = frozenset({"utf-8", "utf8"})


@dataclass(frozen=True, slots=True)
class Weighted:
    """One value of a weighted list, in lower case; `quality` lies between 0 (refused) and 1."""

    value: str
    parameters: tuple[tuple[str, str], ...]
    quality: float


@lru_cache(maxsize=256)
def choose_media_type(accept: str) -> MediaType:
    """Return the media type that the client likes best.

    No `Accept` at all, and a wildcard, mean `application/json`, which clients expect that know no other.
    Where both types are named with the same weight, the newer one wins, whose HTTP status tells more. Events are chosen
    only where they are liked better than both.

    Raises NotAcceptable when every type that we have is refused or unnamed.
    """
    if not accept.strip():
        return PLAIN_JSON
    ranges = [item for item in parse_weighted(accept) if _speaks_utf8(item)]
    newer, plain = _preference(ranges, GRAPHQL_JSON), _preference(ranges, PLAIN_JSON)
    events = _named(ranges, EVENT_STREAM)
    if events > max(newer, plain)[0]:
        return EVENT_STREAM
    if max(newer, plain)[0] <= 0:
        raise NotAcceptable(
            f"`Accept: {accept[:200]}` names no media type that an answer can have.",
            f"Accept `{GRAPHQL_JSON}`, `{PLAIN_JSON}` or `{EVENT_STREAM}`.",
        )
    named_by_itself = newer[1] == 2
    return GRAPHQL_JSON if newer > plain or (newer == plain and named_by_itself) else PLAIN_JSON


def takes_events(accept: str) -> bool:
    """Tell whether the client names event streams, as one among others: then it gets one for a subscription."""
    return _named([item for item in parse_weighted(accept) if _speaks_utf8(item)], EVENT_STREAM) > 0


@lru_cache(maxsize=256)
def choose_language(accept_language: str) -> Language:
    """Return `en` where the client prefers English to Indonesian, else `id`; a `*` stands for Indonesian.

    Between equal weights the one listed first is preferred, as RFC 9110, 12.5.4 allows.
    """
    wanted = sorted(parse_weighted(accept_language), key=lambda item: -item.quality)
    for item in wanted:
        primary = item.value.partition("-")[0]
        if item.quality > 0 and primary in ("id", "en", "*"):
            return "en" if primary == "en" else "id"
    return "id"


def takes_gzip(accept_encoding: str) -> bool:
    """Tell whether `Accept-Encoding` names gzip, and does not refuse it."""
    return any(item.value == "gzip" and item.quality > 0 for item in parse_weighted(accept_encoding))


def parse_weighted(header: str) -> list[Weighted]:
    """Split `a;p=1;q=0.5, b` into its values; one whose weight is not a number is left out."""
    parsed = (_parse_item(item) for item in header.split(",") if item.strip())
    return [item for item in parsed if item is not None]


def parse_media_type(text: str) -> tuple[str, dict[str, str]]:
    """Split `Application/JSON; Charset="UTF-8"` into `application/json` and `{"charset": "utf-8"}`."""
    value, *parameters = text.lower().split(";")
    return value.strip(), dict(_parse_parameter(parameter) for parameter in parameters if parameter.strip())


def is_utf8(charset: str) -> bool:
    """Tell whether a charset parameter, in lower case, names UTF-8."""
    return charset in _UTF8_NAMES


def _parse_item(item: str) -> Weighted | None:
    value, parameters = parse_media_type(item)
    try:
        quality = float(parameters.pop("q", "1"))
    except ValueError:
        return None
    return Weighted(value, tuple(parameters.items()), quality) if 0 <= quality <= 1 else None


def _parse_parameter(parameter: str) -> tuple[str, str]:
    name, _, value = parameter.partition("=")
    return name.strip(), value.strip().strip('"')


def _speaks_utf8(media_range: Weighted) -> bool:
    return is_utf8(dict(media_range.parameters).get("charset", "utf-8"))


def _named(ranges: list[Weighted], media_type: MediaType) -> float:
    return max((item.quality for item in ranges if item.value == media_type), default=0.0)


def _preference(ranges: list[Weighted], media_type: MediaType) -> tuple[float, int]:
    """Return the weight of the range that decides, and how closely that names the type: `*/*` is 0."""
    specificities = {media_type: 2, "application/*": 1, "*/*": 0}
    fitting = [(specificities[item.value], item.quality) for item in ranges if item.value in specificities]
    specificity, quality = max(fitting, default=(0, 0.0))
    return quality, specificity
