"""An open service -> what a load balancer and an operator want to know: `/healthz` and `/readyz`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from pilar.errors import DatabaseUnavailable, PilarError, StatementTimeout

if TYPE_CHECKING:
    from pilar.plugins.plugin import Plugin
    from pilar.query.pool import ReaderPool
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
    """Ask the database for one statement, and list the plugins with the code of what is wrong with each."""
    failure = await _database_failure(service.pool)
    return {
        "ready": failure is None,
        "database": {"ready": failure is None, "error": failure and failure.code},
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


async def _database_failure(pool: ReaderPool) -> PilarError | None:
    try:
        await pool.fetch("SELECT 1", ())
    except (DatabaseUnavailable, StatementTimeout) as error:
        return error
    return None


routes = [Route("/healthz", answer_alive), Route("/readyz", answer_ready)]
