"""Every hook is implemented by some test, as an author would implement it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pilar.plugins.collection import HOOKS

TESTS = Path(__file__).parents[1]
CODE = "".join(file.read_text(encoding="utf-8") for file in TESTS.glob("*/test_*.py"))
GUIDE = (TESTS.parent / "docs" / "plugins.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [hook.name for hook in HOOKS])
def test_a_hook_is_implemented_in_a_test_or_in_the_guide_that_a_test_serves(name):
    assert f"def {name}(" in CODE + GUIDE
    assert f"| `{name}` |" in GUIDE
