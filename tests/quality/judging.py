"""Judged questions: a file of JSON lines in, and for every Answer the reasons why it is not right.

An answer is right when the group of its status is one that the case allows and, where it is answered, its quotes have
700 characters at most and hold what proves the answer; the first contact must be the one asked for, unless the bot
asks back. What limits the answer must be shown beside it, all sides of a conflict must be quoted, and nothing that
holds no longer. Case of letters and amount of white space do not matter. What documents of others say is given by the digest of
its words (`sha256:` their number `:` 16 digits), so that nothing of theirs has to stand here.

    python -m tests.quality.judging QUESTIONS.jsonl [--corpus PATH]…
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import click
from pydantic import Field, field_validator

from bot.bootstrap import build
from bot.channels import Assistant
from bot.model import Answer
from bot.settings import Settings
from corpus.model import Model, Quote

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
    limits: tuple[tuple[str, ...], ...] = ()
    """What limits the answer (an exception, a condition) and must be shown with it, among the quotes or marked as limits;
    all of it; of an inner list any member will do. Looked at where answered."""
    conflicts: tuple[str, ...] = ()
    """What documents in force say against each other; the quotes must hold all of it. Looked at where answered."""
    never: tuple[str, ...] = ()
    """What must not be shown, such as the words of a version that is no longer in force."""

    @field_validator("status", mode="before")
    @classmethod
    def _a_text_is_a_list_of_one(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @field_validator("holds", "limits", mode="before")
    @classmethod
    def _a_text_is_its_only_member(cls, value: Any) -> Any:
        return tuple((each,) if isinstance(each, str) else each for each in value)


def read(path: Path) -> list[Case]:
    """The cases of a file. Raises ValueError for a line that is no case."""
    return [Case.model_validate(json.loads(line)) for line in path.read_text("utf-8").split("\n") if line]


def judge(case: Case, answer: Answer) -> list[str]:
    """Why an answer is not right; empty where it is."""
    return list(_reasons(case, answer))


def answers(cases: Sequence[Case], assistant: Assistant) -> dict[Case, Answer]:
    """What an assistant answers to each case."""
    return {case: assistant.answer(case.question, case.history, case.id) for case in cases}


def wrong(given: Mapping[Case, Answer]) -> dict[Case, list[str]]:
    """The cases that are not answered rightly, each with the reasons."""
    judged = {case: judge(case, answer) for case, answer in given.items()}
    return {case: reasons for case, reasons in judged.items() if reasons}


def shares(given: Mapping[Case, Answer]) -> Iterator[tuple[str, list[bool]]]:
    """What the share right keeps together: each name with what it is a share of, true where it is as it should be.

    - answer rate: of the cases that must be answered, those that are,
    - all right: of these answers, those without any fault,
    - citations: of the citations in these answers, those of a section that is quoted with something that the case wants,
    - complete: of these answers, where something limits them, those that show all of it,
    - declined: of the cases that must not be answered, those that are declined.
    """
    answerable = {case: answer for case, answer in given.items() if case.status == ("answered",)}
    answered = {case: answer for case, answer in answerable.items() if answer.status == "answered"}
    yield "answer rate", [case in answered for case in answerable]
    yield "all right", [not judge(case, answer) for case, answer in answered.items()]
    yield "citations", [cited for case, answer in answered.items() for cited in _cited_rightly(case, answer)]
    yield "complete", [not _missing(case.limits, _shown(answer)) for case, answer in answered.items() if case.limits]
    yield (
        "declined",
        [
            _group(answer) in case.status
            for case, answer in given.items()
            if "abstained" in case.status and "answered" not in case.status
        ],
    )


def folded(text: str) -> str:
    """Text as it is compared: without regard to case and amount of white space."""
    return " ".join(text.casefold().split())


def stands(wanted: str, text: str) -> bool:
    """Whether a text holds what is wanted: these words, or words of this digest one after the other."""
    named, _, rest = wanted.partition(":")
    if named != "sha256":
        return folded(wanted) in folded(text)
    count, _, digest = rest.partition(":")
    return digest in _digests(text, int(count))


@lru_cache(maxsize=1024)
def _digests(text: str, length: int) -> frozenset[str]:
    """Those of every so many words of a text that follow each other."""
    words = re.findall(r"\w+", folded(text))
    pieces = (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))
    return frozenset(sha256(piece.encode()).hexdigest()[:16] for piece in pieces)


def _reasons(case: Case, answer: Answer) -> Iterator[str]:
    quoted, shown = "\n".join(quote.text for quote in answer.quotes), _shown(answer)
    if _group(answer) not in case.status:
        yield f"is {answer.status}, not {' or '.join(case.status)}" + (f": {_shortened(quoted)}" if quoted else "")
        return
    if answer.status == "answered":
        length = sum(len(quote.text) for quote in answer.quotes)
        if length > MOST_QUOTED:
            yield f"quotes {length} characters, more than {MOST_QUOTED}"
        missing = _missing((*case.holds, *((text,) for text in case.conflicts)), quoted)
        if missing:
            yield f"does not quote {'; '.join(missing)}: {_shortened(quoted)}"
        unlimited = _missing(case.limits, shown)
        if unlimited:
            yield f"does not show the limit {'; '.join(unlimited)}: {_shortened(shown)}"
        outdated = [text for text in case.never if stands(text, shown)]
        if outdated:
            yield f"shows {'; '.join(outdated)}"
    if case.contact and _group(answer) != "clarify":
        first = answer.contacts[0] if answer.contacts else None
        named = f"{first.name or ''}\n{first.organisation or ''}" if first else ""
        if folded(case.contact) not in folded(named):
            yield f"names {folded(named) or 'nobody'} first, not {case.contact}"


def _group(answer: Answer) -> str:
    return answer.status.partition(".")[0]


def _shown(answer: Answer) -> str:
    """Every word of a document that an answer shows: its quotes, and what is marked as limiting them."""
    return "\n".join(quote.text for quote in (*answer.quotes, *answer.limits))


def _cited_rightly(case: Case, answer: Answer) -> list[bool]:
    """Of every citation, whether words of its section are quoted that the case wants; a table's header goes with its row."""
    wanted = [text for any_of in (*case.holds, *case.limits, case.conflicts) for text in any_of]
    right = {_section(quote) for quote in answer.quotes if any(stands(text, quote.text) for text in wanted)}
    return [_section(quote) in right for quote in answer.quotes]


