"""Code of plugins, healthy and broken; rows for any table; services over the real plugins for the contract of all."""

from __future__ import annotations

import asyncio
import datetime
import decimal
import enum
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.seed_file import find_bound, plain_type
from pilar.database.engine import database_file, open_engine
from pilar.plugins.host import Plugin, load_plugins
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import Service, load_graph, prepare

TABLE = '''
from pilar import Entity, hookimpl

class {name}(Entity, table=True):
    """A thing that the tests count."""

    size: int
    """How large it is."""

@hookimpl
def register_tables():
    return [{name}]
'''


@pytest.fixture
def table_code() -> Callable[[str], str]:
    """Return code that declares and registers one table, given the name of its class."""
    return lambda name: TABLE.format(name=name)


@pytest.fixture
def load() -> Callable[..., dict[str, Plugin]]:
    """Load the plugins of some entry points, with settings by keyword; plugins by entry point's name."""

    def load_by_name(entry_points: Iterable[EntryPoint], **settings: object) -> dict[str, Plugin]:
        plugins = load_plugins(Settings(**settings), list(entry_points), reserved={"node", "region"})
        return {plugin.entry_point: plugin for plugin in plugins}

    return load_by_name


# --- the contract of all plugins ---


PUBLISHED, DRAFTS = 7, 2


@cache
def plugins() -> dict[str, Plugin]:
    """Load the installed plugins; their tests share one process, so they are loaded once."""
    found, _ = load_graph(Settings())
    return {plugin.namespace: plugin for plugin in found}


@pytest.fixture
def plugin(namespace: str) -> Plugin:
    """The installed plugin of a namespace."""
    found = plugins()[namespace]
    assert found.status == "HEALTHY", found.error
    return found


@dataclass
class Contract:
    """A service with all plugins that answers one query at a time."""

    runner: asyncio.Runner
    service: Service
    published: dict[str, int] = field(default_factory=dict)
    """How many published rows the database has of each table of a plugin."""

    def data(self, query: str, variables: dict[str, Any] | None = None) -> Any:
        """Return the data of an answer without errors."""
        answer = self.runner.run(self.service.engine.execute(Request(query, variables or {})))
        body = json.loads(answer.body)
        assert "errors" not in body, body["errors"]
        return body["data"]

    @property
    def url(self) -> str:
        return self.service.settings.database_url

    @property
    def catalog(self) -> Any:
        return self.service.engine.composition.catalog

    @property
    def types(self) -> Any:
        return self.service.engine.composition.graphql.type_map


def opened(url: str) -> Iterator[Contract]:
    settings = Settings(database_url=url, points_per_minute=0, answer_cache_bytes=0, entity_tags=False)
    with asyncio.Runner() as runner:
        contract = Contract(runner, runner.run(prepare(settings)))
        contract.published = count_published(url)
        yield contract
        runner.run(contract.service.close())


@pytest.fixture(scope="module")
def seeded(service_url: str) -> Iterator[Contract]:
    """The service as it is after the first start."""
    yield from opened(service_url)


@pytest.fixture(scope="module")
def filled(service_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Contract]:
    """The same where tables without rows have some, and two drafts each."""
    path = tmp_path_factory.mktemp("filled") / "pilar.db"
    shutil.copy(database_file(service_url), path)
    engine = open_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        for plugin in plugins().values():
            for entity in plugin.tables:
                if is_stored(entity) and not connection.scalar(
                    sa.select(sa.func.count()).select_from(entity)
                ):
                    fill(connection, entity)
    engine.dispose()
    yield from opened(f"sqlite+aiosqlite:///{path}")


def count_published(url: str) -> dict[str, int]:
    engine = open_engine(url, read_only=True)
    with engine.connect() as connection:
        counts = {
            entity.__tablename__: sa.select(sa.func.count()).where(table_of(entity).c.visibility == 0)
            for plugin in plugins().values()
            for entity in filter(is_stored, plugin.tables)
        }
        found = {name: connection.scalar(count) for name, count in counts.items()}
    engine.dispose()
    return found


def is_stored(entity: Any) -> bool:
    """Whether the rows of an entity are stored, rather than those of a view."""
    return not getattr(entity, "__view__", "")


@pytest.fixture
def stored(plugin: Plugin) -> list[Any]:
    """The tables of a plugin without its views."""
    return list(filter(is_stored, plugin.tables))


@pytest.fixture
def required(plugin: Plugin) -> list[Plugin]:
    """The plugins that a plugin requires."""
    return [plugins()[name] for name in plugin.manifest.requires_plugins]


# --- any table -> rows for it: each column by its type and its bounds, references by rows that are there ---


DAY = datetime.date(2024, 1, 1)


def fill(connection: sa.Connection, entity: Any) -> None:
    """Insert rows that differ in every column that can; rules between columns are not looked at."""
    table = table_of(entity)
    columns = [column for column in table.columns if not column.primary_key and column.computed is None]
    targets = {column.name: _targets(connection, column) for column in columns}
    rows = [
        {column.name: _value(entity, column, targets[column.name], at) for column in columns}
        | {"visibility": 0 if at < PUBLISHED else 1}
        for at in range(PUBLISHED + DRAFTS)
    ]
    connection.execute(table.insert(), rows)


def _targets(connection: sa.Connection, column: sa.Column[Any]) -> Sequence[int]:
    """Return the ids of published rows that a reference may lead to."""
    for key in column.foreign_keys:
        target = key.column.table
        return connection.scalars(
            sa.select(target.c.id).where(target.c.visibility == 0).order_by(target.c.id)
        ).all()
    return ()


def _value(entity: Any, column: sa.Column[Any], targets: Sequence[int], at: int) -> object:
    info = entity.model_fields[column.name]
    if column.nullable and at % 3 == 2:
        return None
    if column.foreign_keys:
        return targets[at % len(targets)] if targets else None
    python = plain_type(info.annotation)
    if issubclass(python, enum.Enum):
        return list(python)[at % len(python)]
    if python is str:
        return _text(column.name, find_bound(info.metadata, "max_length", None), at)
    return _plain(python, info.metadata, at, getattr(column.type, "scale", 0) or 0)


def _text(name: str, longest: int | None, at: int) -> str:
    text = f"{name} {at}"
    return text if longest is None or len(text) <= longest else chr(ord("A") + at) * min(longest, 3)


def _plain(python: type, rules: Sequence[object], at: int, scale: int) -> object:
    lowest, highest = find_bound(rules, "ge", 0) or 0, find_bound(rules, "le", None)
    number = lowest + 1 + at
    if highest is not None:
        number = min(number, highest)
    if python is bool:
        return at % 2 == 0
    if python is int:
        return int(number)
    if python is float:
        return float(number)
    if python is decimal.Decimal:
        return decimal.Decimal(int(number)).quantize(decimal.Decimal(1).scaleb(-scale))
    if python is datetime.date:
        return DAY + datetime.timedelta(days=at)
    assert python is datetime.datetime, python
    return datetime.datetime.combine(DAY, datetime.time(at), datetime.UTC)
