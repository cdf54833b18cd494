"""`plugin.toml` -> `Manifest`, without importing the plugin's code."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from pilar.errors import InvalidManifest, nearest

FILE_NAME: Final = "plugin.toml"
NAMESPACE: Final = re.compile(r"[a-z][a-z0-9]{1,30}")
REQUIRED_KEYS: Final = ("namespace", "kind", "title", "owner", "licence", "requires-core")
OPTIONAL_KEYS: Final = ("requires-plugins", "permissions", "description")
KINDS: Final = ("pillar", "programme")


@dataclass(frozen=True)
class Owner:
    """Who answers for a plugin; `country` is ISO 3166-1 alpha-2."""

    name: str
    country: str
    contact: str | None = None


@dataclass(frozen=True)
class Manifest:
    """What a plugin says about itself before its code runs."""

    namespace: str
    kind: Literal["pillar", "programme"]
    title_en: str
    title_id: str
    owner: Owner
    licence: str
    requires_core: SpecifierSet
    requires_plugins: tuple[str, ...]
    permissions: tuple[str, ...]
    path: Path


def find_manifest(package: str) -> Path:
    """Return the path of the `plugin.toml` beside `package`'s `__init__.py`, without importing the package.

    Raises `InvalidManifest` when there is no such package or no such file.
    """
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError, SyntaxError) as error:
        raise InvalidManifest(f"Package '{package}' cannot be found: {error}.", "Reinstall it.") from error
    if spec is None or not spec.submodule_search_locations:
        raise InvalidManifest(
            f"Package '{package}' cannot be found.",
            "A plugin's entry point names a package (a folder with `__init__.py`); reinstall it.",
        )
    path = Path(next(iter(spec.submodule_search_locations))) / FILE_NAME
    if not path.is_file():
        raise InvalidManifest(f"Package '{package}' has no {path}.", f"Add a {FILE_NAME}; see docs/plugins.md.")
    return path


def read_manifest(path: Path) -> Manifest:
    """Parse and check one manifest. Raises `InvalidManifest` with the file, the key and what it should be."""
    try:
        keys = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidManifest(f"{path} cannot be read: {error}.", "Mend the TOML.") from error
    for name in keys:
        if name not in (*REQUIRED_KEYS, *OPTIONAL_KEYS):
            hint = nearest(name, (*REQUIRED_KEYS, *OPTIONAL_KEYS)) or "Remove it."
            raise InvalidManifest(f"{path}: there is no key '{name}'.", hint)
    for name in REQUIRED_KEYS:
        if name not in keys:
            raise InvalidManifest(f"{path}: the key '{name}' is missing.", f"Add `{name}`; see docs/plugins.md.")
    owner = _table(path, keys, "owner", ("name", "country"))
    title = _table(path, keys, "title", ("en", "id"))
    return Manifest(
        namespace=_matching(path, "namespace", _text(path, keys, "namespace"), NAMESPACE),
        kind=_kind(path, keys),
        title_en=title["en"],
        title_id=title["id"],
        owner=Owner(
            owner["name"],
            _matching(path, "owner.country", owner["country"], re.compile("[A-Z]{2}")),
            owner.get("contact"),
        ),
        licence=_text(path, keys, "licence"),
        requires_core=_specifier(path, _text(path, keys, "requires-core")),
        requires_plugins=_texts(path, keys, "requires-plugins"),
        permissions=_texts(path, keys, "permissions"),
        path=path,
    )


@cache
def namespace_of(module: str) -> str:
    """Return the namespace that owns `module`: that of its top-level package, or '' for the core's own modules."""
    package = module.partition(".")[0]
    return "" if package == "pilar" else read_manifest(find_manifest(package)).namespace


def _text(path: Path, keys: Mapping[str, Any], name: str) -> str:
    if not isinstance(keys[name], str) or not keys[name]:
        raise InvalidManifest(f"{path}: '{name}' is {keys[name]!r}, not a text.", f'Write `{name} = "..."`.')
    return str(keys[name])


def _texts(path: Path, keys: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = keys.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidManifest(f"{path}: '{name}' is {value!r}, not a list of texts.", f'Write `{name} = ["..."]`.')
    return tuple(value)


def _table(path: Path, keys: Mapping[str, Any], name: str, needed: tuple[str, ...]) -> Mapping[str, str]:
    value = keys[name]
    if not isinstance(value, dict) or not all(isinstance(value.get(key), str) for key in needed):
        example = ", ".join(f'{key} = "..."' for key in needed)
        raise InvalidManifest(f"{path}: '{name}' needs {' and '.join(needed)}.", f"Write `{name} = {{ {example} }}`.")
    return value


def _matching(path: Path, name: str, value: str, pattern: re.Pattern[str]) -> str:
    if not pattern.fullmatch(value):
        raise InvalidManifest(
            f"{path}: '{name}' is {value!r}.", f"It must match the regular expression {pattern.pattern}."
        )
    return value


def _kind(path: Path, keys: Mapping[str, Any]) -> Literal["pillar", "programme"]:
    match keys["kind"]:
        case "pillar" | "programme" as kind:
            return kind
        case other:
            raise InvalidManifest(f"{path}: 'kind' is {other!r}.", f"It is one of {', '.join(KINDS)}.")


def _specifier(path: Path, text: str) -> SpecifierSet:
    try:
        return SpecifierSet(text)
    except InvalidSpecifier as error:
        raise InvalidManifest(
            f"{path}: 'requires-core' is {text!r}.", 'Write a version range such as ">=1.0,<2".'
        ) from error
