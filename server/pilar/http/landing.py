"""`/`: the service -> a page, readable without JavaScript: what this is, what it serves, how to ask it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import pilar
from pilar.http.examples import example_title, explorer_address, json_address, plugin_title
from pilar.http.negotiation import Language
from pilar.http.pages import html, page_language, words_of
from pilar.plugins.manifest import Owner
from pilar.plugins.plugin import Plugin, Status

if TYPE_CHECKING:
    from pilar.startup import Service

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
FIRST_QUERY: Final = '{ region(code: "32.73") { name kind population parent { name } } }'
COLOURS: Final = 6  # landing.css gives each pillar one, in the order of the table


@dataclass(frozen=True)
class PluginRow:
    """One line of the plugin table. `error` is the code and `hint` the remedy: the message may hold paths."""

    title: str
    namespace: str
    colour: int
    owner: Owner | None
    version: str
    status: Status
    error: str
    hint: str


@dataclass(frozen=True)
class ExampleCard:
    """One example: `explorer` opens and runs it, `json` is the plain GET request."""

    title: str
    plugin: str
    colour: int
    explorer: str
    json: str


async def landing(request: Request) -> Response:
    """Show the landing page; `?lang=` chooses between Indonesian and English."""
    service: Service = request.app.state.service
    language = page_language(request)
    origin = str(request.base_url).rstrip("/")
    return html(
        request,
        "landing.html.jinja",
        POLICY,
        language=language,
        words=words_of("landing", language),
        version=pilar.__version__,
        plugins=plugin_rows(service.plugins, language),
        healthy=sum(plugin.healthy for plugin in service.plugins),
        examples=example_cards(service, language),
        origin=origin,
        query=FIRST_QUERY,
        curl=curl_command(f"{origin}/graphql", FIRST_QUERY),
    )


def plugin_rows(plugins: Sequence[Plugin], language: Language) -> list[PluginRow]:
    """Return the rows of the plugin table, in the order of the plugins."""
    return [
        PluginRow(
            title=plugin_title(plugins, plugin.namespace, language),
            namespace=plugin.namespace,
            colour=number % COLOURS,
            owner=plugin.manifest.owner if plugin.manifest else None,
            version=plugin.version,
            status=plugin.status,
            error=plugin.error.code if plugin.error else "",
            hint=plugin.error.hint if plugin.error else "",
        )
        for number, plugin in enumerate(plugins)
    ]


def example_cards(service: Service, language: Language) -> list[ExampleCard]:
    """Return the examples in the order of the service, each in the colour of its plugin."""
    colours = {plugin.namespace: number % COLOURS for number, plugin in enumerate(service.plugins)}
    return [
        ExampleCard(
            title=example_title(example, language),
            plugin=plugin_title(service.plugins, namespace, language),
            colour=colours.get(namespace, COLOURS),
            explorer=explorer_address(namespace, example, language),
            json=json_address(example),
        )
        for namespace, example in service.examples
    ]


def curl_command(endpoint: str, query: str) -> str:
    """Return the shell command that sends `query`; `endpoint` holds the `Host` header, hence the quotes."""
    body = orjson.dumps({"query": query}).decode()
    return f"curl {shlex.quote(endpoint)} -H 'Content-Type: application/json' \\\n  -d {shlex.quote(body)}"


routes = [Route("/", landing)]
