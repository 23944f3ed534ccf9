"""The side from which tests act as people: they write, reply, tap, and wait for what the bot says."""

from collections.abc import Callable
from typing import Any

from tests.servers.telegram_entities import found_entities
from tests.servers.telegram_messages import Messages
from tests.servers.telegram_methods import BOT, JSON, SENT_AT

PLACEHOLDER = "Looking it up …"
"""What the bot says before it says something."""
PATIENCE = 20.0
"""Seconds to wait for the bot; a failure only when they are over."""


class People(Messages):
    """What people do in chats; chats and messages are made when first used."""

    group_privacy = True
    """With it, a bot in a group is handed commands and replies to its own messages only."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[int, int] = {}

    def private_chat(self, person: int = 0) -> int:
        """A chat of one person with the bot, of somebody new where no number is given; its id."""
        person = person or 8001 + len(self.chats)
        self.chats[person] = {"id": person, "type": "private", "first_name": f"Asker {person}"}
        return person

    def group(self, chat: int = -1009001, forum: bool = False) -> int:
        """A group that the bot is a member of; its id."""
        self.chats[chat] = {"id": chat, "type": "supergroup", "title": "Example Office"} | (
            {"is_forum": True} if forum else {}
        )
        return chat

    def say(self, chat: int, text: str, *, reply_to: int | None = None, topic: int | None = None, **others: Any) -> int:
        """Write a message, its commands and mentions marked as Telegram does; its id. `others` are further fields."""
        message: JSON = {"text": text}
        if entities := found_entities(text):
            message["entities"] = entities
        return self._post(chat, message | others, reply_to, topic)

    def send_sticker(self, chat: int) -> int:
        """Send something that is no text."""
        sticker = {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 512, "height": 512}
        return self._post(chat, {"sticker": sticker | {"is_animated": False, "is_video": False}}, None, None)

    def edit(self, chat: int, message: int, text: str) -> None:
        """Change a message."""
        with self.changed:
            self.messages[chat][message] |= {"text": text, "edit_date": SENT_AT}
            self.push({"edited_message": self.messages[chat][message]})

    def tap(self, message: JSON, label: str) -> str:
        """Tap the button with this label under a message of the bot; the tap's id."""
        buttons = [button for row in message["reply_markup"]["inline_keyboard"] for button in row]
        data = next(button["callback_data"] for button in buttons if button["text"] == label)
        query: JSON = {"id": f"tap-{len(self.calls)}", "from": _person(message["chat"]["id"]), "chat_instance": "1"}
        self.push({"callback_query": query | {"message": message, "data": data}})
        tap: str = query["id"]
        return tap

    def ask_inline(self, person: int, query: str) -> str:
        """Type the bot's name and a question in some chat; the query's id."""
        id = str(9_000_000 + len(self.calls))
        self.push({"inline_query": {"id": id, "from": _person(person), "query": query, "offset": ""}})
        return id

    def wait_for_articles(self, query: str, timeout: float = PATIENCE) -> list[JSON]:
        """What is offered for an inline query; raises TimeoutError."""
        self.wait_until(lambda: query in self.articles, timeout)
        return self.articles[query]

    def wait_for_reply(self, chat: int, timeout: float = PATIENCE) -> JSON:
        """The next message of the bot in a chat that was not waited for yet; raises TimeoutError."""
        with self.changed:
            number = self._seen.get(chat, 0)
            if not self.changed.wait_for(lambda: len(self.replies(chat)) > number, timeout):
                raise TimeoutError(f"the bot has not written to chat {chat} in {timeout} s; calls: {self.calls[-5:]}")
            self._seen[chat] = number + 1
            return self.replies(chat)[number]

    def wait_for_calls(self, method: str, count: int = 1, timeout: float = PATIENCE) -> list[JSON]:
        """The parameters of a method's calls, once there are so many; raises TimeoutError."""
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.called(method)) >= count, timeout):
                raise TimeoutError(f"{method} was called {len(self.called(method))} times in {timeout} s, not {count}")
            return self.called(method)

    def wait_until_confirmed(self, timeout: float = PATIENCE) -> None:
        """Wait until the bot has confirmed every update; raises TimeoutError."""
        with self.changed:
            if not self.changed.wait_for(lambda: not self.pending(), timeout):
                raise TimeoutError(f"{self.pending()} updates are not confirmed after {timeout} s")

    def called(self, method: str) -> list[JSON]:
        """The parameters of a method's calls so far."""
        return [parameters for name, parameters in self.calls if name == method.lower()]

    def replies(self, chat: int) -> list[JSON]:
        """All messages of the bot in a chat, without placeholders."""
        return [
            message for message in self.sent if message["chat"]["id"] == chat and message.get("text") != PLACEHOLDER
        ]

    def placeholders(self, chat: int) -> list[JSON]:
        """The placeholders that stand in a chat."""
        return [
            message for message in self.sent if message["chat"]["id"] == chat and message.get("text") == PLACEHOLDER
        ]

    def wait_until(self, holds: Callable[[], bool], timeout: float = PATIENCE) -> None:
        """Wait until something holds of the server; raises TimeoutError."""
        with self.changed:
            if not self.changed.wait_for(holds, timeout):
                raise TimeoutError(f"it does not hold after {timeout} s; calls: {self.calls[-5:]}")

    def _post(self, chat: int, fields: JSON, reply_to: int | None, topic: int | None) -> int:
        with self.changed:
            message: JSON = {"from": _person(chat), "chat": self.chats[chat], "date": SENT_AT} | fields
            if reply_to is not None:
                original = self.messages[chat][reply_to]
                message["reply_to_message"] = {
                    key: value for key, value in original.items() if key != "reply_to_message"
                }
            if topic is not None:
                message |= {"message_thread_id": topic, "is_topic_message": True}
            self._keep(self.chats[chat], message)
            if self._reaches_the_bot(message):
                self.push({"message": message})
            number: int = message["message_id"]
            return number

    def _reaches_the_bot(self, message: JSON) -> bool:
        if message["chat"]["type"] == "private" or not self.group_privacy:
            return True
        text, original = message.get("text", ""), message.get("reply_to_message")
        if original is not None and original["from"]["id"] == BOT["id"]:
            return True
        for entity in message.get("entities", ()):
            if entity["type"] == "bot_command":
                _, _, addressee = text.split()[0].partition("@")
                return entity["offset"] == 0 and addressee.lower() in ("", BOT["username"])
        return False


def _person(chat: int) -> JSON:
    number = chat if chat > 0 else 7002
    return {"id": number, "is_bot": False, "first_name": f"Asker {number}", "language_code": "en"}
