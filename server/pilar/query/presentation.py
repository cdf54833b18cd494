"""Errors and data -> the JSON of a GraphQL response (specification, section "Response")."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from typing import Any, Final

import orjson
from graphql import GraphQLError

from pilar.access.budget import Balance
from pilar.errors import DanglingReference, InternalError, PilarError

log: Final = logging.getLogger("pilar.query")
MOST_PLACES: Final = 20
NULL_VIOLATION: Final = "Cannot return null for non-nullable field"


def response(data: str | None, errors: Sequence[dict[str, Any]], cost: Balance | None = None) -> bytes:
    """Put a response together. `data` is JSON already, and None when nothing ran."""
    parts = [] if data is None else [f'"data":{data}']
    if errors:
        parts.append(f'"errors":{orjson.dumps(list(errors)).decode()}')
    if cost is not None:
        named = {"requested": cost.requested, "remaining": cost.remaining, "resetAt": cost.reset_at}
        parts.append(f'"extensions":{{"cost":{orjson.dumps(named).decode()}}}')
    return f"{{{','.join(parts)}}}".encode()


def entry(
    error: PilarError, path: Sequence[str | int] | None = None, located: GraphQLError | None = None
) -> dict[str, Any]:
    """Return one error of a response, with the places in the document and in the data that it is about."""
    shown: dict[str, Any] = {"message": error.message}
    if located is not None and located.locations:
        shown["locations"] = [place(location) for location in located.locations[:MOST_PLACES]]
    if path is not None:
        shown["path"] = list(path)
    return {**shown, "extensions": error.extensions}


def place(location: Any) -> dict[str, int]:
    """Return a source location as the specification wants it."""
    return {"line": location.line, "column": location.column}


def executed(error: GraphQLError) -> dict[str, Any]:
    """Return an error of the executor. What nobody foresaw is logged, and shown by the id of its log entry only."""
    original = error.original_error
    if isinstance(original, PilarError):
        return entry(original, error.path, error)
    if isinstance(original, TypeError) and str(original).startswith(NULL_VIOLATION):
        dangling = DanglingReference(f"{original}", "Ask without this field, or tell the owner of the data.")
        return entry(dangling, error.path, error)
    if original is None or isinstance(original, GraphQLError):
        said = entry(InternalError(error.message), error.path, error)
        return {**said, "extensions": {"code": InternalError.code, **(error.extensions or {})}}
    return entry(unforeseen(original), error.path, error)


def unforeseen(error: BaseException) -> InternalError:
    """Log an error with its traceback under a new id; return what a client may know."""
    number = secrets.token_hex(6)
    log.error("Internal error %s", number, exc_info=error)
    return InternalError(f"Internal error {number}.", "Tell the operator this id: the log has the rest.")
