"""An Answer, as messages that Telegram takes: HTML, and lengths within its limits.

Whatever a document or a person wrote is escaped, so no text breaks the formatting. A message's length is counted
as Telegram does, in UTF-16 units of what is shown. What does not fit goes on in a further message: it is cut between
quotations, and inside of one, where need be, at the end of a line, a sentence or a word. Nothing is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from bot.model import Answer
from bot.replies import how_sure, say, shortened
from corpus.model import Citation, Contact, Document, Model, Quote

TEXT_UNITS = 4096
"""Longest text of a message, after entities parsing: https://core.telegram.org/bots/api#sendmessage"""
ENTITIES = 100
"""Most formatted places in a message, the rest lose their format: telegram.constants.MessageLimit.MESSAGE_ENTITIES."""
EXPANDABLE = 400
"""A quotation of more characters is shown folded."""
LABEL = 120
"""A choice of more characters is offered as a line alone, without a button."""
NAME = 300
"""Titles and heading trails are shortened to so many characters; the link leads to the place itself."""
DOCUMENTS = 50
"""Most documents that are listed."""
CARDS = 20
"""Most contacts that are listed."""


class File(Model):
    """A small file of text."""

    name: str
    """What it is called."""
    text: str
    """What it holds."""


class Message(Model):
    """One message to be sent."""

    html: str
    """The text, in Telegram's HTML."""
    choices: tuple[str, ...] = ()
    """Questions that are offered as buttons."""
    actions: tuple[tuple[str, str], ...] = ()
    """What else is offered as buttons, below: labels with callback data."""
    file: File | None = None
    """What goes with it; the text, which is short, stands below."""


@dataclass(frozen=True, slots=True)
class Rich:
    """Formatted text with what it counts for."""

    html: str = ""
    units: int = 0
    entities: int = 0

    def __add__(self, other: "Rich") -> "Rich":
        return Rich(self.html + other.html, self.units + other.units, self.entities + other.entities)

    def fits(self) -> bool:
        """Whether one message can hold it."""
        return self.units <= TEXT_UNITS and self.entities <= ENTITIES


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def plain(text: str) -> Rich:
    """Text as it is; half surrogate pairs, which cannot be sent, become question marks."""
    fit = text.encode("utf-8", "replace").decode("utf-8")
    return Rich(escape(fit), units(fit))


def tagged(tag: str, text: str, attribute: str = "") -> Rich:
    """Text inside of one of Telegram's tags."""
    inner = plain(text)
    return Rich(f"<{tag}{attribute}>{inner.html}</{tag}>", inner.units, 1)


