"""A Telegram update, as the Incoming that it is, or None where the bot keeps silent.

Answered: every message of a person in a private chat; in a group a command that is meant for the bot, and a text
that replies to one of the bot's messages; everywhere a tap on one of the bot's buttons. Not answered: edits, channel
posts, service messages, messages of bots, commands to other bots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard

from bot.channels import Incoming

if TYPE_CHECKING:
    from telegram import CallbackQuery, Message, Update, User

MENU = ("ask", "new", "sources", "contacts", "help")
"""The commands that Telegram lists, in their order."""
COMMANDS = ("start", *MENU)
"""What the bot can be told. A group may have other bots with other commands."""
WANTED = ["message", "callback_query"]
"""The kinds of updates that Telegram is asked for."""
PICK = "pick:"
"""Callback data of a button is this and the number of the choice; the question is the button's label."""


def conversation_of(chat: int, thread: int | None) -> str:
    """The key of a conversation: the chat's id, and the topic's where the chat has topics."""
    return f"{chat}" if thread is None else f"{chat}:{thread}"


def chat_and_thread(conversation: str) -> tuple[int, int | None]:
    """The chat and the topic that a conversation's key names."""
    chat, _, thread = conversation.partition(":")
    return int(chat), int(thread) if thread else None


def place_of(raw: dict[str, Any]) -> tuple[str, int | None]:
    """The conversation that an update belongs to and the number of its message, from its JSON as it came.

    Whatever the JSON holds, this does not fail: an update that cannot be told is of the conversation "".
    """
    query = raw.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else raw.get("message")
    chat = message.get("chat") if isinstance(message, dict) else None
    number = chat.get("id") if isinstance(chat, dict) else None
    if not isinstance(message, dict) or not _is_a_number(number):
        return "", None
    thread = message.get("message_thread_id") if message.get("is_topic_message") is True else None
    brings = message.get("message_id")
    return (
        conversation_of(number, thread if _is_a_number(thread) else None),
        brings if _is_a_number(brings) else None,
    )


def _is_a_number(value: Any) -> TypeGuard[int]:
    return type(value) is int and abs(value) < 2**63


def to_incoming(update: Update, me: User) -> Incoming | None:
    """What a person says to the bot `me`; None where nothing is said to it.

    An empty `text` without a command is a message that holds something else than text.
    """
    if update.callback_query is not None:
        return _from_tap(update.callback_query)
    message = update.message
    if message is None or _is_of_a_bot(message):
        return None
    private = message.chat.type == "private"
    if message.text is None:
        return _incoming(message, "") if private and message.effective_attachment is not None else None
    name, addressee, words = _command(message)
    if addressee is not None and addressee.casefold() != (me.username or "").casefold():
        return None
    if name is not None and (private or addressee is not None or name in COMMANDS):
        return _incoming(message, words, name)
    if private or _replies_to(message, me):
        return _incoming(message, message.text)
    return None


def _from_tap(query: CallbackQuery) -> Incoming | None:
    """A tap asks the question that stands on the button."""
    message, picked = query.message, query.data or ""
    markup = getattr(message, "reply_markup", None)
    if message is None or markup is None or not picked.startswith(PICK):
        return None
    labels = [button.text for row in markup.inline_keyboard for button in row if button.callback_data == picked]
    thread = message.message_thread_id if getattr(message, "is_topic_message", False) else None  # type: ignore[attr-defined]
    if not labels:
        return None
    return Incoming(
        conversation=conversation_of(message.chat.id, thread), text=labels[0], reply_to=str(message.message_id)
    )


def _incoming(message: Message, text: str, command: str | None = None) -> Incoming:
    # Outside of topics Telegram numbers threads of replies too; a conversation goes on across those.
    thread = message.message_thread_id if message.is_topic_message else None
    return Incoming(
        conversation=conversation_of(message.chat.id, thread),
        text=text.strip(),
        command=command,
        reply_to=str(message.message_id),
    )


def _command(message: Message) -> tuple[str | None, str | None, str]:
    """The command a message opens with, the bot it names, and the words after it."""
    for entity in message.entities:
        if entity.type == "bot_command" and entity.offset == 0:
            printed = message.parse_entity(entity)
            name, _, addressee = printed.removeprefix("/").partition("@")
            return name.lower(), addressee or None, (message.text or "").removeprefix(printed)
    return None, None, ""


def _is_of_a_bot(message: Message) -> bool:
    """Whether a bot wrote it; an administrator who speaks as the group is a person."""
    if message.sender_chat is not None:
        return message.sender_chat.id != message.chat.id
    return message.from_user is None or message.from_user.is_bot


def _replies_to(message: Message, me: User) -> bool:
    original = message.reply_to_message
    return original is not None and original.from_user is not None and original.from_user.id == me.id
