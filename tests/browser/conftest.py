"""The real server on a free port, and pages of a real browser that tolerate nothing a user would notice."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from pilar.http.assets import STATIC
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

CHROMIUM: Final = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
QUIET_FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS: Final = 30_000

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `pilar serve` serves a new database of its own."""
    if not (STATIC / "explorer" / "manifest.json").is_file():
        pytest.skip("The explorer is not built: make explorer")
    database = tmp_path_factory.mktemp("browser") / "pilar.db"
    command = [sys.executable, "-c", "from pilar.cli import main; main()", "serve", "--json", "--port", "0"]
    command += ["--database", f"sqlite+aiosqlite:///{database}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=database.parent) as server:
        assert server.stdout
        announcement = server.stdout.readline()
        assert announcement, f"pilar serve ended with exit code {server.wait()}; its error stands above"
        yield json.loads(announcement)["address"]
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium: Playwright's own would have to be downloaded.

    While Playwright is open no other test may run an event loop: so it closes with the module.
    """
    if CHROMIUM is None:
        pytest.skip("Chromium is missing: apt-get install chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(address: str, browser: Browser) -> Iterator[OpenPage]:
    """Open an address of the server in a browser with the given options, and nothing remembered.

    Any complaint on the console (a violated content security policy is one), error of a script and request to
    another server fails the test; `tolerated` is a part of the complaint that it provokes.
    """
    complaints: list[str] = []
    contexts = []

    def open_page(path: str, *, tolerated: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"locale": "en-GB"} | options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.extend(_complaint(message, tolerated)))
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on("request", lambda request: complaints.extend(_stranger(request, address)))
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _complaint(message: ConsoleMessage, tolerated: str) -> list[str]:
    is_expected = bool(tolerated) and tolerated in message.text
    return [f"console: {message.text}"] if message.type in ("error", "warning") and not is_expected else []


def _stranger(request: Request, address: str) -> list[str]:
    is_ours = request.url.startswith((f"{address}/", "data:", "blob:"))
    return [] if is_ours else [f"request: {request.url}"]
