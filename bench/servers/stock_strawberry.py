"""The same data by Strawberry as its guide teaches: async resolvers, a DataLoader for each relationship.

Written to be fast within that: rows of plain SQL instead of ORM objects, one statement a batch, parsed and validated
documents cached, no extensions, Strawberry's own ASGI application under the same uvicorn.
"""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import fields
from typing import Any

import pilar  # decides which SQLite everybody gets, aiosqlite too

# isort: split
import aiosqlite
import strawberry
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.types import Info

from bench.servers.asgi import serve

assert pilar
REGION = "SELECT id, code, name, kind, parent_id FROM bench_region"
FACILITY = "id, name, technology, capacity, region_id, organization_id"


@strawberry.type
class Indicator:
    id: int
    code: str


@strawberry.type
class Observation:
    year: int
    value: float
    indicator_id: strawberry.Private[int]

    @strawberry.field
    async def indicator(self, info: Info) -> Indicator:
        return await info.context["data"].indicator.load(self.indicator_id)


@strawberry.type
class Programme:
    title: str
    status: str
    budget: int
    progress: float


@strawberry.type
class Region:
    id: int
    code: str
    name: str
    kind: str
    parent_id: strawberry.Private[int | None]

    @strawberry.field
    async def parent(self, info: Info) -> Region | None:
        return None if self.parent_id is None else await info.context["data"].region.load(self.parent_id)

    @strawberry.field
    async def children(self, info: Info) -> list[Region]:
        return await info.context["data"].children.load(self.id)

    @strawberry.field
    async def programmes(self, info: Info, first: int = 20) -> list[Programme]:
        return await info.context["data"].programmes(first).load(self.id)

    @strawberry.field
    async def observations(self, info: Info) -> list[Observation]:
        return await info.context["data"].observations.load(self.id)


@strawberry.type
class Organization:
    id: int
    name: str

    @strawberry.field
    async def facilities(self, info: Info, first: int = 20) -> list[Facility]:
        return await info.context["data"].facilities_of(first).load(self.id)


@strawberry.type
class Facility:
    id: int
    name: str
    technology: str
    capacity: float
    region_id: strawberry.Private[int]
    organization_id: strawberry.Private[int]

    @strawberry.field
    async def region(self, info: Info) -> Region:
        return await info.context["data"].region.load(self.region_id)

    @strawberry.field
    async def organization(self, info: Info) -> Organization:
        return await info.context["data"].organization.load(self.organization_id)


@strawberry.type
class FacilityPage:
    technology: strawberry.Private[str]
    first: strawberry.Private[int]

    @strawberry.field
    async def total_count(self, info: Info) -> int:
        sql = "SELECT count(*) FROM bench_facility WHERE technology = ? AND visibility = 0"
        return (await info.context["data"].rows(sql, [self.technology]))[0][0]

    @strawberry.field
    async def nodes(self, info: Info) -> list[Facility]:
        sql = (
            f"SELECT {FACILITY} FROM bench_facility WHERE technology = ? AND visibility = 0 "
            "ORDER BY capacity DESC, id LIMIT ?"
        )
        return [
            make_facility(*row) for row in await info.context["data"].rows(sql, [self.technology, self.first])
        ]


@strawberry.type
class Group:
    technology: str
    count: int
    sum: float
    avg: float


@strawberry.type
class Query:
    @strawberry.field
    async def region(self, info: Info, id: int) -> Region | None:
        return await info.context["data"].region.load(id)

    @strawberry.field
    async def regions(self, info: Info, kind: str) -> list[Region]:
        sql = f"{REGION} WHERE kind = ? AND visibility = 0 ORDER BY id"
        return [make_region(*row) for row in await info.context["data"].rows(sql, [kind])]

    @strawberry.field
    async def facilities(self, info: Info, technology: str, first: int = 20) -> FacilityPage:
        return FacilityPage(technology=technology, first=first)

    @strawberry.field
    async def organizations(self, info: Info, first: int = 20) -> list[Organization]:
        sql = "SELECT id, name FROM bench_organization WHERE visibility = 0 ORDER BY id LIMIT ?"
        return [make_organization(*row) for row in await info.context["data"].rows(sql, [first])]

    @strawberry.field
    async def capacity_by_technology(self, info: Info) -> list[Group]:
        sql = (
            "SELECT technology, count(*), sum(capacity), avg(capacity) FROM bench_facility "
            "WHERE visibility = 0 GROUP BY technology ORDER BY technology"
        )
        return [make_group(*row) for row in await info.context["data"].rows(sql, [])]


