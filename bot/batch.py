"""Questions as JSON lines in, Answers as JSON lines out, in the same order.

A line is {"id", "question", "history"}; only the question is needed, other keys are passed over. A line that is none
becomes an Answer that says why, and the run goes on.
"""

import json
from collections.abc import Iterable, Iterator

from bot.answering import Madoguchi
from bot.asking import printable
from bot.model import Answer
from bot.replies import say


def answer_lines(window: Madoguchi, lines: Iterable[bytes]) -> Iterator[str]:
    """Yield an Answer as JSON for every line that is not empty."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _answered(window, line, number).model_dump_json()


def _answered(window: Madoguchi, line: bytes, number: int) -> Answer:
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return window.refuse(say("batch-no-json", line=number, reason=str(error)))
    name = _name(asked.get("id")) if isinstance(asked, dict) else None
    if problem := _problem(asked):
        return window.refuse(say("batch-no-question", line=number, reason=problem), name)
    return window.answer(asked["question"], asked.get("history") or (), name)


def _name(given: object) -> str | int | None:
    """The asker's own name for a question; None where it is neither text nor a whole number."""
    if isinstance(given, str):
        return printable(given)
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def _problem(asked: object) -> str:
    """What is wrong with a line, or nothing."""
    if not isinstance(asked, dict):
        return 'it is no object; write {"id": …, "question": …}'
    if not isinstance(asked.get("question"), str):
        return '"question" is missing or no text'
    history = asked.get("history") or []
    if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
        return '"history" is no list of texts'
    return ""
