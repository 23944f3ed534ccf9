"""Updates in the order of their numbers, though they may be delivered in another.

Telegram numbers updates one by one, "especially handy if you're using webhooks, since it allows you to … restore the
correct update sequence": https://core.telegram.org/bots/api#update. Now and then it begins at another number, so a gap
is waited for only for a while.
"""

import asyncio
from collections.abc import Iterable


class Order:
    """Holds an update back until those before it have come, or patience is at an end."""

    def __init__(self, patience: float = 0.0) -> None:
        self._patience = patience
        self._through: int | None = None
        self._ahead: set[int] = set()
        self._moved = asyncio.Condition()

    def begin(self, through: int | None, ahead: Iterable[int]) -> None:
        """Begin where all updates up to `through` are known to have come, and those `ahead`."""
        self._through = through
        self._ahead.update(ahead)
        self._advance()

    async def came(self, numbers: Iterable[int]) -> None:
        """Note that updates have come."""
        async with self._moved:
            self._ahead.update(numbers)
            self._advance()
            self._moved.notify_all()

    async def turn(self, number: int) -> None:
        """Wait until it is the update's turn."""
        if not self._patience or self._is_next(number):
            return
        async with self._moved:
            try:
                async with asyncio.timeout(self._patience):
                    await self._moved.wait_for(lambda: self._is_next(number))
            except TimeoutError:  # what is missing does not come, or comes too late to be waited for
                self._through = number
                self._advance()
                self._moved.notify_all()

    def _is_next(self, number: int) -> bool:
        return self._through is not None and number <= self._through

    def _advance(self) -> None:
        if self._through is None:
            return
        while self._through + 1 in self._ahead:
            self._through += 1
        self._ahead = {number for number in self._ahead if number > self._through}
