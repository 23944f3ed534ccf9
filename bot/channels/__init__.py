"""Channels: where people ask. Each is two pure translators (`to_incoming`, `from_outgoing`) and a thin loop."""

from collections.abc import Sequence
from typing import Protocol

from bot.model import Answer
from corpus.model import Document, Model


class Choice(Model):
    """One of the questions that were offered."""

    update: int
    """Number of the update that they were offered to."""
    place: int
    """Its place among them, counted from 1."""


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
    answer_to: str | None = None
    """The channel's id of the bot's own message to which this is a reply."""
    picked: Choice | None = None
    """The choice that was tapped."""


class Assistant(Protocol):
    """What a channel needs of the program: see bot.bootstrap.build."""

    @property
    def documents(self) -> Sequence[Document]:
        """The documents that are answered from."""
        ...

    @property
    def helpdesk(self) -> str:
        """Where else people can turn to; empty where nothing is set."""
        ...

    def examples(self) -> Sequence[str]:
        """Questions to begin with, which the documents answer."""
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
