"""docs/subscriptions.md is true: its examples follow a real server, and its table knows every close code."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pilar.http import messages
from pilar.settings import SETTINGS

PAGE = (Path(__file__).parents[2] / "docs" / "subscriptions.md").read_text(encoding="utf-8")
(PYTHON,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
(SHELL,) = re.findall(r"```sh\n(.*?)```", PAGE, re.S)
START_S = 60


@pytest.fixture(scope="module")
def server(service_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """`pilar serve` with the core alone: its address and its database."""
    database = tmp_path_factory.mktemp("served") / "pilar.db"
    shutil.copy(service_url.removeprefix("sqlite+aiosqlite:///"), database)
    command = [str(Path(sys.executable).parent / "pilar"), "serve", "--no-plugins", "--json", "--port", "0"]
    command += ["--database", f"sqlite+aiosqlite:///{database}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        (address,) = re.findall(r"http://([0-9.:]+)", process.stdout.readline())
        yield address, database
        process.terminate()


def write_change(database: Path, score: float) -> None:
    connection = sqlite3.connect(database)
    with connection:
        connection.execute(
            "INSERT OR IGNORE INTO composite_index (code, name_id, scale, definition, sha256, version, visibility) "
            "VALUES ('TEST', 'Uji', 100, '', '', 1, 0)"
        )
        connection.execute(
            "INSERT INTO assessment_change (index_id, region_id, year, score, rank, changed_at, visibility) "
            "SELECT composite_index.id, region.id, 2024, ?, 7, '2024-01-01T00:00:00.000000Z', 0 "
            "FROM region, composite_index WHERE region.code = '32.73' AND composite_index.code = 'TEST'",
            [score],
        )
    connection.close()


def told(command: list[str], database: Path, expected: str) -> bool:
    """Run an example, and change the assessment until it tells of that."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout
            for attempt in range(START_S * 5):
                write_change(database, 60.5)
                try:
                    process.wait(0.2)
                except subprocess.TimeoutExpired:
                    if attempt < 5:
                        continue
                break
            process.terminate()
            return expected in process.stdout.read()
        finally:
            process.kill()


def test_the_example_in_python_tells_of_a_change(server: tuple[str, Path], tmp_path: Path) -> None:
    address, database = server
    file = tmp_path / "follow.py"
    file.write_text(PYTHON.replace("127.0.0.1:8000", address))
    assert told([sys.executable, str(file)], database, "TEST 2024 60.5 7\n")


def test_the_example_of_the_shell_tells_of_a_change(server: tuple[str, Path]) -> None:
    address, database = server
    command = SHELL.replace("127.0.0.1:8000", address).replace("curl", "exec curl -s", 1)
    assert told(["sh", "-c", command], database, '"score":60.5,"rank":7}')


def test_the_page_knows_every_code_and_every_setting_of_the_transport() -> None:
    codes = {value for value in vars(messages).values() if isinstance(value, int) and 4000 <= value < 5000}
    assert codes <= set(map(int, re.findall(r"^\| (\d{4}) \|", PAGE, re.M)))
    variables = {row.metadata["variable"] for row in SETTINGS}
    transport = {name for name in variables if re.search("SOCKET|EVENT|SUBSCRI|CONSUMER|WATCH", name)}
    assert transport == {name for name in re.findall(r"PILAR_\w+", PAGE) if name != "PILAR_ALLOWED_ORIGINS"}
