"""Every page of `docs/` is one click from `README.md`, and no query on any of them is refused unless it says so."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import prepare

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = sorted((ROOT / "docs").glob("*.md"))
VARIABLES: Final = {"code": "61.71"}
"""What the queries of the pages declare without a default."""
COMPARED: Final = "queries.md"  # its answers stand below its queries: `test_queries.py`


class Block(NamedTuple):
    """A query as it stands on a page, the first of which is number 1."""

    page: str
    number: int
    text: str

    @property
    def variables(self) -> dict[str, str]:
        return {name: value for name, value in VARIABLES.items() if f"${name}:" in self.text}


BLOCKS: Final = [
    Block(page.name, number, text)
    for page in PAGES
    if page.name != COMPARED
    for number, text in enumerate(
        re.findall(r"^```graphql\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S), 1
    )
]


@pytest.fixture(scope="module")
def answers(service_url: str) -> dict[Block, dict[str, Any]]:
    async def ask() -> dict[Block, dict[str, Any]]:
        service = await prepare(Settings(database_url=service_url))
        try:
            requests = {block: Request(block.text, block.variables) for block in BLOCKS}
            return {
                block: json.loads((await service.engine.execute(request)).body)
                for block, request in requests.items()
            }
        finally:
            await service.close()

    return asyncio.run(ask())


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"{block.page}-{block.number}")
def test_a_query_is_answered(answers: dict[Block, dict[str, Any]], block: Block) -> None:
    codes = [error["extensions"]["code"] for error in answers[block].get("errors", [])]
    if "subscription" in block.text:  # read and validated; `test_subscriptions.py` follows it
        assert codes == ["STREAM_REQUIRED"]
    elif "refused" in block.text:
        assert codes == ["LIMIT_EXCEEDED"]
    else:
        assert codes == [] and answers[block]["data"]


def test_the_pages_have_queries() -> None:
    assert {"gtfs.md", "assessment.md", "limits.md", "subscriptions.md"} <= {block.page for block in BLOCKS}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_one_click_from_the_readme(page: Path) -> None:
    assert f"](docs/{page.name})" in (ROOT / "README.md").read_text(encoding="utf-8")