def _section(quote: Quote) -> tuple[str, tuple[str, ...]]:
    return quote.citation.document, quote.citation.trail


def _missing(wanted: Sequence[Sequence[str]], text: str) -> list[str]:
    """Of several lists, those of which a text holds no member."""
    return [" or ".join(any_of) for any_of in wanted if not any(stands(each, text) for each in any_of)]


def _shortened(text: str, longest: int = 160) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


@click.command()
@click.argument("questions", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--corpus", multiple=True, type=click.Path(exists=True, path_type=Path), help="A file or folder to answer from."
)
def main(questions: Path, corpus: tuple[Path, ...]) -> None:
    """Print what is answered wrongly, and the shares that are right."""
    cases = read(questions)
    given = answers(cases, build(Settings(), corpus))
    found = wrong(given)
    for case, reasons in found.items():
        asked = " | ".join((*case.history, case.question))
        click.echo(f"{case.id}  {_shortened(asked, 90)!r}\n    " + "\n    ".join(reasons))
    asked_of, missed = Counter(case.kind for case in cases), Counter(case.kind for case in found)
    for kind, count in asked_of.items():
        click.echo(f"{kind:13} {count - missed[kind]}/{count}")
    for name, each in (*shares(given), ("right", [case not in found for case in cases])):
        click.echo(f"{name:13} {sum(each)}/{len(each)}" + (f" = {sum(each) / len(each):.3f}" if each else ""))


if __name__ == "__main__":
    main()
