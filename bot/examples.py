"""Questions to begin with, made of the documents' own headings; only such as the documents answer."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from bot.model import Answer
from bot.replies import say
from corpus.sentences import asks
from retrieval.index import Index

EXAMPLES = 3
"""So many are shown at most."""
TRIED = 20
"""So many headings of a document are tried."""
SURE = 0.75
"""Probability of an answer that shows what can be asked."""
LONGEST = 80
"""Characters of a heading that makes a question."""
_NUMBER = re.compile(r"^[A-Z]?[\d.()§-]+\s+")
_ARTICLE = re.compile(r"^(?:The|An?)\b")


def examples(index: Index, answer: Callable[[str], Answer]) -> tuple[str, ...]:
    """The questions that are answered most surely, of the first documents in force."""
    tried = {
        question: answer(question) for document in _first(index) for question in islice(_of(document, index), TRIED)
    }
    good = {
        question: found.confidence for question, found in tried.items() if found.quotes and found.confidence >= SURE
    }
    return tuple(sorted(good, key=lambda question: -good[question])[:EXAMPLES])


def _first(index: Index) -> Iterator[str]:
    for title in index.library.titles:
        document = index.library.titled(title)
        if document is not None and document not in index.versions.former:
            yield document


def _of(id: str, index: Index) -> Iterator[str]:
    """The questions that a document's headings make, one each; none of those that stand above contacts."""
    document = index.document(id)
    contacts = [contact.citation.start for contact in document.contacts]
    for section in document.sections:
        heading = _NUMBER.sub("", section.heading).strip()
        names_whom = any(block.start <= at < block.end for block in section.blocks for at in contacts)
        if heading and section.blocks and not names_whom and len(heading) <= LONGEST:
            about = _ARTICLE.sub(lambda article: article[0].lower(), heading)
            yield heading if asks(heading, len(heading)) else say("example-question", heading=about)
