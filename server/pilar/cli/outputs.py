"""Rows -> a CSV file that is there as a whole or not at all, or the standard output."""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from pilar.errors import UnwritableResult

Row = Sequence[str | int | float | None]


class Output:
    """A CSV file under way. Floats are written so that they read back exactly; None is an empty cell."""

    def __init__(self, name: str, file: TextIO) -> None:
        self.name = name
        self._writer = csv.writer(file, lineterminator="\n")

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows. Raises `UnwritableResult` when the disk is full."""
        try:
            self._writer.writerows(rows)
        except OSError as error:
            raise _failure(self.name, error) from error


def open_output(stack: ExitStack, name: str, header: Sequence[str]) -> Output:
    """Open a file, `-` for the standard output, and write its header; it takes its place when `stack` ends well."""
    output = stack.enter_context(_standard() if name == "-" else _replaced(Path(name)))
    output.write([header])
    return output


@contextmanager
def _standard() -> Iterator[Output]:
    yield Output("-", sys.stdout)
    sys.stdout.flush()


@contextmanager
def _replaced(path: Path) -> Iterator[Output]:
    """Write beside the file, then take its place: a reader never sees half of it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _failure(str(path), error) from error
    try:
        with open(descriptor, "w", encoding="utf-8", newline="") as file:
            yield Output(str(path), file)
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except OSError as error:
        raise _failure(str(path), error) from error
    finally:
        Path(beside).unlink(missing_ok=True)


def _failure(name: str, error: OSError) -> UnwritableResult:
    return UnwritableResult(
        f"{name} cannot be written: {error.strerror}.", "Check the folder, or name another file."
    )
