"""`docs/imports.md` is true: its files are written, its commands run in order, and each prints what stands below it."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from pilar.cli import main
from pilar.importing import csv_sheet, sheet, xlsx_sheet

TEXT = (Path(__file__).parents[2] / "docs" / "imports.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```csv\n# (\S+)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL))
COMMANDS = [
    (line, said)
    for block in re.findall(r"^```console\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    for line, said in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


def test_the_commands_of_the_page_print_what_it_says(
    service_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copyfile(service_url.removeprefix("sqlite+aiosqlite:///"), tmp_path / "pilar.db")
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="utf-8")

    assert len(COMMANDS) == 6
    for line, expected in COMMANDS:
        program, *arguments = shlex.split(line)
        if program == "sed":
            _, old, new, _ = arguments[1].split("/")
            file = Path(arguments[2])
            file.write_text(file.read_text(encoding="utf-8-sig").replace(old, new, 1), encoding="utf-8")
            continue
        with pytest.raises(SystemExit) as exited:
            main(arguments)
        said = capsys.readouterr()
        lines = [*said.err.splitlines(), *said.out.splitlines()]
        assert sorted(lines) == sorted(expected.splitlines()), line
        assert bool(exited.value.code) == ("Error " in expected)


def test_the_limits_of_the_page_are_those_of_the_code() -> None:
    shown = re.findall(r"^\| .* \| ([\d,]+)(?: bytes| times its size)? \|$", TEXT, re.MULTILINE)

    assert [int(number.replace(",", "")) for number in shown] == [
        sheet.MAX_BYTES,
        xlsx_sheet.MAX_RATIO,
        xlsx_sheet.MAX_MEMBERS,
        sheet.MAX_COLUMNS,
        csv_sheet.MAX_FIELD,
    ]
    assert sheet.MAX_BYTES == xlsx_sheet.MAX_UNPACKED


def test_the_page_names_every_option() -> None:
    source = (Path(__file__).parents[2] / "server" / "pilar" / "cli" / "import_.py").read_text(
        encoding="utf-8"
    )
    named = set(re.findall(r'"(--[a-z-]+)"', source))

    assert named
    assert [option for option in sorted(named) if f"`{option}" not in TEXT] == []
