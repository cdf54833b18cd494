"""`python -m bench.run`: every server over the same rows, interleaved in one run -> tables, and a file in results/.

Each server is one process on the first core; the loader, and PostgreSQL for the peers that use it, have the second.
Before anything is measured, each server must answer each query as the hand-written statement does.
"""

from __future__ import annotations

import argparse
import json
import math
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from bench.answers import alike
from bench.cluster import Cluster
from bench.contestants import own_contestants, uses_server
from bench.data import FULL, make_database
from bench.load import run_load
from bench.peers import give_rows, give_rows_on_server, peer_contestants, server_address
from bench.process import Contestant, Server, machine_busy_s, own_busy_s
from bench.queries import QUERIES
from bench.report import summarise, write_report
from bench.server_data import fill, tuned_cluster

HERE: Final = Path(__file__).parent
DATA: Final = HERE / "data"
RESULTS: Final = HERE / "results"
REFERENCES: Final = ("raw", "raw-pg")
CLIENTS: Final = (16, 1)
FIRST_PORT: Final = 18_200
SLOW_S: Final = 0.05


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return 1 when a server answered otherwise than the hand-written statement."""
    options = _options(arguments)
    database = DATA / "full.db"
    DATA.mkdir(exist_ok=True)
    RESULTS.mkdir(exist_ok=True)
    if not database.exists() and not all(map(uses_server, options.servers)):
        print("Making the rows ...", flush=True)
        make_database(database)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # the servers are stopped with the stack
    with ExitStack() as stack:
        cluster = _cluster(options, stack)
        servers = start(_contestants(options, database, cluster), stack)
        differing = verify(servers)
        if options.verify:
            return int(differing)
        runs = measure(servers, options, cluster)
    _write(runs, servers, options)
    return int(differing)


def start(contestants: Sequence[Contestant], stack: ExitStack) -> list[Server]:
    """Start every server that starts; they are stopped with `stack`."""
    servers = []
    for number, contestant in enumerate(contestants):
        server = Server(contestant, FIRST_PORT + number, RESULTS / f"{contestant.name}.log")
        try:
            server.start()
        except RuntimeError as error:
            print(f"{contestant.name}: left out. {error}", file=sys.stderr)
            continue
        stack.callback(server.stop)
        servers.append(server)
        print(
            f"{contestant.name:18} started in {server.startup_s:.2f} s, {server.memory_mib():.0f} MiB",
            flush=True,
        )
    return servers


def verify(servers: Sequence[Server]) -> bool:
    """Compare each first and last answer of each query with the reference's; tell whether any differs."""
    reference = next(server for server in servers if server.contestant.name in REFERENCES)
    differing = False
    for server in servers:
        for key in server.contestant.documents:
            for place in (0, -1):
                given = server.ask(server.contestant.bodies(key)[place])
                wanted = reference.ask(reference.contestant.bodies(key)[place])
                if given.get("errors") or not alike(given["data"], wanted["data"]):
                    differing = True
                    print(f"{server.contestant.name} {key} DIFFERS: {json.dumps(given)[:300]}", flush=True)
                    break
    return differing


def measure(
    servers: Sequence[Server], options: argparse.Namespace, cluster: Cluster | None = None
) -> dict[str, Any]:
    """Run the rounds. In each, the servers take turns in another order: query by query, with 16 clients and with 1."""
    runs: dict[str, Any] = {}
    for server in servers:
        for key in _asked(server, options):
            run_load(server.port, server.contestant.path, server.contestant.bodies(key), 4, 1)
    for turn in range(options.rounds):
        order = [*servers[turn % len(servers) :], *servers[: turn % len(servers)]]
        for key in options.queries:
            for clients in CLIENTS:
                for server in order:
                    if key in server.contestant.documents:
                        run = _quietest(server, key, clients, options, cluster)
                        by_query = runs.setdefault(server.contestant.name, {}).setdefault(key, {})
                        by_query.setdefault(str(clients), []).append(run)
        print(f"Round {turn + 1} of {options.rounds} is done.", flush=True)
    return {server.contestant.name: runs[server.contestant.name] for server in servers}


def _quietest(
    server: Server, key: str, clients: int, options: argparse.Namespace, cluster: Cluster | None
) -> dict[str, float]:
    """Measure; once more while other programs took more than a part of a core, at most `retries` times."""
    tries = []
    for _ in range(options.retries + 1):
        tries.append(_measured(server, key, clients, options.seconds, cluster))
        if tries[-1]["foreign_cpus"] <= options.noise:
            break
    return min(tries, key=lambda run: run["foreign_cpus"])


