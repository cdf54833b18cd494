"""Calls the hooks of each imported plugin and keeps what they return, having checked both.

Every plugin has a pluggy manager of its own, so that a hook which raises costs that plugin only.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pluggy
from sqlmodel import SQLModel

from pilar import hookspecs
from pilar.errors import BrokenPlugin, PluginError, UnknownHook, nearest
from pilar.hookspecs import PROJECT, Derivation, Example, Importer, Seed
from pilar.plugins.blame import blame, reason
from pilar.plugins.plugin import Loading, Plugin, quarantine
from pilar.plugins.registry import Provenance, provenance

ENTITY_WORDS: Final = ("__table__", "__key__", "__lookups__")
"""An entity is known by what it declares: this package stands below the one that defines `Entity`."""


def is_table(item: object) -> bool:
    """Whether `item` is a class derived from `Entity` with `table=True`."""
    return (
        isinstance(item, type)
        and issubclass(item, SQLModel)
        and all(hasattr(item, word) for word in ENTITY_WORDS)
    )


@dataclass(frozen=True)
class Hook:
    """A hook, the attribute of `Plugin` that keeps what it returns, and what each element must be."""

    name: str
    keeps: str
    accepts: Callable[[object], bool]
    element: str


HOOKS: Final = (
    Hook("register_tables", "tables", is_table, "tables: `class X(Entity, table=True)`"),
    Hook(
        "register_fields",
        "fields",
        lambda item: isinstance(item, type),
        "classes made by `pilar.extend(...)`",
    ),
    Hook("register_indicators", "indicators", lambda item: isinstance(item, Seed), "`Seed`s"),
    Hook("register_seeds", "seeds", lambda item: isinstance(item, Seed), "`Seed`s"),
    Hook(
        "register_derivations",
        "derivations",
        lambda item: isinstance(item, Derivation),
        "`Derivation`s",
    ),
    Hook("register_indices", "indices", lambda item: isinstance(item, Path), "`Path`s of TOML files"),
    Hook("register_examples", "examples", lambda item: isinstance(item, Example), "`Example`s"),
    Hook("register_importers", "importers", lambda item: isinstance(item, Importer), "`Importer`s"),
)


def collect(loading: Loading) -> None:
    """Fill in what each plugin registers."""
    for plugin in loading.healthy:
        try:
            _collect(plugin)
        except PluginError as error:
            quarantine(plugin, error)


def origin(plugin: Plugin, hook: str) -> Provenance:
    """Return where a plugin implements a hook."""
    return provenance(plugin.namespace, _implementations(plugin, _manager())[hook])


def _collect(plugin: Plugin) -> None:
    manager = _manager()
    implementations = _implementations(plugin, manager)
    _refuse_unmarked(plugin, implementations)
    for name, function in implementations.items():
        _check_signature(plugin, manager, name, function)
    try:
        manager.register(plugin.module, name=plugin.namespace)
    except pluggy.PluginValidationError as error:
        raise BrokenPlugin(
            f"{_file(plugin)}: {reason(error)}", "Write each hook as a plain function."
        ) from error
    for hook in HOOKS:
        if hook.name in implementations:
            setattr(plugin, hook.keeps, _call(plugin, manager, hook, implementations[hook.name]))


def _manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager


def _implementations(plugin: Plugin, manager: pluggy.PluginManager) -> dict[str, Callable[..., Any]]:
    """Find the functions of the package marked `@hookimpl`: name of the hook -> function."""
    found = {}
    for name, member in vars(plugin.module).items():
        options = manager.parse_hookimpl_opts(plugin.module, name)
        if options is not None:
            found[options.get("specname") or name] = member
    return found


def _refuse_unmarked(plugin: Plugin, implementations: Mapping[str, object]) -> None:
    """Raise `BrokenPlugin` for a function that is called like a hook, and would never be called."""
    for hook in HOOKS:
        function = vars(plugin.module).get(hook.name)
        if inspect.isfunction(function) and hook.name not in implementations:
            where = provenance(plugin.namespace, function)
            raise BrokenPlugin(
                f"{where.file}, line {where.line}: '{hook.name}' is not marked as a hook.",
                "Write `@hookimpl` above it, or give it another name.",
            )


def _check_signature(
    plugin: Plugin, manager: pluggy.PluginManager, name: str, function: Callable[..., Any]
) -> None:
    """Raise `UnknownHook` when there is no such hook, or it has no argument that the function asks for."""
    where = provenance(plugin.namespace, function)
    caller = getattr(manager.hook, name, None)
    if caller is None or caller.spec is None:
        known = [hook.name for hook in HOOKS]
        raise UnknownHook(
            f"{where.file}, line {where.line}: there is no hook '{name}'.",
            nearest(name, known) or f"The hooks are {', '.join(known)}.",
        )
    for argument in inspect.signature(function).parameters:
        if argument not in caller.spec.argnames:
            arguments = ", ".join(caller.spec.argnames) or "none"
            raise UnknownHook(
                f"{where.file}, line {where.line}: the hook '{name}' has no argument '{argument}'.",
                f"Remove it from the function; the arguments of the hook are: {arguments}.",
            )


def _call(
    plugin: Plugin, manager: pluggy.PluginManager, hook: Hook, function: Callable[..., Any]
) -> tuple[Any, ...]:
    """Call one hook. Raises `BrokenPlugin` with hook, file and line when it raises or returns amiss."""
    try:
        answers = getattr(manager.hook, hook.name)()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a plugin may even raise SystemExit
        file, line = blame(error, plugin)
        raise BrokenPlugin(
            f"{file}, line {line}: the hook '{hook.name}' failed: {reason(error)}",
            f"Mend it, or start without it: PILAR_DISABLED_PLUGINS={plugin.namespace}.",
        ) from error
    return _checked(plugin, hook, function, answers[0] if answers else None)


def _checked(plugin: Plugin, hook: Hook, function: Callable[..., Any], answer: object) -> tuple[Any, ...]:
    where = provenance(plugin.namespace, function)
    says = f"{where.file}, line {where.line}: the hook '{hook.name}'"
    remedy = f"Return a list of {hook.element}."
    if not isinstance(answer, list):
        raise BrokenPlugin(f"{says} returned {_shown(answer)}, not a list.", remedy)
    for position, item in enumerate(answer):
        if not hook.accepts(item):
            raise BrokenPlugin(f"{says} returned a list whose item {position} is {_shown(item)}.", remedy)
        if item in answer[:position]:
            raise BrokenPlugin(f"{says} returned {_shown(item)} twice.", "Return it once.")
    return tuple(answer)


def _shown(value: object) -> str:
    text = value.__name__ if isinstance(value, type) else repr(value)
    return f"{text if len(text) <= 60 else text[:57] + '...'} ({type(value).__name__})"


def _file(plugin: Plugin) -> str:
    return str(getattr(plugin.module, "__file__", plugin.package))
