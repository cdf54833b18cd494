"""`pilar assess`: an index and a table of observations -> scores, ranks and what explains them; no database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import numpy as np
import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from pilar.assessment import tables
from pilar.assessment.arrays import Integers
from pilar.assessment.definition import Index
from pilar.assessment.explanation import explain as find_all
from pilar.assessment.findings import Context
from pilar.assessment.history import History, read_history
from pilar.assessment.indices import BUILT_IN, read_built_in
from pilar.assessment.observations import Observations, read_observations
from pilar.assessment.pipeline import Assessment, assess_year
from pilar.assessment.projection import project
from pilar.assessment.reading import read_index
from pilar.assessment.selection import group_regions
from pilar.assessment.sensitivity import rank_intervals
from pilar.assessment.validation import check_observations, note_absent, note_unscored
from pilar.cli.outputs import Output, open_output
from pilar.errors import InvalidIndex, InvalidObservations, nearest

DRAWS: Final = 1000
HEADERS: Final = {
    "explain": tables.FINDINGS,
    "projections": tables.PROJECTIONS,
    "sensitivity": tables.INTERVALS,
}


@dataclass(frozen=True)
class Job:
    """What was asked for, read and checked."""

    index: Index
    observations: Observations
    years: tuple[int, ...]
    within: str | None
    seed: int
    draws: int
    progress: Progress
    task: TaskID


@dataclass(frozen=True)
class Year:
    """One year of the job, assessed."""

    assessment: Assessment
    context: Context


def assess(
    index: Annotated[str, typer.Option(metavar="FILE|NAME", help="An index in TOML, or a built-in one.")],
    observations: Annotated[Path, typer.Option(metavar="FILE", help="CSV: unit,indicator,year,value.")],
    year: Annotated[int | None, typer.Option(help="One year; without it, every year of the file.")] = None,
    out: Annotated[
        str | None, typer.Option(metavar="FILE", help="CSV of the results; - is the output.")
    ] = None,
    stages: Annotated[Path | None, typer.Option(metavar="DIR", help="A CSV file for each step.")] = None,
    explain: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CSV of potentials, challenges.")
    ] = None,
    projections: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CSV: when targets are met.")
    ] = None,
    sensitivity: Annotated[Path | None, typer.Option(metavar="FILE", help="CSV of rank intervals.")] = None,
    draws: Annotated[int, typer.Option(min=1, max=1_000_000, help="Draws of --sensitivity.")] = DRAWS,
    seed: Annotated[int, typer.Option(min=0, help="Seed of --sensitivity.")] = 1,
    within: Annotated[str | None, typer.Option(metavar="COLUMN", help="Rank within groups.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Assess regions by a composite index: any table of observations, no database."""
    if as_json and out == "-":
        raise typer.BadParameter("--json prints the results itself: name a file, or leave --out away.")
    console = Console(stderr=True)
    definition = _read_index(index)
    groups = _group_columns(definition, within)
    with Progress(console=console, transient=True, disable=as_json or not console.is_terminal) as progress:
        task = progress.add_task("Reading", total=None)
        content = _read(observations)
        progress.update(task, total=content.count(b"\n"))
        count = partial(_count_lines, progress, task)
        table = read_observations(observations.name, content, groups, count)
        check_observations(observations.name, definition, table)
        years = _years(definition, table, year, observations.name)
        job = Job(definition, table, years, within, seed, draws, progress, task)
        files = {"explain": explain, "projections": projections, "sensitivity": sensitivity}
        results, notes = _run(job, out, stages, files, keeps_results=as_json and out is None)
    _report(job, results, notes, as_json, console)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidObservations(
            f"{path} cannot be read: {error.strerror}.", "Check the path and its permissions."
        ) from error


def _read_index(name: str) -> Index:
    """Read the file of that name, or else the built-in index."""
    path = Path(name)
    if name in BUILT_IN and not path.exists():
        return read_built_in(name)
    try:
        return read_index(path.name, path.read_bytes())
    except OSError as error:
        hint = nearest(name, BUILT_IN) or f"Name a TOML file, or one of {', '.join(BUILT_IN)}."
        raise InvalidIndex(f"{name} cannot be read: {error.strerror}.", hint) from error


def _group_columns(index: Index, within: str | None) -> tuple[str, ...]:
    wanted = [*(indicator.imputation_group for indicator in index.indicators), within]
    return tuple(dict.fromkeys(column for column in wanted if column is not None))


