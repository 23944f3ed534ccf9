"""One message of the outbox, brought to its chat so that it is seen once.

Telegram tells the number of a message only after it has taken it, and takes the same message twice. So a placeholder
goes first; once its number is written down it is edited into the message, which may be repeated. A placeholder whose
number was never learnt says nothing, and is looked after by `telegram_leftovers`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.telegram_calls import Attempts, asked_for, may_have_left
from bot.channels.telegram_incoming import PICK, chat_and_thread, conversation_of
from bot.channels.telegram_pace import Pace
from bot.channels.telegram_text import Message
from bot.replies import say
from bot.storage import outbox
from bot.storage.database import Storage
from bot.storage.tables import Delivery

CALLS = 64
"""Most calls under way at the same time."""
PLACEHOLDERS = 3
"""So often a message whose placeholder was deleted gets a new one."""
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
"""What Telegram says of a placeholder that can no longer become the message."""
ROW = 2
"""Buttons with words that stand side by side."""
UNCHANGED = "message is not modified"
"""What Telegram says of an edit that was done already."""

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


class Post:
    """Delivers messages."""

    def __init__(self, bot: Bot, storage: Storage, pace: Pace, failed: Callable[[str], None] = lambda _: None) -> None:
        self._bot = bot
        self._failed = failed
        self._storage = storage
        self._pace = pace
        self._calls = asyncio.Semaphore(CALLS)

    async def deliver(self, delivery: Delivery) -> None:
        """Bring a message to its chat, however long that takes; ends when it is sent, or refused for good."""
        attempts, placeholders = Attempts(), 0
        while True:
            chat, _ = chat_and_thread(delivery.conversation)
            try:
                if delivery.message is None:
                    placeholders += 1
                    await self._place(delivery)
                await self._fill(delivery)
            except ChatMigrated as moved:
                await self._move(delivery, moved.new_chat_id)
            except RetryAfter as problem:
                self._failed(type(problem).__name__)
                self._pace.hold(chat, asked_for(problem) or 0.0)
                _log.warning("Telegram: %s (chat %s)", problem, chat)
            except (BadRequest, Forbidden) as problem:
                self._failed(type(problem).__name__)
                if delivery.message is None or not _is_gone(problem) or placeholders == PLACEHOLDERS:
                    return await self._give_up(delivery, problem)
                delivery.message = None
            except TelegramError as problem:
                self._failed(type(problem).__name__)
                pause = attempts.pause(problem)
                _log.warning("Telegram: %s; trying again in %.1f s", problem, pause)
                await asyncio.sleep(pause)
            else:
                return await self._storage.run(outbox.sent, delivery.id)

    async def _place(self, delivery: Delivery) -> None:
        """Send a placeholder and write its number down. Raises TelegramError."""
        chat, thread = chat_and_thread(delivery.conversation)
        reply = ReplyParameters(delivery.reply_to, allow_sending_without_reply=True) if delivery.reply_to else None
        words = say("telegram-placeholder")
        try:
            placed = await self._call(
                chat,
                lambda: self._bot.send_message(chat, words, message_thread_id=thread, reply_parameters=reply),
            )
        except (BadRequest, RetryAfter):
            raise
        except NetworkError as problem:
            if may_have_left(problem) and not delivery.unsure:
                delivery.unsure = True
                await self._storage.run(outbox.change, delivery.id, unsure=True)
            raise
        delivery.message = placed.message_id
        await self._storage.run(outbox.placed, delivery.id, placed.message_id)

    async def _fill(self, delivery: Delivery) -> None:
        """Edit the placeholder into the message. Raises TelegramError."""
        message = Message.model_validate_json(delivery.content)
        try:
            await self._edit(delivery, message)
        except BadRequest as problem:
            if UNCHANGED not in problem.message.lower():
                raise

    async def _edit(self, delivery: Delivery, message: Message) -> None:
        chat, _ = chat_and_thread(delivery.conversation)
        keyboard, file = _buttons(message, delivery.update), message.file
        if file is None:
            await self._call(
                chat,
                lambda: self._bot.edit_message_text(
                    message.html,
                    chat_id=chat,
                    message_id=delivery.message,
                    parse_mode=ParseMode.HTML,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                    reply_markup=keyboard,
                ),
            )
            return
        media = InputMediaDocument(
            file.text.encode("utf-8", "replace"), caption=message.html, parse_mode=ParseMode.HTML, filename=file.name
        )
        try:
            await self._call(
                chat, lambda: self._bot.edit_message_media(media, chat, delivery.message, reply_markup=keyboard)
            )
        except InvalidToken as problem:  # so a server of one's own is heard that is too old for it
            raise BadRequest(problem.message) if "method" in problem.message else problem from None

    async def _move(self, delivery: Delivery, chat: int) -> None:
        """Go on in the chat that this one has become; numbers of messages begin anew there."""
        _, thread = chat_and_thread(delivery.conversation)
        delivery.conversation, delivery.message, delivery.reply_to = conversation_of(chat, thread), None, None
        await self._storage.run(outbox.change, delivery.id, conversation=delivery.conversation)

    async def _give_up(self, delivery: Delivery, problem: TelegramError) -> None:
        """Write down that Telegram refuses the message; a placeholder that stands says so to the person."""
        _log.error("the answer to update %s is refused: %s", delivery.update, problem)
        await self._storage.run(outbox.refused, delivery.id, str(problem))
        if delivery.message is not None and not _is_gone(problem):
            try:
                await self._edit(delivery, Message(html=say("telegram-failed")))
            except TelegramError as again:
                _log.warning("Telegram: %s", again)

    async def _call(self, chat: int, call: Callable[[], Awaitable[_Result]]) -> _Result:
        await self._pace.turn(chat)
        async with self._calls:
            return await call()


def _is_gone(problem: TelegramError) -> bool:
    return any(words in problem.message.lower() for words in GONE)


def _buttons(message: Message, number: int) -> InlineKeyboardMarkup | None:
    """A row for each choice, whose label is the question, for update `number`; then what else there is, signs in a row of their own."""
    choices = enumerate(message.choices, 1)
    rows = [[InlineKeyboardButton(choice, callback_data=f"{PICK}{n}:{number}")] for n, choice in choices]
    others = [InlineKeyboardButton(label, callback_data=data) for label, data in message.actions]
    words, signs = ([button for button in others if (len(button.text) > 1) == is_word] for is_word in (True, False))
    rows += [words[first : first + ROW] for first in range(0, len(words), ROW)]
    return InlineKeyboardMarkup(list(filter(None, [*rows, signs]))) if rows or signs else None
