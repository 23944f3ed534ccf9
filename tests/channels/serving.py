"""The Telegram channel, running in a thread over a server on loopback."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from pydantic import SecretStr

from bot.channels import Assistant
from bot.channels.telegram_serving import Service, connected
from bot.settings import Settings, TelegramOptions, WebOptions
from bot.storage.database import Storage, open_storage
from tests.servers.telegram_api import TOKEN, TelegramServer


@contextmanager
def storage_in(folder: Path) -> Iterator[Storage]:
    """The storage in a folder; the same one when it is opened again."""
    storage = open_storage(f"sqlite:///{folder / 'madoguchi.db'}")
    yield storage
    storage.close()


class Running:
    """Serves an assistant while the context that a call gives is open; what is stored stays for the next one."""

    def __init__(self, telegram: TelegramServer, folder: Path, web: WebOptions | None = None, url: str = "") -> None:
        options = TelegramOptions(
            token=SecretStr(TOKEN),
            base_url=telegram.base_url,
            mode="webhook" if url else "polling",
            webhook_url=url,
        )
        self.settings = Settings(data_dir=folder, telegram=options, web=web or WebOptions())

    @contextmanager
    def __call__(self, assistant: Assistant) -> Iterator[Storage]:
        """The channel at work, told to end and waited for at the end of the block."""
        loop, stop = asyncio.new_event_loop(), asyncio.Event()

        async def run(storage: Storage) -> None:
            bot = connected(self.settings.telegram)
            await Service(assistant, storage, self.settings, bot).run(stop)
            await bot.shutdown()

        with storage_in(self.settings.data_dir) as storage:
            thread = Thread(target=lambda: loop.run_until_complete(run(storage)))
            thread.start()
            try:
                yield storage
            finally:
                loop.call_soon_threadsafe(stop.set)
                thread.join()
                loop.close()
