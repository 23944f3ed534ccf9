"""The loop: fetch updates, answer them one by one in their order, confirm them by fetching the next.

Telegram keeps an update until a later one is asked for, so what was fetched and not yet answered when the program is
killed comes again. Updates are fetched as they are and read one by one: one that cannot be read is left out with a
line in the log, and does not stand in the way of the others.
"""

import asyncio
import logging
import os
import signal
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.channels import Assistant, Incoming
from bot.channels.telegram_commands import Desk
from bot.channels.telegram_incoming import MENU, PICK, chat_and_thread, to_incoming
from bot.channels.telegram_text import Message, from_words
from bot.errors import ChannelError
from bot.replies import say

GET_UPDATES = "getupdates"
"""Methods are case-insensitive (https://core.telegram.org/bots/api#making-requests); so spelled, the library hands the
updates over as they are."""
POLL_SECONDS = 30
"""So long Telegram holds a request for updates open: https://core.telegram.org/bots/api#getupdates"""
UPDATES = 100
"""Most updates at once: https://core.telegram.org/bots/api#getupdates"""
ANSWER_SECONDS = 10
"""So long a reply of Telegram's may take beyond that."""
SEND_ATTEMPTS = 6
"""A message is sent so often, until it is taken."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds between two attempts while the network fails; doubled each time."""

os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library warns otherwise that it will become so

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


async def poll(assistant: Assistant, token: str, base_url: str) -> None:
    """Answer until SIGINT or SIGTERM. Raises ChannelError for a token that Telegram refuses."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl+C ends the program without finishing the answer
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        bot = Bot(token, base_url=base_url)
    except InvalidToken:
        raise _refused() from None
    try:
        await Polling(bot, Desk(assistant)).run(stop)
    finally:
        await bot.shutdown()


class Polling:
    """One bot's updates, answered by one desk."""

    def __init__(self, bot: Bot, desk: Desk) -> None:
        self._bot = bot
        self._desk = desk
        self._pause = FIRST_PAUSE
        self._offset = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Answer until `stop` is set; then confirm what is answered."""
        while not stop.is_set() and not await self._attempt(stop, self._begin()):
            pass
        while not stop.is_set():
            updates = await self._attempt(stop, self._fetch(POLL_SECONDS, UPDATES))
            for raw in updates or ():
                await self._take(raw)
                if stop.is_set():
                    break
        if self._offset:
            with suppress(TelegramError):
                await self._fetch(0, 1)

    async def _begin(self) -> bool:
        await self._bot.initialize()
        await self._bot.delete_webhook(drop_pending_updates=False)
        await self._bot.set_my_commands([(name, say(f"telegram-menu-{name}")) for name in MENU])
        _log.info("answering on Telegram as @%s", self._bot.username)
        return True

    async def _fetch(self, seconds: int, limit: int) -> list[dict[str, Any]]:
        wanted = {
            "offset": self._offset,
            "timeout": seconds,
            "limit": limit,
            "allowed_updates": ["message", "callback_query"],
        }
        fetched: list[dict[str, Any]] = await self._bot.do_api_request(
            GET_UPDATES, wanted, read_timeout=seconds + ANSWER_SECONDS
        )
        return fetched

    async def _attempt(self, stop: asyncio.Event, work: Coroutine[Any, Any, _Result]) -> _Result | None:
        """The result; None when stopped, or after a pause when Telegram cannot be reached or is busy."""
        try:
            result = await _unless(stop, work)
        except (InvalidToken, EndPointNotFound):
            raise _refused() from None
        except TelegramError as problem:
            pause, self._pause = _pause_after(problem, self._pause), min(2 * self._pause, LONGEST_PAUSE)
            _log.warning("Telegram: %s; trying again in %.1f s", problem, pause)
            await _unless(stop, asyncio.sleep(pause))
            return None
        self._pause = FIRST_PAUSE
        return result

    async def _take(self, raw: dict[str, Any]) -> None:
        """Answer one update; whatever goes wrong with it, the next one is taken."""
        self._offset = raw["update_id"] + 1
        try:
            update = Update.de_json(raw, self._bot)
            incoming = to_incoming(update, self._bot.bot)
        except Exception:  # noqa: BLE001 - one update that nobody can read must not hold up the others
            _log.exception("update %s cannot be read and is left out", raw["update_id"])
            return
        if update.callback_query is not None:
            with suppress(TelegramError):
                await update.callback_query.answer()
        if incoming is None:
            return
        try:
            messages = await asyncio.to_thread(self._desk.reply, incoming)
        except Exception:  # noqa: BLE001 - a person is told, whatever it is
            _log.exception("update %s cannot be answered", update.update_id)
            messages = from_words(say("telegram-failed"))
        try:
            await self._send(incoming, messages)
        except TelegramError as problem:
            _log.error("the answer to update %s cannot be sent: %s", update.update_id, problem)

    async def _send(self, incoming: Incoming, messages: Sequence[Message]) -> None:
        """Send messages in order, the first as a reply to what was said."""
        chat, thread = chat_and_thread(incoming.conversation)
        reply_to = incoming.reply_to
        for message in messages:
            chat = await self._deliver(chat, thread, message, reply_to)
            reply_to = None

    async def _deliver(self, chat: int, thread: int | None, message: Message, reply_to: str | None) -> int:
        """Send one message until it is taken; the chat it went to, which may have moved. Raises TelegramError."""
        pause = FIRST_PAUSE
        for attempt in range(1, SEND_ATTEMPTS + 1):
            try:
                await self._bot.send_message(
                    chat,
                    message.html,
                    parse_mode=ParseMode.HTML,
                    message_thread_id=thread,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                    reply_parameters=ReplyParameters(int(reply_to), allow_sending_without_reply=True)
                    if reply_to
                    else None,
                    reply_markup=_buttons(message.choices),
                )
            except BadRequest:
                raise
            except ChatMigrated as moved:
                chat = moved.new_chat_id
            except (RetryAfter, NetworkError) as problem:
                if attempt == SEND_ATTEMPTS:
                    raise
                _log.warning("Telegram: %s; sending again", problem)
                await asyncio.sleep(_pause_after(problem, pause))
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                return chat
        raise NetworkError(f"not taken after {SEND_ATTEMPTS} attempts")


def _buttons(choices: Sequence[str]) -> InlineKeyboardMarkup | None:
    """A row for each choice; the callback data is the choice's number, the label the question."""
    if not choices:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(choice, callback_data=f"{PICK}{number}")] for number, choice in enumerate(choices, 1)]
    )


def _refused() -> ChannelError:
    return ChannelError(
        "Telegram refuses the token: set MADOGUCHI_TELEGRAM__TOKEN to the one that @BotFather shows for your bot"
    )


def _pause_after(problem: TelegramError, otherwise: float) -> float:
    """Seconds to wait: what Telegram asks for, where it does."""
    if not isinstance(problem, RetryAfter):
        return otherwise
    asked = problem.retry_after
    return float(asked) if isinstance(asked, int) else asked.total_seconds()


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, _Result]) -> _Result | None:
    """The result of the work; None when `stop` is set before it is done, and the work is given up."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if working.done():
        return working.result()
    working.cancel()
    with suppress(asyncio.CancelledError):
        await working
    return None
