"""The Telegram channel as a whole: what comes in is kept, worked off, and sent, until the program is told to end."""

import asyncio
import logging
import signal
from collections.abc import Iterable
from time import time
from urllib.parse import urlsplit

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import BadRequest, InvalidToken
from telegram.request import HTTPXRequest

from bot.channels import Assistant
from bot.channels.telegram_calls import Attempts, refused_token, unless
from bot.channels.telegram_commands import Desk
from bot.channels.telegram_incoming import MENU, WANTED
from bot.channels.telegram_leftovers import Leftovers
from bot.channels.telegram_order import Order
from bot.channels.telegram_pace import Pace
from bot.channels.telegram_polling import poll
from bot.channels.telegram_sending import CALLS, Post
from bot.channels.telegram_settling import CHANNEL
from bot.channels.telegram_webhook import secret_of, webhook
from bot.channels.telegram_work import Work
from bot.errors import ChannelError
from bot.keyfile import kept_secret
from bot.replies import say
from bot.settings import Settings, TelegramOptions
from bot.storage import inbox, outbox, turns
from bot.storage.database import Storage
from bot.storage.exclusive import alone
from bot.storage.inbox import Arrival, Place
from bot.storage.people import Pseudonyms
from bot.storage.retention import erase
from bot.web.health import health
from bot.web.listening import bound, listen
from bot.web.metrics import Measured, Metrics, metrics_route

CALL_SECONDS = 20.0
"""So long Telegram may take to answer a call."""
ERASE_SECONDS = 3600.0
"""Seconds between two looks for what is to be erased."""
REPEATED_DAYS = 2.0
"""So long it is known at least what came already: Telegram delivers for a day."""
DAY = 86_400.0
"""Seconds of a day."""
PATIENCE = 0.5
"""Seconds that a gap in the numbers of delivered updates is waited for."""

_log = logging.getLogger(__name__)


