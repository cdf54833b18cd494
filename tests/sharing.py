"""Parallel test processes -> what is expensive and only read is made by the first that needs it, for all of them.

pytest-xdist runs each test file in one of several processes, the workers. They have the folder of the run in common.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Share:
    """The folder that all processes of a run see."""

    folder: Path

    def once(self, name: str, make: Callable[[Path], str]) -> str:
        """Return what `make` returned for this name, in this process or another; it is given a new folder.

        The others wait meanwhile. Where it raised, the next one tries again, in a folder of its own.
        """
        made = self.folder / f"{name}.made"
        with (self.folder / f"{name}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # gone with the process that holds it
            if not made.exists():
                folder = self.folder / f"{name}-{os.getpid()}"
                folder.mkdir(exist_ok=True)
                made.write_text(make(folder), encoding="utf-8")
            return made.read_text(encoding="utf-8")
