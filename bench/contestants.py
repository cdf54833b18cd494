"""The servers of a run: Pilar, the limits, stock Strawberry, and the peers of a folder where there is one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.data import KINDS, Sizes
from bench.process import Contestant
from bench.queries import QUERIES, TECHNOLOGY, raw_variables, region_ids, variables

ROOT: Final = Path(__file__).parent.parent
PROVINCE, REGENCY = KINDS
STRAWBERRY: Final = {
    "Q1": "query Q1($id: Int!) { region(id: $id) { id code name kind parent { name } } }",
    "Q2": f'query Q2 {{ regions(kind: "{REGENCY}") {{ id code name kind parent {{ id name }} }} }}',
    "Q3": f'query Q3 {{ regions(kind: "{PROVINCE}") {{ id name children {{ id name '
    "programmes(first: 3) { title status budget progress } } } }",
    "Q4": "query Q4($id: Int!) { region(id: $id) { code observations { year value indicator { code } } } }",
    "Q5": "query Q5($technology: String!) { facilities(technology: $technology, first: 50) "
    "{ totalCount nodes { id name capacity region { name } organization { name } } } }",
    "Q6": "query Q6 { organizations(first: 20) { name "
    "facilities(first: 10) { name region { name parent { name } } } } }",
    "Q7": "query Q7 { capacityByTechnology { technology count sum avg } }",
}


def own_contestants(database: Path, url: str, sizes: Sizes) -> Iterator[Contestant]:
    """Return the servers of this folder: over the same file, and over the PostgreSQL database at `url`."""
    documents = {query.key: query.document for query in QUERIES}
    ids = {query.key: variables(query, sizes) for query in QUERIES}
    numbers = {
        query.key: [raw_variables(query, given) for given in variables(query, sizes)] for query in QUERIES
    }
    environment = {"BENCH_DATABASE": str(database)}
    cached = {**environment, "BENCH_ANSWER_CACHE": "1"}

    def command(module: str) -> tuple[str, ...]:
        return (sys.executable, "-m", f"bench.servers.{module}")

    yield Contestant("pilar", command("pilar_server"), documents, ids, environment, ROOT)
    yield Contestant("pilar-cached", command("pilar_server"), documents, ids, cached, ROOT)
    yield Contestant("raw", command("raw"), documents, numbers, environment, ROOT)
    yield Contestant("raw-inline", command("raw_inline"), documents, numbers, environment, ROOT)
    yield Contestant("strawberry", command("stock_strawberry"), STRAWBERRY, numbers, environment, ROOT)
    environment, cached = {**environment, "BENCH_DATABASE": url}, {**cached, "BENCH_DATABASE": url}
    yield Contestant("pilar-pg", command("pilar_server"), documents, ids, environment, ROOT)
    yield Contestant("pilar-pg-cached", command("pilar_server"), documents, ids, cached, ROOT)
    yield Contestant("raw-pg", command("raw_pg"), documents, numbers, environment, ROOT)


def uses_server(name: str) -> bool:
    """Tell whether a contestant, ours or a peer, reads from PostgreSQL."""
    return "-pg" in name or "postgraphile" in name


def peer_variables(sizes: Sizes) -> dict[str, list[dict[str, object]]]:
    """Return the same variables as the peers' documents name them."""
    ids: list[dict[str, object]] = [{"id": number} for number in region_ids(sizes)]
    given: dict[str, list[dict[str, object]]] = {query.key: [{}] for query in QUERIES}
    return {**given, "Q1": ids, "Q4": ids, "Q5": [{"t": TECHNOLOGY}]}
