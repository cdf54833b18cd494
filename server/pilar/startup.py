"""Settings -> a service that is ready to answer: plugins loaded, schema composed, database migrated and seeded.

The order is the literal body of `prepare`. What is broken in one plugin quarantines that plugin; what is broken in the
core, in the database or in a required plugin raises before a port opens.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, Final

import strawberry
from sqlalchemy import Engine as SqlEngine
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from pilar.access.budget import Budget
from pilar.access.limits import Limits
from pilar.commons import SEEDS, TABLES
from pilar.commons.derivations import derive
from pilar.commons.entity import Entity
from pilar.commons.seeding import load_seeds
from pilar.database.engine import is_embedded, open_engine, widen_cache
from pilar.database.failures import translated
from pilar.database.migrations import CORE_BRANCH, Branch, plugin_branch, upgrade, verify
from pilar.database.tracking import keep_statistics, track
from pilar.errors import (
    DocumentError,
    FailedDerivation,
    FailedIndex,
    FailedMigration,
    FailedSeed,
    InvalidIndex,
    InvalidSeed,
    InvalidSetting,
)
from pilar.hookspecs import Example
from pilar.plugins.collection import origin
from pilar.plugins.host import Plugin, healthy, load_plugins, quarantine, require, trial_build
from pilar.query.answers import Answers
from pilar.query.dialects import SQLITE, Dialect
from pilar.query.documents import Documents, Refused
from pilar.query.engine import Engine
from pilar.query.pool import ReaderPool
from pilar.query.postgresql import POSTGRESQL
from pilar.query.revisions import Revisions
from pilar.query.server_pool import ServerPool
from pilar.query.server_revisions import ServerRevisions
from pilar.query.turns import Pool
from pilar.query.watching import Watch
from pilar.reassessing import reassess
from pilar.reassessing.analyst import Analyst
from pilar.reassessing.definitions import BUILT_IN_FILES, load_definitions
from pilar.reassessing.pending import watch
from pilar.reassessing.questions import AssessmentQuery
from pilar.schema.catalog import make_catalog
from pilar.schema.compose import Composition, Part, compose
from pilar.schema.status import CoreQuery
from pilar.settings import Settings

Progress = Callable[[str, int, int], None]
CORE: Final = ""


@strawberry.type
class RootQuery(CoreQuery, AssessmentQuery):
    """What `Query` has beside tables."""


@dataclass
class Service:
    """What the HTTP application serves."""

    settings: Settings
    plugins: Sequence[Plugin]
    engine: Engine
    pool: Pool
    sdl: str

    @property
    def examples(self) -> list[tuple[str, Example]]:
        """The examples of the plugins that are served, with their namespaces."""
        return [
            (plugin.namespace, example) for plugin in healthy(self.plugins) for example in plugin.examples
        ]

    async def close(self) -> None:
        """Let the database go."""
        if self.engine.watch:
            await self.engine.watch.close()
        if self.engine.analyst:
            self.engine.analyst.close()
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
    documents = open_documents(settings, composition, plugins)
    pool, revisions = await open_database(settings)
    reuses = settings.entity_tags or settings.answer_cache_bytes > 0
    engine = Engine(
        composition,
        pool,
        dialect_of(settings),
        documents,
        limits=limits_of(settings),
        budget=Budget(settings.points_per_minute),
        answers=Answers(settings.answer_cache_bytes),
        revisions=revisions if reuses else None,
        watch=Watch(revisions, settings.watch_every_s),
        entity_tags=settings.entity_tags,
        default_page=settings.default_page,
        max_page=settings.max_page,
        operation_timeout_s=settings.operation_timeout_s,
        plugins=tuple(plugins),
        analyst=Analyst(settings.database_url, revisions),
    )
    return Service(settings, plugins, engine, pool, composition.sdl)


async def open_database(settings: Settings) -> tuple[Pool, Revisions | ServerRevisions]:
    """Open the connections that answers come from, and what tells whether something has changed since."""
    url, embedded = settings.database_url, is_embedded(settings.database_url)
    given: dict[str, Any] = {
        "size": settings.pool_size,
        "timeout_s": settings.statement_timeout_s,
        "patience_s": settings.operation_timeout_s,
    }
    pool: Pool = (
        await ReaderPool.open(url, functions=SQLITE.functions, **given)
        if embedded
        else await ServerPool.open(url, **given)
    )
    return pool, Revisions(url) if embedded else await ServerRevisions.open(url)


def dialect_of(settings: Settings) -> Dialect:
    """Return the words of the database."""
    return SQLITE if is_embedded(settings.database_url) else POSTGRESQL


def limits_of(settings: Settings) -> Limits:
    """Return the limits of a document and of its answer."""
    return Limits(
        document_length=settings.max_document_length,
        tokens=settings.max_tokens,
        depth=settings.max_depth,
        introspection_depth=settings.max_introspection_depth,
        aliases=settings.max_aliases,
        root_fields=settings.max_root_fields,
        directives=settings.max_directives,
        fragments=settings.max_fragments,
        list_items=settings.max_list,
        string_length=settings.max_string,
        nodes=settings.max_nodes,
        answer_length=settings.max_answer,
    )


def open_documents(settings: Settings, composition: Composition, plugins: Sequence[Plugin] = ()) -> Documents:
    """Read the trusted documents. Raises `InvalidSetting` for a folder that is not there or a document that is none."""
    trusted: dict[str, str] = {}
    if settings.trusted_documents:
        folder = Path(settings.trusted_documents)
        if not folder.is_dir():
            raise InvalidSetting(
                f"PILAR_TRUSTED_DOCUMENTS is '{folder}', which is no folder.", "Make it, or unset it."
            )
        trusted = {path.stem: _document(path) for path in sorted(folder.glob("*.graphql"))}
    documents = Documents(
        composition.graphql,
        limits_of(settings),
        persists=settings.persisted_queries,
        trusted=trusted,
        trusted_only=settings.trusted_only,
        unserved={plugin.namespace: plugin.status for plugin in plugins if not plugin.healthy},
    )
    for name, text in trusted.items():
        try:
            documents.learn(text)
        except (Refused, DocumentError) as error:
            raise InvalidSetting(
                f"The trusted document '{name}' cannot be run: {error}", "Mend or remove it."
            ) from error
    return documents


def _document(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSetting(
            f"The trusted document '{path.stem}' cannot be read: {error}", "Mend or remove it."
        ) from error


def load_graph(
    settings: Settings, entry_points: Sequence[EntryPoint] | None = None
) -> tuple[list[Plugin], Composition]:
    """Find, check and import the plugins, and compose the graph of those that work. Raises for a required one."""
    core = compose(TABLES, (), RootQuery)
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
            RootQuery,
            default_page=settings.default_page,
            max_page=settings.max_page,
        )

    return trial_build(plugins, build)


def prepare_database(settings: Settings, plugins: Sequence[Plugin], progress: Progress | None = None) -> None:
    """Migrate and seed the embedded database; a server database must have been migrated by `pilar db upgrade`."""
    migrates = is_embedded(settings.database_url)
    engine = open_engine(settings.database_url, read_only=not migrates)
    try:
        if migrates:
            upgrade_database(engine, plugins, progress)
        else:
            verify(engine, branches_of(plugins))
            _quarantine_without_tables(engine, plugins)
            _quarantine_unreadable_views(engine, plugins)
    finally:
        engine.dispose()


def upgrade_database(engine: SqlEngine, plugins: Sequence[Plugin], progress: Progress | None = None) -> None:
    """Migrate and seed the core and every healthy plugin, quarantining a plugin whose part fails."""
    failures = upgrade(engine, branches_of(plugins), progress)
    for plugin in healthy(plugins):
        if plugin.namespace in failures:
            quarantine(plugin, failures[plugin.namespace])
    _quarantine_without_tables(engine, plugins)
    _quarantine_unreadable_views(engine, plugins)
    seed(engine, plugins, progress)
    with translated(engine.url):
        keep_statistics(engine)


def _quarantine_without_tables(engine: SqlEngine, plugins: Sequence[Plugin]) -> None:
    """A plugin whose migrations do not make all of its tables would fail at every request."""
    columns = inspect(engine).get_multi_columns()  # of all tables at once: a server may be far away
    present = {table: {column["name"] for column in found} for (_, table), found in columns.items()}
    for plugin in healthy(plugins):
        lacking = next(filter(None, (_lacks(table, present) for table in stored(plugin.tables))), "")
        if lacking:
            error = FailedMigration(
                f"The database has no {lacking} of the plugin '{plugin.namespace}'.",
                f'Write its migration: pilar db revision {plugin.namespace} -m "What it changes".',
            )
            quarantine(plugin, error)


def _quarantine_unreadable_views(engine: SqlEngine, plugins: Sequence[Plugin]) -> None:
    """A plugin whose view the database does not understand would fail at every request."""
    catalog = make_catalog([*TABLES, *_tables(plugins)])
    dialect = POSTGRESQL if engine.dialect.name == "postgresql" else SQLITE
    for plugin in healthy(plugins):
        for view in (table for table in plugin.tables if table.__view__):
            columns = ", ".join(f'tried."{name}"' for name in view.model_fields if name != "visibility")
            try:
                with engine.connect() as connection:
                    rows = dialect.rows(catalog.tables[_name(view)])
                    statement = f"SELECT {columns} FROM {rows} tried LIMIT 0"
                    connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
            except DBAPIError as error:
                message = (
                    f"The database cannot read the view {view.__module__}.{view.__name__}: {error.orig}."
                )
                quarantine(plugin, FailedMigration(message, "Mend its `__view__`."))
                break


def stored(tables: Iterable[type[Entity]]) -> list[type[Entity]]:
    """Leave out the views, which only show rows of other tables."""
    return [table for table in tables if not table.__view__]


def _tables(plugins: Sequence[Plugin]) -> list[type[Entity]]:
    """Return the tables of the healthy plugins."""
    return [table for plugin in healthy(plugins) for table in plugin.tables]


def _lacks(table: type[Entity], present: Mapping[str, Collection[str]]) -> str:
    """Return what the database lacks of a table, or an empty text."""
    name = _name(table)
    if name not in present:
        return f"table '{name}'"
    columns = (column for column in table.model_fields if column not in present[name])
    return next((f"column '{column}' in the table '{name}'" for column in columns), "")


def _name(table: type[Entity]) -> str:
    return str(table.__tablename__)


def seed(engine: SqlEngine, plugins: Sequence[Plugin], progress: Progress | None = None) -> None:
    """Load the core's seeds, then each plugin's and what follows from its rows: one transaction each, so that nothing
    is half-loaded. The last one assesses the regions by all of it."""
    owners: dict[str, str] = {}
    with translated(engine.url):
        with engine.begin() as connection:
            watch(connection)
            load_seeds(connection, CORE, SEEDS, progress)
            load_definitions(connection, CORE, BUILT_IN_FILES, owners)
        for plugin in healthy(plugins):
            try:
                with engine.begin() as connection:
                    load_seeds(connection, plugin.namespace, (*plugin.indicators, *plugin.seeds), progress)
                    derive(connection, plugin.derivations)
                    load_definitions(connection, plugin.namespace, plugin.indices, owners)
            except InvalidSeed as error:
                quarantine(plugin, FailedSeed(error.message, error.hint))
            except FailedDerivation as error:
                quarantine(plugin, _with_place(plugin, error))
            except InvalidIndex as error:
                quarantine(plugin, FailedIndex(error.message, error.hint))
        with engine.begin() as connection:
            widen_cache(connection)
            reassess(connection, progress)
            track(
                connection,
                map(_name, stored([*TABLES, *_tables(plugins)])),
            )


def _with_place(plugin: Plugin, error: FailedDerivation) -> FailedDerivation:
    where = origin(plugin, "register_derivations")
    place = f"{where.file}, line {where.line}: the hook 'register_derivations'"
    return FailedDerivation(f"{place}: {error.message}", error.hint)


def branches_of(plugins: Sequence[Plugin]) -> list[Branch]:
    """Return the core's branch of migrations and those of the healthy plugins."""
    return [CORE_BRANCH, *filter(None, map(branch_of, healthy(plugins)))]


def branch_of(plugin: Plugin) -> Branch | None:
    """Return where a plugin's migrations are."""
    return plugin_branch(plugin.namespace, plugin.manifest.path.parent) if plugin.manifest else None


def _part(plugin: Plugin) -> Part:
    title = plugin.manifest.title_en if plugin.manifest else plugin.namespace
    return Part(plugin.namespace, title, plugin.tables, plugin.fields)
