"""The buttons under an answer: which there are, and what a tap on each is met with.

Their data is what they do, the number of the update that asked, and what tells the documents that answered from others,
or the opinion's reason, with colons between. So a button works as long as the question is remembered, after a restart
too: the answer is made again.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.channels import Assistant
from bot.channels.telegram_reply import Reply, Tapped
from bot.channels.telegram_text import File, Message, from_cards, from_runners_up, from_section, from_words
from bot.channels.vcard import vcard
from bot.model import Answer
from bot.replies import say, shortened
from bot.storage.turns import POOR, USEFUL
from corpus.errors import CorpusError
from corpus.model import Quote
from retrieval.errors import RetrievalError

REASONS = ("wrong", "partial", "outdated")
"""Why an answer is not useful."""
NAMES = 300
"""Characters of names in the caption of a file, which may have 1,024."""


def buttons(answer: Answer, number: int) -> tuple[tuple[str, str], ...]:
    """The buttons under what answers update `number`: labels with their data."""
    is_answered = answer.status == "answered"
    offered = {
        "more": bool(answer.runners_up),
        "section": is_answered,
        "person": is_answered,
        "card": bool(answer.contacts),
        "useful": is_answered,
        "poor": is_answered,
    }
    mark = _mark(answer)
    return tuple((say(f"telegram-{kind}"), f"{kind}:{number}:{mark}") for kind, is_there in offered.items() if is_there)


def tapped(assistant: Assistant, kind: str, number: int, reason: str, asked: Sequence[str]) -> Reply:
    """What a tap under an answer is met with; `asked` is the question, the last, with those before it.

    `reason` is the opinion's, or else marks the documents that were answered from.
    """
    note = Tapped(number, kind)
    if not asked:
        return Reply(from_words(say("telegram-too-old")), tapped=note)
    if kind in ("useful", "why"):
        return Reply([], tapped=Tapped(number, "opinion", reason if kind == "why" else USEFUL))
    answer = assistant.answer(asked[-1], asked[:-1])
    if reason != _mark(answer):  # asked again of other documents, it may be another answer
        return Reply(from_words(say("telegram-too-old")), tapped=note)
    match kind:
        case "poor":
            messages = from_cards(answer.contacts, say("telegram-what-is-wrong"), assistant.helpdesk)
            why = tuple((say(f"telegram-why-{reason}"), f"why:{number}:{reason}") for reason in REASONS)
            messages[-1] = messages[-1].model_copy(update={"actions": why})
            return Reply(messages, tapped=Tapped(number, "opinion", POOR))
        case "person":
            messages = from_cards(answer.contacts, say("telegram-whom"), assistant.helpdesk)
        case "card" if answer.contacts:
            messages = [_card(answer)]
        case "more" if answer.quotes:
            messages = from_runners_up(answer)
        case "section" if answer.quotes:
            messages = list(_sections(answer, assistant))
        case _:
            messages = from_words(say("telegram-too-old"))
    return Reply(messages, tapped=note)


def _sections(answer: Answer, assistant: Assistant) -> Iterator[Message]:
    """The sections around what is quoted, each once; that a document is gone is said."""

    def place(quote: Quote) -> tuple[str, tuple[str, ...]]:
        return quote.citation.document, quote.citation.trail

    for (id, _), quotes in groupby(answer.quotes, key=place):
        try:
            document = assistant.document(id)
        except (CorpusError, RetrievalError):
            yield from from_words(say("telegram-too-old"))
        else:
            yield from from_section(document, tuple(quotes))


def _card(answer: Answer) -> Message:
    """The contacts as a file that address books read."""
    names = filter(None, (contact.name or contact.unit or contact.organisation for contact in answer.contacts))
    words = say("telegram-card-of", count=len(answer.contacts), names=shortened(", ".join(names), NAMES))
    caption = from_words(words)[0]
    return caption.model_copy(update={"file": File(name="contact.vcf", text=vcard(answer.contacts))})


def _mark(answer: Answer) -> str:
    """What tells the documents of an answer from others, short enough for a button."""
    return answer.corpus_version[-12:]