def _measured(
    server: Server, key: str, clients: int, seconds: float, cluster: Cluster | None
) -> dict[str, float]:
    bodies = server.contestant.bodies(key)
    begin, cpu_s = time.perf_counter(), server.cpu_s()
    database_cpu_s = cluster.cpu_s() if cluster else 0.0
    busy_s = machine_busy_s() - own_busy_s()
    once = time.perf_counter()
    server.ask(bodies[0])
    slowest = clients * (time.perf_counter() - once) * 3  # three full rounds of answers at least
    load = run_load(
        server.port, server.contestant.path, bodies, clients, max(seconds, min(8, math.ceil(slowest)))
    )
    server.settle()
    used_s = server.cpu_s() - cpu_s
    database_s = cluster.cpu_s() - database_cpu_s if cluster else 0.0
    foreign_s = machine_busy_s() - own_busy_s() - busy_s - used_s - database_s
    answered = load.requests + min(clients, load.requests) / 2
    return {
        **asdict(load),
        "per_second": load.per_second,
        "per_cpu_second": answered / max(used_s, 0.01),
        "per_cpu_second_of_all": answered / max(used_s + database_s, 0.01),
        "foreign_cpus": max(0.0, foreign_s / (time.perf_counter() - begin)),
    }


def _asked(server: Server, options: argparse.Namespace) -> list[str]:
    return [key for key in options.queries if key in server.contestant.documents]


def _cluster(options: argparse.Namespace, stack: ExitStack) -> Cluster | None:
    """Run a PostgreSQL server, at the address that the peers know, if somebody reads from one."""
    peers = [each.name for each in _peers(options) if uses_server(each.name)]
    if not peers and not any(map(uses_server, options.servers)):
        return None
    return stack.enter_context(tuned_cluster(server_address(options.peers).port if peers else None))


def _peers(options: argparse.Namespace) -> list[Contestant]:
    return list(peer_contestants(options.peers, options.peer, FULL)) if options.peers else []


def _contestants(options: argparse.Namespace, database: Path, cluster: Cluster | None) -> list[Contestant]:
    """Give everybody the rows, and return who is measured."""
    peers = _peers(options)
    if peers:
        give_rows(options.peers, FULL)
    if cluster and any(uses_server(peer.name) for peer in peers):
        give_rows_on_server(options.peers, cluster)
    url = fill(cluster) if cluster and any(map(uses_server, options.servers)) else ""
    return [each for each in own_contestants(database, url, FULL) if each.name in options.servers] + peers


def _write(runs: dict[str, Any], servers: Sequence[Server], options: argparse.Namespace) -> None:
    summary = summarise(runs, options.noise)
    print("\n" + write_report(summary, "pilar" if "pilar" in summary else "pilar-pg"))
    moment = time.strftime("%Y-%m-%d-%H%M%S")
    startups = {server.contestant.name: server.startup_s for server in servers}
    content = {"when": moment, "summary": summary, "startup_s": startups, "runs": runs}
    file = RESULTS / f"{moment}.json"
    file.write_text(json.dumps(content, indent=1))
    foreign = sorted(_foreign(runs))
    middle = foreign[len(foreign) // 2]
    print(f"Noise: others took {middle:.2f} cores in the median run, {foreign[-1]:.2f} at most.")
    print(f"Written to {file}.")


def _foreign(runs: dict[str, Any]) -> list[float]:
    parts = [
        part for by_query in runs.values() for by_clients in by_query.values() for part in by_clients.values()
    ]
    return [run["foreign_cpus"] for part in parts for run in part]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    keys = [query.key for query in QUERIES]
    own = ["pilar", "raw", "raw-inline", "strawberry"]
    on_server = ["pilar-pg", "pilar-pg-cached", "raw-pg"]
    parser.add_argument(
        "--servers", nargs="*", default=own, help=f"of {', '.join([*own, 'pilar-cached', *on_server])}"
    )
    parser.add_argument(
        "--peers", type=lambda text: Path(text).resolve(), help="a copy of a folder of peers, set up"
    )
    parser.add_argument("--peer", nargs="*", default=[], help="names of adapters in it; none: all")
    parser.add_argument("--queries", nargs="*", default=keys, choices=keys)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3, help="of each run of the loader")
    parser.add_argument(
        "--noise", type=float, default=0.15, help="the part of a core that others may use in a run"
    )
    parser.add_argument("--retries", type=int, default=2, help="how often a noisy run is done again")
    parser.add_argument("--verify", action="store_true", help="compare the answers and stop")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
