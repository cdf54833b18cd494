"""Why a file is not imported."""

from __future__ import annotations

from pilar.errors.root import PilarError


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
