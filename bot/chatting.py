"""A conversation in the terminal: questions and a few commands, with the history of a shell."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from bot import terminal
from bot.channels import Assistant
from bot.replies import say
from bot.terminal import Line


class Conversation:
    """The turns of one person, and what the commands do."""

    def __init__(self, window: Assistant, out: TextIO) -> None:
        self._window = window
        self._out = out
        self._history: list[str] = []
        self._choices: tuple[str, ...] = ()

    def welcome(self) -> None:
        """Say what is answered from, and what can be asked; a number picks one of the examples."""
        self._choices = tuple(self._window.examples())
        lines = [Line(say("chat-welcome", titles=self._window.titles()))]
        if self._choices:
            lines += [Line(say("chat-examples")), *terminal.choices(self._choices), Line("")]
        terminal.show(lines, self._out)

    def take(self, line: str) -> bool:
        """Answer a question or do as a command says; False where the person leaves."""
        line = line.strip()
        if line in ("/quit", "/exit", "/q"):
            return False
        if line.startswith("/"):
            terminal.show(self._command(line), self._out)
        elif line:
            terminal.show([*self._ask(line), Line("")], self._out)
        return True

    def _ask(self, line: str) -> Iterator[Line]:
        if line.isdecimal() and 0 < int(line) <= len(self._choices):
            line = self._choices[int(line) - 1]
        answer = self._window.answer(line, self._history)
        self._choices = answer.suggestions
        if not answer.status.startswith(("smalltalk", "refused")):
            self._history.append(line)
        yield from terminal.answer_lines(answer)

    def _command(self, line: str) -> Iterator[Line]:
        if line == "/new":
            self._history.clear()
            self._choices = ()
            yield Line(say("chat-new"))
        elif line == "/sources":
            yield from terminal.sources(self._window.documents)
        elif line == "/contacts":
            contacts = [contact for document in self._window.documents for contact in document.contacts]
            for contact in contacts:
                yield from (Line(text, "card") for text in terminal.card(contact))
                yield Line("")
            if not contacts:
                yield Line(say("chat-no-contacts"))
        elif line == "/help":
            yield from map(Line, say("chat-help").splitlines())
        else:
            yield Line(say("chat-unknown", command=terminal.safe(line.split(maxsplit=1)[0])))


def chat(window: Assistant, data_dir: Path) -> None:
    """Talk until /quit or the end of input."""
    interactive = sys.stdin.isatty()
    conversation = Conversation(window, sys.stdout)
    if interactive:
        conversation.welcome()
    for line in _typed(data_dir) if interactive else _piped(sys.stdin):
        if not conversation.take(line):
            break


def _piped(lines: Iterable[str]) -> Iterator[str]:
    yield from lines


def _typed(data_dir: Path) -> Iterator[str]:
    """Lines typed at a prompt, with a history that is kept in the data folder where that can be written."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    history: History
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        (data_dir / "chat_history").touch(mode=0o600)
        history = FileHistory(str(data_dir / "chat_history"))
    except OSError:
        history = InMemoryHistory()
    commands = WordCompleter(["/new", "/contacts", "/sources", "/help", "/quit"], sentence=True)
    session: PromptSession[str] = PromptSession(
        history=history, auto_suggest=AutoSuggestFromHistory(), completer=commands
    )
    while True:
        try:
            yield session.prompt("? ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
