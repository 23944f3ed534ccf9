"""What every call to Telegram has in common: how its errors are told apart, and when it is tried again."""

import asyncio
import logging
import os
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

import httpx
from telegram.error import EndPointNotFound, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.errors import ChannelError

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds between two attempts while the network fails; doubled each time."""

os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library warns otherwise that it will become so

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


class Attempts:
    """Pauses between attempts, longer each time until one succeeds."""

    def __init__(self) -> None:
        self._pause = FIRST_PAUSE

    def succeeded(self) -> None:
        """Begin with the shortest pause again."""
        self._pause = FIRST_PAUSE

    def pause(self, problem: TelegramError) -> float:
        """Seconds to wait: what Telegram asks for, where it does."""
        pause, self._pause = self._pause, min(2 * self._pause, LONGEST_PAUSE)
        return asked_for(problem) or pause

    async def once(self, stop: asyncio.Event, work: Coroutine[Any, Any, _Result]) -> _Result | None:
        """The result; None when stopped, or after a pause when Telegram cannot be reached or is busy.

        Raises ChannelError for a token that Telegram refuses.
        """
        try:
            result = await unless(stop, work)
        except (InvalidToken, EndPointNotFound):
            raise refused_token() from None
        except TelegramError as problem:
            pause = self.pause(problem)
            _log.warning("Telegram: %s; trying again in %.1f s", problem, pause)
            await unless(stop, asyncio.sleep(pause))
            return None
        self.succeeded()
        return result


def refused_token() -> ChannelError:
    """The error for a token that Telegram refuses; it does not show it."""
    return ChannelError(
        "Telegram refuses the token: set MADOGUCHI_TELEGRAM__TOKEN to the one that @BotFather shows for your bot"
    )


def asked_for(problem: TelegramError) -> float | None:
    """Seconds that Telegram asks to wait, where it does."""
    if not isinstance(problem, RetryAfter):
        return None
    asked = problem.retry_after
    return float(asked) if isinstance(asked, int) else asked.total_seconds()


def may_have_left(problem: NetworkError) -> bool:
    """Whether a call that failed so may have been taken all the same."""
    return not isinstance(problem.__cause__, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, _Result]) -> _Result | None:
    """The result of the work; None when `stop` is set before it is done, and the work is given up."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        return None
    finally:
        stopping.cancel()
        if not working.done():
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working
