"""What the methods of the Bot API do, and how they refuse: https://core.telegram.org/bots/api."""

import json
from collections import deque
from collections.abc import Callable
from threading import Condition
from time import monotonic
from typing import Any

JSON = dict[str, Any]
"""An object of the Bot API."""

BOT: JSON = {
    "id": 123456789,
    "is_bot": True,
    "first_name": "Madoguchi",
    "username": "madoguchi_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
SENT_AT = 1_790_000_000
"""The time on every message, Unix seconds."""


class Refusal(Exception):
    """An error that the server answers."""

    def __init__(self, code: int, description: str, parameters: JSON | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class Dropped(Exception):
    """The connection is closed without an answer."""


class Lost(Exception):
    """The method does what it does, and the connection is closed without an answer."""


class Methods:
    """State of the server, and one `_on_<method>` a method."""

    def __init__(self) -> None:
        self.changed = Condition()
        """Held while the state is read or changed; notified after each change."""
        self.chats: dict[int, JSON] = {}
        self.messages: dict[int, dict[int, JSON]] = {}
        """Chat id -> message id -> message."""
        self.sent: list[JSON] = []
        """Messages of the bot, in order, as people see them."""
        self.calls: list[tuple[str, JSON]] = []
        """Every call with its parameters, refused ones too."""
        self.answered_taps: list[str] = []
        self._updates: list[JSON] = []
        self._update_id = 1000
        self._allowed: list[str] = []
        self._poll = 0
        self._faults: dict[str, deque[Exception]] = {}
        self._closed = False
        self.away = False
        """While it is, every connection is dropped."""
        self.are_late = False
        """Taps and inline queries are answered too late, whenever that is."""
        self.delay: Callable[[], float] | None = None
        """Seconds until the answer to a call that is taken goes out."""
        self.webhook_url = ""
        """Where updates are delivered; empty: they are fetched."""

    def close(self) -> None:
        """End the polls that wait."""
        with self.changed:
            self._closed = True
            self.changed.notify_all()

    def call(self, method: str, parameters: JSON) -> object:
        """The result of a method, its name in lower case; raises Refusal or Dropped."""
        with self.changed:
            self.calls.append((method, parameters))
            self.changed.notify_all()
            fault = faults.popleft() if (faults := self._faults.get(method)) else None
            if self.away or (fault and not isinstance(fault, Lost)):
                raise fault or Dropped
            found = getattr(self, f"_on_{method}", None)
            if found is None:
                raise Refusal(404, "Not Found: method not found")
            result: object = found(parameters)
            self.changed.notify_all()
            if fault:
                raise Dropped
            return result

    def fail_next(self, method: str, fault: Exception) -> None:
        """Let the next call of a method fail so; several are taken in their order."""
        with self.changed:
            self._faults.setdefault(method.lower(), deque()).append(fault)

    def push(self, update: JSON) -> int:
        """Queue an update, of any shape; its id."""
        with self.changed:
            self._update_id += 1
            if not self._allowed or set(update) & set(self._allowed):
                self._updates.append({"update_id": self._update_id, **update})
            self.changed.notify_all()
            return self._update_id

    def pending(self) -> int:
        """How many updates are not confirmed yet."""
        with self.changed:
            return len(self._updates)

    def _on_getme(self, parameters: JSON) -> JSON:
        return BOT

    def _on_deletewebhook(self, parameters: JSON) -> bool:
        self.webhook_url = ""
        if parameters.get("drop_pending_updates") in (True, "true", "True", "1"):
            self._updates.clear()
        return True

    def _on_setmycommands(self, parameters: JSON) -> bool:
        for command in decoded(parameters, "commands", list, []):
            if not 1 <= len(command.get("command", "")) <= 32 or not 1 <= len(command.get("description", "")) <= 256:
                raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        return True

    def _on_answercallbackquery(self, parameters: JSON) -> bool:
        if len(parameters.get("text", "")) > 200:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        if self.are_late:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.answered_taps.append(parameters.get("callback_query_id", ""))
        return True

    def _on_getupdates(self, parameters: JSON) -> list[JSON]:
        if self.webhook_url:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first",
            )
        offset, limit = int(parameters.get("offset", 0)), int(parameters.get("limit", 100))
        if not 1 <= limit <= 100:
            limit = 100
        self._allowed = decoded(parameters, "allowed_updates", list, self._allowed)
        self._poll += 1
        poll = self._poll
        self.changed.notify_all()
        if offset < 0:
            self._updates = self._updates[offset:]
        elif offset:
            self._updates = [update for update in self._updates if update["update_id"] >= offset]
        ends = monotonic() + float(parameters.get("timeout", 0))
        self.changed.wait_for(
            lambda: bool(self._updates) or self._closed or self.away or self._poll != poll,
            max(0.0, ends - monotonic()),
        )
        if self.away:
            raise Dropped
        if self._poll != poll:
            raise Refusal(
                409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
            )
        return self._updates[:limit]


def decoded(parameters: JSON, name: str, kind: type, otherwise: Any) -> Any:
    """A nested parameter, which forms carry as a JSON string; raises Refusal."""
    value = parameters.get(name)
    if value in (None, ""):
        return otherwise
    try:
        decoded = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        decoded = None
    if not isinstance(decoded, kind):
        raise Refusal(400, f"Bad Request: can't parse {name}: a JSON {kind.__name__} was expected")
    return decoded
