"""A trial: people ask without a pause, and the program is killed at random moments. What became of their questions?"""

import subprocess
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import monotonic

from tests.journeys.serving import SECONDS, environ, start
from tests.servers.telegram_api import TelegramServer
from tests.servers.telegram_methods import Dropped, Lost, Refusal

QUESTIONS = (
    "When did the EU-Japan science and technology agreement enter into force?",
    "Who is responsible for relations with Japan?",
    "What is the road map?",
    "Which areas does it name?",
    "What is the colour of the sky?",
)
FAULTS = (
    ("sendMessage", Lost()),
    ("sendMessage", Dropped()),
    ("editMessageText", Lost()),
    ("editMessageText", Dropped()),
    ("editMessageText", Refusal(429, "Too Many Requests: retry after 1", {"retry_after": 1})),
    ("sendMessage", Refusal(502, "Bad Gateway")),
    ("getUpdates", Lost()),
)
LONGEST = 3.0
"""Most seconds from a start to a kill; the start alone takes about one."""
POISON = {"message": {"message_id": "five", "date": []}}


@dataclass(frozen=True)
class Outcome:
    """What became of a trial."""

    kills: int
    """How often the program was killed."""
    asked: int
    """Questions that were asked."""
    lost: int
    """Questions without an answer."""
    doubled: int
    """Questions with more than one answer."""
    misordered: int
    """Answers that stand before the answer to an earlier question of their chat."""
    poison: int
    """Updates that nobody can read, which came in between."""
    faults: int
    """Faults of the network in between: dropped connections before and after the call was taken, flood limits, 502."""
    removed: int
    """Placeholders that a kill or a fault left behind, and that were found and deleted."""
    placeholders: int
    """Placeholders that still stand at the end."""
    seconds: float
    """How long it took."""

    def is_clean(self) -> bool:
        """Whether every question was answered once, in order, and nothing else is seen."""
        return not (self.lost or self.doubled or self.misordered or self.placeholders)


class Trial:
    """One trial, thrown by the dice of a seed."""

    def __init__(self, folder: Path, settings: dict[str, str], seed: int, chats: int = 12) -> None:
        self._folder = folder
        self._settings = settings
        self._dice = Random(seed)
        self._chats = chats
        self._asked: dict[int, list[int]] = {}
        self._poison = self._faults = 0

    def run(self, kills: int) -> Outcome:
        """Kill so often, each time at a random moment after the start; then let it finish."""
        began = monotonic()
        with TelegramServer() as telegram:
            telegram.unruly, slow = Random(self._dice.random()), Random(self._dice.random())
            telegram.delay = lambda: slow.uniform(0.0, 0.2)
            self._asked = {
                chat: [] for chat in (*(telegram.private_chat() for _ in range(self._chats)), telegram.group())
            }
            done = Event()
            asking = Thread(target=self._ask, args=(telegram, done))
            asking.start()
            environment = environ(telegram, self._folder, **self._settings)
            try:
                for _ in range(kills):
                    self._killed(start(environment))
            finally:
                done.set()
                asking.join()
            last = start(environment)
            try:
                with suppress(TimeoutError):
                    telegram.wait_until(lambda: self._lost(telegram) == 0, SECONDS * 4)
                    telegram.wait_until(lambda: self._placeholders(telegram) == 0, SECONDS * 8)
            finally:
                last.terminate()
                last.communicate(timeout=SECONDS)
            return self._outcome(telegram, kills, monotonic() - began)

    def _killed(self, process: subprocess.Popen[str]) -> None:
        try:
            process.wait(self._dice.uniform(0.0, LONGEST))
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate(timeout=SECONDS)

    def _ask(self, telegram: TelegramServer, done: Event) -> None:
        """Ask, as long as not too much is unanswered, with a fault of the network or a poison update now and then."""
        while not done.wait(0.05):
            chat = self._dice.choice(list(self._asked))
            if len(self._asked[chat]) - len(telegram.replies(chat)) > 1 or (chat < 0 and self._dice.random() < 0.9):
                continue
            question = self._dice.choice(QUESTIONS)
            self._asked[chat].append(telegram.say(chat, question if chat > 0 else f"/ask {question}"))
            if self._dice.random() < 0.1:
                telegram.fail_next(*self._dice.choice(FAULTS))
                self._faults += 1
            if self._dice.random() < 0.05:
                telegram.push(dict(POISON))
                self._poison += 1

    def _answered(self, telegram: TelegramServer, chat: int) -> list[int]:
        """The questions of a chat that are answered, in the order of the answers."""
        replies = sorted(telegram.replies(chat), key=lambda message: int(message["message_id"]))
        return [reply["reply_to_message"]["message_id"] for reply in replies if "reply_to_message" in reply]

    def _lost(self, telegram: TelegramServer) -> int:
        return sum(len(set(asked) - set(self._answered(telegram, chat))) for chat, asked in self._asked.items())

    def _placeholders(self, telegram: TelegramServer) -> int:
        return sum(len(telegram.placeholders(chat)) for chat in self._asked)

    def _outcome(self, telegram: TelegramServer, kills: int, seconds: float) -> Outcome:
        answered = {chat: self._answered(telegram, chat) for chat in self._asked}
        return Outcome(
            kills=kills,
            asked=sum(map(len, self._asked.values())),
            lost=self._lost(telegram),
            doubled=sum(number > 1 for order in answered.values() for number in Counter(order).values()),
            misordered=sum(later < earlier for order in answered.values() for earlier, later in pairwise(order)),
            poison=self._poison,
            faults=self._faults,
            removed=len(telegram.called("deleteMessage")),
            placeholders=self._placeholders(telegram),
            seconds=round(seconds, 1),
        )
