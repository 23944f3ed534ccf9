"""Telegram: private chats, and groups where the bot is asked by /ask or by a reply to one of its messages.

The parts stand beside this file. `telegram_incoming` and `telegram_text` translate; `telegram_commands` says what a
message is answered with. `telegram_polling` and `telegram_webhook` put what comes into the inbox, `telegram_work` works
it off, `telegram_sending` and `telegram_leftovers` see to it that each answer is seen once; `telegram_serving` joins
them. Only they import python-telegram-bot, which is optional.
"""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.channels import Assistant
from bot.errors import MissingExtra
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.storage.database import Storage


def administer(settings: Settings, what: str) -> list[str]:
    """Do with Telegram what an operator asks for: `info`, `set-webhook` or `delete-webhook`; lines that say what came of it.

    Raises MissingExtra and ChannelError.
    """
    with _library():
        from bot.channels.telegram_administration import administered
    return asyncio.run(administered(settings, what))


def examined(settings: Settings) -> list[tuple[str, bool, str]]:
    """What Telegram says of the bot: what was looked at, whether it is well, what is said of it.

    Raises MissingExtra and ChannelError.
    """
    with _library():
        from bot.channels.telegram_examination import examination
    return asyncio.run(examination(settings))


def serve(assistant: Assistant, storage: "Storage", settings: Settings) -> None:
    """Answer on Telegram until SIGINT or SIGTERM; what is begun is finished.

    Raises MissingExtra without python-telegram-bot, and ChannelError for a token that is absent or refused, and for a
    webhook that cannot be set.
    """
    with _library():
        from bot.channels.telegram_serving import run
    asyncio.run(run(assistant, storage, settings))


@contextmanager
def _library() -> Iterator[None]:
    """Around imports of what imports python-telegram-bot. Raises MissingExtra."""
    try:
        yield
    except ModuleNotFoundError as missing:
        raise MissingExtra("the Telegram channel", "telegram") from missing
    logging.getLogger("httpx").setLevel(logging.WARNING)  # its INFO lines hold the address, and so the token
