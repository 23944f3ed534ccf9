"""A web server beside the rest of the program: it ends with it, and not by itself."""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.errors import ChannelError
from bot.settings import WebOptions

FINISH_SECONDS = 3
"""Requests that are under way at the end have so long."""


class _Server(uvicorn.Server):
    """Leaves signals to the program."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def bound(options: WebOptions) -> socket.socket:
    """A socket that listens. Raises ChannelError where it cannot."""
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    try:
        return socket.create_server((options.host, options.port), family=family, backlog=512)
    except OSError as problem:
        raise ChannelError(
            f"cannot listen on {options.host} port {options.port}: {problem.strerror or problem} "
            "(MADOGUCHI_WEB__HOST, MADOGUCHI_WEB__PORT)"
        ) from None


async def listen(routes: Sequence[BaseRoute], listening: socket.socket, stop: asyncio.Event) -> None:
    """Answer requests until `stop` is set; those that are under way are finished."""
    config = uvicorn.Config(
        Starlette(routes=routes),
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=FINISH_SECONDS,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stopping.cancel()
    await serving
