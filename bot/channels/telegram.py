"""Telegram: private chats, and groups where the bot is asked by /ask or by a reply to one of its messages.

The parts stand beside this file: `telegram_incoming` and `telegram_text` translate, `telegram_commands` says what a
message is answered with, `telegram_polling` is the loop. Only they import python-telegram-bot, which is optional.
"""

import asyncio
import logging

from bot.channels import Assistant
from bot.errors import ChannelError, MissingExtra
from bot.settings import TelegramOptions


def serve(assistant: Assistant, options: TelegramOptions) -> None:
    """Answer on Telegram until SIGINT or SIGTERM; the answer in hand is finished.

    Raises MissingExtra without python-telegram-bot, and ChannelError for a token that is absent or refused.
    """
    try:
        from bot.channels.telegram_polling import poll
    except ModuleNotFoundError as missing:
        raise MissingExtra("the Telegram channel", "telegram") from missing
    if options.token is None:
        raise ChannelError("Telegram needs a token: ask @BotFather for one and set MADOGUCHI_TELEGRAM__TOKEN")
    if options.mode != "polling":
        raise ChannelError(
            f"Telegram is served by polling only, not by {options.mode}: set MADOGUCHI_TELEGRAM__MODE=polling"
        )
    logging.getLogger("httpx").setLevel(logging.WARNING)  # its INFO lines hold the address, and so the token
    asyncio.run(poll(assistant, options.token.get_secret_value(), options.base_url))
