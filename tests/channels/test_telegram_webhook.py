"""Deliveries to the webhook over HTTP: who is let in, what is taken, and what 200 means."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from stat import S_IMODE
from typing import Any

import httpx
import pytest

from bot.channels.telegram_webhook import BYTES, SHOWN, secret_of
from bot.errors import ChannelError
from bot.settings import WebOptions
from bot.storage import inbox
from bot.storage.database import Storage
from tests.channels.fakes import Scripted, answer
from tests.channels.serving import Running
from tests.servers.telegram_api import TelegramServer

UPDATE = b'{"update_id": 5}'
SECRET = "a-secret_for-tests"


@pytest.fixture
def delivered(tmp_path: Path) -> Iterator[tuple[str, Storage]]:
    """The address that a running bot is delivered to, and its storage."""
    (tmp_path / "telegram-webhook-secret").write_text(SECRET, "ascii")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/telegram"
    with TelegramServer() as telegram:
        running = Running(telegram, tmp_path, WebOptions(port=port), url)
        with running(Scripted(lambda question: answer("Text."))) as storage:
            telegram.wait_for_calls("setWebhook")
            yield url, storage


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({SHOWN: ""}, UPDATE, 403),
        ({SHOWN: SECRET[:-1]}, UPDATE, 403),
        ({SHOWN: SECRET + "é"}, UPDATE, 403),
        ({"Content-Type": "text/plain"}, UPDATE, 415),
        ({}, b" " * (BYTES + 1), 413),
        ({}, b"{", 400),
        ({}, b"[]", 400),
        ({}, b"{}", 400),
        ({}, b"[" * 100_000, 400),
        ({"Content-Type": "application/json; charset=utf-8"}, UPDATE, 200),
    ],
)
def test_only_updates_with_the_secret_are_taken(
    delivered: tuple[str, Storage], headers: dict[str, str], body: bytes, status: int
) -> None:
    """Everything else is turned away with its reason, and is not kept."""
    url, storage = delivered
    named = {SHOWN: SECRET, "Content-Type": "application/json"} | headers
    shown = httpx.Headers([(key.encode(), value.encode()) for key, value in named.items()])

    got = httpx.post(url, headers=shown, content=body)

    assert got.status_code == status
    assert bool(storage.do(inbox.counts)) == (status == 200)


def test_a_body_that_hides_its_length_is_cut_off(delivered: tuple[str, Storage]) -> None:
    """The limit holds for what is sent, not for what is said of it."""
    url, _ = delivered
    pieces = (b" " * 65536 for _ in range(BYTES // 65536 + 2))

    got = httpx.post(url, headers={SHOWN: SECRET, "Content-Type": "application/json"}, content=pieces)

    assert got.status_code == 413


def test_an_update_that_cannot_be_read_is_taken_and_dead(delivered: tuple[str, Storage]) -> None:
    """It is acknowledged, so that it holds up nothing, and kept as it came."""
    url, storage = delivered
    poison: dict[str, Any] = {"update_id": 6, "message": {"message_id": "five", "date": []}}

    got = httpx.post(url, headers={SHOWN: SECRET}, json=poison)
    while not (dead := storage.do(inbox.dead)):
        pass

    assert got.status_code == 200
    assert [json.loads(update.raw) for update in dead] == [poison]


def test_health_and_readiness_are_told(delivered: tuple[str, Storage]) -> None:
    """Both are 200 once Telegram is reached and the database answers."""
    url, _ = delivered

    health, ready = (httpx.get(url.replace("/telegram", path)) for path in ("/healthz", "/readyz"))

    assert (health.status_code, ready.status_code) == (200, 200)


def test_a_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    """Nobody else on the machine can read it, and the next start uses the same."""
    made = secret_of(None, tmp_path / "data")

    assert made == secret_of(None, tmp_path / "data")
    assert S_IMODE((tmp_path / "data" / "telegram-webhook-secret").stat().st_mode) == 0o600


def test_a_secret_that_telegram_does_not_take_is_refused(tmp_path: Path) -> None:
    """The message names the setting, and not the secret."""
    with pytest.raises(ChannelError, match="MADOGUCHI_TELEGRAM__WEBHOOK_SECRET") as refusal:
        secret_of("not allowed!", tmp_path)

    assert "not allowed!" not in str(refusal.value)
