"""The measurements of a run -> tables in Markdown, ratios first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median

Runs = Mapping[str, Mapping[str, Mapping[str, Sequence[Mapping[str, float]]]]]
"""Server -> query -> number of clients -> its runs, one a round."""

Summary = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Server -> query -> measure -> median."""
Cell = Callable[[str, str], str]
OF_ALL = "requests_per_cpu_s_of_all"


def summarise(runs: Runs, quiet_limit: float) -> dict[str, dict[str, dict[str, float]]]:
    """Return the medians of each server and query, over the quiet runs where there are any."""
    return {
        server: {
            query: {
                "requests_per_s": _median(by_clients["16"], "per_second", quiet_limit),
                "requests_per_cpu_s": _median(by_clients["16"], "per_cpu_second", quiet_limit),
                OF_ALL: _median(by_clients["16"], "per_cpu_second_of_all", quiet_limit),
                "p50_ms": _median(by_clients["1"], "p50_ms", quiet_limit),
                "p99_ms": _median(by_clients["1"], "p99_ms", quiet_limit),
                "errors": float(sum(run["errors"] for part in by_clients.values() for run in part)),
            }
            for query, by_clients in queries.items()
        }
        for server, queries in runs.items()
    }


def write_report(summary: Summary, subject: str = "pilar") -> str:
    """Return the tables."""
    queries = list(summary[subject])

    def ratio(measure: str) -> Cell:
        return lambda server, query: _ratio(summary[subject][query][measure], summary[server][query][measure])

    def rate(measure: str) -> Cell:
        return lambda server, query: f"{summary[server][query][measure]:,.0f}"

    def latency(server: str, query: str) -> str:
        return f"{summary[server][query]['p50_ms']:.2f} / {summary[server][query]['p99_ms']:.2f}"

    others = [server for server in summary if server != subject]
    everyone = list(summary)
    tables = (
        (
            "Pilar's requests per second as a multiple of each other's, 16 clients",
            ratio("requests_per_s"),
            others,
        ),
        ("The same per CPU second of the server process", ratio("requests_per_cpu_s"), others),
        ("The same per CPU second of the server process and PostgreSQL", ratio(OF_ALL), others),
        ("Requests per second, 16 clients", rate("requests_per_s"), everyone),
        ("Requests per CPU second of the server process", rate("requests_per_cpu_s"), everyone),
        ("Requests per CPU second of the server process and PostgreSQL", rate(OF_ALL), everyone),
        ("Latency with one client, p50 / p99 in ms", latency, everyone),
    )
    return "\n".join(_table(summary, queries, *each) for each in tables)


def _table(summary: Summary, queries: Sequence[str], title: str, cell: Cell, servers: Sequence[str]) -> str:
    lines = [f"### {title}", "", f"| | {' | '.join(queries)} |", f"|---|{'---:|' * len(queries)}"]
    for server in servers:
        cells = [cell(server, query) if query in summary[server] else "-" for query in queries]
        lines.append(f"| {server} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _ratio(ours: float, theirs: float) -> str:
    return f"{ours / theirs:.2f}" if theirs else "-"


def _median(runs: Sequence[Mapping[str, float]], measure: str, quiet_limit: float) -> float:
    quiet = [run for run in runs if run["foreign_cpus"] <= quiet_limit] or runs
    return median(run[measure] for run in quiet)
