"""`pilar import`: a file -> rows of a table, or a report of its faults and a file of rejects."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import typer
from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from pilar.database.engine import open_engine
from pilar.errors import InvalidOption, PilarError, UnknownTarget
from pilar.importing.job import import_file, rejection
from pilar.importing.options import Form, Options, read_pairs
from pilar.importing.outcome import Outcome
from pilar.importing.targets import find_target
from pilar.plugins.host import healthy
from pilar.settings import PREFIX, Settings
from pilar.startup import load_graph, verify_database

SHOWN: Final = 20
TAB: Final = {"tab": "\t", "\\t": "\t"}


def import_(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file, or what an importer of a plugin reads.")],
    target: Annotated[
        str,
        typer.Option("--as", metavar="TABLE", help="Where it goes: environment.wasteReports, observations."),
    ],
    mapping: Annotated[
        list[str],
        typer.Option("--map", metavar="HEADER=COLUMN", help="What a header means; - leaves it out."),
    ] = [],  # noqa: B006 - Typer reads the default and never changes it
    constants: Annotated[
        list[str], typer.Option("--set", metavar="COLUMN=VALUE", help="One value for all rows.")
    ] = [],  # noqa: B006
    units: Annotated[
        list[str], typer.Option("--unit", metavar="COLUMN=UNIT", help="The unit of a column of the file: kg.")
    ] = [],  # noqa: B006
    nulls: Annotated[
        list[str], typer.Option("--null", metavar="TEXT", help="A text that means that nothing was reported.")
    ] = [],  # noqa: B006
    delimiter: Annotated[str, typer.Option(help="What divides the cells of a CSV file: , ; | or tab.")] = "",
    decimal: Annotated[str, typer.Option(help="The decimal mark of its numbers: . or a comma.")] = "",
    sheet: Annotated[str, typer.Option(help="The sheet of an XLSX file; by default the first.")] = "",
    codes: Annotated[
        Literal["kemendagri", "bps"] | None, typer.Option(help="Whose codes of regions the file has.")
    ] = None,
    indicators: Annotated[
        Form, typer.Option(help="Whether each indicator is a column (wide), or each value a row (long).")
    ] = "auto",
    accept_valid: Annotated[
        bool, typer.Option("--accept-valid", help="Import the rows without faults, not all or nothing.")
    ] = False,
    accept_implausible: Annotated[
        bool, typer.Option("--accept-implausible", help="Accept values that are possible, but hardly.")
    ] = False,
    ignore_unknown: Annotated[
        bool, typer.Option("--ignore-unknown", help="Leave out columns that the table does not have.")
    ] = False,
    rejects: Annotated[Path | None, typer.Option(help="Where rejected rows go.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything and store nothing.")] = False,
    database: Annotated[str | None, typer.Option(metavar="URL", help="Where the data is.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Import a file into a table: every row is checked, and all are stored or none."""
    with _usage_errors(as_json):
        options = Options(
            mapping=read_pairs("--map", mapping),
            constants=read_pairs("--set", constants),
            units=read_pairs("--unit", units),
            nulls=frozenset(nulls),
            delimiter=_one_of("--delimiter", TAB.get(delimiter, delimiter), ",;|\t"),
            decimal=_one_of("--decimal", decimal, ".,"),
            sheet=sheet,
            codes=codes,
            indicators=indicators,
            accept_valid=accept_valid,
            accept_implausible=accept_implausible,
            ignore_unknown=ignore_unknown,
            dry_run=dry_run,
            rejects=rejects,
        )
        outcome = _run(database, target, file, options, as_json)
    _report(outcome, rejection(outcome, options), as_json)


def _report(outcome: Outcome, error: PilarError | None, as_json: bool) -> None:
    """Print what became of the file; end with exit code 1 where an error has rejected it."""
    if not as_json:
        _print(outcome)
        if error is not None:
            raise error
        return
    _print_object({**outcome.as_object(), "error": _as_object(error)})
    if error is not None:
        raise typer.Exit(1)


