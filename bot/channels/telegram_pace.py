"""How fast Telegram may be called, and who waits for whom.

The limits are those of https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this. Edits count as
messages do. Each is held over every span of its length, however the calls are spread. A chat that has to wait, for its
own limit or because Telegram said so, holds up no other chat.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

OVERALL, SECOND = 30, 1.0
"""Calls in so many seconds, of all chats together."""
GROUP = (20, 60.0)
"""Calls in so many seconds, in a group."""
PRIVATE = (2, 2.0)
"""Calls in so many seconds, in a private chat: one a second, and the second one may follow at once, since Telegram
allows short bursts and an answer is a placeholder and its edit."""
CHATS = 10_000
"""Of so many chats the last calls are remembered."""


@dataclass(slots=True)
class Window:
    """The last calls, of which there may be `most` in any `seconds`."""

    most: int
    """Most calls."""
    seconds: float
    """Length of the span."""
    calls: deque[float] = field(default_factory=deque)
    """When the last calls were; at most `most`."""
    held: float = 0.0
    """No call before this time."""

    def free_at(self) -> float:
        """The earliest time of the next call."""
        return max(self.held, self.calls[0] + self.seconds if len(self.calls) == self.most else 0.0)

    def count(self, now: float) -> None:
        """Note a call."""
        if len(self.calls) == self.most:
            self.calls.popleft()
        self.calls.append(now)


class Pace:
    """Hands out turns."""

    def __init__(self, clock: Callable[[], float] = monotonic, overall: int = OVERALL) -> None:
        self._clock = clock
        self._all = Window(overall, SECOND)
        self._chats: OrderedDict[int, Window] = OrderedDict()
        self._gate = asyncio.Lock()

    async def turn(self, chat: int) -> None:
        """Wait until a call that shows something in the chat may go out."""
        while True:
            window = self._window(chat)
            await self._until(window)
            async with self._gate:  # in the order they came, one waits for all
                await self._until(self._all)
                now = self._clock()
                if window.free_at() <= now:
                    window.count(now)
                    self._all.count(now)
                    return

    def hold(self, chat: int, seconds: float) -> None:
        """Let no call go out to the chat for so long."""
        window = self._window(chat)
        window.held = max(window.held, self._clock() + seconds)

    async def _until(self, window: Window) -> None:
        while (wait := window.free_at() - self._clock()) > 0:  # noqa: ASYNC110 - nobody tells when it is free
            await asyncio.sleep(wait)

    def _window(self, chat: int) -> Window:
        window = self._chats.setdefault(chat, Window(*(PRIVATE if chat > 0 else GROUP)))
        self._chats.move_to_end(chat)
        if len(self._chats) > CHATS:
            self._chats.popitem(last=False)
        return window