def maker(type_: type) -> Callable[..., Any]:
    """Return what makes an object of a row: Strawberry's types take keywords only."""
    names = [field.name for field in fields(type_) if field.init]
    return lambda *row: type_(**dict(zip(names, row, strict=True)))


make_facility = maker(Facility)
make_group = maker(Group)
make_organization = maker(Organization)
make_region = maker(Region)


class Data:
    """The loaders of one request, over the connection of the process."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.region = self._one(f"{REGION} WHERE id IN", make_region)
        self.organization = self._one(
            "SELECT id, name FROM bench_organization WHERE id IN", make_organization
        )
        self.indicator = self._one("SELECT id, code FROM bench_indicator WHERE id IN", maker(Indicator))
        self.children = self._many(
            "bench_region", "parent_id", "id, code, name, kind, parent_id", make_region
        )
        self.observations = self._many(
            "bench_observation", "region_id", "year, value, indicator_id", maker(Observation)
        )
        self._limited: dict[tuple[str, int], DataLoader[int, list[Any]]] = {}

    async def rows(self, sql: str, parameters: list[Any]) -> list[Any]:
        return list(await self._connection.execute_fetchall(sql, parameters))

    def programmes(self, first: int) -> DataLoader[int, list[Any]]:
        return self._first(
            "bench_programme", "region_id", "title, status, budget, progress", maker(Programme), first
        )

    def facilities_of(self, first: int) -> DataLoader[int, list[Any]]:
        return self._first("bench_facility", "organization_id", FACILITY, make_facility, first)

    def _one(self, sql: str, make: Callable[..., Any]) -> DataLoader[int, Any]:
        async def load(keys: list[int]) -> list[Any]:
            rows = await self.rows(f"{sql} (SELECT value FROM json_each(?))", [json.dumps(keys)])
            found = {row[0]: make(*row) for row in rows}
            return [found.get(key) for key in keys]

        return DataLoader(load)

    def _many(self, table: str, key: str, columns: str, make: Callable[..., Any]) -> DataLoader[int, Any]:
        sql = (
            f"SELECT {key}, {columns} FROM {table} WHERE {key} IN (SELECT value FROM json_each(?)) "
            f"AND visibility = 0 ORDER BY {key}, id"
        )
        return DataLoader(self._grouped(sql, make))

    def _first(
        self, table: str, key: str, columns: str, make: Callable[..., Any], first: int
    ) -> DataLoader[int, Any]:
        if (table, first) not in self._limited:
            sql = (
                f"SELECT {key}, {columns} FROM (SELECT *, row_number() OVER (PARTITION BY {key} ORDER BY id) AS n "
                f"FROM {table} WHERE {key} IN (SELECT value FROM json_each(?)) AND visibility = 0) "
                f"WHERE n <= {first} ORDER BY {key}, id"
            )
            self._limited[table, first] = DataLoader(self._grouped(sql, make))
        return self._limited[table, first]

    def _grouped(
        self, sql: str, make: Callable[..., Any]
    ) -> Callable[[list[int]], Awaitable[list[list[Any]]]]:
        async def load(keys: list[int]) -> list[list[Any]]:
            groups: dict[int, list[Any]] = {key: [] for key in keys}
            for key, *values in await self.rows(sql, [json.dumps(keys)]):
                groups[key].append(make(*values))
            return [groups[key] for key in keys]

        return load


class App(GraphQL[Any, Any]):
    """Strawberry's ASGI application with one connection, opened by the first request."""

    connection: aiosqlite.Connection | None = None

    async def get_context(self, request: Any, response: Any) -> dict[str, Data]:
        if self.connection is None:
            uri = f"file:{os.environ['BENCH_DATABASE']}?mode=ro"
            opened = await aiosqlite.connect(uri, uri=True, isolation_level=None, cached_statements=512)
            await opened.execute("PRAGMA cache_size=-16384")
            self.connection = opened
        return {"data": Data(self.connection)}


if __name__ == "__main__":
    schema = strawberry.Schema(Query, extensions=[ParserCache, ValidationCache])
    serve(App(schema, graphql_ide=None))