class Service:
    """One bot, served."""

    def __init__(self, assistant: Assistant, storage: Storage, settings: Settings, bot: Bot) -> None:
        self._storage = storage
        self._settings = settings
        self._bot = bot
        self._begun = asyncio.Event()
        pace, self._metrics = Pace(overall=settings.telegram.calls_per_second), Metrics()
        patience = PATIENCE if settings.telegram.mode == "webhook" else 0.0
        options = settings.telegram
        self._work = Work(
            bot,
            Desk(Measured(assistant, self._metrics), options.retention_days),
            storage,
            Post(bot, storage, pace, lambda kind: self._metrics.send_errors.labels(kind).inc()),
            Order(patience),
            options,
            Pseudonyms(kept_secret(settings.data_dir / "people-key")),
        )
        self._leftovers = Leftovers(bot, storage, pace, CHANNEL)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set, and finish what is begun. Raises ChannelError."""
        routes, secret = [*health(self._missing), metrics_route(self._metrics, self._look)], ""
        if self._settings.telegram.mode == "webhook":
            url, secret = webhook_of(self._settings)
            routes.append(webhook(urlsplit(url).path or "/", secret, self._keep_once))
        elif not self._settings.web.in_polling:
            await self._serve(stop, secret)
            return
        listening = bound(self._settings.web)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(listen(routes, listening, stop))
            tasks.create_task(self._serve(stop, secret))

    async def _serve(self, stop: asyncio.Event, secret: str) -> None:
        attempts = Attempts()
        while not stop.is_set() and not await attempts.once(stop, self._begin(secret)):
            pass
        if stop.is_set():
            return
        self._begun.set()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._work.run(stop))
            tasks.create_task(self._leftovers.run(stop))
            tasks.create_task(self._erase(stop))
            if self._settings.telegram.mode == "polling":
                tasks.create_task(poll(self._bot, self._keep, stop))

    async def _erase(self, stop: asyncio.Event) -> None:
        """Erase what is kept no longer, at once and then by the hour."""
        while not stop.is_set():
            now, days = time(), self._settings.telegram.retention_days
            rows_before = now - max(days, REPEATED_DAYS) * DAY
            erased = await unless(stop, self._storage.run(erase, now - days * DAY, rows_before))
            if erased:
                _log.info("erased %s texts that were kept for %g days", erased, days)
            await unless(stop, asyncio.sleep(ERASE_SECONDS))

    async def _begin(self, secret: str) -> bool:
        """Tell Telegram how updates come, and what commands there are. Raises TelegramError."""
        await self._bot.initialize()
        await self._bot.set_my_commands([(name, say(f"telegram-menu-{name}")) for name in MENU])
        if self._settings.telegram.mode == "polling":
            await self._bot.delete_webhook(drop_pending_updates=False)
        else:
            await set_webhook(self._bot, self._settings.telegram.webhook_url, secret)
        _log.info("answering on Telegram as @%s", self._bot.username)
        return True

    async def _keep(self, arrivals: Iterable[Arrival]) -> list[Place]:
        """Keep what came, however long the database is locked or away."""
        places = await self._storage.run(inbox.keep, CHANNEL, arrivals)
        await self._work.came(places)
        return places

    async def _keep_once(self, arrivals: Iterable[Arrival]) -> None:
        """The same, but Telegram is asked to come again where the database is locked or away."""
        places = await self._storage.once(inbox.keep, CHANNEL, arrivals)
        if self._begun.is_set():  # else it is found once the work begins
            await self._work.came(places)

    async def _look(self) -> None:
        """Have the metrics take in what is stored."""
        run = self._storage.run
        self._metrics.note(
            await run(inbox.counts),
            await run(outbox.counts),
            await run(turns.opinions),
            await run(inbox.oldest),
            self._settings.index_dir / "current",
        )

    async def _missing(self) -> str:
        if not self._begun.is_set():
            return "Telegram is not reached yet"
        try:
            await self._storage.once(inbox.counts)
        except SQLAlchemyError as problem:
            return f"the database: {type(problem).__name__}"
        return ""


async def run(assistant: Assistant, storage: Storage, settings: Settings) -> None:
    """Serve Telegram until SIGINT or SIGTERM. Raises ChannelError."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    bot = connected(settings.telegram)
    try:
        async with alone(storage, stop):
            if not stop.is_set():
                await Service(assistant, storage, settings, bot).run(stop)
    except BaseExceptionGroup as problems:
        raise _first(problems) from None
    finally:
        await bot.shutdown()


def _first(problem: BaseException) -> BaseException:
    """The first of the problems that several tasks had."""
    return _first(problem.exceptions[0]) if isinstance(problem, BaseExceptionGroup) else problem


def connected(options: TelegramOptions) -> Bot:
    """The bot of the token. Raises ChannelError."""
    if options.token is None:
        raise ChannelError("Telegram needs a token: ask @BotFather for one and set MADOGUCHI_TELEGRAM__TOKEN")
    request = HTTPXRequest(
        CALLS + 8, read_timeout=CALL_SECONDS, write_timeout=CALL_SECONDS, connect_timeout=CALL_SECONDS
    )
    try:
        return Bot(options.token.get_secret_value(), base_url=options.base_url, request=request)
    except InvalidToken:
        raise refused_token() from None


async def set_webhook(bot: Bot, url: str, secret: str) -> None:
    """Have updates delivered to an address; those that wait already are too. Raises ChannelError, TelegramError."""
    try:
        await bot.set_webhook(url, secret_token=secret, allowed_updates=WANTED, drop_pending_updates=False)
    except BadRequest as problem:
        raise ChannelError(f"Telegram refuses the webhook {url}: {problem} (MADOGUCHI_TELEGRAM__WEBHOOK_URL)") from None


def webhook_of(settings: Settings) -> tuple[str, str]:
    """Address and secret of the webhook. Raises ChannelError where they cannot be used."""
    options = settings.telegram
    if not options.webhook_url:
        raise ChannelError(
            "a webhook needs a public address that Telegram delivers to: set MADOGUCHI_TELEGRAM__WEBHOOK_URL"
        )
    given = options.webhook_secret.get_secret_value() if options.webhook_secret else None
    return options.webhook_url, secret_of(given, settings.data_dir)
