"""The tree of errors, and its documentation."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from pilar.errors import HttpError, PilarError, every_error

DOCUMENT = (Path(__file__).parent.parent / "docs" / "errors.md").read_text(encoding="utf-8")
ROWS = {
    row[0].strip("`"): row
    for row in (line[2:-2].split(" | ") for line in DOCUMENT.splitlines() if line[:3] == "| `")
}


@pytest.mark.parametrize("error", list(every_error()), ids=lambda error: error.code)
def test_every_code_is_documented_with_its_sentence_its_status_and_a_remedy(error: type[PilarError]) -> None:
    _, *status, meaning, remedy = ROWS[error.code]
    assert meaning == inspect.getdoc(error)
    assert remedy
    assert status == ([str(error.status)] if issubclass(error, HttpError) else [])


def test_every_documented_code_exists() -> None:
    assert list(ROWS) == list(dict.fromkeys(re.findall(r"^\| `(\w+)`", DOCUMENT, re.MULTILINE)))
    assert set(ROWS) == {error.code for error in every_error()}


def test_codes_are_unique() -> None:
    codes = [error.code for error in every_error()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("error", list(every_error()), ids=lambda error: error.code)
def test_a_client_sees_the_code_and_the_hint(error: type[PilarError]) -> None:
    assert error("What.", "Do.").extensions == {"code": error.code, "hint": "Do."}
    assert error("What.").extensions == {"code": error.code}
    assert str(error("What.", "Do.")) == "What. Do."
