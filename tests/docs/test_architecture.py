"""`docs/architecture.md` names only files that exist, and the documentation's links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
]


def test_every_file_that_the_architecture_names_exists():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:\w+/)*\w+\.py)`", text)
    places = [
        ROOT,
        ROOT / "server" / "pilar",
        ROOT / "server" / "pilar" / "assessment",
        ROOT / "server" / "pilar" / "schema",
        ROOT / "server" / "pilar" / "query",
        ROOT / "server" / "pilar" / "query" / "compiler",
    ]

    assert len(named) > 40
    assert [name for name in named if not any((place / name).is_file() for place in places)] == []


def test_the_walk_through_a_request_passes_every_module_of_query():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = {file.name for file in (ROOT / "server" / "pilar" / "query").glob("[a-z]*.py")}
    unmentioned = {
        name for name in modules if f"{name}`" not in text and f"`{name.removesuffix('.py')}`" not in text
    }

    assert unmentioned <= {"cursors.py", "keyset.py", "parameters.py"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_to_a_file(page):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []
