"""Working off: in order within a conversation, whatever was there before and whatever comes meanwhile."""

import asyncio
from pathlib import Path

from pydantic import SecretStr

from bot.channels.telegram_commands import Desk
from bot.channels.telegram_order import Order
from bot.channels.telegram_pace import Pace
from bot.channels.telegram_polling import arrival
from bot.channels.telegram_sending import Post
from bot.channels.telegram_serving import connected
from bot.channels.telegram_work import Work
from bot.settings import TelegramOptions
from bot.storage import inbox
from bot.storage.people import Pseudonyms
from tests.channels.fakes import Scripted, answer
from tests.channels.serving import storage_in
from tests.servers.telegram_api import TOKEN, TelegramServer


def test_what_waited_before_goes_before_what_has_come_since(tmp_path: Path) -> None:
    """A question that comes while the program looks for what was left over is answered after that."""
    assistant = Scripted(lambda question: answer(f"On {question}"))

    async def work(telegram: TelegramServer) -> None:
        options = TelegramOptions(token=SecretStr(TOKEN), base_url=telegram.base_url)
        bot, pace, stop = connected(options), Pace(), asyncio.Event()
        await bot.initialize()
        chat = telegram.private_chat()
        arrivals = []
        for text in ("The first?", "The second?"):
            telegram.say(chat, text)
            (update,) = await bot.do_api_request("getupdates", {"offset": -1})
            arrivals.append(arrival(update))
        with storage_in(tmp_path) as storage:
            desk, post, names = Desk(assistant), Post(bot, storage, pace), Pseudonyms("key")
            working = Work(bot, desk, storage, post, Order(), options, names)
            storage.do(inbox.keep, "telegram", arrivals[:1])
            await working.came(storage.do(inbox.keep, "telegram", arrivals[1:]))
            running = asyncio.create_task(working.run(stop))
            await asyncio.to_thread(telegram.wait_until, lambda: len(telegram.replies(chat)) == 2)
            stop.set()
            await running
        await bot.shutdown()

    with TelegramServer() as telegram:
        asyncio.run(work(telegram))

    assert [question for question, _ in assistant.asked] == ["The first?", "The second?"]
