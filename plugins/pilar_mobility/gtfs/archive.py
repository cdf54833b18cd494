"""A zip file -> the files of a feed that are read, none of them larger than it may be.

What a zip file says of the size of a member is checked before it is unpacked, and Python unpacks no more than that; so
a small file cannot become a large one.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Final

from pilar_mobility.gtfs.faults import Fault, Faults

REQUIRED: Final = ("agency.txt", "routes.txt", "stops.txt", "trips.txt", "stop_times.txt")
CALENDARS: Final = ("calendar.txt", "calendar_dates.txt")
OPTIONAL: Final = ("shapes.txt", "frequencies.txt", "feed_info.txt")
FILES: Final = (*REQUIRED, *CALENDARS, *OPTIONAL)

MOST_PACKED_BYTES: Final = 500_000_000
MOST_UNPACKED_BYTES: Final = 2_000_000_000
MOST_MEMBERS: Final = 10_000
ENCRYPTED: Final = 0x1
METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Others are rare, and some let a file say how much memory it takes to unpack it."""


class Archive:
    """The files of one feed, to be read one after the other. Files that are not known are left alone."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        self._members = {member.filename: member for member in archive.infolist() if member.filename in FILES}

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def open(self, name: str) -> IO[bytes]:
        """Open a file of the feed for reading bytes."""
        return self._archive.open(self._members[name])

    @property
    def unpacked_bytes(self) -> int:
        """Size of all files that are read."""
        return sum(member.file_size for member in self._members.values())

    def check(self, faults: Faults) -> None:
        """Raise `UnfitFeed` unless all required files are there, of a size and kind that can be read."""
        for name in REQUIRED:
            if name not in self:
                faults.add(Fault(name, "the file is required, but missing", self._where(name)))
        if not any(name in self for name in CALENDARS):
            faults.add(
                Fault(
                    "calendar.txt",
                    "the feed says nowhere on which days it runs",
                    "Add calendar.txt, calendar_dates.txt or both.",
                )
            )
        for name, member in self._members.items():
            if member.flag_bits & ENCRYPTED:
                faults.add(Fault(name, "the file is encrypted", "Zip it without a password."))
            if member.compress_type not in METHODS:
                faults.add(Fault(name, "the file is packed by an unusual method", "Zip it by deflate."))
        faults.refuse()

    def _where(self, name: str) -> str:
        """Say what to do about a missing file; it often is in a folder that was zipped as a whole."""
        for found in self._archive.namelist():
            if PurePosixPath(found).name == name and not found.startswith("__MACOSX/"):
                folder = PurePosixPath(found).parent
                return f"It is in the folder '{folder}': zip the files themselves, not their folder."
        return "Add it: a feed has " + ", ".join(REQUIRED) + "."


@contextmanager
def open_archive(path: Path, faults: Faults) -> Iterator[Archive]:
    """Open a feed. Raises `UnfitFeed` for what is no zip file, a damaged one, and one that is too large."""
    try:
        _check_size(path, path.stat().st_size, MOST_PACKED_BYTES, "packed", faults)
        with zipfile.ZipFile(path) as zipped:
            if len(zipped.infolist()) > MOST_MEMBERS:
                rule = f"it holds {len(zipped.infolist()):,} files; the limit is {MOST_MEMBERS:,}"
                faults.add(Fault(path.name, rule, "Zip the files of the feed only."))
                faults.refuse()
            archive = Archive(path, zipped)
            _check_size(path, archive.unpacked_bytes, MOST_UNPACKED_BYTES, "unpacked", faults)
            archive.check(faults)
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        faults.add(
            Fault(
                path.name, f"it is no zip file that can be read ({error})", "Download or zip the feed again."
            )
        )
        faults.refuse()
    except OSError as error:
        faults.add(
            Fault(path.name, f"it cannot be read ({error.strerror})", "Check its path and its rights.")
        )
        faults.refuse()


def _check_size(path: Path, size: int, limit: int, state: str, faults: Faults) -> None:
    if size > limit:
        rule = f"it has {size:,} bytes {state}; the limit is {limit:,}"
        faults.add(Fault(path.name, rule, "Split the feed by agency, or leave out periods that are past."))
        faults.refuse()
