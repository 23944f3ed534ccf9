"""The contact records of the documents, found by what a question says of them.

A question asks for a record when it names something that stands in one (a person, a role, an office) and asks for
what records hold: who, a telephone or fax number, an address, or whom to turn to.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal

from corpus.model import Contact
from retrieval import bm25
from retrieval.analysis import analyser, index_terms
from retrieval.index import Index
from retrieval.model import Concept, Query

Detail = Literal[
    "fax", "email", "website", "mobile", "hours", "room", "phone", "address", "unit", "role", "organisation", "person"
]
"""What a question wants of a record."""

_ASKED_BY: Mapping[Detail, str] = {
    "fax": r"\b(?:tele)?fax\b|\bfacsimile\b",
    "email": r"\be-?mails?\b|\belectronic mail\b|\bmail address\b|@",
    "website": r"\bweb ?(?:site|page)s?\b|\bhome ?page\b|\burl\b|\blinkedin\b|\btwitter\b",
    "mobile": r"\bmobile(?: phone| number)?\b(?! \w+ (?:of|for) )|\bcell(?:phone| ?phone| number)\b|\bhandy\b",
    "hours": r"\b(?:opening|office|business|working|visiting) (?:hours|times)\b|\bwhen (?:is|are) .{1,60} open\b",
    "room": r"\broom (?:number|no)\b|\bwh(?:ich|at) (?:room|floor)\b",
    "phone": r"\b(?:tele)?(?:ph|f)one?s?\b|\btel\b|\bdial\b|\bring\b|\bhotline\b|\bextension\b"
    r"|(?<!the )(?<!a )(?<!open )(?<!first )\bcall(?:ing)?\b(?! (?:for|will|is|was|be)\b)|\bcontact number\b"
    r"|\bnumbers? (?:for|of) (?:the|his|her|their)\b|\bwhat number\b|\bnumber does\b|\b(?:his|her|their) number\b",
    "address": r"\b(?:post(?:al)?|street|mailing|office|exact|full)? ?address\b|\bpost(?:al)? ?code\b|\bzip\b|\bwrite (?:a letter )?to\b"
    r"|\b(?:send|post) (?:a |the )?(?:letter|post|mail|parcel)\b|\b(?:letters?|parcels?|packages?) .{0,40}\b(?:posted|sent|addressed|go)\b|\bstreet\b|\bvisit\b",
    "unit": r"\bwhich (?:unit|department|division|team)\b|\bwhat (?:unit|department|division|team)\b",
    "organisation": r"\b(?:which|what) (?:organi[sz]ation|institution|directorate|dg|employer|body|agency|company)\b"
    r"|\bwho (?:does|do) .{1,60} work for\b|\bwhere (?:does|do) .{1,60} work\b",
    "role": r"\b(?:role|position|job(?: title)?|title|function)\b|\bwhat does (?:mr|mrs|ms|dr) .* do\b",
    "person": r"\bwho\b|\bwho's\b|\bwhos\b|\bwhom\b|\bcontacts?\b|\bresponsible\b|\bin charge\b|\bget in touch\b|\breach\b(?! (?:its|their|an?|this|that|the (?:aim|goal|target|objective))\b)"
    r"|\b(?:speak|talk|turn) (?:to|with)\b|\bname of the\b|\bwhich (?:person|official|officer)\b|\bperson\b",
}
DETAILS = {detail: re.compile(pattern, re.IGNORECASE) for detail, pattern in _ASKED_BY.items()}
"""How a question asks for each, tried in order."""

_FROM = re.compile(r"\bfrom (?:the )?(\w+)", re.IGNORECASE)
"""Where somebody asks from ("How do I phone the office from Norway?")."""

DETAIL_WORDS = frozenset(
    [
        "phone",
        "telephone",
        "tel",
        "number",
        "fax",
        "facsimile",
        "telefax",
        "email",
        "mail",
        "address",
        "postal",
        "post",
        "street",
        "code",
        "zip",
        "contact",
        "reach",
        "touch",
        "call",
        "dial",
        "ring",
        "speak",
        "talk",
        "write",
        "turn",
        "person",
        "people",
        "name",
        "responsible",
        "charge",
        "need",
        "detail",
        "send",
        "letter",
        "visit",
        "line",
        "directly",
        "parcel",
        "courier",
        "package",
        "postcode",
        "telefon",
        "extension",
        "building",
        "work",
        "hotline",
        "mobile",
        "cell",
        "print",
        "list",
        "given",
        "published",
        "there",
    ]
)
"""Words that say what is wanted of a record, or that somebody is to be reached, and not of whom."""
_WORDS_OF: Mapping[Detail, frozenset[str]] = {
    "unit": frozenset({"unit", "department", "division", "team"}),
    "role": frozenset({"role", "position", "job", "title", "function"}),
    "address": frozenset({"office", "located", "location", "place", "based", "seat", "house", "street", "city"}),
    "organisation": frozenset(
        {
            "organisation",
            "organization",
            "institution",
            "directorate",
            "general",
            "dg",
            "employer",
            "body",
            "agency",
            "company",
        }
    ),
    "room": frozenset({"room", "floor"}),
    "hours": frozenset({"opening", "office", "business", "working", "visiting", "hours", "times", "open"}),
    "website": frozenset({"web", "site", "website", "page", "home", "homepage", "url", "linkedin", "twitter"}),
}
"""The same, where just that is asked for."""


def detail_asked(question: str) -> Detail | None:
    """What a question wants of a contact record, or None if it wants nothing that a record holds."""
    return next((detail for detail, pattern in DETAILS.items() if pattern.search(question)), None)


_PRINTED_AS: Mapping[Detail, re.Pattern[str]] = {
    "mobile": re.compile(r"\b(?:mobile|cell)", re.IGNORECASE),
    "room": re.compile(r"\broom\b|\bfloor\b", re.IGNORECASE),
    "hours": re.compile(r"\bhours\b|\bopen\b", re.IGNORECASE),
    "website": re.compile(r"https?://|\bwww\.|\bweb ?(?:site|page)\b", re.IGNORECASE),
}
"""Details that records have no field for, by how the lines they come from show one."""


def holds(contact: Contact, detail: Detail, printed: str) -> bool:
    """Whether the record, or the lines it is printed in, hold the detail."""
    if detail in _PRINTED_AS:
        return _PRINTED_AS[detail].search(printed) is not None
    values: Mapping[Detail, object] = {
        "phone": contact.phones,
        "fax": contact.faxes,
        "email": contact.emails,
        "address": contact.address,
        "unit": contact.unit,
        "role": contact.role,
        "organisation": contact.organisation,
        "person": contact.name or contact.organisation,
    }
    return bool(values[detail])


NAMES_IT = 0.55
"""Share of an office's name, by weight, that names it."""


