"""Whatever a feed holds, it is read or refused: nothing else comes out of the importer."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from hypothesis import given, settings, strategies as st
from pilar import InvalidImport
from pilar_mobility.gtfs.importer import GTFS

CELLS = st.one_of(
    st.sampled_from(
        ["", "A", "B", "C", "1", "WK", "early", "-1", "1e400", "nan", "25:10:00", "20240107", '"', "\x00"]
    ),
    st.text(max_size=6),
)


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, int, int, str]:
    """A cell of the feed, by file, line and position, and what stands there instead."""
    names = ["agency", "routes", "stops", "calendar", "calendar_dates", "trips", "stop_times"]
    return draw(st.sampled_from(names)), draw(st.integers(0, 12)), draw(st.integers(0, 9)), draw(CELLS)


def read(files: dict[str, str | bytes]) -> None:
    """Read a feed to its end, or find it refused with a remedy."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feed.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in files.items():
                archive.writestr(f"{name}.txt", text)
        try:
            for _, rows in GTFS.read(path, {"region": "61.71", "source": "damri"}):
                list(rows)
        except InvalidImport as error:
            assert error.message and error.hint


@settings(max_examples=150, deadline=None)
@given(changed=st.lists(changes(), min_size=1, max_size=3))
def test_cells_may_hold_anything(feed: dict[str, str], changed: list[tuple[str, int, int, str]]) -> None:
    lines = {name: [line.split(",") for line in text.splitlines()] for name, text in feed.items()}
    for name, line, position, cell in changed:
        cells = lines[name][line % len(lines[name])]
        cells[position % len(cells)] = cell

    read({name: "\n".join(map(",".join, rows)).encode("utf-8", "replace") for name, rows in lines.items()})


@settings(max_examples=100, deadline=None)
@given(
    name=st.sampled_from(["agency", "stops", "stop_times", "shapes", "frequencies", "feed_info"]),
    content=st.binary(),
)
def test_files_may_hold_anything(feed: dict[str, str], name: str, content: bytes) -> None:
    read({**feed, name: content})
