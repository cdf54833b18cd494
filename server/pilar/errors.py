"""Every error that Pilar raises on purpose: a stable code, a message that says what is wrong, a hint what to do.

    PilarError
    ├── AssessmentError         an index, its observations or its results: a command ends with exit code 1
    ├── StartError              the process stops with exit code 1 before the port opens
    │   ├── SettingError
    │   ├── DatabaseError
    │   ├── SeedError
    │   └── PluginError         quarantines one plugin; stops the start only when that plugin is required
    ├── ImportFailure           a file is not imported; nothing of it is in the database
    └── RequestError            answered to one client; never a traceback, a path or SQL
        ├── HttpError           refused before GraphQL saw it; `status` is the HTTP status
        ├── DocumentError       refused before execution: the whole request has no data
        └── FieldError          one field failed: the rest of the answer stands

Each concrete class is one code of `docs/errors.md`; its docstring is the sentence printed there.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import ClassVar


class PilarError(Exception):
    """The root of the tree."""

    code: ClassVar[str] = ""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()

    @property
    def extensions(self) -> dict[str, str]:
        """What a GraphQL client sees beside the message."""
        return {"code": self.code, "hint": self.hint} if self.hint else {"code": self.code}


def nearest(name: str, known: Iterable[str]) -> str:
    """Return `Did you mean 'x'?`, or an empty string when nothing known resembles `name`."""
    matches = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"Did you mean '{matches[0]}'?" if matches else ""


def every_error() -> Iterator[type[PilarError]]:
    """Yield each concrete error class, in the order of definition."""
    pending: list[type[PilarError]] = [PilarError]
    while pending:
        error = pending.pop(0)
        if "code" in vars(error) and error.code:
            yield error
        pending.extend(error.__subclasses__())


# --- an assessment -----------------------------------------------------------------------------------------------


class AssessmentError(PilarError):
    """Regions cannot be assessed with what was given."""


class InvalidIndex(AssessmentError):
    """The definition of a composite index is not TOML, contradicts itself or asks for what does not exist."""

    code = "ASSESSMENT_INDEX_INVALID"


class InvalidObservations(AssessmentError):
    """The table of observations cannot be read, or has a value that the index cannot use."""

    code = "ASSESSMENT_OBSERVATIONS_INVALID"


class UnwritableResult(AssessmentError):
    """A file of results cannot be written; what stood there before is unharmed."""

    code = "ASSESSMENT_RESULT_UNWRITABLE"


# --- the start ---------------------------------------------------------------------------------------------------


class StartError(PilarError):
    """The server cannot start as it is configured."""


class SettingError(StartError):
    """A setting is wrong."""


class UnknownSetting(SettingError):
    """An environment variable begins with `PILAR_` but names no setting."""

    code = "SETTING_UNKNOWN"


class InvalidSetting(SettingError):
    """A setting has a value that it cannot have."""

    code = "SETTING_INVALID"


class DatabaseError(StartError):
    """The database cannot be used."""


class DatabaseLocked(DatabaseError):
    """Another process holds the database and did not let go in time."""

    code = "DATABASE_LOCKED"


class DatabaseReadOnly(DatabaseError):
    """The database file or its folder cannot be written."""

    code = "DATABASE_READ_ONLY"


class DatabaseCorrupt(DatabaseError):
    """The file is not a database, or is damaged."""

    code = "DATABASE_CORRUPT"


class DatabaseStorageFailed(DatabaseError):
    """The disk is full, or failed while the database was read or written."""

    code = "DATABASE_STORAGE_FAILED"


class DatabaseUnreachable(DatabaseError):
    """The database server cannot be reached, or refuses the connection."""

    code = "DATABASE_UNREACHABLE"


class DatabaseOutdated(DatabaseError):
    """The database lacks migrations that this version needs, or has some that it does not know."""

    code = "DATABASE_OUTDATED"


class DatabaseUnsupported(DatabaseError):
    """The database, its driver or its version is not supported."""

    code = "DATABASE_UNSUPPORTED"


class SeedError(StartError):
    """Seed data cannot be loaded."""


class InvalidSeed(SeedError):
    """A seed file is missing, damaged or contradicts its table; nothing of it was loaded."""

    code = "SEED_INVALID"


class PluginError(StartError):
    """One plugin cannot be served."""


class InvalidManifest(PluginError):
    """`plugin.toml` is missing, is not TOML, lacks a key or has one that nobody knows."""

    code = "PLUGIN_MANIFEST_INVALID"


class IncompatiblePlugin(PluginError):
    """The plugin asks for another version of the core, or for a plugin that is not there."""

    code = "PLUGIN_INCOMPATIBLE"


class BrokenPlugin(PluginError):
    """The plugin's code cannot be imported, or one of its hooks raised or returned the wrong thing."""

    code = "PLUGIN_BROKEN"


class UnknownHook(PluginError):
    """The plugin implements a hook that does not exist, or asks for an argument that the hook does not have."""

    code = "PLUGIN_HOOK_UNKNOWN"


class NameCollision(PluginError):
    """A namespace, table, type or field name is already taken."""

    code = "PLUGIN_NAME_TAKEN"


class InvalidTable(PluginError):
    """A table or a type of the plugin cannot be turned into GraphQL."""

    code = "PLUGIN_TABLE_INVALID"


class FailedMigration(PluginError):
    """A migration of the plugin failed and was rolled back."""

    code = "PLUGIN_MIGRATION_FAILED"


class FailedSeed(PluginError):
    """A seed of the plugin failed and was rolled back."""

    code = "PLUGIN_SEED_FAILED"


class FailedDerivation(PluginError):
    """A derivation of the plugin names no indicator, or its SQL fails; the rows that it rests on were rolled back."""

    code = "PLUGIN_DERIVATION_FAILED"


class FailedIndex(PluginError):
    """A composite index of the plugin is not defined as it should be; its other rows of this start were rolled back."""

    code = "PLUGIN_INDEX_FAILED"


class MissingPlugin(PluginError):
    """A plugin that the operator requires, allows or disables is not installed."""

    code = "PLUGIN_MISSING"


class AddressUnavailable(StartError):
    """The server cannot listen on the host and port it was told to."""

    code = "ADDRESS_UNAVAILABLE"


# --- an import ---------------------------------------------------------------------------------------------------


class ImportFailure(PilarError):
    """A file is not imported: nothing of it is in the database."""


class UnknownTarget(ImportFailure):
    """`--as` names no table and no importer that is served."""

    code = "IMPORT_TARGET_UNKNOWN"


class InvalidOption(ImportFailure):
    """An option of the import is malformed, or names a header or a column that is not there."""

    code = "IMPORT_OPTION_INVALID"


class InvalidImport(ImportFailure):
    """The file cannot be read as what it should be: its encoding, its format or its size is wrong."""

    code = "IMPORT_FILE_INVALID"


class InvalidColumns(ImportFailure):
    """The columns of the file do not fit the table: one is unknown, missing, named twice, or has another unit."""

    code = "IMPORT_COLUMNS_INVALID"


class RejectedRows(ImportFailure):
    """Some rows of the file break a rule; each is reported with its row, column, value, rule and remedy."""

    code = "IMPORT_ROWS_REJECTED"


# --- a request ---------------------------------------------------------------------------------------------------


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
