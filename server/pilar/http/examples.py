"""A plugin's examples -> their names, titles and addresses on our pages."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import orjson

from pilar.hookspecs import Example
from pilar.http.negotiation import Language
from pilar.plugins.plugin import Plugin


def example_key(namespace: str, example: Example) -> str:
    """Return the name of an example among all: `environment.powerPlants`; the core's own have no prefix."""
    return f"{namespace}.{example.key}" if namespace else example.key


def example_title(example: Example, language: Language) -> str:
    """Return the title in `language`."""
    return example.title_id if language == "id" else example.title_en


def plugin_title(plugins: Sequence[Plugin], namespace: str, language: Language) -> str:
    """Return the title of the plugin that owns `namespace`; 'Pilar' for the core's own examples."""
    for plugin in plugins:
        if plugin.namespace == namespace and plugin.manifest:
            return plugin.manifest.title_id if language == "id" else plugin.manifest.title_en
    return namespace or "Pilar"


def explorer_address(namespace: str, example: Example, language: Language) -> str:
    """Return the address at which the explorer opens and runs the example."""
    return "/explorer?" + urlencode({"example": example_key(namespace, example), "lang": language})


def json_address(example: Example) -> str:
    """Return the plain GET address that answers the example as JSON."""
    parameters = {"query": example.query.strip()}
    if example.variables:
        parameters["variables"] = orjson.dumps(example.variables).decode()
    return "/graphql?" + urlencode(parameters)
