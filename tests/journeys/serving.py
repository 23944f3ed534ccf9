"""`madoguchi serve` as a real process, over a Bot API server on loopback."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.servers.telegram_api import TOKEN, TelegramServer

ROOT = Path(__file__).parents[2]
SECONDS = 60
"""Patience with a process that starts or ends."""


def environ(telegram: TelegramServer, folder: Path, **settings: str) -> dict[str, str]:
    """The environment of a process that serves; `settings` are further ones, without their prefix."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith("MADOGUCHI_")}
    ours |= {
        "MADOGUCHI_TELEGRAM__TOKEN": TOKEN,
        "MADOGUCHI_TELEGRAM__BASE_URL": telegram.base_url,
        "MADOGUCHI_DATA_DIR": str(folder),
    }
    return ours | {f"MADOGUCHI_{name}": value for name, value in settings.items()}


def webhook() -> dict[str, str]:
    """Settings for webhook mode on a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return {
        "TELEGRAM__MODE": "webhook",
        "TELEGRAM__WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "WEB__PORT": str(port),
    }


def start(environment: Mapping[str, str]) -> subprocess.Popen[str]:
    """A process that serves; what it says is kept in its pipe."""
    command = [sys.executable, "-m", "bot", "serve"]
    return subprocess.Popen(
        command, cwd=ROOT, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@contextmanager
def serving(telegram: TelegramServer, folder: Path, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """`madoguchi serve`; ended at the end."""
    process = start(environ(telegram, folder, **settings))
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=SECONDS)
