"""Polling: updates are fetched as they are, kept in the inbox, and confirmed by fetching the next.

Telegram keeps an update until a later one is asked for, so one that is fetched and not kept comes again. Nothing is
read here but the number and the chat: one that cannot be read is kept too, and stands in nobody's way.
"""

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram_calls import Attempts, unless
from bot.channels.telegram_incoming import WANTED, place_of, without_persons
from bot.storage.inbox import Arrival, Place

GET_UPDATES = "getupdates"
"""Methods are case-insensitive (https://core.telegram.org/bots/api#making-requests); so spelled, the library hands the
updates over as they are."""
POLL_SECONDS = 30
"""So long Telegram holds a request for updates open: https://core.telegram.org/bots/api#getupdates"""
UPDATES = 100
"""Most updates at once: https://core.telegram.org/bots/api#getupdates"""
ANSWER_SECONDS = 10
"""So long a reply of Telegram's may take beyond that."""


def arrival(raw: dict[str, Any]) -> Arrival:
    """An update as the inbox keeps it. Raises KeyError or ValueError where it has no number."""
    conversation, message = place_of(raw)
    return Arrival(int(raw["update_id"]), conversation, message, json.dumps(without_persons(raw)))


async def poll(
    bot: Bot,
    keep: Callable[[Iterable[Arrival]], Coroutine[Any, Any, list[Place]]],
    stop: asyncio.Event,
    seconds: int = POLL_SECONDS,
) -> None:
    """Fetch updates and have them kept, until `stop` is set; then confirm those that are.

    Raises ChannelError for a token that Telegram refuses.
    """
    attempts, offset = Attempts(), 0
    while not stop.is_set():
        updates = await attempts.once(stop, _fetch(bot, offset, seconds, UPDATES))
        if updates:
            arrivals = [arrival(raw) for raw in updates]
            if await unless(stop, keep(arrivals)) is not None:
                offset = max(kept.id for kept in arrivals) + 1
    if offset:
        with suppress(TelegramError):
            await _fetch(bot, offset, 0, 1)


async def _fetch(bot: Bot, offset: int, seconds: int, limit: int) -> list[dict[str, Any]]:
    wanted = {"offset": offset, "timeout": seconds, "limit": limit, "allowed_updates": WANTED}
    fetched: list[dict[str, Any]] = await bot.do_api_request(GET_UPDATES, wanted, read_timeout=seconds + ANSWER_SECONDS)
    return fetched
