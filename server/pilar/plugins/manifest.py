"""`plugin.toml` -> `Manifest`, without importing the plugin's code."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from pilar.errors import InvalidManifest
from pilar.plugins.toml import Pattern, TomlTable, read_toml

FILE_NAME: Final = "plugin.toml"
REQUIRED_KEYS: Final = ("namespace", "kind", "title", "owner", "licence", "requires-core")
OPTIONAL_KEYS: Final = ("description", "requires-plugins", "permissions")
NAMESPACE: Final = Pattern(
    "[a-z][a-z0-9]{1,30}", "A namespace is 2 to 31 lower-case letters and digits, and begins with a letter."
)
COUNTRY: Final = Pattern("[A-Z]{2}", "It is the two capital letters of ISO 3166-1, such as `ID` or `NL`.")


@dataclass(frozen=True)
class Owner:
    """Who answers for a plugin; `country` is ISO 3166-1 alpha-2."""

    name: str
    country: str
    contact: str | None = None


@dataclass(frozen=True)
class Manifest:
    """What a plugin says about itself before its code runs; `description` is English, and may be empty."""

    namespace: str
    kind: Literal["pillar", "programme"]
    title_en: str
    title_id: str
    description: str
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
    except (ImportError, ValueError) as error:
        raise InvalidManifest(f"Package '{package}' cannot be found: {error}.", "Reinstall it.") from error
    if spec is None:
        raise InvalidManifest(
            f"Package '{package}' is not installed.", "Reinstall the plugin's distribution."
        )
    if not spec.submodule_search_locations:
        raise InvalidManifest(f"'{package}' is a module.", "Make it a package: a folder with `__init__.py`.")
    folder = Path(next(iter(spec.submodule_search_locations)))
    for name in ("__init__.py", FILE_NAME):
        if not (folder / name).is_file():
            raise InvalidManifest(f"{folder} has no {name}.", f"Add {folder / name}; see docs/plugins.md.")
    return folder / FILE_NAME


def read_manifest(path: Path) -> Manifest:
    """Parse and check one manifest. Raises `InvalidManifest` with the file, the key and what it should be."""
    manifest = read_toml(path)
    manifest.check_keys(REQUIRED_KEYS, OPTIONAL_KEYS)
    namespace = manifest.text("namespace", NAMESPACE)
    title = manifest.table("title", ("en", "id"))
    return Manifest(
        namespace=namespace,
        kind=_kind(manifest),
        title_en=title.text("en"),
        title_id=title.text("id"),
        description=manifest.text("description"),
        owner=_owner(manifest.table("owner", ("name", "country"), ("contact",))),
        licence=manifest.text("licence"),
        requires_core=_requires_core(manifest),
        requires_plugins=_requires_plugins(manifest, namespace),
        permissions=manifest.texts("permissions", _permission(namespace)),
        path=path,
    )


@cache
def namespace_of(module: str) -> str:
    """Return the namespace that owns `module`: that of its top-level package, '' for the core's."""
    package = module.partition(".")[0]
    return "" if package == "pilar" else read_manifest(find_manifest(package)).namespace


def _kind(manifest: TomlTable) -> Literal["pillar", "programme"]:
    match manifest.keys["kind"]:
        case "pillar":
            return "pillar"
        case "programme":
            return "programme"
        case _:
            raise manifest.refusal("kind", "It is `pillar` (one of the six fields) or `programme`.")


def _owner(owner: TomlTable) -> Owner:
    return Owner(owner.text("name"), owner.text("country", COUNTRY), owner.text("contact") or None)


def _requires_core(manifest: TomlTable) -> SpecifierSet:
    try:
        return SpecifierSet(manifest.text("requires-core"))
    except InvalidSpecifier as error:
        raise manifest.refusal("requires-core", 'Write a range of versions such as ">=1.0,<2".') from error


def _requires_plugins(manifest: TomlTable, namespace: str) -> tuple[str, ...]:
    required = manifest.texts("requires-plugins", NAMESPACE)
    if namespace in required:
        raise manifest.refusal("requires-plugins", f"Remove '{namespace}': a plugin need not require itself.")
    return required


def _permission(namespace: str) -> Pattern:
    return Pattern(
        f"{namespace}:[a-z]+", f"A permission is the namespace and a verb, such as `{namespace}:write`."
    )
