"""Placeholders that were left behind: found, and deleted.

A placeholder whose number was never learnt (the program was killed, or the connection dropped, after Telegram took it)
stands between the message before it and the one that took its place. An edit that changes nothing tells a placeholder
from everything else, and can harm nothing: others' messages cannot be edited, and what is ours and known is left out.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.channels.telegram_calls import Attempts, asked_for, unless
from bot.channels.telegram_incoming import chat_and_thread
from bot.channels.telegram_pace import Pace
from bot.channels.telegram_sending import UNCHANGED
from bot.replies import say
from bot.storage import outbox
from bot.storage.database import Storage
from bot.storage.tables import Delivery

CANDIDATES = 30
"""So many numbers are looked at; in a busy group a placeholder may stay beyond."""
LOOK_SECONDS = 1.0
"""Seconds between two looks."""
SUPERGROUPS = -1_000_000_000_000
"""Chats with lower numbers count their messages by themselves; in all others the bot's messages are counted together."""

_log = logging.getLogger(__name__)


class Leftovers:
    """Looks after placeholders beside the answers; in a chat one after the other, in several chats at once."""

    def __init__(self, bot: Bot, storage: Storage, pace: Pace, channel: str) -> None:
        self._bot = bot
        self._storage = storage
        self._pace = pace
        self._channel = channel

    async def run(self, stop: asyncio.Event) -> None:
        """Look after them until `stop` is set."""
        while not stop.is_set():
            chats: dict[int, list[Delivery]] = {}
            for delivery in await unless(stop, self._storage.run(outbox.unsure, self._channel)) or ():
                chats.setdefault(chat_and_thread(delivery.conversation)[0], []).append(delivery)
            await unless(stop, self._in_chats(chats.values()))
            await unless(stop, asyncio.sleep(LOOK_SECONDS))

    async def _in_chats(self, chats: Iterable[Sequence[Delivery]]) -> None:
        await asyncio.gather(*map(self._in_chat, chats))

    async def _in_chat(self, deliveries: Sequence[Delivery]) -> None:
        for delivery in deliveries:
            await self._look_after(delivery)

    async def _look_after(self, delivery: Delivery) -> None:
        chat, _ = chat_and_thread(delivery.conversation)
        try:
            for number in await self._candidates(delivery, chat):
                if await self._is_placeholder(chat, number):
                    await self._tried(chat, partial(self._bot.delete_message, chat, number))
                    _log.info("a placeholder that was left behind in chat %s is deleted", chat)
        except (BadRequest, Forbidden) as problem:
            _log.warning("a placeholder in chat %s cannot be deleted: %s", chat, problem)
        await self._storage.run(outbox.change, delivery.id, unsure=False)

    async def _candidates(self, delivery: Delivery, chat: int) -> list[int]:
        """Numbers that may be of a placeholder that was left behind."""
        if delivery.message is None:
            return []
        low = delivery.reply_to or delivery.message - CANDIDATES - 1
        known = await self._storage.run(outbox.known, self._channel, low, delivery.message)
        taken = {number for conversation, number in known if _count_together(chat, conversation)}
        return [number for number in range(low + 1, delivery.message) if number not in taken][:CANDIDATES]

    async def _is_placeholder(self, chat: int, number: int) -> bool:
        words = say("telegram-placeholder")
        edit = partial(self._bot.edit_message_text, words, chat_id=chat, message_id=number)
        try:
            await self._tried(chat, edit)
        except BadRequest as problem:
            return UNCHANGED in problem.message.lower()
        return True

    async def _tried(self, chat: int, call: Callable[[], Awaitable[object]]) -> None:
        """Call until Telegram answers. Raises BadRequest or Forbidden where it refuses."""
        attempts = Attempts()
        while True:
            await self._pace.turn(chat)
            try:
                await call()
            except (BadRequest, Forbidden):
                raise
            except TelegramError as problem:
                pause = attempts.pause(problem)
                self._pace.hold(chat, asked_for(problem) or 0.0)
                await asyncio.sleep(pause)
            else:
                return


def _count_together(chat: int, conversation: str) -> bool:
    """Whether messages of a conversation are counted together with those of a chat."""
    other, _ = chat_and_thread(conversation)
    return other == chat or (other > SUPERGROUPS and chat > SUPERGROUPS)
