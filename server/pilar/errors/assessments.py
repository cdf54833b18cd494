"""What is wrong with an index, its observations or its results."""

from __future__ import annotations

from pilar.errors.root import PilarError


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
