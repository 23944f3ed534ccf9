"""Webhook: Telegram delivers each update to an address of ours, and again until it is told 200.

200 means that the inbox holds the update. Whoever does not show the secret is turned away before a byte is read.
"""

import hmac
import json
import logging
import re
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram_polling import arrival
from bot.errors import ChannelError
from bot.keyfile import kept_secret
from bot.storage.inbox import Arrival

SHOWN = "X-Telegram-Bot-Api-Secret-Token"
"""Where Telegram shows the secret: https://core.telegram.org/bots/api#setwebhook"""
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What a secret may be made of: https://core.telegram.org/bots/api#setwebhook"""
BYTES = 1024 * 1024
"""Most bytes of an update; the longest message with all it replies to is far below."""

_log = logging.getLogger(__name__)


def secret_of(given: str | None, folder: Path) -> str:
    """The given secret, else the one in the data folder, which is made when it is not there.

    Raises ChannelError for one that Telegram does not take.
    """
    if given is None:
        given = kept_secret(folder / "telegram-webhook-secret")
    if not SECRET.fullmatch(given):
        raise ChannelError(
            "the webhook's secret is 1 to 256 of A-Z, a-z, 0-9, _ and -: set MADOGUCHI_TELEGRAM__WEBHOOK_SECRET, "
            "or leave it out and one is made"
        )
    return given


def webhook(path: str, secret: str, keep: Callable[[Iterable[Arrival]], Awaitable[object]]) -> Route:
    """The route that Telegram delivers to."""

    async def deliver(request: Request) -> Response:
        shown = request.headers.get(SHOWN, "")
        if not hmac.compare_digest(shown.encode("latin-1"), secret.encode()):
            return Response("the secret is wrong", 403)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return Response("an update is application/json", 415)
        body = await _body(request)
        if body is None:
            return Response(f"an update has at most {BYTES} bytes", 413)
        try:
            arrived = arrival(json.loads(body))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return Response("this is no update", 400)
        try:
            await keep([arrived])
        except OperationalError as problem:
            _log.warning("update %s is not kept, and will come again: %s", arrived.id, problem.orig)
            return Response("try again", 503, {"Retry-After": "1"})
        return Response()

    return Route(path, deliver, methods=["POST"])


async def _body(request: Request) -> bytes | None:
    """What was sent; None where it is too long, however long it says it is."""
    if int(request.headers.get("content-length", "0")) > BYTES:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BYTES:
            return None
    return bytes(body)
