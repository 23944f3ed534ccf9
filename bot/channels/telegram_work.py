"""What the inbox holds, worked off: in order within a conversation, conversations beside each other.

An answer, what is remembered of it, and the settling of its update are one transaction: an update is answered once,
whenever the program ends. What cannot be read, or fails again and again, is dead until an operator replays it. Several
updates that are one question (telegram_bursts) are settled together.
"""

import asyncio
import json
import logging
import traceback
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from heapq import heappop, heappush
from time import time
from typing import TypeVar

from sqlalchemy.orm import Session
from telegram import Bot, Update
from telegram.error import TelegramError

from bot.channels import Incoming
from bot.channels.telegram_admission import Admission, is_private
from bot.channels.telegram_bursts import is_unfinished, joined
from bot.channels.telegram_buttons import tapped
from bot.channels.telegram_calls import unless
from bot.channels.telegram_commands import Desk
from bot.channels.telegram_incoming import INLINE, to_incoming
from bot.channels.telegram_inline import CACHE_SECONDS, LATE_SECONDS, articles
from bot.channels.telegram_order import Order
from bot.channels.telegram_reply import SILENCE, Reply
from bot.channels.telegram_sending import Post
from bot.channels.telegram_settling import CHANNEL, TURNS, fail, first_asked, recall, settle
from bot.masking import masked
from bot.replies import say
from bot.settings import TelegramOptions
from bot.storage import inbox, outbox, tables, turns
from bot.storage.database import Storage
from bot.storage.inbox import Place
from bot.storage.people import Pseudonyms
from bot.storage.turns import Remembered, Spoken

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
_Result = TypeVar("_Result")


