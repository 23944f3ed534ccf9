"""What Telegram says of the bot, held against the settings: token, way of delivery, clock."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
from telegram import Bot, WebhookInfo

from bot.channels.telegram_administration import reached
from bot.channels.telegram_serving import CALL_SECONDS, webhook_of
from bot.replies import say
from bot.settings import Settings

SKEW = 30.0
"""Seconds that the clock may differ from Telegram's; certificates and times of messages bear so much."""
Found = tuple[str, bool, str]
"""What was looked at, whether it is well, and what is said of it."""


async def examination(settings: Settings) -> list[Found]:
    """What was found. Raises ChannelError where Telegram is not reached or refuses the token."""
    async with reached(settings) as bot:
        token: Found = ("token", True, f"@{bot.username} ({bot.id})")
        return [token, _delivery(await bot.get_webhook_info(), settings), await _clock(bot)]


def _delivery(info: WebhookInfo, settings: Settings) -> Found:
    name = "delivery"
    if settings.telegram.mode == "polling":
        return (
            (name, True, say("doctor-polling", waiting=info.pending_update_count))
            if not info.url
            else (name, False, say("doctor-webhook-set", url=info.url))
        )
    wanted, _ = webhook_of(settings)
    if info.url != wanted:
        return name, False, say("doctor-webhook-other", url=info.url or "–", wanted=wanted)
    if info.last_error_message and info.pending_update_count:
        return name, False, say("doctor-webhook-fails", reason=info.last_error_message)
    return name, True, say("doctor-webhook", url=info.url, waiting=info.pending_update_count)


async def _clock(bot: Bot) -> Found:
    async with httpx.AsyncClient(timeout=CALL_SECONDS) as client:
        shown = (await client.get(f"{bot.base_url}/getMe")).headers.get("Date", "")
    try:
        there = parsedate_to_datetime(shown)
    except ValueError:
        return "clock", True, say("doctor-clock-unknown")
    skew = abs((datetime.now(UTC) - there).total_seconds())
    return "clock", skew <= SKEW, say("doctor-clock" if skew <= SKEW else "doctor-clock-wrong", seconds=round(skew))
