"""`docs/assessment.md` is true: its index, its table, its command, its Python and its names are run or compared."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pytest
from pilar.assessment import indicators, reading, rules, tables
from pilar.assessment.indices import BUILT_IN
from pilar.assessment.observations import read_observations
from pilar.assessment.pipeline import assess, assess_year
from pilar.assessment.reading import read_index
from pilar.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "assessment.md").read_text(encoding="utf-8")
HDI, U4SSC = re.findall(r"^```toml\n(.*?)^```", PAGE, re.M | re.S)
TABLE, RESULTS = re.findall(r"^```csv\n(.*?)^```", PAGE, re.M | re.S)
(COMMAND,) = re.findall(r"^```console\npilar (.*?)\n```", PAGE, re.M | re.S)
(PYTHON,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.M | re.S)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_the_command_gives_the_results_that_are_shown(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("hdi.toml").write_text(HDI, encoding="utf-8")
    Path("hdi.csv").write_text(TABLE, encoding="utf-8")
    with pytest.raises(SystemExit) as exited:
        main(COMMAND.split())

    assert exited.value.code in (0, None)
    written = read(Path("scores.csv").read_text(encoding="utf-8"))
    assert len(written) == 2 * (4 + 4)
    for row, shown in zip(written, read(RESULTS), strict=False):
        assert float(row.pop("score")) == pytest.approx(float(shown.pop("score")), rel=1e-14)
        assert row == shown


def test_the_example_gives_the_published_index():
    _, _, assessment = assess_year(
        read_index("hdi.toml", HDI.encode()), read_observations("hdi.csv", TABLE.encode()), 2021
    )

    assert np.round(assessment.scores[:, -1], 3).tolist() == [0.705, 0.961]


def test_the_points_are_averaged_as_the_page_says():
    index = read_index("u4ssc.toml", U4SSC.encode())
    values = {
        "internet": 96.0,
        "unemployment": 9.0,
        "water": 60.0,
        "recycling": 30.0,
    }  # 96, 73, 20, 37.5 % of the way
    assessment = assess(index, 2021, np.array([[values[code] for code in index.inputs]]), {})
    scores = dict(zip((node.name for node in index.nodes), assessment.scores[0], strict=True))

    assert scores["economy"] == pytest.approx((4 + 3 + 1) / 3)
    assert scores["U4SSC"] == pytest.approx((4 + 3 + 1 + 2) / 4)


def test_the_python_runs_as_it_stands():
    names: dict[str, object] = {"toml": HDI.encode(), "csv": TABLE.encode()}
    exec(PYTHON, names)

    assert names["ranks"].tolist() == [2, 1]


@pytest.mark.parametrize(
    "names",
    [
        reading.INDEX_KEYS,
        reading.NODE_KEYS,
        reading.MEANS,
        indicators.INDICATOR_KEYS,
        tuple(indicators.METHODS),
        indicators.DIRECTIONS,
        BUILT_IN,
        tuple(rule.name for rule in rules.RULES),
        tuple(f"{stage}.csv" for stage in tables.STAGES),
    ],
    ids=lambda names: names[0],
)
def test_every_key_method_and_rule_is_on_the_page(names):
    assert [name for name in names if not re.search(rf"[`\[.]{re.escape(name)}[`\].]", PAGE)] == []


@pytest.mark.parametrize("header", [tables.RESULTS, tables.FINDINGS, tables.PROJECTIONS, tables.INTERVALS])
def test_every_header_is_on_the_page(header):
    assert f"`{','.join(header)}`" in PAGE