def _years(index: Index, table: Observations, year: int | None, label: str) -> tuple[int, ...]:
    """The years in which anything of the index was observed, or the one that was asked for."""
    read = [at for at, code in enumerate(table.indicators) if code in index.inputs]
    years = tuple(int(each) for each in np.unique(table.year[np.isin(table.indicator, read)]))
    if year is None:
        return years
    if not any(0 <= year - each <= index.carry_forward_years for each in years):
        known = ", ".join(map(str, years))
        raise InvalidObservations(f"{label}: there is no observation for {year}.", f"The years are {known}.")
    return (year,)


def _run(
    job: Job, out: str | None, stages: Path | None, files: dict[str, Path | None], *, keeps_results: bool
) -> tuple[list[tables.Row], list[str]]:
    """Assess year by year, so that one year is in memory at a time, and write each at once."""
    notes = list(note_absent(job.index, job.observations))
    results: list[tables.Row] = []
    history = _history(job, any(files.values()))
    with ExitStack() as stack:
        target = None if keeps_results else open_output(stack, out or "-", tables.RESULTS)
        staged = _open_stages(stack, stages)
        others = _open_others(stack, files)
        job.progress.update(
            job.task, description="Assessing", completed=0, total=len(job.years) * (1 + len(others))
        )
        for each in _assessed(job, history):
            rows = tables.result_rows(job.index, job.observations.units, each.assessment, _peers(job, each))
            results.extend(rows) if target is None else target.write(rows)
            _write_stages(job, each, staged)
            _write_others(job, each, others)
            notes.extend(note_unscored(job.index, each.assessment))
            job.progress.advance(job.task)
    return results, notes


def _open_stages(stack: ExitStack, folder: Path | None) -> dict[str, Output]:
    if folder is None:
        return {}
    return {
        name: open_output(stack, str(folder / f"{name}.csv"), header)
        for name, header in tables.STAGES.items()
    }


def _open_others(stack: ExitStack, files: dict[str, Path | None]) -> dict[str, Output]:
    return {
        name: open_output(stack, str(path), HEADERS[name]) for name, path in files.items() if path is not None
    }


def _history(job: Job, is_needed: bool) -> History:
    """Trends and projections need all years; nothing else does."""
    if is_needed:
        return read_history(job.index, job.observations)
    return History(len(job.observations.units), len(job.index.indicators), {}, {})


def _assessed(job: Job, history: History) -> Iterator[Year]:
    for year in job.years:
        selection, groups, assessment = assess_year(job.index, job.observations, year)
        if job.within is None:
            peers: Integers = np.zeros(len(job.observations.units), dtype=np.int64)
        else:
            peers = group_regions(job.observations, job.within, year)
        context = Context(job.index, selection, assessment, history, peers, groups)
        yield Year(assessment, context)


def _peers(job: Job, each: Year) -> Integers | None:
    return None if job.within is None else each.context.peers


def _write_stages(job: Job, each: Year, staged: dict[str, Output]) -> None:
    for name, output in staged.items():
        output.write(
            tables.stage_rows(name, job.index, job.observations, each.context.selection, each.assessment)
        )


def _write_others(job: Job, each: Year, others: dict[str, Output]) -> None:
    units, year = job.observations.units, each.assessment.year
    if "explain" in others:
        found = find_all(each.context)
        others["explain"].write(tables.finding_rows(job.index, job.observations, year, found))
        job.progress.advance(job.task)
    if "projections" in others:
        projected = project(job.index, each.context.history, year)
        others["projections"].write(tables.projection_rows(units, projected))
        job.progress.advance(job.task)
    if "sensitivity" in others:
        intervals = rank_intervals(
            job.index, each.assessment, job.seed, job.draws, partial(_count_draws, job)
        )
        others["sensitivity"].write(tables.interval_rows(units, year, intervals))


def _count_lines(progress: Progress, task: TaskID, line: int) -> None:
    progress.update(task, completed=line)


def _count_draws(job: Job, draws: int) -> None:
    job.progress.advance(job.task, draws / job.draws)


def _report(job: Job, results: list[tables.Row], notes: list[str], as_json: bool, console: Console) -> None:
    if not as_json:
        for note in notes:
            console.print(f"Note: {note}", style="yellow", markup=False, highlight=False, soft_wrap=True)
        return
    summary = {
        "index": job.index.code,
        "years": job.years,
        "units": len(job.observations.units),
        "notes": notes,
        "results": [dict(zip(tables.RESULTS, row, strict=True)) for row in results],
    }
    typer.echo(json.dumps(summary, ensure_ascii=False))
