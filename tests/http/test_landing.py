"""`/` as a reader gets it: languages, plugins, examples, escaping and headers."""

from __future__ import annotations

import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from packaging.specifiers import SpecifierSet
from pilar.errors import BrokenPlugin
from pilar.hookspecs import Example
from pilar.http.landing import curl_command
from pilar.http.pages import TEMPLATES
from pilar.plugins.manifest import Manifest, Owner
from pilar.plugins.plugin import Plugin
from starlette.testclient import TestClient

GREETING = Example(
    "greeting",
    "Greeting & answer",
    "Sapaan",
    'query Greeting($name: String) { greeting(name: $name) }  # "a" & <b>',
    {"name": "Bandung"},
    "map",
)


@pytest.fixture
def page(client: TestClient, service: Any) -> TestClient:
    service.plugins = [
        _plugin(
            "environment", "Environment", "Lingkungan", Owner("Kementerian <LH>", "ID", "data@lh.example")
        ),
        _plugin("water", "Water", "Air", Owner("Rijkswaterstaat", "NL")),
        Plugin("mobility", "pilar_mobility", "pilar-mobility", "2.0.0", disabled=True),
    ]
    service.plugins[1].error = BrokenPlugin("/secret/place/water.py raised.", "Reinstall <pilar-water>.")
    service.examples = [("environment", GREETING)]
    return client


def test_the_page_is_indonesian_unless_asked_otherwise(page: TestClient) -> None:
    answer = page.get("/")
    assert answer.status_code == 200
    assert '<html lang="id">' in answer.text
    assert "Plugin terpasang" in answer.text


def test_a_browser_in_english_gets_english(page: TestClient) -> None:
    answer = page.get("/", headers={"Accept-Language": "en-GB,en;q=0.9,id;q=0.1"})
    assert '<html lang="en">' in answer.text
    assert answer.headers["Vary"] == "Accept-Language"


def test_the_address_wins_over_the_browsers_language(page: TestClient) -> None:
    assert '<html lang="id">' in page.get("/?lang=id", headers={"Accept-Language": "en"}).text


def test_an_unknown_language_is_ignored(page: TestClient) -> None:
    assert '<html lang="en">' in page.get("/?lang=tlh", headers={"Accept-Language": "en"}).text


def test_every_plugin_is_listed_with_owner_version_and_status(page: TestClient) -> None:
    rows = _rows(page.get("/?lang=en").text)
    assert rows[0] == "Environment environment Kementerian <LH> ID data@lh.example Version 1.2.3 Healthy"
    assert rows[1].startswith("Water water Rijkswaterstaat NL Version 1.2.3 Quarantined PLUGIN_BROKEN")
    assert rows[2] == "mobility mobility - Version 2.0.0 Disabled"


def test_a_quarantined_plugin_shows_its_code_and_remedy_but_no_path(page: TestClient) -> None:
    text = page.get("/").text
    assert "PLUGIN_BROKEN" in text
    assert "Reinstall &lt;pilar-water&gt;." in text
    assert "/secret/place" not in text


def test_the_number_of_healthy_plugins_is_stated(page: TestClient) -> None:
    assert "1/3 healthy" in page.get("/?lang=en").text


def test_whatever_a_plugin_says_is_escaped(page: TestClient) -> None:
    text = page.get("/?lang=en").text
    assert "Kementerian &lt;LH&gt;" in text
    assert "Greeting &amp; answer" in text
    assert "<LH>" not in text


def test_an_example_links_to_the_explorer_and_to_its_answer(page: TestClient) -> None:
    links = _links(page.get("/?lang=en").text)
    assert "/explorer?example=environment.greeting&lang=en" in links
    [plain] = [link for link in links if link.startswith("/graphql?") and "variables" in link]
    assert page.get(plain).json() == {"data": {"greeting": "Halo, Bandung"}}


def test_every_link_leads_somewhere(page: TestClient) -> None:
    links = [link for link in _links(page.get("/").text) if link.startswith("/")]
    assert {"/schema.graphql", "/healthz", "/readyz", "/explorer?lang=id", "/?lang=en"} <= set(links)
    for link in links:
        assert page.get(link).status_code != 404, link


def test_a_service_without_plugins_says_so(client: TestClient) -> None:
    text = client.get("/?lang=en").text
    assert "No plugin is installed" in text
    assert "No plugin offers an example yet" in text


def test_the_page_runs_no_script_and_loads_nothing_from_elsewhere(page: TestClient) -> None:
    answer = page.get("/")
    assert "<script" not in answer.text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', answer.text)
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")


@pytest.mark.parametrize("path", ["/", "/explorer"])
def test_every_page_carries_the_security_headers(page: TestClient, path: str) -> None:
    headers = page.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_an_unchanged_page_is_not_sent_again(page: TestClient) -> None:
    etag = page.get("/").headers["ETag"]
    again = page.get("/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert page.get("/?lang=en", headers={"If-None-Match": etag}).status_code == 200


def test_the_curl_command_names_the_address_of_the_reader(page: TestClient) -> None:
    text = page.get("/", headers={"Host": "data.example.go.id"}).text
    assert "curl http://data.example.go.id/graphql" in text


def test_a_strange_host_cannot_break_out_of_the_curl_command() -> None:
    command = curl_command("http://x;rm -rf ~/graphql", "{ __typename }")
    assert command.startswith("curl 'http://x;rm -rf ~/graphql' -H")


@pytest.mark.parametrize("page_name", ["landing", "explorer"])
def test_both_languages_have_the_same_words(page_name: str) -> None:
    indonesian, english = (_words(TEMPLATES / f"{page_name}.{language}.toml") for language in ("id", "en"))
    assert indonesian.keys() == english.keys()
    for name, text in indonesian.items():
        assert isinstance(text, dict) == isinstance(english[name], dict), name
        if isinstance(text, dict):
            assert text.keys() == english[name].keys(), name


def _plugin(namespace: str, title_en: str, title_id: str, owner: Owner) -> Plugin:
    manifest = Manifest(
        namespace=namespace,
        kind="pillar",
        title_en=title_en,
        title_id=title_id,
        description="",
        owner=owner,
        licence="CC-BY-4.0",
        requires_core=SpecifierSet(">=1"),
        requires_plugins=(),
        permissions=(),
        path=Path("plugin.toml"),
    )
    return Plugin(namespace, f"pilar_{namespace}", f"pilar-{namespace}", "1.2.3", manifest)


def _words(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


class _Reader(HTMLParser):
    """Collects the links of a page, and the text of each row of its table."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.rows: list[str] = []
        self.in_body = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")
        if tag == "tbody":
            self.in_body = True
        if tag == "tr" and self.in_body:
            self.rows.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "tbody":
            self.in_body = False

    def handle_data(self, data: str) -> None:
        if self.in_body and self.rows:
            self.rows[-1] = " ".join(f"{self.rows[-1]} {data}".split())


def _links(text: str) -> list[str]:
    return _read(text).links


def _rows(text: str) -> list[str]:
    return _read(text).rows


def _read(text: str) -> _Reader:
    reader = _Reader()
    reader.feed(text)
    return reader
