"""A hand-written assistant, and answers to put into its mouth."""

from collections.abc import Callable, Sequence

from bot.model import Answer, Status
from corpus.model import Citation, Contact, Document, Printed, Quote, digest_of
from retrieval.errors import UnknownDocument

TITLE = "Science & technology <brief>"


def quotation(
    text: str, *, title: str = TITLE, trail: tuple[str, ...] = ("Agreements", "In force"), url: str | None = None
) -> Quote:
    """A quotation that stands at the start of a document."""
    return Quote(text=text, citation=citation(text, title=title, trail=trail, url=url))


def citation(text: str, *, title: str = TITLE, trail: tuple[str, ...] = (), url: str | None = None) -> Citation:
    """Where a text stands."""
    digest = digest_of(text)
    return Citation(
        document="brief.md",
        title=title,
        trail=trail,
        url=url,
        anchor="brief",
        start=0,
        end=len(text),
        digest=digest,
        as_of="2011-03",
    )


def contact(name: str | None = "Desk officer", address: str | None = "Example Street 1\n1000 Example") -> Contact:
    """A contact with a value of every kind."""
    return Contact(
        name=name,
        role="Policy officer",
        organisation="Example Office",
        unit="Unit for <Asia> & Pacific",
        phones=(Printed(printed="+00 (0) 1234 56 78"),),
        faxes=(Printed(printed="+00 1234 9"),),
        emails=(Printed(printed="desk@example.org"),),
        address=address,
        citation=citation("Desk officer"),
    )


def answer(
    *texts: str,
    status: Status = "answered",
    message: str = "",
    suggestions: tuple[str, ...] = (),
    contacts: tuple[Contact, ...] = (),
    url: str | None = None,
) -> Answer:
    """An answer that quotes the texts."""
    return Answer(
        status=status,
        question="?",
        standalone="?",
        confidence=0.93 if texts else 0.0,
        quotes=tuple(quotation(text, url=url) for text in texts),
        contacts=contacts,
        suggestions=suggestions,
        message=message,
        corpus_version="sha256:0",
        elapsed_ms=1.0,
    )


class Scripted:
    """An assistant that answers as it is told, and remembers what it was asked."""

    def __init__(self, tell: Callable[[str], Answer], documents: Sequence[Document] = ()) -> None:
        self.documents = documents
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self._tell = tell

    helpdesk = ""

    def examples(self) -> Sequence[str]:
        """Always the same."""
        return ("Who pays?",)

    def titles(self) -> str:
        """The titles of the documents."""
        return "; ".join(document.title for document in self.documents)

    def document(self, id: str) -> Document:
        """The document of that id. Raises UnknownDocument."""
        found = [document for document in self.documents if document.id == id]
        if not found:
            raise UnknownDocument(id)
        return found[0]

    def answer(self, question: str, history: Sequence[str] = (), id: str | int | None = None) -> Answer:
        """What `tell` says to the question."""
        self.asked.append((question, tuple(history)))
        return self._tell(question)
