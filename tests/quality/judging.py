"""Judged questions: a file of JSON lines in, and for every Answer the reasons why it is not right.

An answer is right when the group of its status is one that the case allows and, where it is answered, its quotes have
700 characters at most and hold what proves the answer; the first contact must be the one asked for, unless the bot
asks back. Case of letters and amount of white space do not matter.

    python -m tests.quality.judging QUESTIONS.jsonl [--corpus PATH]…
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import click
from pydantic import Field, field_validator

from bot.bootstrap import build
from bot.channels import Assistant
from bot.model import Answer
from bot.settings import Settings
from corpus.model import Model

MOST_QUOTED = 700
"""Characters that all quotes of one answer may have together."""

Group = Literal["answered", "abstained", "clarify", "smalltalk", "refused"]


class Case(Model):
    """A question with what is expected of its answer."""

    id: str
    """Its own name, unique over all files."""
    kind: str
    """What sort of question it is, for counting."""
    question: str
    """As a person types it."""
    history: tuple[str, ...] = ()
    """Earlier questions of the conversation, the oldest first."""
    status: tuple[Group, ...] = Field(min_length=1)
    """Groups of statuses of which any is right; a single one may be written as text."""
    holds: tuple[tuple[str, ...], ...] = ()
    """What the quotes must hold, all of it; of an inner list any member will do. Looked at where answered."""
    contact: str | None = None
    """What the name or organisation of the first contact must hold."""

    @field_validator("status", mode="before")
    @classmethod
    def _a_text_is_a_list_of_one(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @field_validator("holds", mode="before")
    @classmethod
    def _a_text_is_its_only_member(cls, value: Any) -> Any:
        return tuple((each,) if isinstance(each, str) else each for each in value)


def read(path: Path) -> list[Case]:
    """The cases of a file. Raises ValueError for a line that is no case."""
    return [Case.model_validate(json.loads(line)) for line in path.read_text("utf-8").split("\n") if line]


def judge(case: Case, answer: Answer) -> list[str]:
    """Why an answer is not right; empty where it is."""
    return list(_reasons(case, answer))


def wrong(cases: Sequence[Case], assistant: Assistant) -> dict[Case, list[str]]:
    """The cases that an assistant does not answer rightly, each with the reasons."""
    judged = {case: judge(case, assistant.answer(case.question, case.history, case.id)) for case in cases}
    return {case: reasons for case, reasons in judged.items() if reasons}


def folded(text: str) -> str:
    """Text as it is compared: without regard to case and amount of white space."""
    return " ".join(text.casefold().split())


def _reasons(case: Case, answer: Answer) -> Iterator[str]:
    group = answer.status.partition(".")[0]
    quoted = "\n".join(quote.text for quote in answer.quotes)
    if group not in case.status:
        yield f"is {answer.status}, not {' or '.join(case.status)}" + (f": {_shortened(quoted)}" if quoted else "")
        return
    if group == "answered":
        length = sum(len(quote.text) for quote in answer.quotes)
        if length > MOST_QUOTED:
            yield f"quotes {length} characters, more than {MOST_QUOTED}"
        missing = [
            " or ".join(any_of) for any_of in case.holds if not any(folded(text) in folded(quoted) for text in any_of)
        ]
        if missing:
            yield f"does not quote {'; '.join(missing)}: {_shortened(quoted)}"
    if case.contact and group != "clarify":
        first = answer.contacts[0] if answer.contacts else None
        named = f"{first.name or ''}\n{first.organisation or ''}" if first else ""
        if folded(case.contact) not in folded(named):
            yield f"names {folded(named) or 'nobody'} first, not {case.contact}"


def _shortened(text: str, longest: int = 160) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


@click.command()
@click.argument("questions", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--corpus", multiple=True, type=click.Path(exists=True, path_type=Path), help="A file or folder to answer from."
)
def main(questions: Path, corpus: tuple[Path, ...]) -> None:
    """Print what is answered wrongly, and the share that is right."""
    cases = read(questions)
    found = wrong(cases, build(Settings(), corpus))
    for case, reasons in found.items():
        asked = " | ".join((*case.history, case.question))
        click.echo(f"{case.id}  {_shortened(asked, 90)!r}\n    " + "\n    ".join(reasons))
    asked_of, missed = Counter(case.kind for case in cases), Counter(case.kind for case in found)
    for kind, count in asked_of.items():
        click.echo(f"{kind:12} {count - missed[kind]}/{count}")
    click.echo(f"{'right':12} {len(cases) - len(found)}/{len(cases)} = {1 - len(found) / len(cases):.3f}")


if __name__ == "__main__":
    main()
