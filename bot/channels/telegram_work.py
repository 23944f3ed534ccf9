"""What the inbox holds, worked off: in order within a conversation, conversations beside each other.

An answer, what is remembered of it, and the settling of its update are one transaction: an update is answered once,
whenever the program ends. What cannot be read, or fails again and again, is dead until an operator replays it.
"""

import asyncio
import json
import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from heapq import heappop, heappush

from sqlalchemy.orm import Session
from telegram import Bot, Update
from telegram.error import TelegramError

from bot.channels import Incoming
from bot.channels.telegram_calls import unless
from bot.channels.telegram_commands import Desk, Reply
from bot.channels.telegram_incoming import to_incoming
from bot.channels.telegram_order import Order
from bot.channels.telegram_sending import Post
from bot.channels.telegram_text import from_words
from bot.replies import say
from bot.storage import inbox, outbox, tables, turns
from bot.storage.database import Storage
from bot.storage.inbox import Place

CHANNEL = "telegram"
"""Name of the channel in the storage."""
TURNS = 8
"""So many earlier questions of a conversation are recalled."""
FAILURES = 3
"""After so many failures in a row an update is given up."""
BEGINNINGS = 10
"""After so many beginnings without an end an update is given up: it ends the program."""
RETRY_SECONDS = 0.5
"""Seconds between two attempts at an update."""
SCAN_SECONDS = 5.0
"""Seconds between two looks for what waits and nobody has told of: what an operator replays."""
GRACE_SECONDS = 8.0
"""When told to end, what is begun has so long; common supervisors kill after ten."""

_log = logging.getLogger(__name__)


class Work:
    """Works off updates; a lane for each conversation that has some."""

    def __init__(self, bot: Bot, desk: Desk, storage: Storage, post: Post, order: Order) -> None:
        self._bot = bot
        self._desk = desk
        self._storage = storage
        self._post = post
        self._order = order
        self._lanes: dict[str, list[int]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._known: set[int] = set()
        self._ending = False
        # One question at a time: answering keeps the processor busy, and its libraries are not made for threads.
        self._thread = ThreadPoolExecutor(1, "answering")

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; then finish what is begun."""
        await unless(stop, self._resume())
        while not stop.is_set():
            self.offer(await unless(stop, self._storage.run(inbox.waiting, CHANNEL)) or ())
            await unless(stop, asyncio.sleep(SCAN_SECONDS))
        self._ending = True
        tasks = list(self._tasks.values())
        if tasks:
            await asyncio.wait(tasks, timeout=GRACE_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._thread.shutdown(wait=False)

    async def came(self, places: Iterable[Place]) -> None:
        """Take up updates that the inbox has just been given."""
        new = list(places)
        await self._order.came(place.id for place in new)
        self.offer(new)

    def offer(self, places: Iterable[Place]) -> None:
        """Take up updates, each to the lane of its conversation; those that are known already are passed over."""
        for place in places:
            if place.id not in self._known and not self._ending:
                self._known.add(place.id)
                heappush(self._lanes.setdefault(place.conversation, []), place.id)
                self._open(place.conversation)

    async def _resume(self) -> None:
        """Go on where the program was ended: first what was on its way."""
        await self._storage.run(outbox.doubt, CHANNEL)
        passed = await self._storage.run(inbox.passed, CHANNEL)
        places = await self._storage.run(inbox.waiting, CHANNEL)
        self._order.begin(passed, (place.id for place in places))
        for conversation in await self._storage.run(outbox.conversations, CHANNEL):
            self._open(conversation)
        self.offer(places)

    def _open(self, conversation: str) -> None:
        if conversation not in self._tasks:
            task = asyncio.create_task(self._work_off(conversation))
            self._tasks[conversation] = task

    async def _work_off(self, conversation: str) -> None:
        """Deliver what waits in a conversation, and answer its updates one by one until there are none."""
        lane = self._lanes.setdefault(conversation, [])
        try:
            await self._deliver(conversation)
            while lane and not self._ending:
                await self._order.turn(lane[0])  # meanwhile one that goes before it may have come
                number = heappop(lane)
                await self._settle(number)
                self._known.discard(number)
                await self._deliver(conversation)
        except Exception:  # noqa: BLE001 - the other conversations go on, and this one is looked at again
            _log.exception("conversation %s is left for the next look", conversation)
        finally:
            self._known.difference_update(lane)
            del self._tasks[conversation], self._lanes[conversation]

    async def _deliver(self, conversation: str) -> None:
        for delivery in await self._storage.run(outbox.waiting, CHANNEL, conversation):
            try:
                await self._post.deliver(delivery)
            except Exception as problem:  # noqa: BLE001 - one that nobody can send must not hold up the others
                _log.exception("the answer to update %s cannot be sent", delivery.update)
                await self._storage.run(outbox.refused, delivery.id, f"{type(problem).__name__}: {problem}")

    async def _settle(self, number: int) -> None:
        """Answer an update, however often it takes, or give it up."""
        failures = 0
        while update := await self._storage.run(inbox.take, CHANNEL, number):
            incoming = None
            try:
                incoming = await self._read(update)
                reply = await self._reply(update, incoming)
            except Exception as problem:  # noqa: BLE001 - whatever it is, it is written down
                failures += 1
                dead = incoming is None or failures == FAILURES or update.attempts > BEGINNINGS
                _log.exception("update %s cannot be answered%s", number, ", and is given up" if dead else "")
                await self._storage.run(_fail, update, incoming, f"{type(problem).__name__}: {problem}", dead)
                await asyncio.sleep(0 if dead else RETRY_SECONDS)
            else:
                await self._storage.run(_settle, update, incoming, reply)

    async def _read(self, kept: tables.Update) -> Incoming | None:
        update = Update.de_json(json.loads(kept.raw), self._bot)
        incoming = to_incoming(update, self._bot.bot)
        if update.callback_query is not None and kept.attempts == 1:
            with suppress(TelegramError):
                await update.callback_query.answer()
        return incoming

    async def _reply(self, update: tables.Update, incoming: Incoming | None) -> Reply:
        if update.attempts > BEGINNINGS:
            raise RuntimeError(f"begun {BEGINNINGS} times and never ended")
        if incoming is None:
            return Reply([])
        remembered = await self._storage.run(turns.recall, CHANNEL, incoming.conversation, TURNS)
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._desk.reply, incoming, remembered)


def _settle(session: Session, update: tables.Update, incoming: Incoming | None, reply: Reply) -> None:
    """Settle an update together with all that follows from it."""
    if not inbox.settle(session, CHANNEL, update.id) or incoming is None:
        return
    if reply.forget:
        turns.forget(session, CHANNEL, incoming.conversation)
    if reply.question is not None:
        turns.remember(session, CHANNEL, incoming.conversation, reply.question, reply.choices)
    _answer(session, update, incoming, reply)


def _fail(session: Session, update: tables.Update, incoming: Incoming | None, error: str, dead: bool) -> None:
    """Write down why an update is not answered; whoever asked is told once it is given up."""
    if inbox.fail(session, CHANNEL, update.id, error, dead) and dead and incoming is not None:
        _answer(session, update, incoming, Reply(from_words(say("telegram-failed"))))


def _answer(session: Session, update: tables.Update, incoming: Incoming, reply: Reply) -> None:
    contents = [message.model_dump_json() for message in reply.messages]
    reply_to = int(incoming.reply_to) if incoming.reply_to else None
    outbox.add(session, CHANNEL, incoming.conversation, update.id, reply_to, contents)
