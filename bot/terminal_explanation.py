"""How an Answer came about, in the terminal: the question as it was read, its words, what the probability is made of, and why."""

from collections.abc import Iterable, Iterator

from bot.explanation import Considered, ExplainedAnswer, Explanation, Named, Signal, Word
from bot.replies import how_sure, say
from bot.terminal import Line, place, safe

SHOWN = 100
"""So many characters of what else might answer are shown."""
FIGURE = 5
"""Characters of a figure in per cent, with the space behind it."""


def explanation_lines(answer: ExplainedAnswer) -> Iterator[Line]:
    """The lines that show it, to stand under the answer's own."""
    explanation = answer.explanation
    yield from _part("explain-read", _read(answer))
    yield from _part("explain-words", _words(explanation, bool(answer.quotes)), hang=2)
    sure = how_sure(explanation.probability)
    yield from _part("explain-signals", map(_signal, explanation.signals), FIGURE, sure=sure)
    yield from _part("explain-why" if answer.quotes else "explain-why-not", [_why(explanation), *_beside(answer)])
    others = [considered for considered in explanation.considered if not considered.is_answer]
    heading = say("explain-others" if answer.quotes else "explain-nearest")
    yield from (Line(""), Line(heading, "heading")) if others else ()
    for other in others:
        yield Line(_other(other), "item", FIGURE)
        yield Line(f"{' ' * FIGURE}{place(other.quotes[0].citation)}", "place", FIGURE)
    yield from _part("explain-named", map(_named, explanation.named), hang=2)


def _part(heading: str, lines: Iterable[str], hang: int = 0, **values: str) -> Iterator[Line]:
    """A heading with the lines below it, or nothing where there are none."""
    shown = [Line(line, "item", hang) for line in lines]
    if shown:
        yield Line("")
        yield Line(say(heading, **values), "heading")
        yield from shown


def _beside(answer: ExplainedAnswer) -> Iterator[str]:
    """Why more than the likeliest evidence is shown."""
    quoted = [considered for considered in answer.explanation.considered if considered.is_answer]
    for other in quoted[1:]:
        yield say("explain-why-also", percent=_percent(other.probability))
    if answer.limits:
        yield say("explain-why-limits", count=len(answer.limits))


def _read(answer: ExplainedAnswer) -> Iterator[str]:
    explanation = answer.explanation
    if not explanation.read_as:
        yield say("explain-not-read")
        return
    if explanation.read_as != answer.question:
        yield say("explain-read-as", question=safe(explanation.read_as))
    for title in explanation.past:
        yield say("explain-past", title=safe(title))
    for typed, read in explanation.corrected.items():
        yield say("explain-corrected", typed=safe(typed), read=safe(read))
    if explanation.unknown:
        yield say("explain-unknown", words=", ".join(f"“{safe(word)}”" for word in explanation.unknown))
    for earlier in explanation.earlier:
        yield say("explain-earlier", question=safe(earlier.question), percent=_percent(earlier.counts))
    if explanation.detail:
        yield say("explain-asked-contact", detail=say(f"detail-{explanation.detail}"))
    else:
        yield say(f"explain-asked-{explanation.asked}")


def _words(explanation: Explanation, quoted: bool) -> Iterator[str]:
    for where in ("quoted", "around", "nowhere"):
        words = sorted((word for word in explanation.words if word.where == where), key=lambda word: -word.counts)
        name = "nearest" if where == "quoted" and not quoted else where
        if words:
            yield say(f"explain-words-{name}", words=", ".join(map(_word, words)))


def _word(word: Word) -> str:
    shown = safe(word.word)
    if word.found_as is not None:
        message = "explain-word-synonym" if word.by_synonym else "explain-word-as"
        shown = say(message, word=shown, found=safe(word.found_as))
    percent = _percent(word.counts)
    return shown if percent == "0" else say("explain-word-counts", word=shown, percent=percent)


def _signal(signal: Signal) -> str:
    """How far a signal holds, what it says, and what the probability would be otherwise."""
    try:
        meaning = say(f"signal-{signal.name}")
    except LookupError:
        meaning = signal.meaning
    otherwise = []
    if signal.value > 0:
        otherwise.append(say("explain-signal-without", percent=_percent(signal.without)))
    if signal.value < 1 and signal.complete > signal.without:
        otherwise.append(say("explain-signal-complete", percent=_percent(signal.complete)))
    brackets = f" ({', '.join(otherwise)})" if otherwise else ""
    return f"{_percent(signal.value):>3}% {meaning}{brackets}"


def _why(explanation: Explanation) -> str:
    threshold, percent = _percent(explanation.threshold), _percent(explanation.probability)
    return say(f"explain-why-{explanation.why}", threshold=threshold, percent=percent)


def _other(considered: Considered) -> str:
    text = " ".join(" ".join(quote.text for quote in considered.quotes).split())
    shown = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    return f"{_percent(considered.probability):>3}% “{safe(shown)}”"


def _named(named: Named) -> str:
    shown = say(f"explain-named-{named.why}", who=safe(named.who), heading=safe(named.heading))
    percent = _percent(named.holds)
    return shown if percent == "0" else say("explain-named-holds", named=shown, percent=percent)


def _percent(share: float) -> str:
    return str(round(share * 100))
