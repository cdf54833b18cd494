"""An open service -> what a load balancer and an operator want to know: `/healthz` and `/readyz`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from pilar.database.engine import open_engine
from pilar.database.migrations import CORE_BRANCH, verify
from pilar.errors import DatabaseUnavailable, PilarError, StartError, StatementTimeout
from pilar.plugins.plugin import healthy
from pilar.startup import branch_of

if TYPE_CHECKING:
    from pilar.plugins.plugin import Plugin
    from pilar.query.turns import Pool
    from pilar.startup import Service

_UNCACHED = {"cache-control": "no-store"}


async def answer_alive(request: Request) -> PlainTextResponse:
    """Say that the process answers; whether it can do its work is the question of `/readyz`."""
    return PlainTextResponse("alive\n", headers=_UNCACHED)


async def answer_ready(request: Request) -> JSONResponse:
    """Answer 200 while queries can be answered, else 503; a quarantined plugin costs only its own data."""
    report = await assess_readiness(request.app.state.service)
    return JSONResponse(report, status_code=200 if report["ready"] else 503, headers=_UNCACHED)


async def assess_readiness(service: Service) -> dict[str, Any]:
    """Ask the database for a statement and for its migrations, and each plugin what is wrong with it."""
    database = await _database_failure(service.pool)
    migrations = database or await asyncio.to_thread(_migrations_failure, service)
    return {
        "ready": migrations is None,
        "database": {"ready": database is None, "error": database and database.code},
        "migrations": {"ready": migrations is None, "error": migrations and migrations.code},
        "plugins": [summarise(plugin) for plugin in service.plugins],
    }


def summarise(plugin: Plugin) -> dict[str, str | None]:
    """Tell how a plugin does; its error by the code only, since the message may hold paths."""
    return {
        "namespace": plugin.namespace,
        "version": plugin.version,
        "status": plugin.status,
        "error": plugin.error.code if plugin.error else None,
    }


async def _database_failure(pool: Pool) -> PilarError | None:
    try:
        await pool.fetch("SELECT 1", ())
    except (DatabaseUnavailable, StatementTimeout) as error:
        return error
    return None


def _migrations_failure(service: Service) -> PilarError | None:
    """Another version may migrate the database while this one serves it. Blocks for some milliseconds."""
    branches = [CORE_BRANCH, *filter(None, map(branch_of, healthy(service.plugins)))]
    try:
        engine = open_engine(service.settings.database_url, read_only=True)
        try:
            verify(engine, branches)
        finally:
            engine.dispose()
    except StartError as error:
        return error
    return None


routes = [Route("/healthz", answer_alive), Route("/readyz", answer_ready)]
