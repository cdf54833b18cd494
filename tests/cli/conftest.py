"""The command line, run in this process: arguments in; exit code, output and errors out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from pilar.cli import main


class Outcome(NamedTuple):
    """What a command did."""

    exit_code: int
    out: str
    err: str


@pytest.fixture
def pilar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Outcome]:
    """Run `pilar` with arguments, and `PILAR_*` variables by keyword, in an empty folder."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def run(*arguments: str, **variables: str) -> Outcome:
        with monkeypatch.context() as context:
            for name, value in variables.items():
                context.setenv(f"PILAR_{name}", value)
            with pytest.raises(SystemExit) as exited:
                main(arguments)
        captured = capsys.readouterr()
        return Outcome(exited.value.code or 0, captured.out, captured.err)

    return run
