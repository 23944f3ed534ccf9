"""What an operator asks Telegram for, or has it do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from telegram import Bot
from telegram.error import EndPointNotFound, InvalidToken, TelegramError

from bot.channels.telegram_calls import refused_token
from bot.channels.telegram_serving import connected, set_webhook, webhook_of
from bot.errors import ChannelError
from bot.settings import Settings


@asynccontextmanager
async def reached(settings: Settings) -> AsyncIterator[Bot]:
    """The bot, once Telegram has said who it is. Raises ChannelError where it is not reached or refuses."""
    bot = connected(settings.telegram)
    try:
        await bot.initialize()
        yield bot
    except (InvalidToken, EndPointNotFound):
        raise refused_token() from None
    except TelegramError as problem:
        raise ChannelError(f"Telegram: {problem}") from None
    finally:
        await bot.shutdown()


async def administered(settings: Settings, what: str) -> list[str]:
    """Lines that say what came of it. Raises ChannelError."""
    async with reached(settings) as bot:
        if what == "set-webhook":
            await set_webhook(bot, *webhook_of(settings))
        elif what == "delete-webhook":
            await bot.delete_webhook(drop_pending_updates=False)
        return await _info(bot)


async def _info(bot: Bot) -> list[str]:
    """Who the bot is, how its updates come, and what holds them up."""
    info = await bot.get_webhook_info()
    lines = [f"bot: @{bot.username} ({bot.id})", f"webhook: {info.url or 'none; updates are polled'}"]
    lines.append(f"updates that wait: {info.pending_update_count}")
    if info.last_error_message:
        when = info.last_error_date or datetime.fromtimestamp(0, UTC)
        lines.append(f"last failure: {info.last_error_message} ({when:%Y-%m-%d %H:%M} UTC)")
    return lines
