"""A JSON body or a query string -> a GraphQL request (GraphQL over HTTP, section "Request Parameters").

Keys that nobody knows are ignored, as the specification asks; those that it knows must have their type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import parse_qsl

import orjson

from pilar.errors import InvalidRequest
from pilar.http.negotiation import Language
from pilar.query.exchange import Request

NESTING_LIMIT: Final = 64
_UTF8_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_PARAMETERS: Final = ("query", "operationName", "variables", "extensions", "documentId")
_SHA256: Final = re.compile(r"[0-9a-fA-F]{64}")


def request_from_body(body: bytes | bytearray, language: Language) -> Request:
    """Read a POST body, which must be one JSON object. Raises InvalidRequest."""
    parameters = load_json(body, "The body")
    if isinstance(parameters, list):
        raise InvalidRequest(
            "The body is a JSON array: batches of operations are not served.",
            "Send one request for each operation, or several root fields in one operation.",
        )
    if not isinstance(parameters, dict):
        raise InvalidRequest(
            f"The body is {_described(parameters)}, not a JSON object.",
            'Send an object such as {"query": "{ __typename }"}.',
        )
    return request_from_parameters(parameters, language, read_only=False)


def request_from_query_string(query_string: bytes, language: Language) -> Request:
    """Read the parameters of a GET, which may only run queries; empty ones count as absent.

    Raises InvalidRequest.
    """
    texts = {name: text for name, text in _pairs(query_string) if text}
    parameters: dict[str, Any] = dict(texts)
    for name in ("variables", "extensions"):
        if name in texts:
            parameters[name] = load_json(texts[name].encode(), f"`{name}`")
    return request_from_parameters(parameters, language, read_only=True)


def request_from_parameters(parameters: dict[str, Any], language: Language, *, read_only: bool) -> Request:
    """Read the parameters of a request, however they came. Raises InvalidRequest."""
    request = Request(
        _text(parameters, "query"),
        _object_or_nothing(parameters, "variables"),
        _text(parameters, "operationName"),
        language,
        read_only,
    )
    if "extensions" in parameters or "documentId" in parameters:
        _read_extensions(parameters, request)
    if request.document is None and request.document_id is None and request.sha256 is None:
        raise InvalidRequest(
            f"The parameter `query` is {_described(parameters.get('query'))}, not a string.",
            "Send the GraphQL document as the string `query`; a person may rather open /explorer.",
        )
    return request


def _read_extensions(parameters: dict[str, Any], request: Request) -> None:
    """Read how else a document can be named, and what else is asked for."""
    request.document_id = _text(parameters, "documentId")
    extensions = _object_or_nothing(parameters, "extensions")
    request.sha256 = _persisted_hash(extensions) if "persistedQuery" in extensions else None
    request.shows_cost = extensions.get("cost") is True


def _text(parameters: dict[str, Any], name: str) -> str | None:
    value = parameters.get(name)
    if value is None or isinstance(value, str):
        return value
    raise InvalidRequest(
        f"The parameter `{name}` is {_described(value)}, not a string.",
        f"Send `{name}` as a string, or leave it out.",
    )


def _persisted_hash(extensions: dict[str, Any]) -> str:
    """Read `extensions.persistedQuery` of the protocol of automatic persisted queries, version 1."""
    persisted = extensions["persistedQuery"]
    sha256 = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
    if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
        raise InvalidRequest(
            "`extensions.persistedQuery.sha256Hash` is no SHA-256 in hexadecimal.",
            'Send {"version": 1, "sha256Hash": "..."}, the hash of the exact text of `query`.',
        )
    return sha256


def _object_or_nothing(parameters: dict[str, Any], name: str) -> dict[str, Any]:
    value = parameters.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InvalidRequest(
            f"The parameter `{name}` is {_described(value)}, not an object.",
            f"Send `{name}` as a JSON object, or leave it out.",
        )
    return value


def _pairs(query_string: bytes) -> list[tuple[str, str]]:
    """Decode a query string; a parameter that we know may stand in it once."""
    try:
        pairs = parse_qsl(query_string.decode(), keep_blank_values=True, errors="strict")
    except ValueError:
        raise InvalidRequest(
            "The query string is not percent-encoded UTF-8.", "Encode each parameter with encodeURIComponent."
        ) from None
    names = [name for name, _ in pairs if name in _PARAMETERS]
    for name in _PARAMETERS:
        if names.count(name) > 1:
            raise InvalidRequest(f"The parameter `{name}` occurs {names.count(name)} times.", "Send it once.")
    return pairs


def load_json(text: bytes | bytearray, subject: str) -> Any:
    """Parse JSON, whose nesting orjson bounds at 1,024 and we at 64."""
    if text.startswith(_UTF8_BYTE_ORDER_MARK):
        raise InvalidRequest(
            f"{subject} begins with a byte order mark.", "Send UTF-8 without it (RFC 8259, 8.1)."
        )
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        if "depth limit" in error.msg:
            raise _nested_too_deep(subject) from None
        raise InvalidRequest(f"{subject} is not JSON: {error}.", "Send JSON in UTF-8 (RFC 8259).") from None
    brackets = text.count(b"[") + text.count(b"{")
    if brackets > NESTING_LIMIT and _is_nested_deeper_than(NESTING_LIMIT, value):
        raise _nested_too_deep(subject)
    return value


def _is_nested_deeper_than(limit: int, value: Any) -> bool:
    """Look at the containers of one level after the other: no recursion, linear in the size of the value."""
    level = [value] if isinstance(value, list | dict) else []
    for _ in range(limit):
        if not level:
            return False
        level = [item for outer in level for item in _items(outer) if isinstance(item, (list, dict))]
    return bool(level)


def _items(container: list[Any] | dict[str, Any]) -> Iterable[Any]:
    return container.values() if isinstance(container, dict) else container


def _nested_too_deep(subject: str) -> InvalidRequest:
    return InvalidRequest(
        f"{subject} is nested deeper than {NESTING_LIMIT} levels, which is the limit.",
        "Flatten the variables.",
    )


def _described(value: Any) -> str:
    """Name the JSON type of a value: the value itself may be long, or a secret."""
    if value is None:
        return "missing or null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a string"
    return "an array" if isinstance(value, list) else "an object"
