"""`/explorer`: the explorer's build and the plugins' examples -> the page that starts GraphiQL."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pilar.http.assets import STATIC, asset_routes
from pilar.http.examples import example_key, example_title, plugin_title
from pilar.http.negotiation import Language
from pilar.http.pages import html, page_language, words_of

if TYPE_CHECKING:
    from pilar.startup import Service

FOLDER: Final = "explorer"
ENTRY: Final = "src/main.tsx"
POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # Monaco positions its lines by style attributes
        "font-src 'self' data:",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


@dataclass(frozen=True)
class Build:
    """What Vite made of the entry point: the addresses of the script and of its style sheets."""

    script: str
    styles: tuple[str, ...]


def explorer_routes(static: Path) -> list[Route]:
    """Return the routes of the explorer whose build is in `static`, and of everything else in there."""
    return [Route("/explorer", partial(explorer, static)), *asset_routes(static)]


async def explorer(static: Path, request: Request) -> Response:
    """Show the explorer; 503 with the remedy while it is not built, as the API works without it."""
    language = page_language(request)
    words = words_of("explorer", language)
    build = _read_build(static)
    if build is None:
        return html(request, "unbuilt.html.jinja", POLICY, 503, language=language, words=words)
    return html(
        request,
        "explorer.html.jinja",
        POLICY,
        language=language,
        words=words,
        build=build,
        examples=_examples(request.app.state.service, language),
    )


def _read_build(static: Path) -> Build | None:
    """Read Vite's manifest; None before the first build. Read each time, as a build may end while we run."""
    try:
        entry = json.loads((static / FOLDER / "manifest.json").read_bytes())[ENTRY]
    except FileNotFoundError:
        return None
    return Build(_address(entry["file"]), tuple(map(_address, entry["css"])))


def _address(name: str) -> str:
    return f"/static/{FOLDER}/{name}"


def _examples(service: Service, language: Language) -> list[dict[str, Any]]:
    """Return what the explorer's `page.ts` reads as `Example`."""
    return [
        {
            "key": example_key(namespace, example),
            "plugin": plugin_title(service.plugins, namespace, language),
            "title": example_title(example, language),
            "query": example.query,
            "variables": example.variables,
        }
        for namespace, example in service.examples
    ]


routes = explorer_routes(STATIC)
