"""`python -m bench.assessment`: how long the assessment takes and how much memory it needs, engine only.

Made-up observations of the real shapes -> a table on the screen and results/assessment.json. Each size runs in a
process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
from pilar.assessment.definition import Index
from pilar.assessment.observations import Observations
from pilar.assessment.pipeline import assess, assess_year, rank_nodes
from pilar.assessment.reading import read_index
from pilar.assessment.sensitivity import rank_intervals

RESULTS: Final = Path(__file__).parent / "results"
PILLARS: Final = 6


@dataclass(frozen=True)
class Size:
    """One shape of input. `treated` adds winsorisation, imputation and min-max to every second indicator."""

    name: str
    regions: int
    indicators: int
    years: int
    treated: bool
    draws: int = 0


SIZES: Final = (
    Size("national", 514, 48, 6, treated=False),
    Size("national, treated", 514, 48, 6, treated=True),
    Size("national, 1,000 draws", 514, 48, 1, treated=False, draws=1000),
    Size("large", 100_000, 100, 1, treated=True),
)


@dataclass(frozen=True)
class Measured:
    """What one size took; `one_region_ms` is the same year again for one region, by the statistics that were kept."""

    name: str
    cells: int
    select_s: float
    assess_s: float
    one_region_ms: float
    sensitivity_s: float
    peak_mib: float


def make_index(size: Size) -> Index:
    """Return an index of six pillars over all indicators."""
    lines = ['code = "BENCH"', "[missing]", "minimum_share = 0.3", "[nodes.BENCH]"]
    lines.append(f"children = {{ {', '.join(f'p{at} = {at + 1}' for at in range(PILLARS))} }}")
    for pillar in range(PILLARS):
        children = ", ".join(f"i{at} = 1" for at in range(pillar, size.indicators, PILLARS))
        mean = "geometric" if pillar % 2 else "arithmetic"
        lines += [f"[nodes.p{pillar}]", f'aggregation = "{mean}"', f"children = {{ {children} }}"]
    for at in range(size.indicators):
        lines += [f"[indicators.i{at}]", f'direction = "{"down" if at % 3 else "up"}"']
        if size.treated and at % 2:
            lines += ['imputation = { method = "group_mean", group = "province" }']
            lines += ['treatment = { method = "winsorise" }', 'normalisation = { method = "minmax" }']
        else:
            lines += ['normalisation = { method = "goalposts", lower = 0.01, upper = 99, clamp = true }']
    return read_index("bench.toml", "\n".join(lines).encode())


def make_observations(size: Size) -> Observations:
    """Return skewed values, a tenth of them missing; the same every time."""
    random = np.random.default_rng(1)
    shape = (size.years, size.regions, size.indicators)
    year, unit, indicator = np.nonzero(random.random(shape) < 0.9)
    count = len(year)
    return Observations(
        units=tuple(f"r{at}" for at in range(size.regions)),
        indicators=tuple(f"i{at}" for at in range(size.indicators)),
        unit=unit,
        indicator=indicator,
        year=year + 2019,
        value=random.lognormal(2.0, 1.0, count),
        is_final=np.ones(count, dtype=np.bool_),
        revision=np.ones(count, dtype=np.int64),
        row=np.arange(count),
        groups={
            "province": {
                (at, y): f"p{at % 38}" for at in range(size.regions) for y in range(2019, 2019 + size.years)
            }
        },
    )


def measure(size: Size, repeats: int) -> Measured:
    """Measure one size in this process."""
    index, observations = make_index(size), make_observations(size)
    whole = _median(lambda: [_assess(index, observations, year) for year in observations.years], repeats)
    selection, groups, assessment = assess_year(index, observations, observations.years[-1])
    arrays = _median(lambda: assess(index, selection.year, selection.values, groups), repeats)
    one = {name: group[:1] for name, group in groups.items()}
    again = _median(
        lambda: assess(index, selection.year, selection.values[:1], one, assessment.statistics), 20
    )
    drawn = _median(lambda: rank_intervals(index, assessment, 1, size.draws), 1) if size.draws else 0.0
    return Measured(
        name=size.name,
        cells=size.regions * size.indicators * size.years,
        select_s=whole - arrays * size.years,
        assess_s=whole,
        one_region_ms=again * 1000,
        sensitivity_s=drawn,
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def _assess(index: Index, observations: Observations, year: int) -> None:
    _, _, assessment = assess_year(index, observations, year)
    rank_nodes(index, assessment)


def _median(work: Callable[[], object], repeats: int) -> float:
    taken = []
    for _ in range(repeats):
        before = time.perf_counter()
        work()
        taken.append(time.perf_counter() - before)
    return statistics.median(taken)


def write_table(measured: Sequence[Measured]) -> str:
    """Return the table in Markdown."""
    lines = [
        "| | cells | full, s | of it selection, s | one region again, ms | sensitivity, s | peak, MiB |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {each.name} | {each.cells:,} | {each.assess_s:.3f} | {each.select_s:.3f} | {each.one_region_ms:.2f} | "
        f"{each.sensitivity_s:.1f} | {each.peak_mib:,.0f} |"
        for each in measured
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every size, each in a process of its own; print the table and write the file."""
    parser = argparse.ArgumentParser(prog="python -m bench.assessment", description=__doc__)
    parser.add_argument("--sizes", nargs="*", default=[size.name for size in SIZES])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--here", action="store_true", help="measure in this process and print JSON only")
    options = parser.parse_args(arguments)
    sizes = [size for size in SIZES if size.name in options.sizes]
    if options.here:
        print(json.dumps([asdict(measure(size, options.repeats)) for size in sizes]))
        return 0
    measured = [_in_process(size, options.repeats) for size in sizes]
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "assessment.json").write_text(json.dumps([asdict(each) for each in measured], indent=1) + "\n")
    print(write_table(measured))
    return 0


def _in_process(size: Size, repeats: int) -> Measured:
    command = [
        sys.executable,
        "-m",
        "bench.assessment",
        "--here",
        "--repeats",
        str(repeats),
        "--sizes",
        size.name,
    ]
    finished = subprocess.run(command, capture_output=True, text=True, check=True)
    return Measured(**json.loads(finished.stdout)[0])


if __name__ == "__main__":
    sys.exit(main())
