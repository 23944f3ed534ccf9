"""Turns: updates in the order of their numbers, and calls within Telegram's limits."""

import asyncio
from time import monotonic

from bot.channels.telegram_order import Order
from bot.channels.telegram_pace import PRIVATE, Pace


def test_an_update_waits_for_the_one_before_it() -> None:
    """What comes out of order has its turn in order."""

    async def turns() -> list[int]:
        order, had = Order(patience=30), []

        async def work(number: int) -> None:
            await order.turn(number)
            had.append(number)

        order.begin(1, [])
        await order.came([3])
        later = asyncio.create_task(work(3))
        await asyncio.sleep(0)
        await order.came([2])
        await work(2)
        await later
        return had

    assert asyncio.run(turns()) == [2, 3]


def test_an_update_that_never_comes_is_not_waited_for_forever() -> None:
    """After a gap work goes on, and what comes late is let through."""

    async def turns() -> None:
        order = Order(patience=0.01)
        order.begin(1, [])
        await order.came([3])
        await order.turn(3)
        await order.turn(2)

    asyncio.run(asyncio.wait_for(turns(), 20))


def test_a_chat_that_has_to_wait_holds_up_no_other() -> None:
    """While one chat is held, and another one has used up its turns, a third has its turn at once."""

    async def turns() -> tuple[bool, bool, float]:
        pace = Pace()
        pace.hold(1, 60)
        for _ in range(PRIVATE[0]):
            await pace.turn(2)
        waiting = [asyncio.create_task(pace.turn(chat)) for chat in (1, 2)]
        await asyncio.sleep(0)
        began = monotonic()
        await pace.turn(3)
        took = monotonic() - began
        done = [task.done() for task in waiting]
        for task in waiting:
            task.cancel()
        return done[0], done[1], took

    held, full, took = asyncio.run(turns())

    assert (held, full) == (False, False)
    assert took < 0.5
