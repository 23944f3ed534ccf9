"""Channels: where people ask. Each is two pure translators (`to_incoming`, `from_outgoing`) and a thin loop."""

from collections.abc import Sequence
from typing import Protocol

from bot.model import Answer
from corpus.model import Document, Model


class Incoming(Model):
    """What a person says, whatever the channel."""

    conversation: str
    """Key of the chat (and thread) the turns belong to; opaque."""
    person: str = ""
    """Key of who says it; opaque."""
    text: str
    """The words, without the command or mention that addressed the bot."""
    command: str | None = None
    """Name of a command without its slash (`ask`, `start`, `new`, …), where one was given."""
    reply_to: str | None = None
    """The channel's id of the message to reply to."""
    at: float = 0.0
    """When it was said, in Unix seconds."""
    edited: bool = False
    """That message was said before, and is now put otherwise."""
    about: str = ""
    """What somebody else said, to which this is a reply."""


class Assistant(Protocol):
    """What a channel needs of the program: see bot.bootstrap.build."""

    @property
    def documents(self) -> Sequence[Document]:
        """The documents that are answered from."""
        ...

    def titles(self) -> str:
        """What is answered from, in a few words."""
        ...

    def document(self, id: str) -> Document:
        """The document of that id. Raises retrieval.errors.UnknownDocument."""
        ...

    def answer(self, question: str, history: Sequence[str] = (), id: str | int | None = None) -> Answer:
        """Answer a question; `history` holds the earlier questions of the conversation, the oldest first.

        Never raises for anything a person can type.
        """
        ...
