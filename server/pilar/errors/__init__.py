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

Each concrete class is one code of `docs/errors.md`; its docstring is the sentence printed there. Each branch is a
module; everybody imports from here.
"""

from __future__ import annotations

from pilar.errors.assessments import (
    AssessmentError as AssessmentError,
    InvalidIndex as InvalidIndex,
    InvalidObservations as InvalidObservations,
    UnwritableResult as UnwritableResult,
)
from pilar.errors.imports import (
    ImportFailure as ImportFailure,
    InvalidColumns as InvalidColumns,
    InvalidImport as InvalidImport,
    InvalidOption as InvalidOption,
    RejectedRows as RejectedRows,
    UnknownTarget as UnknownTarget,
)
from pilar.errors.requests import (
    AnswerTooLarge as AnswerTooLarge,
    BodyTimeout as BodyTimeout,
    BodyTooLarge as BodyTooLarge,
    BudgetExhausted as BudgetExhausted,
    DanglingReference as DanglingReference,
    DatabaseUnavailable as DatabaseUnavailable,
    DocumentError as DocumentError,
    FieldError as FieldError,
    HeadersTooLarge as HeadersTooLarge,
    HttpError as HttpError,
    InternalError as InternalError,
    InvalidArgument as InvalidArgument,
    InvalidCursor as InvalidCursor,
    InvalidId as InvalidId,
    InvalidPageSize as InvalidPageSize,
    InvalidRequest as InvalidRequest,
    InvalidVariable as InvalidVariable,
    LimitExceeded as LimitExceeded,
    MethodNotAllowed as MethodNotAllowed,
    NotAcceptable as NotAcceptable,
    NotFound as NotFound,
    NumberTooLarge as NumberTooLarge,
    OperationNotFound as OperationNotFound,
    OperationTimeout as OperationTimeout,
    OriginRefused as OriginRefused,
    ParseFailed as ParseFailed,
    RequestError as RequestError,
    StatementTimeout as StatementTimeout,
    StreamRequired as StreamRequired,
    TooManyGroups as TooManyGroups,
    UnknownDocument as UnknownDocument,
    UnknownPath as UnknownPath,
    UnsupportedMediaType as UnsupportedMediaType,
    UntrustedDocument as UntrustedDocument,
    ValidationFailed as ValidationFailed,
)
from pilar.errors.root import (
    PilarError as PilarError,
    every_error as every_error,
    nearest as nearest,
)
from pilar.errors.starts import (
    AddressUnavailable as AddressUnavailable,
    BrokenPlugin as BrokenPlugin,
    DatabaseCorrupt as DatabaseCorrupt,
    DatabaseError as DatabaseError,
    DatabaseLocked as DatabaseLocked,
    DatabaseOutdated as DatabaseOutdated,
    DatabaseReadOnly as DatabaseReadOnly,
    DatabaseStorageFailed as DatabaseStorageFailed,
    DatabaseUnreachable as DatabaseUnreachable,
    DatabaseUnsupported as DatabaseUnsupported,
    FailedDerivation as FailedDerivation,
    FailedIndex as FailedIndex,
    FailedMigration as FailedMigration,
    FailedSeed as FailedSeed,
    IncompatiblePlugin as IncompatiblePlugin,
    InvalidManifest as InvalidManifest,
    InvalidSeed as InvalidSeed,
    InvalidSetting as InvalidSetting,
    InvalidTable as InvalidTable,
    MissingPlugin as MissingPlugin,
    NameCollision as NameCollision,
    PluginError as PluginError,
    SeedError as SeedError,
    SettingError as SettingError,
    StartError as StartError,
    UnknownHook as UnknownHook,
    UnknownSetting as UnknownSetting,
)