class Directory:
    """Every contact record of an index, with its terms."""

    def __init__(self, index: Index, language: str = "en") -> None:
        analyse = analyser(language)
        self._index = index
        self._analyse = analyse
        self._detail_terms = self._stems(DETAIL_WORDS)
        self._entries: list[tuple[Contact, frozenset[str]]] = [
            (contact, frozenset(index_terms(analyse(_text(contact))))) for contact in index.contacts
        ]
        self._offices: Mapping[str, Sequence[frozenset[str]]] = {
            contact.citation.anchor: [
                frozenset(token.terms[0] for token in analyse(name) if not token.stop) for name in _office(contact)
            ]
            for contact in index.contacts
        }
        held = (frozenset().union(*names) for names in self._offices.values())
        self._in_offices = Counter(term for terms in held for term in terms)

    def subject(self, query: Query) -> list[Concept]:
        """What the question says of whom it asks for: its concepts without those of what is wanted, and from where."""
        detail = detail_asked(query.text)
        origins = {word.lower() for word in _FROM.findall(query.text)}
        wanted = self._detail_terms | self._stems(_WORDS_OF.get(detail, frozenset()) if detail else frozenset())
        return [
            concept
            for concept in query.concepts
            if concept.surface.lower() not in origins
            and not wanted.intersection(term for term, standing in concept.terms.items() if standing == 1)
        ]

    def search(self, query: Query) -> list[tuple[Contact, float]]:
        """Each record with the share (0 to 1) of the question's subject that it holds, the best first.

        A question without a subject ("What is the phone number?") is about every record alike, with 0.
        """
        weighed = [(concept, self._index.weight(concept)) for concept in self.subject(query)]
        total = sum(weight for _, weight in weighed)
        found = [
            (contact, sum(w * _stands(c, terms) for c, w in weighed) / total if total else 0.0)
            for contact, terms in self._entries
        ]
        return sorted(found, key=lambda pair: -pair[1])

    def lacks_focus(self, contact: Contact, query: Query) -> bool:
        """Whether a question asks who did something that a record does not speak of (who *succeeded* the officer)."""
        terms = next(terms for entry, terms in self._entries if entry is contact)
        return any(concept.focus and not _stands(concept, terms) for concept in self.subject(query))

    def subject_known(self, query: Query) -> float:
        """Share of the question's subject, by weight, that any document holds."""
        weighed = [(concept, self._index.weight(concept)) for concept in self.subject(query)]
        known = sum(weight for concept, weight in weighed if any(map(self._index.knows, concept.terms)))
        return known / (sum(weight for _, weight in weighed) or 1.0)

    def responsible(
        self, document: str, trail: Sequence[str], query: Query, beside: AbstractSet[str] = frozenset()
    ) -> list[Contact]:
        """Who is responsible for a section: contacts printed in it or nearest above it, else the document's.

        Of several, those first that hold more of what the question speaks of, and whose office is named in what is
        quoted or above it, of which `beside` holds the terms.
        """
        shares = [(c, share + self._named(c, beside)) for c, share in self.search(query)]
        own = sorted((pair for pair in shares if pair[0].citation.document == document), key=lambda pair: -pair[1])
        for depth in range(len(trail), 0, -1):
            near = [(c, share) for c, share in own if c.citation.trail[:depth] == tuple(trail[:depth])]
            if near:
                return [contact for contact, _ in near]
        return [contact for contact, _ in own]

    def _named(self, contact: Contact, terms: AbstractSet[str]) -> float:
        """How surely terms name a contact's office: of one of its names at least `NAMES_IT`, by what tells it from others."""
        best = 0.0
        for name in self._offices[contact.citation.anchor]:
            weights = {term: bm25.idf(len(self._entries), self._in_offices[term]) for term in name}
            best = max(best, sum(w for term, w in weights.items() if term in terms) / (sum(weights.values()) or 1.0))
        return best if best >= NAMES_IT else 0.0

    def _stems(self, words: frozenset[str]) -> frozenset[str]:
        return frozenset(self._analyse(word)[0].terms[0] for word in words)


def _office(contact: Contact) -> list[str]:
    """The names of a contact's office: the role, the unit, and each part of the organisation's name."""
    named = (contact.role, contact.unit, *(contact.organisation or "").split(","))
    return [name for name in named if name and name.strip()]


def _text(contact: Contact) -> str:
    values = (contact.name, contact.role, contact.organisation, contact.unit, contact.address)
    numbers = [value.printed for value in (*contact.phones, *contact.faxes, *contact.emails)]
    return "\n".join(value for value in (*values, *numbers) if value)


def _stands(concept: Concept, terms: frozenset[str]) -> float:
    return max((weight for term, weight in concept.terms.items() if term in terms), default=0.0)
