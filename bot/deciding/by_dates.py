"""A question about how recent the documents are, where no sentence of theirs answers it: what each says of itself as a whole."""

import re
from collections.abc import Sequence

from bot.deciding.choices import entitled
from bot.deciding.decision import Decision, Grounds, no_longer_in_force
from bot.replies import say
from corpus.model import Document, Passage
from retrieval.index import Index
from retrieval.model import Query
from retrieval.question_words import subject_words

DOCUMENTS = 5
"""So many documents are listed, the latest first."""

FEW = 200
"""So many documents are all looked at; of more, those of the passages that a question finds."""

_WHAT = r"(?P<{}>(?:(?!\b(?:who|whom|by|if|for|to)\b)[^,;:?]){{1,80}}?)"
_RECENT = (
    r"(?:up[- ]?to[- ]?date|current|recent|valid|in force|in effect|outdated|out[- ]of[- ]date|obsolete|old|new|fresh)"
)
_CHANGED = r"(?:updated|changed|revised|reviewed|amended|modified|edited|published|issued|released|written)"
_ASKED = re.compile(
    rf"\W*(?:when (?:was|were|did) {_WHAT.format('a')} (?:(?:last|most recently|first) )?(?:get )?{_CHANGED}(?: last| most recently)?"
    rf"|how (?:recent|current|old|new|fresh|up[- ]?to[- ]?date) (?:is|are) {_WHAT.format('b')}"
    rf"|(?:is|are) {_WHAT.format('c')} (?:still )?{_RECENT}(?: now| today| any ?more)?"
    rf"|what(?:'s|’s| is| was) the (?:as[- ]of date|date|age|last update|latest update|last revision) (?:of|to) {_WHAT.format('d')}"
    rf"|(?:from|as of) when (?:is|are) {_WHAT.format('e')})\W*",
    re.IGNORECASE,
)
_OF_VERSIONS = re.compile(rf"\b(?:{_RECENT}|{_CHANGED}|version|edition|effective)\b", re.IGNORECASE)
_ALL = frozenset(
    "it this that these those information info data document documents doc docs text texts page pages content contents answer "
    "answers source sources material version".split()
)
"""What stands for the documents as a whole."""


def by_dates(query: Query, otherwise: Decision, ranking: Sequence[Passage], grounds: Grounds) -> Decision | None:
    """As of when the documents are that a question is about; None where it asks for something else, or of no document, or where
    what is decided otherwise quotes something about versions.
    """
    asked = _ASKED.fullmatch(query.text)
    if asked is None:
        return None
    words = [word for word in subject_words(next(filter(None, asked.groups()))) if word not in _ALL]
    if any(_OF_VERSIONS.search(quote.text) for quote in otherwise.quotes):
        return None
    found = [d for d in _considered(ranking, grounds.index) if not d.ready and entitled(d, words)]
    if not found:
        return None
    found.sort(key=lambda document: document.as_of or "", reverse=True)
    lines = [_as_of_when(document, grounds.index) for document in found[:DOCUMENTS]]
    if more := len(found) - len(lines):
        lines.append(say("dates-more", count=more))
    return Decision("smalltalk.about", message="\n".join((say("dates"), *lines)))


def _considered(ranking: Sequence[Passage], index: Index) -> Sequence[Document]:
    """All documents where they are few, else those of the passages that were found."""
    if len(index.library) <= FEW:
        return index.library.documents
    return [index.document(id) for id in dict.fromkeys(passage.document for passage in ranking)]


def _as_of_when(document: Document, index: Index) -> str:
    date = document.as_of and document.as_of.replace("/", "–")
    said = say("dates-as-of", title=document.title, date=date) if date else say("dates-none", title=document.title)
    return " ".join(filter(None, (said, no_longer_in_force(document, index))))
