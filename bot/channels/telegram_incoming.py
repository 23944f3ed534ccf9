"""A Telegram update, as the Incoming that it is, or None where the bot keeps silent.

Answered: every message of a person in a private chat; in a group a command that is meant for the bot, a text that
names the bot, and one that replies to one of the bot's messages; everywhere a tap on one of the bot's buttons. A message
that is edited is answered as it reads then, and an inline query with articles. Not answered: channel posts, service messages, messages of bots, commands
to other bots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard

from bot.channels import Choice, Incoming
from bot.masking import masked

if TYPE_CHECKING:
    from telegram import CallbackQuery, Message, Update, User

MENU = ("ask", "new", "sources", "contacts", "help", "language", "privacy", "forget")
"""The commands that Telegram lists, in their order."""
COMMANDS = ("start", *MENU)
"""What the bot can be told. A group may have other bots with other commands."""
WANTED = ["message", "edited_message", "callback_query", "inline_query"]
"""The kinds of updates that Telegram is asked for."""
TAPS = ("more", "section", "person", "card", "useful", "poor", "why")
"""What the buttons under an answer do; see telegram_buttons."""
INLINE = "inline"
"""The command that an inline query is, as it were; `reply_to` is its number."""
_WRITTEN = frozenset({"text", "caption", "query"})
_DEPTH = 8
PICK = "pick:"
"""Callback data of a choice is this, its number, a colon and the number of the update it was offered to; the question is the button's label."""


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
    inline = raw.get("inline_query")
    if isinstance(inline, dict):  # it belongs to no chat that can be told: it is worked off by itself
        person = inline.get("from")
        asks = person.get("id") if isinstance(person, dict) else None
        return (f"{INLINE} {asks}" if _is_a_number(asks) else ""), None
    query = raw.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else raw.get("message") or raw.get("edited_message")
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


def without_persons(raw: Any, depth: int = _DEPTH) -> Any:
    """An update's JSON as it is kept: what people wrote, without what tells who somebody is."""
    if depth and isinstance(raw, dict):
        return {
            key: masked(value) if key in _WRITTEN and isinstance(value, str) else without_persons(value, depth - 1)
            for key, value in raw.items()
        }
    return [without_persons(value, depth - 1) for value in raw] if depth and isinstance(raw, list) else raw


def _is_a_number(value: Any) -> TypeGuard[int]:
    return type(value) is int and abs(value) < 2**63


def to_incoming(update: Update, me: User) -> Incoming | None:
    """What a person says to the bot `me`; None where nothing is said to it.

    What stands below a picture is its text; an empty `text` without a command is a message that holds no words.
    """
    if update.callback_query is not None:
        return _from_tap(update.callback_query)
    if (inline := update.inline_query) is not None:
        person = str(inline.from_user.id)
        return Incoming(
            conversation=person, person=person, text=inline.query.strip(), command=INLINE, reply_to=inline.id
        )
    message = update.message or update.edited_message
    if message is None or _is_of_a_bot(message):
        return None
    said = _said(message, me)
    return said.model_copy(update={"edited": True}) if said and update.edited_message else said


def _said(message: Message, me: User) -> Incoming | None:
    private = message.chat.type == "private"
    if message.text is None:
        return _incoming(message, message.caption or "", me) if private and message.effective_attachment else None
    name, addressee, words = _command(message)
    if addressee is not None and addressee.casefold() != (me.username or "").casefold():
        return None
    if name is not None and (private or addressee is not None or name in COMMANDS):
        return _incoming(message, words, me, name)
    text, is_named = _without_mention(message, me)
    if private or is_named or _replies_to(message, me):
        return _incoming(message, text, me)
    return None


def _from_tap(query: CallbackQuery) -> Incoming | None:
    """A tap asks the question that stands on the button, or for more about an answer: then the text names the update."""
    message, picked = query.message, query.data or ""
    if message is None:
        return None
    thread = message.message_thread_id if getattr(message, "is_topic_message", False) else None  # type: ignore[attr-defined]
    tapped = Incoming(
        conversation=conversation_of(message.chat.id, thread),
        person=str(query.from_user.id),
        text="",
        reply_to=str(message.message_id),
    )
    kind, _, which = picked.partition(":")
    if kind in TAPS:
        return tapped.model_copy(update={"command": f"tap-{kind}", "text": which})
    markup = getattr(message, "reply_markup", None)
    if markup is None or not picked.startswith(PICK):
        return None
    labels = [button.text for row in markup.inline_keyboard for button in row if button.callback_data == picked]
    return tapped.model_copy(update={"text": labels[0], "picked": _choice(picked)}) if labels else None


def _choice(picked: str) -> Choice | None:
    """Which choice a button's data names; None for a button of an earlier version, which does not say whose it is."""
    place, _, number = picked.removeprefix(PICK).partition(":")
    fits = all(digits.isdecimal() and len(digits) < 19 for digits in (place, number))
    return Choice(update=int(number), place=int(place)) if fits else None


def _incoming(message: Message, text: str, me: User, command: str | None = None) -> Incoming:
    # Outside of topics Telegram numbers threads of replies too; a conversation goes on across those.
    thread = message.message_thread_id if message.is_topic_message else None
    return Incoming(
        conversation=conversation_of(message.chat.id, thread),
        person=str((message.sender_chat or message.from_user or message.chat).id),
        text=text.strip(),
        command=command,
        reply_to=str(message.message_id),
        at=message.date.timestamp(),
        about=_about(message, me),
        answer_to=_answer_to(message, me),
    )


def _about(message: Message, me: User) -> str:
    """What somebody else said, where a message replies to it or quotes it."""
    original = message.reply_to_message
    if original is None or original.from_user is None or original.from_user.id == me.id:
        return ""
    return (message.quote.text if message.quote else original.text or original.caption or "").strip()


def _answer_to(message: Message, me: User) -> str | None:
    """The number of the bot's message to which this is a reply."""
    original = message.reply_to_message
    return str(original.message_id) if original and original.from_user and original.from_user.id == me.id else None


def _without_mention(message: Message, me: User) -> tuple[str, bool]:
    """The text without the bot's name, and whether that stands in it."""
    text, name = message.text or "", f"@{me.username}".casefold()
    named = [e for e in message.entities if e.type == "mention" and message.parse_entity(e).casefold() == name]
    for entity in named:
        text = text.replace(message.parse_entity(entity), " ")
    return text, bool(named)


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
