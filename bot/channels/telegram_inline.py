"""`@bot question` in any chat: the answer and what else may answer, as articles that a person can send.

Nothing of it is remembered, and nothing goes through the outbox: the answer to an inline query shows nothing to anybody
until somebody picks it, and giving it twice does no harm.
"""

from collections.abc import Sequence

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.channels import Assistant
from bot.channels.telegram_text import Message, from_documents, from_outgoing, from_runners_up
from bot.model import Answer
from bot.replies import say, shortened
from corpus.model import Quote

LATE_SECONDS = 10.0
"""An inline query that is older is refused by Telegram."""
CACHE_SECONDS = 60
"""So long Telegram may show the same articles for the same question."""
MOST = 50
"""Articles at most: https://core.telegram.org/bots/api#answerinlinequery"""
TITLE, DESCRIPTION = 80, 120
"""Articles show about so many characters of each."""


def articles(query: str, assistant: Assistant) -> list[InlineQueryResultArticle]:
    """What is offered for a query; for an empty one, what is answered from."""
    if not query.strip():
        return _articles("0", say("telegram-inline-sources"), "", from_documents(assistant.documents))
    answer = assistant.answer(query)
    if not answer.quotes:
        title = say("telegram-inline-nothing")
        return _articles("0", title, answer.message, from_outgoing(answer))
    found = _articles("0", _shown(answer.quotes), _place(answer.quotes), from_outgoing(_alone(answer)))
    for number, other in enumerate(answer.runners_up, 1):
        alone = answer.model_copy(update={"runners_up": (other,)})
        found += _articles(str(number), _shown(other.quotes), _place(other.quotes), from_runners_up(alone))
    return found[:MOST]


def _alone(answer: Answer) -> Answer:
    """An answer without what only the person who asked could go on with."""
    return answer.model_copy(update={"suggestions": ()})


def _shown(quotes: Sequence[Quote]) -> str:
    return shortened(" ".join(quotes[0].text.split()), TITLE)


def _place(quotes: Sequence[Quote]) -> str:
    citation = quotes[0].citation
    as_of = f", {say('place-as-of', date=citation.as_of)}" if citation.as_of else ""
    return shortened(" › ".join((citation.title, *citation.trail[-1:])) + as_of, DESCRIPTION)


def _articles(id: str, title: str, description: str, messages: Sequence[Message]) -> list[InlineQueryResultArticle]:
    """An article for each of the messages that an answer takes, since a person can send one at a time."""
    preview = LinkPreviewOptions(is_disabled=True)
    return [
        InlineQueryResultArticle(
            id if part == 1 else f"{id}.{part}",
            title if len(messages) == 1 else say("telegram-inline-part", title=title, part=part, parts=len(messages)),
            InputTextMessageContent(message.html, parse_mode=ParseMode.HTML, link_preview_options=preview),
            description=description or None,
        )
        for part, message in enumerate(messages, 1)
    ]
