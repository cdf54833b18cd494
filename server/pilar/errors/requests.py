"""Why a request, an operation or one of its fields is refused or fails; by HTTP, by document, by field."""

from __future__ import annotations

from typing import ClassVar

from pilar.errors.root import PilarError


class RequestError(PilarError):
    """One request, or one field of it, is refused or failed."""


class HttpError(RequestError):
    """The HTTP request is refused before GraphQL sees it."""

    status: ClassVar[int] = 400


class InvalidRequest(HttpError):
    """The request is not a GraphQL-over-HTTP request: not JSON, a parameter is missing or of the wrong type."""

    code = "REQUEST_INVALID"


class MethodNotAllowed(HttpError):
    """The HTTP method is not GET or POST, or a mutation came by GET."""

    code = "METHOD_NOT_ALLOWED"
    status = 405


class OriginRefused(HttpError):
    """A page of this origin may not open a WebSocket."""

    code = "ORIGIN_REFUSED"
    status = 403


class UnknownPath(HttpError):
    """The server has nothing at this address."""

    code = "PATH_UNKNOWN"
    status = 404


class NotAcceptable(HttpError):
    """`Accept` names no media type that a GraphQL answer can have."""

    code = "NOT_ACCEPTABLE"
    status = 406


class BodyTimeout(HttpError):
    """The body of the request did not arrive in time."""

    code = "BODY_TIMEOUT"
    status = 408


class BodyTooLarge(HttpError):
    """The body of the request exceeds the limit."""

    code = "BODY_TOO_LARGE"
    status = 413


class UnsupportedMediaType(HttpError):
    """The body is not `application/json` in UTF-8, or is compressed."""

    code = "UNSUPPORTED_MEDIA_TYPE"
    status = 415


class HeadersTooLarge(HttpError):
    """The address and the headers of the request together exceed the limit."""

    code = "HEADERS_TOO_LARGE"
    status = 431


class BudgetExhausted(HttpError):
    """The client has used up its points for now; the header `Retry-After` says how many seconds to wait."""

    code = "BUDGET_EXHAUSTED"
    status = 429

    def __init__(self, message: str, hint: str = "", retry_after_s: int = 60) -> None:
        super().__init__(message, hint)
        self.retry_after_s = retry_after_s


class DocumentError(RequestError):
    """The operation is refused before any of it runs."""


class ParseFailed(DocumentError):
    """The document is not GraphQL."""

    code = "GRAPHQL_PARSE_FAILED"


class ValidationFailed(DocumentError):
    """The document does not fit the schema."""

    code = "GRAPHQL_VALIDATION_FAILED"


class OperationNotFound(DocumentError):
    """`operationName` names no operation, or is missing where the document has several."""

    code = "OPERATION_NOT_FOUND"


class UnknownDocument(DocumentError):
    """The hash or the name of a persisted document is not known here."""

    code = "PERSISTED_QUERY_NOT_FOUND"


class UntrustedDocument(DocumentError):
    """This service runs trusted documents only, and the document is none of them."""

    code = "DOCUMENT_NOT_TRUSTED"


class StreamRequired(DocumentError):
    """The operation is a subscription, and the client takes one answer only."""

    code = "STREAM_REQUIRED"


class InvalidVariable(DocumentError):
    """A variable is missing or does not have its declared type."""

    code = "VARIABLE_INVALID"


class LimitExceeded(DocumentError):
    """The operation exceeds a limit of the service."""

    code = "LIMIT_EXCEEDED"


class InvalidArgument(DocumentError):
    """An argument's value is impossible, or arguments exclude each other."""

    code = "ARGUMENT_INVALID"


class InvalidPageSize(DocumentError):
    """`first` or `last` is negative or above the page limit."""

    code = "PAGE_SIZE_INVALID"


class InvalidCursor(DocumentError):
    """A cursor was altered, cut off, or made by another ordering or another field."""

    code = "CURSOR_INVALID"


class InvalidId(DocumentError):
    """A global id is malformed or belongs to another type."""

    code = "ID_INVALID"


class FieldError(RequestError):
    """One field cannot be answered."""


class NotFound(FieldError):
    """There is no such row, or it is not published."""

    code = "NOT_FOUND"


class TooManyGroups(FieldError):
    """An aggregate has more groups than one answer may hold; nothing of it is sent."""

    code = "TOO_MANY_GROUPS"


class NumberTooLarge(FieldError):
    """A sum does not fit into 64 bits."""

    code = "NUMBER_TOO_LARGE"


class DanglingReference(FieldError):
    """A row refers to another one that is missing or not published, where the schema promises one."""

    code = "REFERENCE_MISSING"


class AnswerTooLarge(FieldError):
    """The answer would be larger than the limit; nothing of it is sent."""

    code = "ANSWER_TOO_LARGE"


class OperationTimeout(FieldError):
    """The operation as a whole took too long; its running statements were cancelled."""

    code = "OPERATION_TIMEOUT"


class StatementTimeout(FieldError):
    """The database took too long; the statement was cancelled."""

    code = "STATEMENT_TIMEOUT"


class DatabaseUnavailable(FieldError):
    """The database cannot be reached or refused the statement for now."""

    code = "DATABASE_UNAVAILABLE"


class InternalError(FieldError):
    """Something unexpected happened; the message carries the id under which it was logged."""

    code = "INTERNAL_ERROR"
