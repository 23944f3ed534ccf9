"""A Bot API server on loopback, as strict as Telegram's, and the people who write to the bot.

The HTTP edge is here: methods in any case, by GET or POST, parameters as a query, a form, multipart or JSON, the
envelope {ok, result | error_code, description, parameters} with the HTTP status of the error. What a method does
stands in `telegram_methods` and `telegram_messages`, what people do in `telegram_people`, how updates are delivered to
a webhook in `telegram_webhooks`.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep, time
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from tests.servers.telegram_methods import Dropped, Refusal
from tests.servers.telegram_people import People
from tests.servers.telegram_webhooks import Webhooks

TOKEN = "123456789:AAFakeTokenForTestsOnly-0123456789abc"
"""The only token that is let in."""
_PATH = re.compile(r"/bot([^/]+)/([A-Za-z0-9_]+)$")


class TelegramServer(People, Webhooks):
    """The server, running from entering the context to leaving it."""

    port = 0
    """Where it listens; once it does, again on the same."""
    clock_ahead = 0.0
    """Seconds that the time it tells is ahead."""

    def __enter__(self) -> Self:
        self._listen()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        self._hang_up()

    def _listen(self) -> None:
        handler = type("Handler", (_Handler,), {"api": self})
        self._http = _Server(("127.0.0.1", self.port), handler)
        self.port = self._http.server_port
        self._thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, name="telegram")
        self._thread.start()

    def _hang_up(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @contextmanager
    def outage(self) -> Iterator[None]:
        """Nobody can reach the server inside of the block, and what is under way is cut off."""
        with self.changed:
            self.away = True
            self.changed.notify_all()
        self._hang_up()
        yield
        with self.changed:
            self.away = False
            self.changed.notify_all()
        self._listen()

    @property
    def base_url(self) -> str:
        """What stands before the token, as python-telegram-bot takes it."""
        return f"http://127.0.0.1:{self.port}/bot"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    """One request: read the parameters, call the method, print the envelope."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else what follows the headers waits a twenty-fifth of a second
    api: TelegramServer

    def do_GET(self) -> None:
        self._respond(b"")

    def do_POST(self) -> None:
        self._respond(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def handle(self) -> None:
        with suppress(ConnectionError):  # the asker was killed
            super().handle()

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string((time() if timestamp is None else timestamp) + self.api.clock_ahead)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed."""

    def _respond(self, body: bytes) -> None:
        try:
            status, envelope = 200, {"ok": True, "result": self._result(body)}
        except Refusal as refusal:
            status = refusal.code
            envelope = {"ok": False, "error_code": refusal.code, "description": refusal.description}
            if refusal.parameters:
                envelope["parameters"] = refusal.parameters
        except Dropped:
            self.close_connection = True
            return
        payload = json.dumps(envelope).encode()
        if self.api.delay:
            sleep(self.api.delay())
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)
        except OSError:  # the asker has hung up
            self.close_connection = True

    def _result(self, body: bytes) -> object:
        address = urlsplit(self.path)
        path = _PATH.match(address.path)
        if path is None:
            raise Refusal(404, "Not Found")
        if path[1] != TOKEN:
            raise Refusal(401, "Unauthorized")
        parameters: dict[str, Any] = dict(parse_qsl(address.query, keep_blank_values=True))
        return self.api.call(path[2].lower(), parameters | self._parameters(body))

    def _parameters(self, body: bytes) -> dict[str, Any]:
        kind = self.headers.get("Content-Type", "")
        try:
            if kind.startswith("application/json"):
                return dict(json.loads(body or b"{}"))
            if kind.startswith("multipart/form-data"):
                form = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
                return {
                    str(part.get_param("name", header="Content-Disposition")): _file(part) or _text(part)
                    for part in form.walk()
                    if part is not form
                }
            return dict(parse_qsl(body.decode(), keep_blank_values=True))
        except (ValueError, UnicodeDecodeError):
            raise Refusal(400, "Bad Request: can't parse parameters") from None


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode() if isinstance(payload, bytes) else ""


def _file(part: Message) -> dict[str, str] | None:
    """A part that is a file: its name and what it holds."""
    name = part.get_filename()
    return None if name is None else {"file_name": name, "content": _text(part)}
