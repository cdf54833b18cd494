"""Text of a WebSocket <-> messages of the subprotocol `graphql-transport-ws`.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NoReturn

import orjson

from pilar.errors import InvalidRequest
from pilar.http.parameters import load_json

SUBPROTOCOL: Final = "graphql-transport-ws"
LONGEST_ID: Final = 200
LONGEST_REASON_BYTES: Final = 123  # https://www.rfc-editor.org/rfc/rfc6455#section-5.5

INVALID_MESSAGE: Final = 4400
UNAUTHORIZED: Final = 4401
SUBPROTOCOL_NOT_ACCEPTABLE: Final = 4406
INIT_TIMEOUT: Final = 4408
SUBSCRIBER_EXISTS: Final = 4409
SLOW_CONSUMER: Final = 4410  # ours: the protocol leaves such ends to the server
TOO_MANY_INITS: Final = 4429

TYPES: Final = ("connection_init", "subscribe", "complete", "ping", "pong")
WITH_ID: Final = ("subscribe", "complete")


class Closed(Exception):
    """The socket is to be closed with a code and a reason of at most 123 bytes."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason.encode()[:LONGEST_REASON_BYTES].decode(errors="ignore")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a client; `id` is empty where its type has none."""

    type: str
    id: str
    payload: dict[str, Any] | None


def read_message(text: str | None) -> Message:
    """Read a message. Raises `Closed` for what the protocol does not know."""
    if text is None:
        _refuse("Messages are text, not binary.")
    try:
        content = load_json(text.encode("utf-8", "surrogatepass"), "The message")
    except InvalidRequest as error:
        _refuse(error.message)
    if not isinstance(content, dict):
        _refuse("The message is no JSON object.")
    type_, payload = content.get("type"), content.get("payload")
    if type_ not in TYPES:
        _refuse(f"The type of the message is none of {', '.join(TYPES)}.")
    if payload is not None and not isinstance(payload, dict):
        _refuse(f"The payload of `{type_}` is no JSON object.")
    return Message(type_, _id(content) if type_ in WITH_ID else "", payload)


def next_message(id_: str, body: bytes) -> str:
    """Write an answer, which is JSON already."""
    return f'{{"id":{_text(id_)},"type":"next","payload":{body.decode()}}}'


def write_message(type_: str, id_: str = "", payload: Any = None) -> str:
    """Write any other message."""
    content: dict[str, Any] = {"id": id_} if id_ else {}
    content["type"] = type_
    if payload is not None:
        content["payload"] = payload
    return orjson.dumps(content).decode()


def _id(content: dict[str, Any]) -> str:
    id_ = content.get("id")
    if not isinstance(id_, str) or not 0 < len(id_) <= LONGEST_ID:
        _refuse(f"The id of the message is no text of 1 to {LONGEST_ID} characters.")
    return id_


def _text(content: str) -> str:
    return orjson.dumps(content).decode()


def _refuse(reason: str) -> NoReturn:
    raise Closed(INVALID_MESSAGE, reason)
