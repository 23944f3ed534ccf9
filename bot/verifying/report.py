"""What verifying found, for the eye: a line for each place, and under one that does not stand what is wrong and what it means."""

import json
from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from bot.replies import say
from bot.terminal import Line, safe
from bot.verifying.model import Place, Problem, Verdict, Verification

AROUND = 30
"""So many characters are shown before and behind where two texts begin to differ."""
LONG = 80
"""Texts up to so many characters are shown whole."""


def lines(found: Verification) -> Iterator[Line]:
    """The lines that show it."""
    for verdict in found.verdicts:
        yield from _verdict(verdict, found.corpus_version)
    places = sum(len(verdict.places) for verdict in found.verdicts)
    wrong = sum(not verdict.stands for verdict in found.verdicts)
    if wrong:
        yield Line(say("verify-fails", wrong=wrong, answers=len(found.verdicts)))
    else:
        yield Line(say("verify-stands", places=places, answers=len(found.verdicts)))


def _verdict(verdict: Verdict, version: str) -> Iterator[Line]:
    name = f"{verdict.number}" if verdict.id is None else f"{verdict.number} ({verdict.id})"
    yield Line(say("verify-answer", number=safe(name), question=safe(" ".join(verdict.question.split()))))
    for place in verdict.places:
        yield _place(place)
        if place.copy_only:
            yield Line(f"  {say('verify-copy')}", "place", 2)
        yield from _problems(place.problems)
    if not any(problem.field == "corpus_version" for problem in verdict.problems):
        yield Line(f"✓ corpus_version: {version}", "right", 2)
    for problem in verdict.problems:
        yield Line(f"✗ {safe(problem.field)}", "wrong", 2)
        yield from _problems([problem])


def _place(place: Place) -> Line:
    mark = "✗" if place.problems else "✓"
    where = f"{place.path}: {place.document} {place.start}–{place.end}"
    return Line(f"{mark} {safe(where)}", "wrong" if place.problems else "right", 2)


def _problems(problems: Sequence[Problem]) -> Iterator[Line]:
    for problem in problems:
        expected, found = shown(problem.expected, problem.found), shown(problem.found, problem.expected)
        yield Line(f"  {say('verify-says', field=safe(problem.field), expected=expected, found=found)}", "item", 4)
        yield Line(f"    {problem.meaning}", "place", 4)


def shown(value: JsonValue, other: JsonValue) -> str:
    """A value as it is shown beside another: of a long text the piece in which they begin to differ."""
    if value is None:
        return say("verify-says-nothing")
    text, beside = (
        each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in (value, other or "")
    )
    at = next((n for n, (one, two) in enumerate(zip(text, beside, strict=False)) if one != two), len(beside))
    start = max(min(at, len(text)) - AROUND, 0) if len(text) > LONG else 0
    end = max(start + 2 * AROUND, LONG if start == 0 else 0)
    cut = f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
    return f"“{safe(' '.join(cut.split()))}”" if isinstance(value, str) else safe(cut)
