"""`/explorer` and `/static/...` as a browser gets them, with a build and without."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pilar.hookspecs import Example
from pilar.http.assets import address_of
from pilar.http.explorer import explorer_routes
from starlette.applications import Starlette
from starlette.testclient import TestClient

EXAMPLE = Example("greeting", "Greeting", "Sapaan", "{ greeting } # </script><b>", {"a": 1}, "table")
SCRIPT = b"console.log('Pilar');\n" * 100
MANIFEST = {"src/main.tsx": {"file": "assets/main-abc.js", "css": ["assets/main-abc.css"], "isEntry": True}}


@pytest.fixture
def unbuilt(tmp_path: Path, service: Any) -> TestClient:
    """The explorer of a server in whose folder of assets no build has been made."""
    app = Starlette(routes=explorer_routes(tmp_path))
    app.state.service = service
    return TestClient(app)


@pytest.fixture
def built(tmp_path: Path, unbuilt: TestClient) -> TestClient:
    """The same, with a build of three files."""
    folder = tmp_path / "explorer" / "assets"
    folder.mkdir(parents=True)
    (tmp_path / "explorer" / "manifest.json").write_text(json.dumps(MANIFEST))
    (folder / "main-abc.js").write_bytes(SCRIPT)
    (folder / "main-abc.js.gz").write_bytes(gzip.compress(SCRIPT))
    (folder / "main-abc.css").write_text("a { color: red }")
    return unbuilt


def test_without_a_build_the_page_says_what_to_run(unbuilt: TestClient) -> None:
    answer = unbuilt.get("/explorer?lang=en")
    assert answer.status_code == 503
    assert "make explorer" in answer.text


def test_a_build_that_ends_while_the_server_runs_is_served(unbuilt: TestClient, tmp_path: Path) -> None:
    assert unbuilt.get("/explorer").status_code == 503
    (tmp_path / "explorer").mkdir()
    (tmp_path / "explorer" / "manifest.json").write_text(json.dumps(MANIFEST))
    assert unbuilt.get("/explorer").status_code == 200


def test_the_page_loads_the_built_script_and_style(built: TestClient) -> None:
    text = built.get("/explorer").text
    assert '<script type="module" src="/static/explorer/assets/main-abc.js"></script>' in text
    assert '<link rel="stylesheet" href="/static/explorer/assets/main-abc.css">' in text


def test_no_inline_script_runs_and_none_comes_from_elsewhere(built: TestClient) -> None:
    answer = built.get("/explorer")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe-eval" not in policy
    assert not re.findall(r"https?://", policy)


def test_the_page_brings_the_examples_in_its_language(built: TestClient, service: Any) -> None:
    service.examples = [("environment", EXAMPLE), ("", EXAMPLE)]
    [first, second] = _examples(built.get("/explorer?lang=id").text)
    assert first == {
        "key": "environment.greeting",
        "plugin": "environment",
        "title": "Sapaan",
        "query": EXAMPLE.query,
        "variables": {"a": 1},
    }
    assert (second["key"], second["plugin"]) == ("greeting", "Pilar")
    assert _examples(built.get("/explorer?lang=en").text)[0]["title"] == "Greeting"


def test_an_example_cannot_end_the_script_that_holds_it(built: TestClient, service: Any) -> None:
    service.examples = [("environment", EXAMPLE)]
    assert "</script><b>" not in built.get("/explorer").text


def test_an_asset_is_sent_compressed_to_those_who_take_gzip(built: TestClient) -> None:
    answer = built.get("/static/explorer/assets/main-abc.js", headers={"Accept-Encoding": "br, gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert int(answer.headers["Content-Length"]) < len(SCRIPT)
    assert answer.content == SCRIPT


@pytest.mark.parametrize("encodings", ["identity", "br", "gzip;q=0", "gzip;q=0.0, br", ""])
def test_an_asset_is_sent_plain_to_all_others(built: TestClient, encodings: str) -> None:
    answer = built.get("/static/explorer/assets/main-abc.js", headers={"Accept-Encoding": encodings})
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.content == SCRIPT


def test_a_name_with_a_hash_is_cached_for_ever(built: TestClient) -> None:
    answer = built.get("/static/explorer/assets/main-abc.js")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_address_with_a_hash_is_cached_for_ever(client: TestClient) -> None:
    answer = client.get(address_of("landing.css"))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/static/landing.css").headers["Cache-Control"] == "no-cache"


def test_an_unchanged_asset_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/static/landing.css")
    again = client.get("/static/landing.css", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "../pages.py",
        "..%2fpages.py",
        "%2e%2e/templates/landing.en.toml",
        "explorer/assets/../../../pages.py",
        "explorer/assets",
        "explorer/manifest.json",
        "explorer/assets/main-abc.js.gz",
        "%2fetc%2fpasswd",
        "landing.css%00.js",
        f"{'a' * 5000}.js",
        "",
    ],
)
def test_only_our_assets_are_served(built: TestClient, path: str) -> None:
    assert built.get(f"/static/{path}").status_code == 404


def _examples(page: str) -> list[dict[str, Any]]:
    match = re.search(r'<script type="application/json" id="examples">(.*?)</script>', page, re.DOTALL)
    assert match
    examples: list[dict[str, Any]] = json.loads(match.group(1))
    return examples
