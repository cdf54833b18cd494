"""A way to open the service -> one process, or several, that serve it at an address until told to stop.

The order of a start is: take the address, prepare the service, listen, announce. A taken address thus stops
the start before the database is touched, and whatever else stops it does so before anybody can connect.
"""

from __future__ import annotations

import gc
import socket
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from pilar.errors import AddressUnavailable
from pilar.http.application import create_app
from pilar.http.protocol import BoundedProtocol
from pilar.http.socket_protocol import BoundedSocket
from pilar.settings import Settings
from pilar.startup import Service, prepare

BACKLOG: Final = 2_048
ACCEPTED_AT_ONCE: Final = 32
"""Connections that are accepted in each turn of the event loop.

libuv accepts one for each socket that listens and then answers all others that wait: under load whoever came last
waited for as many turns as there were before him. So the socket is listened to by as many names.
"""
KEEP_ALIVE_S: Final = 30
DRAIN_S: Final = 15

OpenService = Callable[[], Awaitable[Service]]
Announce = Callable[[Service, str], None]


def take_address(host: str, port: int) -> socket.socket:
    """Bind a socket that does not listen yet. Raises AddressUnavailable."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise _unavailable(host, port, error) from None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise _unavailable(host, port, error) from None
    return listener


async def serve(open_service: OpenService, listener: socket.socket, announce: Announce) -> None:
    """Serve in this process until SIGTERM or SIGINT; running requests then have 15 seconds to end.

    Raises StartError.
    """
    service = await _settled(open_service)
    try:
        _listen(listener)
    except AddressUnavailable:
        await service.close()
        raise
    announce(service, address_of(listener))
    await uvicorn.Server(configure(create_app(partial(_prepared, service)), service.settings)).serve(
        sockets=_named_often(listener)
    )


async def prepare_once(open_service: OpenService, listener: socket.socket, announce: Announce) -> None:
    """Migrate, seed, listen and announce before workers start: they find all done. Raises StartError."""
    service = await open_service()
    await service.close()
    _listen(listener)
    announce(service, address_of(listener))


def serve_by_workers(settings: Settings, listener: socket.socket, workers: int) -> bool:
    """Serve in processes that share a listening socket; return False when they could not start."""
    config = configure(partial(create_worker_app, settings), settings, factory=True, workers=workers)
    supervisor = Multiprocess(config, sockets=_named_often(listener))
    supervisor.run()
    return all(process.exitcode != STARTUP_FAILURE for process in supervisor.processes)


def create_worker_app(settings: Settings) -> Starlette:
    """Build the application of one worker, which prepares a service of its own."""
    return create_app(partial(_settled, partial(prepare, settings)))


def address_of(listener: socket.socket) -> str:
    """Return the address to type into a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


async def _settled(open_service: OpenService) -> Service:
    """Open the service, then take the schema and all else that stays out of the garbage collector's sight.

    Each full collection would walk through it: 60 milliseconds, during which nobody is answered.
    """
    service = await open_service()
    gc.collect()
    gc.freeze()
    return service


async def _prepared(service: Service) -> Service:
    return service


def _listen(listener: socket.socket) -> None:
    """Two processes can bind one address at the same time; the second to listen fails here."""
    try:
        listener.listen(BACKLOG)
    except OSError as error:
        host, port = listener.getsockname()[:2]
        raise _unavailable(host, port, error) from None


def _named_often(listener: socket.socket) -> list[socket.socket]:
    """Return the socket and duplicates of it, each of which accepts a connection at a time."""
    return [listener, *(listener.dup() for _ in range(ACCEPTED_AT_ONCE - 1))]


def configure(app: Any, settings: Settings, **more: Any) -> uvicorn.Config:
    """Return how uvicorn is to serve an application."""
    return uvicorn.Config(
        app,
        http=BoundedProtocol,
        ws=BoundedSocket,
        ws_max_size=settings.socket_message_limit_bytes,
        ws_ping_interval=settings.socket_ping_s,
        ws_ping_timeout=settings.socket_ping_s,
        ws_per_message_deflate=False,  # it would take 30 kB of memory for each idle connection
        loop="uvloop",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # `client_address` reads them, and believes only the proxies that the settings name
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=DRAIN_S,
        **more,
    )


def _unavailable(host: str, port: int, error: Exception) -> AddressUnavailable:
    reason = getattr(error, "strerror", None) or str(error)
    return AddressUnavailable(
        f"The server cannot listen on {host}, port {port}: {reason}.",
        "Stop what listens there, or choose another by --host and --port; --port 0 takes any that is free.",
    )
