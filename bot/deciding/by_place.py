"""A question that asks for nothing but a numbered place ("what does section 4.1.3 say?"): what stands there, as much as fits."""

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.deciding.choices import Chosen, entitled, in_document
from bot.deciding.decision import ALL_QUOTES, MOST_CONTACTS, Decision, Grounds
from bot.replies import say
from corpus.anchors import quote
from corpus.model import Block, Document, Quote, Span
from corpus.sentences import sentences
from retrieval.index import Index
from retrieval.model import Query
from retrieval.places import Asked, Place, asked_place
from retrieval.question_words import subject_words

CONFIDENCE = 0.98
"""That what stands under a number is what is asked for by it."""
READING = frozenset("read quote cite open print go content contents wording written see".split())
"""What people do with a place, beside the words of asking."""
LOOKED_AT = 200
"""So many places of a number are looked at, where many documents have it."""
CHOICES = 5
"""So many documents are offered to choose from."""
Found = tuple[str, Place]
"""A document's id and a place in it."""


def by_place(query: Query, grounds: Grounds) -> Decision | None:
    """Decide on a question for a numbered place; None where it asks for something else, or no document has it."""
    index = grounds.index
    chosen = in_document(query.text, index.library)
    asked = asked_place(chosen.question if chosen else query.text)
    if asked is None:
        return None
    said = [word for word in subject_words(asked.rest) if word not in READING]
    places = islice(places_of_that_number(asked, index, chosen), LOOKED_AT)
    found = [each for each in places if entitled(index.document(each[0]), said)]
    headed = [each for each in found if each[1].kind != "paragraph"]
    found = headed or found
    titles = {index.document(id).title for id, _ in found}
    if len(titles) > 1:
        either = tuple(f"{query.text.rstrip('?').rstrip()} ({title})?" for title in sorted(titles)[:CHOICES])
        return Decision("clarify", suggestions=either, message=say("clarify-which"))
    if not found:
        return None
    id, place = found[0]
    document = index.document(id)
    quotes = tuple(_quotes(document, place))
    contacts = grounds.directory.responsible(id, document.sections[place.section].trail, query)
    is_whole = quotes[-1].citation.end == place.end
    message = "" if is_whole else say("answered-place-begins")
    return Decision("answered", CONFIDENCE, quotes, tuple(contacts)[:MOST_CONTACTS], message=message)


def places_of_that_number(asked: Asked, index: Index, chosen: Chosen | None = None) -> Iterator[Found]:
    """The places that may be meant: of the documents in force, or of the one that was chosen."""
    for id, place in index.library.numbered(asked.number):
        if asked.means(place) and (id == chosen.document if chosen else id not in index.versions.former):
            yield id, place


def _quotes(document: Document, place: Place) -> Iterator[Quote]:
    """What stands in a place, a quotation for each of its sections, as much of it as one answer holds."""
    room = ALL_QUOTES
    for number in range(place.section, len(document.sections)):
        blocks = [b for b in document.sections[number].blocks if place.start <= b.start and b.end <= place.end]
        if not blocks:
            return
        span = _fitting(document, blocks, room, at_least_one=room == ALL_QUOTES)
        if span is None:
            return
        yield quote(document, number, span)
        room -= span.end - span.start
        if span.end < blocks[-1].end:
            return


def _fitting(document: Document, blocks: Sequence[Block], room: int, *, at_least_one: bool) -> Span | None:
    """From the first of some blocks on as much as has room; of the first one by sentences."""
    start = blocks[0].start
    ends = [end for _, end in sentences(document.text, start, blocks[0].end)] if blocks[0].kind != "row" else []
    ends += [block.end for block in blocks]
    fitting = [end for end in ends if end - start <= room]
    if fitting:
        return Span(start=start, end=max(fitting))
    return Span(start=start, end=ends[0]) if at_least_one else None