def cut(text: str, limit: int = TEXT_UNITS) -> Iterator[str]:
    """Pieces of at most `limit` UTF-16 units, cut where it hurts least; joined they are the text."""
    while units(text) > limit:
        fitting, counted = 0, 0
        for letter in text:
            counted += units(letter)
            if counted > limit:
                break
            fitting += 1
        head = text[:fitting]
        ends = (head.rfind(mark) + len(mark) for mark in ("\n", ". ", "。", " ") if head.rfind(mark) >= fitting // 2)
        end = next(ends, fitting)
        yield text[:end]
        text = text[end:]
    if text:
        yield text


def from_outgoing(answer: Answer) -> list[Message]:
    """The messages that say an answer, in order; the choices hang on the last one."""
    blocks: list[list[Rich]] = [[plain(part) for part in cut(answer.message)]]
    blocks += [_quotation(quote) for quote in answer.quotes]
    limits = [_quotation(quote) for quote in answer.limits]
    if limits:
        limits[0].insert(0, plain(say("limits-heading", count=len(limits))))
    blocks += limits
    cards = [_card(contact) for contact in answer.contacts]
    if cards and answer.status == "answered":
        cards[0].insert(0, plain(say("contacts-heading", count=len(cards))))
    blocks += cards
    if answer.status == "answered":
        sure = how_sure(answer.confidence, answer.language)
        blocks.append([tagged("i", sure[:1].upper() + sure[1:])])
    choices = tuple(" ".join(suggestion.split()) for suggestion in answer.suggestions if suggestion.strip())
    if choices:
        numbered = [plain(part) for number, choice in enumerate(choices, 1) for part in cut(f"{number}. {choice}")]
        blocks.append([] if answer.message and not answer.quotes else [plain(say("telegram-ask-on"))])
        blocks[-1].extend(numbered)
    return _messages(blocks, tuple(choice for choice in choices if len(choice) <= LABEL))


def from_runners_up(answer: Answer) -> list[Message]:
    """The messages that show what else may answer."""
    blocks: list[list[Rich]] = []
    for other in answer.runners_up:
        sure = say("runner-up", probability=round(other.confidence * 100))
        blocks.append([plain(sure), *(line for quote in other.quotes for line in _quotation(quote))])
    return _messages(blocks) if blocks else from_words(say("telegram-no-more"))


def from_section(document: Document, quotes: Sequence[Quote]) -> list[Message]:
    """The messages that show the section around quotations that stand in it, word for word, the quotations in bold."""
    start, end = quotes[0].citation.start, max(quote.citation.end for quote in quotes)
    blocks = next(
        (section.blocks for section in document.sections if any(b.start <= start < b.end for b in section.blocks)), ()
    )
    first, last = min((b.start for b in blocks), default=start), max((b.end for b in blocks), default=end)
    shown, place = [], first
    for quote in quotes:
        start, end = max(quote.citation.start, place), quote.citation.end
        shown += [plain(part) for part in cut(document.text[place:start], TEXT_UNITS // 2)]
        shown += [tagged("b", part) for part in cut(document.text[start:end], TEXT_UNITS // 2)]
        place = max(place, end)
    shown += [plain(part) for part in cut(document.text[place : max(last, place)], TEXT_UNITS // 2)]
    pages: list[Rich] = []
    for part in shown:
        if pages and (longer := pages[-1] + part).fits():
            pages[-1] = longer
        else:
            pages.append(part)
    return _messages([*([page] for page in pages), [_source(quotes[0].citation)]])


def from_cards(contacts: Sequence[Contact], heading: str, helpdesk: str) -> list[Message]:
    """The messages that say whom to ask: contacts, and where else to turn."""
    blocks = [_card(contact) for contact in contacts]
    blocks += [[plain(part) for part in cut(say("abstained-helpdesk", helpdesk=helpdesk))]] if helpdesk else []
    return _messages([[plain(heading)], *(blocks or [[plain(say("telegram-no-contacts"))]])])


def from_words(text: str) -> list[Message]:
    """The messages that say the bot's own words."""
    return _messages([[plain(part) for part in cut(text)]])


def from_documents(documents: Sequence[Document]) -> list[Message]:
    """A list of the documents, each with its date and a link; ready passages are counted only."""
    whole = [document for document in documents if not document.ready]
    lines = [plain("• ") + _name(document.title, document.url, document.as_of) for document in whole[:DOCUMENTS]]
    if len(whole) > DOCUMENTS:
        lines.append(plain(say("telegram-more-sources", count=len(whole) - DOCUMENTS)))
    if ready := len(documents) - len(whole):
        lines.append(plain("• " + say("ready-passages", count=ready)))
    return _messages([[plain(say("telegram-sources"))], lines]) if lines else from_words(say("telegram-no-sources"))


def from_contacts(documents: Sequence[Document]) -> list[Message]:
    """The contact records of the documents."""
    contacts = [contact for document in documents for contact in document.contacts]
    blocks = [[plain(say("telegram-contacts"))], *(_card(contact) for contact in contacts[:CARDS])]
    if len(contacts) > CARDS:
        blocks.append([plain(say("telegram-more-contacts", count=len(contacts) - CARDS))])
    return _messages(blocks) if contacts else from_words(say("telegram-no-contacts"))


def _quotation(quote: Quote) -> list[Rich]:
    """The quoted text in one piece, or in as many as it takes, and where it stands."""
    folded = " expandable" if len(quote.text) > EXPANDABLE else ""
    return [*(tagged("blockquote", part, folded) for part in cut(quote.text)), _source(quote.citation)]


def _source(citation: Citation) -> Rich:
    trail = " › ".join((citation.title, *citation.trail))
    place = trail + (", " + say("place-page", page=str(citation.page)) if citation.page else "")
    return plain(say("telegram-source") + " ") + _name(place, citation.url, citation.as_of)


def _name(name: str, url: str | None, as_of: str | None) -> Rich:
    """What something is called, linked to its address, and as of when."""
    shown = shortened(name, NAME)
    linked = tagged("a", shown, f' href="{escape(url)}"') if url and _can_be_linked(url) else plain(shown)
    return linked + plain(", " + say("place-as-of", date=as_of.replace("/", "–"))) if as_of else linked


def _can_be_linked(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and url.isprintable() and len(url) <= 2048


def _card(contact: Contact) -> list[Rich]:
    """A contact as printed, a line each; what is absent has no line."""
    lines = [tagged("b", part) for part in cut(contact.name or "")]
    texts = [contact.role, contact.organisation, contact.unit]
    texts += [say("label-phone") + ": " + phone.printed for phone in contact.phones]
    texts += [say("label-fax") + ": " + fax.printed for fax in contact.faxes]
    texts += [say("label-email") + ": " + email.printed for email in contact.emails]
    texts += [say("label-address") + ": " + contact.address] if contact.address else []
    lines += [plain(part) for text in texts if text for part in cut(text)]
    return [*lines, _source(contact.citation)]


def _messages(blocks: Iterable[Sequence[Rich]], choices: tuple[str, ...] = ()) -> list[Message]:
    """Blocks of lines put into as few messages as hold them in order; a block is kept whole where it can be."""
    pages: list[Rich] = []
    for block in filter(None, blocks):
        whole = _lines(block)
        for number, piece in enumerate([whole] if whole.fits() else block):
            if pages and (longer := pages[-1] + plain("\n" if number else "\n\n") + piece).fits():
                pages[-1] = longer
            else:
                pages.append(piece)
    last = len(pages) - 1
    return [Message(html=page.html, choices=choices if number == last else ()) for number, page in enumerate(pages)]


def _lines(lines: Sequence[Rich]) -> Rich:
    joined = lines[0]
    for line in lines[1:]:
        joined += plain("\n") + line
    return joined
