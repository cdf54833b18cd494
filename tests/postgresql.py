"""A PostgreSQL server for tests. Its databases sort as English does: whoever relies on their order is found out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # `bench` is a folder of the project, not of the distribution
from bench import cluster
from bench.cluster import Cluster, is_installed

__all__ = ["Cluster", "is_installed", "running_cluster"]
LOCALE = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en")
SETTINGS = {"max_connections": "300"}


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Make a cluster and run its server."""
    with cluster.running_cluster(LOCALE, SETTINGS) as running:
        yield running
