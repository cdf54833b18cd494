"""Settings -> a service that is ready to answer: plugins loaded, schema composed, database migrated and seeded.

The order is the literal body of `prepare`. What is broken in one plugin quarantines that plugin; what is broken in the
core, in the database or in a required plugin raises before a port opens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from typing import Final

from sqlalchemy import Engine as SqlEngine

from pilar.commons import SEEDS, TABLES
from pilar.commons.seeding import load_seeds
from pilar.database.engine import is_embedded, open_engine
from pilar.database.failures import translated
from pilar.database.migrations import CORE_BRANCH, Branch, plugin_branch, upgrade, verify
from pilar.errors import FailedSeed, InvalidSeed
from pilar.hookspecs import Example
from pilar.plugins.host import Plugin, healthy, load_plugins, quarantine, require, trial_build
from pilar.query.dialects import SQLITE
from pilar.query.documents import Documents
from pilar.query.engine import Engine
from pilar.query.pool import ReaderPool
from pilar.schema.compose import Composition, Part, compose
from pilar.schema.status import CoreQuery
from pilar.settings import Settings

Progress = Callable[[str, int, int], None]
CORE: Final = ""


@dataclass
class Service:
    """What the HTTP application serves."""

    settings: Settings
    plugins: Sequence[Plugin]
    engine: Engine
    pool: ReaderPool
    sdl: str

    @property
    def examples(self) -> list[tuple[str, Example]]:
        """The examples of the plugins that are served, with their namespaces."""
        return [
            (plugin.namespace, example) for plugin in healthy(self.plugins) for example in plugin.examples
        ]

    async def close(self) -> None:
        """Let the database go."""
        await self.pool.close()


async def prepare(
    settings: Settings, progress: Progress | None = None, entry_points: Sequence[EntryPoint] | None = None
) -> Service:
    """Do everything that comes before the port opens. Raises `StartError`.

    `progress` hears of every migration and seed: what, how much is done, of how much.
    """
    plugins, composition = load_graph(settings, entry_points)
    served = healthy(plugins)
    prepare_database(settings, plugins, progress)
    if healthy(plugins) != served:
        composition = compose_graph(plugins, settings)
        require(plugins, settings)
    pool = await ReaderPool.open(
        settings.database_url,
        size=settings.pool_size,
        timeout_s=settings.statement_timeout_s,
        functions=SQLITE.functions,
    )
    engine = Engine(
        composition,
        pool,
        SQLITE,
        Documents(composition.graphql),
        settings.default_page,
        settings.max_page,
        tuple(plugins),
    )
    return Service(settings, plugins, engine, pool, composition.sdl)


def load_graph(
    settings: Settings, entry_points: Sequence[EntryPoint] | None = None
) -> tuple[list[Plugin], Composition]:
    """Find, check and import the plugins, and compose the graph of those that work. Raises for a required one."""
    core = compose(TABLES, (), CoreQuery)
    assert core.graphql.query_type is not None
    plugins = load_plugins(settings, entry_points, reserved=core.graphql.query_type.fields)
    composition = compose_graph(plugins, settings)
    require(plugins, settings)
    return plugins, composition


def compose_graph(plugins: Sequence[Plugin], settings: Settings) -> Composition:
    """Compose the core with all healthy plugins, quarantining those that it cannot be composed with."""

    def build(served: Sequence[Plugin]) -> Composition:
        return compose(
            TABLES,
            map(_part, served),
            CoreQuery,
            default_page=settings.default_page,
            max_page=settings.max_page,
        )

    return trial_build(plugins, build)


def prepare_database(settings: Settings, plugins: Sequence[Plugin], progress: Progress | None = None) -> None:
    """Migrate and seed the embedded database; a server database must have been migrated by `pilar db upgrade`."""
    engine = open_engine(settings.database_url)
    try:
        if is_embedded(settings.database_url):
            upgrade_database(engine, plugins, progress)
        else:
            verify(engine, branches_of(plugins))
    finally:
        engine.dispose()


def upgrade_database(engine: SqlEngine, plugins: Sequence[Plugin], progress: Progress | None = None) -> None:
    """Migrate and seed the core and every healthy plugin, quarantining a plugin whose part fails."""
    failures = upgrade(engine, branches_of(plugins), progress)
    for plugin in healthy(plugins):
        if plugin.namespace in failures:
            quarantine(plugin, failures[plugin.namespace])
    seed(engine, plugins, progress)


def seed(engine: SqlEngine, plugins: Sequence[Plugin], progress: Progress | None = None) -> None:
    """Load the core's seeds, then each plugin's: one transaction each, so that nothing is half-loaded."""
    with translated(engine.url):
        with engine.begin() as connection:
            load_seeds(connection, CORE, SEEDS, progress)
        for plugin in healthy(plugins):
            try:
                with engine.begin() as connection:
                    load_seeds(connection, plugin.namespace, (*plugin.indicators, *plugin.seeds), progress)
            except InvalidSeed as error:
                quarantine(plugin, FailedSeed(error.message, error.hint))


def branches_of(plugins: Sequence[Plugin]) -> list[Branch]:
    """Return the core's branch of migrations and those of the healthy plugins."""
    return [CORE_BRANCH, *filter(None, map(branch_of, healthy(plugins)))]


def branch_of(plugin: Plugin) -> Branch | None:
    """Return where a plugin's migrations are."""
    return plugin_branch(plugin.namespace, plugin.manifest.path.parent) if plugin.manifest else None


def _part(plugin: Plugin) -> Part:
    title = plugin.manifest.title_en if plugin.manifest else plugin.namespace
    return Part(plugin.namespace, title, plugin.tables, plugin.fields)