class Work:
    """Works off updates; a lane for each conversation that has some."""

    def __init__(
        self,
        bot: Bot,
        desk: Desk,
        storage: Storage,
        post: Post,
        order: Order,
        options: TelegramOptions,
        pseudonyms: Pseudonyms,
    ) -> None:
        self._bot = bot
        self._desk = desk
        self._storage = storage
        self._options = options
        self._pseudonyms = pseudonyms
        self._admission = Admission(options, CHANNEL)
        self._post = post
        self._order = order
        self._lanes: dict[str, list[int]] = {}
        self._offered = asyncio.Event()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._known: set[int] = set()
        self._resumed = asyncio.Event()
        self._ending = False
        # One question at a time: answering keeps the processor busy, and its libraries are not made for threads.
        self._thread = ThreadPoolExecutor(1, "answering")

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; then finish what is begun."""
        await unless(stop, self._resume())
        self._resumed.set()
        while not stop.is_set():
            self._owe(await unless(stop, self._storage.run(outbox.conversations, CHANNEL)) or ())
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
                self._offered.set()
                self._open(place.conversation)

    async def _resume(self) -> None:
        """Go on where the program was ended: first what was on its way."""
        await self._storage.run(outbox.doubt, CHANNEL)
        passed = await self._storage.run(inbox.passed, CHANNEL)
        places = await self._storage.run(inbox.waiting, CHANNEL)
        self._order.begin(passed, (place.id for place in places))
        self._owe(await self._storage.run(outbox.conversations, CHANNEL))
        self.offer(places)

    def _owe(self, conversations: Iterable[str]) -> None:
        """Go on with conversations in which something is to go out, where that is not being done."""
        for conversation in conversations:
            self._open(conversation, owing=True)

    def _open(self, conversation: str, *, owing: bool = False) -> None:
        if conversation not in self._tasks and not self._ending:
            self._tasks[conversation] = asyncio.create_task(self._work_off(conversation, owing))

    async def _work_off(self, conversation: str, owing: bool) -> None:
        """Deliver what waits in a conversation, if anything does; answer its updates one by one until there are none."""
        lane = self._lanes.setdefault(conversation, [])
        try:
            await self._resumed.wait()  # what waited before goes before what has come since
            if owing:
                await self._deliver(await self._storage.run(outbox.waiting, CHANNEL, conversation))
            while lane and not self._ending:
                await self._order.turn(lane[0])  # meanwhile one that goes before it may have come
                numbers = [heappop(lane)]
                answer = await self._settle(conversation, numbers, lane)
                self._known.difference_update(numbers)
                await self._deliver(answer)
        except Exception as problem:  # noqa: BLE001 - the other conversations go on, and this one is looked at again
            _log.error("a conversation is left for the next look: %s", _without_texts(problem))
        finally:
            self._known.difference_update(lane)
            del self._tasks[conversation], self._lanes[conversation]

    async def _deliver(self, deliveries: Iterable[tables.Delivery]) -> None:
        for delivery in deliveries:
            try:
                await self._post.deliver(delivery)
            except Exception as problem:  # noqa: BLE001 - one that nobody can send must not hold up the others
                _log.error("the answer to update %s cannot be sent: %s", delivery.update, _without_texts(problem))
                await self._storage.run(outbox.refused, delivery.id, f"{type(problem).__name__}: {problem}")

    async def _settle(self, conversation: str, numbers: list[int], lane: list[int]) -> Sequence[tables.Delivery]:
        """Answer an update, however often it takes, or give it up; with those of the lane that belong to it.

        What is then to go out in its conversation.
        """
        failures, number = 0, numbers[0]
        while update := await self._storage.run(inbox.take, CHANNEL, number):
            incoming = None
            try:
                incoming = await self._read(update)
                if incoming and is_unfinished(incoming):
                    incoming = await self._with_followers(incoming, numbers, lane)
                who = self._who(incoming)
                reply = await self._reply(update, incoming, who)
            except Exception as problem:  # noqa: BLE001 - whatever it is, it is written down
                failures += 1
                dead = incoming is None or failures == FAILURES or update.attempts > BEGINNINGS
                given_up = ", and is given up" if dead else ""
                _log.error("update %s cannot be answered%s: %s", number, given_up, _without_texts(problem))
                await self._storage.run(fail, update, incoming, f"{type(problem).__name__}: {problem}", dead)
                for follower in numbers[1:]:
                    heappush(lane, follower)
                del numbers[1:]
                await asyncio.sleep(0 if dead else RETRY_SECONDS)
            else:
                return await self._storage.run(settle, conversation, numbers, incoming, who, reply)
        return await self._storage.run(outbox.waiting, CHANNEL, conversation)

    async def _with_followers(self, incoming: Incoming, numbers: list[int], lane: list[int]) -> Incoming:
        """What is said, with what the same person goes on to say; the numbers of those updates are taken from the lane."""
        while is_unfinished(incoming):
            if not lane:
                await self._wait_for_more(lane)
            if not lane or not (following := await self._storage.run(inbox.take, CHANNEL, lane[0])):
                break
            try:
                said = await self._read(following)
                both = joined(incoming, said, self._options.burst_seconds) if said else None
            except Exception:  # noqa: BLE001 - it is given up when it is its turn
                both = None
            if both is None:
                break
            numbers.append(heappop(lane))
            incoming = both
        return incoming

    async def _wait_for_more(self, lane: list[int]) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._options.burst_seconds):
                while not lane and not self._ending:
                    self._offered.clear()
                    await self._offered.wait()

    def _who(self, incoming: Incoming | None) -> Spoken:
        names = self._pseudonyms
        return Spoken(names.of(incoming.conversation), names.of(incoming.person)) if incoming else Spoken("", "")

    async def _read(self, kept: tables.Update) -> Incoming | None:
        update = Update.de_json(json.loads(kept.raw), self._bot)
        incoming = to_incoming(update, self._bot.bot)
        if update.callback_query is not None and kept.attempts == 1:
            thanks = say("telegram-thanks") if incoming and incoming.command in ("tap-useful", "tap-why") else None
            with suppress(TelegramError):
                await update.callback_query.answer(thanks)
        return incoming

    async def _reply(self, update: tables.Update, incoming: Incoming | None, who: Spoken) -> Reply:
        if update.attempts > BEGINNINGS:
            raise RuntimeError(f"begun {BEGINNINGS} times and never ended")
        if incoming is None:
            return SILENCE
        known = await self._storage.run(self._look_up, incoming, who)
        if isinstance(known, Reply):
            return known
        if incoming.command == INLINE:
            await self._offer_articles(incoming, update.received)
            return SILENCE
        if incoming.command and incoming.command.startswith("tap-"):
            return await self._tapped(incoming, who)
        reply = await self._in_thread(self._desk.reply, incoming, known, update.id)
        if not self._options.retention_days and reply.question:
            reply = replace(reply, question="", choices=())
        is_chatter = not incoming.command and not is_private(incoming) and not reply.is_answer
        return SILENCE if self._options.only_sure_in_groups and is_chatter else reply

    def _look_up(self, session: Session, incoming: Incoming, who: Spoken) -> Reply | Remembered:
        """What is remembered of the conversation; or what somebody is met with who is not answered now."""
        if refusal := self._admission.refusal(session, incoming, who):
            return refusal
        if not incoming.edited:
            return recall(session, incoming, who)
        asked = first_asked(session, incoming, who)
        return SILENCE if not asked or asked[-1] == masked(incoming.text) else Remembered(asked[:-1])

    async def _offer_articles(self, incoming: Incoming, received: float) -> None:
        """Answer an inline query, unless Telegram would refuse that by now."""
        if time() - received > LATE_SECONDS:
            return
        found = await self._in_thread(articles, incoming.text, self._desk.assistant)
        for_all = not self._options.allowed
        try:
            await self._bot.answer_inline_query(
                incoming.reply_to or "", found, cache_time=CACHE_SECONDS, is_personal=not for_all
            )
        except TelegramError as problem:
            _log.warning("Telegram: an inline query is not answered: %s", problem)

    async def _tapped(self, incoming: Incoming, who: Spoken) -> Reply:
        number, _, reason = incoming.text.partition(":")
        kind = (incoming.command or "").removeprefix("tap-")
        about = int(number) if number.isdecimal() and len(number) < 19 else 0
        kept = await self._storage.run(turns.recall, CHANNEL, who.conversation, TURNS + 1, about)
        return await self._in_thread(tapped, self._desk.assistant, kind, about, reason[:16], kept.questions)

    async def _in_thread(self, work: Callable[..., _Result], *given: object) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *given)


def _without_texts(problem: Exception) -> str:
    """What happened and where, for the log: what a problem says may hold what somebody wrote."""
    frames = traceback.extract_tb(problem.__traceback__)[-3:]
    return " < ".join([type(problem).__name__, *(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))])