def _run(database: str | None, name: str, file: Path, options: Options, as_json: bool) -> Outcome:
    given = {f"{PREFIX}DATABASE_URL": database} if database is not None else {}
    settings = Settings.from_environment({**os.environ, **given})
    plugins, _ = load_graph(settings)
    target = find_target(name, plugins)
    engine = open_engine(settings.database_url, read_only=True)
    try:
        verify_database(engine, plugins)
    finally:
        engine.dispose()
    for plugin in plugins:
        if plugin.error and target.name.startswith(f"{plugin.namespace}."):
            raise plugin.error
    derivations = [each for plugin in healthy(plugins) for each in plugin.derivations]
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=as_json or not console.is_terminal) as bar:
        task = bar.add_task("Importing", total=None)
        return import_file(
            settings.database_url,
            target,
            file,
            options,
            derivations,
            lambda what, done, total: bar.update(task, description=what, completed=done, total=total or None),
        )


@contextmanager
def _usage_errors(as_json: bool) -> Iterator[None]:
    """Mistakes of the command line end with exit code 2, whatever found them; with `--json` each error is an object."""
    try:
        yield
    except PilarError as error:
        is_usage = isinstance(error, UnknownTarget | InvalidOption)
        if as_json:
            _print_object({"stored": False, "error": _as_object(error)})
            raise typer.Exit(2 if is_usage else 1) from error
        if is_usage:
            raise typer.BadParameter(str(error)) from error
        raise


def _one_of(option: str, text: str, allowed: str) -> str:
    if text and (len(text) != 1 or text not in allowed):
        shown = ", ".join("tab" if mark == "\t" else f"'{mark}'" for mark in allowed)
        raise InvalidOption(f"{option} is '{text}'.", f"It is one of {shown}.")
    return text


def _print_object(shown: dict[str, Any]) -> None:
    typer.echo(json.dumps(shown, indent=2, ensure_ascii=False))


def _as_object(error: PilarError | None) -> dict[str, str] | None:
    return None if error is None else {"message": error.message, **error.extensions}


def _print(outcome: Outcome) -> None:
    """Print what was loaded, what was noticed, and the first faults."""
    console, errors = Console(soft_wrap=True), Console(stderr=True, soft_wrap=True)
    for note in outcome.notes:
        errors.print(Text(f"Note: {note}"))
    if outcome.faults.count:
        _print_faults(errors, outcome)
    left_out = [header for header, use in outcome.columns.items() if use.startswith("left out") and header]
    if left_out:
        errors.print(Text(f"Left out: {', '.join(left_out)}."))
    if outcome.stored or outcome.dry_run:
        for loaded in outcome.loaded:
            console.print(
                Text(
                    f"{loaded.table}: {loaded.rows:,} rows, {loaded.inserted:,} new, {loaded.updated:,} changed, "
                    f"{loaded.unchanged:,} as before"
                )
            )
        if outcome.derived:
            console.print(Text(f"{outcome.derived:,} derived observations were added, changed or removed"))
    if outcome.dry_run:
        console.print(Text("A dry run: nothing was stored."))


def _print_faults(console: Console, outcome: Outcome) -> None:
    for fault in outcome.faults.shown[:SHOWN]:
        place = f"Row {fault.row}, {fault.column}: " if fault.column else f"Row {fault.row}: "
        said = f"'{fault.value}' {fault.rule}. " if fault.column else f"{fault.value} {fault.rule}. "
        console.print(
            Text(place, style="bold") + Text(said, style="default") + Text(fault.remedy, style="dim")
        )
    if outcome.faults.count > SHOWN:
        columns = ", ".join(
            f"{count:,} in '{name}'" for name, count in outcome.faults.by_column.most_common()
        )
        console.print(Text(f"... {outcome.faults.count:,} faults in all: {columns}."))
