"""A PostgreSQL server of our own: the system's binaries, a folder that is gone afterwards. Tests use it, too.

It listens on a Unix socket, and on a port of the loopback only where it is told to.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from bench.process import family_cpu_s

INSTALLED = Path("/usr/lib/postgresql")
USER = "pilar"
OTHERS = ("postgres", "nobody")
"""Who may run the server in place of root, whom it refuses."""
START_S = 30
LASTS_AS_LONG_AS_WE = 1  # PR_SET_PDEATHSIG


class Cluster:
    """A running server, and databases on it. `settings` are those of `postgresql.conf`, `prefix` pins its processes.

    Several processes may use it: `worker` tells the databases of one from those of another.
    """

    def __init__(
        self,
        folder: Path,
        settings: Mapping[str, str] | None = None,
        prefix: Sequence[str] = (),
        worker: str = "main",
    ) -> None:
        self.folder = folder
        self.worker = worker
        self.process: subprocess.Popen[bytes] | None = None
        self.databases = 0
        self._settings = {"listen_addresses": "", "port": "5432", "fsync": "off", **(settings or {})}
        self._prefix = prefix

    def url(self, database: str) -> str:
        return f"postgresql+asyncpg://{USER}@/{database}?host={self.folder}&port={self._settings['port']}"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.folder),
            port=self._settings["port"],
            user=USER,
            dbname=database,
            autocommit=True,
        )

    def create(self, template: str = "template0") -> str:
        """Create a database like `template` and return its URL."""
        self.databases += 1
        name = f"pilar_{self.worker}_{self.databases}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove the database of a URL, whoever is connected to it."""
        with self.connect() as connection:
            connection.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def start(self) -> None:
        command = [*self._prefix, str(binaries() / "postgres")]
        command += ["-D", str(self.folder / "data"), "-k", str(self.folder)]
        for name, value in self._settings.items():
            command += ["-c", f"{name}={value}"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, preexec_fn=die_with_us, **as_other()
            )
        deadline = time.monotonic() + START_S
        while True:
            try:
                self.connect().close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise AssertionError((self.folder / "log").read_text()) from None
                time.sleep(0.05)

    def cpu_s(self) -> float:
        """CPU seconds of all its processes, those that have ended, too."""
        assert self.process is not None
        return family_cpu_s(self.process.pid)

    def stop(self) -> None:
        """End every connection and the server."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(START_S)
            self.process = None


def binaries() -> Path:
    """Return the folder of the newest installed server: Debian keeps it off the PATH."""
    versions = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True)
    found = versions[0] if versions else shutil.which("initdb")
    if not found:
        raise AssertionError(
            f"This needs a PostgreSQL server, and there is none in {INSTALLED} or on the PATH. "
            "On Debian: apt-get install postgresql"
        )
    return Path(found).resolve().parent


def is_installed() -> bool:
    """Tell whether there is a server to run."""
    return any(INSTALLED.glob("*/bin/initdb")) or shutil.which("initdb") is not None


def name_of_other() -> str:
    return next(name for name in OTHERS if any(entry.pw_name == name for entry in pwd.getpwall()))


def as_other() -> dict[str, object]:
    """Run as somebody else, if we are root."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(name_of_other())
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": [], "cwd": "/"}


def die_with_us() -> None:
    """Called in the new process: have it stopped when we are killed."""
    ctypes.CDLL(None).prctl(LASTS_AS_LONG_AS_WE, signal.SIGINT)


@contextmanager
def running_cluster(
    locale: Sequence[str], settings: Mapping[str, str], prefix: Sequence[str] = ()
) -> Iterator[Cluster]:
    """Make a cluster whose databases sort as `locale`, options of `initdb`, says, and run its server."""
    folder = Path(
        tempfile.mkdtemp(prefix="pilar-", dir="/tmp")
    )  # the path of a socket has 107 characters at most
    cluster = Cluster(folder, settings, prefix)
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, name_of_other())
        command = [str(binaries() / "initdb"), "-D", str(folder / "data"), "-U", USER, "--auth=trust", "-N"]
        command += ["--encoding=UTF8", *locale]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=120, **as_other())
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder)
