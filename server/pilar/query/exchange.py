"""What the engine takes and gives: a `Request`, an `Answer`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(slots=True)
class Request:
    """One GraphQL request: the text of a document, or what it is known by.

    With `read_only` (GET) nothing is written. `shows_cost` asks for `extensions.cost`. `last_event_id` is the cursor of
    the event that a browser saw last, before it lost the line.
    """

    document: str | None
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation_name: str | None = None
    language: Literal["id", "en"] = "id"
    read_only: bool = False
    document_id: str | None = None
    sha256: str | None = None
    shows_cost: bool = False
    last_event_id: str = ""


@dataclass(slots=True)
class Answer:
    """The complete JSON response. `executed` is false when the request was refused before any of it ran.

    `complete` when it has no errors. `entity_tag` names the answer to a GET; `unchanged` when the client holds it
    already: then there is no body. `gzipped` is the body compressed, where that is at hand. `streams` when the request
    was refused because its answers are events; `cursor` is the place of one event among them.
    """

    body: bytes
    executed: bool
    complete: bool = False
    entity_tag: str = ""
    unchanged: bool = False
    gzipped: bytes = b""
    streams: bool = False
    cursor: str = ""
