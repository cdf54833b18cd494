"""`pilar doctor`: what the checks found, one line each, and what to do about it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from pilar.cli.checks import Finding, Level, examine

MARKS: Final[Mapping[Level, tuple[str, str]]] = {
    "ok": ("✓", "green"),
    "warning": ("!", "yellow"),
    "failure": ("✗", "bold red"),
}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON array.")] = False,
) -> None:
    """Check this machine, the settings, the database and the plugins; nothing is changed."""
    findings = examine(os.environ)
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        _print(findings)
    if any(finding.level == "failure" for finding in findings):
        raise typer.Exit(1)


def _print(findings: Sequence[Finding]) -> None:
    console = Console(soft_wrap=True)
    for finding in findings:
        mark, style = MARKS[finding.level]
        console.print(
            Text(f"{mark} {finding.check:<11}", style=style) + Text(finding.message, style="default")
        )
        if finding.remedy:
            console.print(Text(f"{'':<13}{finding.remedy}"))
