"""/healthz: the program runs. /readyz: it can take a question and keep it."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


def health(ready: Callable[[], Awaitable[str]]) -> list[Route]:
    """Both routes; `ready` says what is missing, and nothing where nothing is."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> Response:
        missing = await ready()
        return PlainTextResponse(f"{missing or 'ok'}\n", 503 if missing else 200)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
