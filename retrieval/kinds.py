"""Kinds of answer: how a question asks for one, and how a text shows that it holds one.

One visible list, tried in order; the first pattern that a question fits names what it asks for.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from retrieval.analysis.english import stem
from retrieval.model import Asked

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|fifty|hundred|"
    "thousand|million|billion|half|both|single"
)
_MONTHS = "(?-i:January|February|March|April|May|June|July|August|September|October|November|December)"
"""With their capitals, since rules say of most things that one may."""

_POLITE = r"^\W*(?:(?:so|and|but|ok|please|exactly|can you|could you|do you know|tell me|explain|i want to know)\W+)*"

_ASKED_BY: Mapping[Asked, str] = {
    "time": r"^\W*(?:(?:and|so|but|ok|exactly|since|until|by|from|tell me|do you know)\W+)*when\b(?! it comes| (?:may|must|can|could|should|shall)\b)|\bsince when\b|^\W*(?:the )?(?:month|year|date|day)\b"
    r"|\b(?:which|what|in|that) (?:exact )?(?:year|month|day|date|years)\b|\bwhat (?:time|period)\b|\bwhich (?:time )?period\b|\btime ?span\b|\bdeadline\b|\bdate of\b|\bhow (?:long|soon|often|late|early|quickly)\b(?! (?:is|are) the\b)",
    "number": r"\bhow (?:many|much|old|far|large|big|high|tall|deep|wide|heavy|fast)\b|\bnumber of\b|\b(?:what|which)(?:['’]?s| is| are| was| were)? (?:the )?(?:\w+ )?(?:percentage|share|amount|budget|cost|price|fee|rate|sum)\b"
    r"|\bwhat (?:do|does|did|will|would) .{1,60} cost\b"
    r"|^(?!.*\b(?:who|whom|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|may|must|should|will|would)\b).*\b(?:rate|price|percentage|ceiling)\b",
    "place": r"^\W*(?:(?:and|so|but|ok|exactly|from|tell me|do you know)\W+)*where\b|\bwhere\W*$|\b(?:which|what) (?:city|country|place|town|location|building)\b|\blocation of\b|\bwheres\b",
    "person": r"\bwho(?:se|m|s|'s)?\b(?!\W+(?:can|could|may|must|should|are|has|have|gets?|is (?:allowed|eligible|entitled|required|covered|able))\b)|\b(?:which|what) (?:person|people|official)\b|\bname of the (?:person|officer|head)\b",
    "reason": r"\bwhy\b|\bhow come\b|\bfor what reason\b|\bwhat for\b|\bwhat (?:is|was) the (?:reason|purpose|point)\b",
    "expansion": r"\b(?:stands?|short) for\b|\bacronym\b|\babbreviat\w+|\b(?:full|long) (?:name|form|title|version)\b|\bwords (?:are |is |stand )?behind\b|\bhidden behind\b|\bin full\b|\bwritten out\b|\bspel(?:t|led) out\b"
    r"|^\W*what (?:does|do|did) [\w&./-]+ mean\W*$",
    "definition": rf"\bwhat is meant by\b|\bdefinition of\b|\bhow (?:is|are) .{{1,40}} defined\b|{_POLITE}(?:(?:what(?:'s|’s|s| is| are)|who(?:'s| is| are| was)|define|meaning of|(?:the )?definition of)\b\W*"
    r"(?:(?:a|an|the|exactly|meant by)\W+)*(?:(?!(?:is|are|was|were|of|for|in|on|at|to)\b)[\w&./-]+\W*){1,3}"
    r"(?<!\bto)(?<!\bfor)(?<!\bof)(?<!\babout)(?<!\bcalled)\W*$|.{1,40}\bwhat (?:(?:sort|kind|type) of \w+ )?(?:is|are|was) (?:that|it|this|they)\W*$|what (?:do|does|did) (?:an? |the )?(?:[\w&./-]+ ){1,3}?mean\b"
    r"|.{1,40}\bwhat (?:an? |the )?(?:[\w&./-]+ ){1,3}(?:is|are)\b\W*(?:please )?(?:explain)?\W*$"
    r"|(?:what|which) (?:sort|kind|type) of (?:an? )?\w+ (?:is|are|was|were) (?:an? |the )?(?:[\w&./-]+\W*){1,3}$)",
    "topic": rf"{_POLITE}(?:tell me (?:more )?about|what about|how about|explain|describe|summari[sz]e|(?:give|show) me (?:an overview|a summary|details|info\w*) (?:of|on|about)"
    r"|what(?:'s|’s|s| is| are) .{1,60} about\W*$|what (?:do|does) .{1,60} do\W*$|info\w* (?:on|about)|more about)\b|^\W*and (?!(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|can)\b)|^\W*[\w&./-]+(?:\W+[\w&./-]+)?\W*$",
    "list": r"\b(?:which|what)\b (?:\w+ ){0,3}?(?!is\b|was\b|this\b|does\b|focus\b|as\b|has\b)\w{3,}s\b|\blist\b|\bname (?:the|all|some)\b|\benumerate\b"
    r"|\bwhat (?:is|are|was|were|goes|comes|belongs|has to be|have to be|must be|should be) (?:in|on|inside|part of)\b|^\W*(?:the )?things\b|\bexamples\b"
    r"|\bwhat (?:do|does|did|must|should|can) .{1,60} (?:include|contain|consist of|comprise|describe|state)\b",
}
QUESTION = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _ASKED_BY.items()}
"""Kind -> how a question asks for it, tried in order."""

TEXT: Mapping[Asked, Sequence[tuple[float, re.Pattern[str]]]] = {
    "time": [
        (
            1.0,
            re.compile(
                rf"\b(?:1[5-9]|20)\d\d\b|\b{_MONTHS}\b|\b\d{{1,2}}[:.]\d\d\b|\b(?:\d+|{_NUMBER_WORDS}|every|each|per|a) "
                r"(?:working |business |calendar )?(?:second|minute|hour|day|week|month|quarter|year)s?\b"
                rf"|\b(?:at|until|till|from|by|before|after) (?:{_NUMBER_WORDS})\b(?! (?:of|\w+s)\b)|\b(?:noon|midnight|o['’]clock)\b"
                r"|\b(?:daily|weekly|monthly|annual(?:ly)?|yearly|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b|\b\d\dth century\b"
                r"|\bmid-\w+|\b(?:end|start|beginning) of (?:\w+ ){1,2}(?:day|week|month|quarter|term|year)\b",
                re.IGNORECASE,
            ),
        ),
        (0.4, re.compile(r"\b(?:before|after|within|during|until|as soon as|immediately)\b", re.IGNORECASE)),
    ],
    "number": [
        (
            1.0,
            re.compile(
                rf"(?<![A-Za-z\d])(?<!\d[-–])(?<![A-Z] )(?<![A-Z]-)(?!(?:19|20)\d\d\b)\d|\b(?i:{_NUMBER_WORDS})\b"
            ),
        ),
        (0.4, re.compile(r"\b(?:no|all|every|several|many|few)\b", re.IGNORECASE)),
    ],
    "place": [
        (
            1.0,
            re.compile(
                r"\b(?:located|situated|based|headquartered|held|takes? place|hosted|address) (?:\w+ )?(?:in|at|on|near|by)\b"
            ),
        ),
        (
            0.9,
            re.compile(
                r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Tt]o) (?:the )?(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z]\w+"
            ),
        ),
        (0.4, re.compile(r",\s[A-Z]\w+|\b(?:office|building|room|street|city|country|online|website|folder|page)\b")),
    ],
}
"""What shows that a text holds the kind, with how surely it does."""


_FOCUS = re.compile(
    r"\b(?:what|which|who)(?:['’]?s| is| are| was| were| will be) (?:the |its |their |his |her |a )?(?P<noun>(?:[\w&-]+ ){0,2}?[\w&-]+) (?:of|for|at|behind|in (?:it|this|that|there))\b"
    r"|\bname of (?:the |a )?(?P<named>(?:[\w-]+ )?[\w-]+) (?:of|for|at|in)\b"
    r"|(?:^\W*(?:list|name|give|show)?\W*|\s[-–—:]\s)(?:all |the )*(?P<bare>(?:[\w-]+ )?[\w-]+) (?:of|for)\b"
    r"|\bwho (?!(?:is|are|was|were|has|have|had|can|could|may|will|do|does|did|to|else|should|must|would|i|we|exactly)\b)(?P<verb>\w+)"
    r"|\bhow (?:many|much) (?P<counted>[\w-]+)"
    r"|\b(?:which|what) (?:[\w-]+ )?(?P<which>[\w-]*[^\Ws]) (?:do|does|did|must|can|may|should|will|has|have)\b"
    r"|\bhow (?:do|can|could|should|must|may|would) (?:i|we|you|one|people) (?P<act>\w+)",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def focus_spans(question: str) -> Sequence[tuple[int, int]]:
    """Where a question says what it asks of its subject: `budget` of J-BILAT, who `chaired` it, how many `countries`, which `key`."""
    return tuple(found.span(name) for found in _FOCUS.finditer(question) for name in found.groupdict() if found[name])


_IN_QUOTES = re.compile(r"(?<!\w)[\"“„«‘'](\w[^\"“”«»‘’']{1,60})[\"”“»’'](?!\w)")


@lru_cache(maxsize=256)
def quoted_spans(question: str) -> Sequence[tuple[int, int]]:
    """What a question sets in quotation marks."""
    return tuple(found.span(1) for found in _IN_QUOTES.finditer(question))


_GENUS = re.compile(
    r"\b(?:what|which) (?:sort|kind|type) of (?:an? )?(?P<genus>\w+) (?:is|are|was|were)\b", re.IGNORECASE
)


@lru_cache(maxsize=256)
def genus_span(question: str) -> tuple[int, int]:
    """Where a question names what it takes its subject to be (what type of `institution` is it?); empty at 0 if it does not."""
    found = _GENUS.search(question)
    return found.span("genus") if found else (0, 0)


@lru_cache(maxsize=256)
def kind_asked(question: str) -> Asked:
    """The kind of thing a question asks for; `other` where it does not say."""
    return next((kind for kind, pattern in QUESTION.items() if pattern.search(question)), "other")


def kind_shown(asked: Asked, text: str, question: str) -> float:
    """How surely a text shows a thing of the kind, from 0 to 1; 1 for kinds that leave no mark."""
    if asked == "person":
        return _names_somebody(text, question)
    if asked == "number" and (counted := _COUNTED.search(question)):
        return _counts(text, counted["things"].lower().split())
    if asked not in TEXT:
        return 1.0
    if asked == "number" and _OF_AGE.search(question) and not _AGE.search(text):
        return 0.0
    if asked == "number" and _OF_MONEY.search(question) and not _AMOUNT.search(text):
        return 0.4 if _NUMBER.search(text) else 0.0
    surely = next((surely for surely, pattern in TEXT[asked] if pattern.search(text)), 0.0)
    if asked == "time" and _HOW_LONG.search(question) and not _SPAN_OR_END.search(text):
        return surely * SOME_DAY
    if asked == "place" and _SOME_PLACE.search(text) and not _ON_THE_MAP.search(question):
        return max(surely, 0.5)
    return surely


SOME_DAY = 0.5
"""What is left of the time where it is asked how long, and a text only says when something was."""
_HOW_LONG = re.compile(r"\bhow (?:long|soon|quickly|late)\b|\bdeadline\b", re.IGNORECASE)
_SPAN_OR_END = re.compile(
    rf"\b(?:second|minute|hour|day|night|week|month|quarter|year|decade|centur)(?:s|ly|ies|y)?\b|\b(?:immediately|forever|permanent\w*|indefinite\w*)\b"
    rf"|\b(?:by|until|till|before|within|later than|from|since|after|through|between)\b[^.;]{{0,30}}?(?:\b{_MONTHS}\b|\d)|(?<![\w-])(?:1\d|20)\d\d\s?[-–]\s?(?:(?:1\d|20)\d\d|\d\d)\b",
    re.IGNORECASE,
)
_SOME_PLACE = re.compile(r"\b(?:in|at|near|inside|outside|behind|opposite) (?:of )?(?:the |an? )?[a-z]\w+")
_ON_THE_MAP = re.compile(r"\b(?:which|what) (?:city|country|town)\b|\b(?:location|address)\b", re.IGNORECASE)


_SAYS_NO = re.compile(
    r"\b(?:not|no|never|none|neither|nor|nobody|nothing|without|cannot|except|excluded|forbid\w*|forbade|prohibit\w*|banned|refuse[ds]?|rejected)\b|n['’]t\b",
    re.IGNORECASE,
)


def says_no(text: str) -> bool:
    """Whether a text says that something is not, or a question asks what is not."""
    return _SAYS_NO.search(text) is not None


_COMPARES = re.compile(r"\b(?:than|versus|vs|or|both|compared?|difference|between)\b", re.IGNORECASE)


def compares(question: str) -> bool:
    """Whether a question holds things against each other."""
    return _COMPARES.search(question) is not None


_COUNTED = re.compile(
    r"\bhow many (?P<things>\w+(?: (?!(?:are|is|were|was|do|does|did|have|has|had|can|could|may|must|should|will|would|of|in|on|at|to|for|from|with|by)\b)\w+)?)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"(?<![A-Za-z\d-])(?:\d+(?:[.,]\d+)*|{_NUMBER_WORDS}|no|none|several|all|every|each)\b", re.IGNORECASE
)
_REACH = 3
"""Words between a number and what it counts, at most."""
OTHER_UNIT = 0.5
"""How surely weeks say how many days."""
_SPAN = r"(?:calendar |working |business )?(?:year|month|week|day|hour|minute)s?\b"
_LASTS = re.compile(rf"\b(?:\d+|{_NUMBER_WORDS}) {_SPAN}", re.IGNORECASE)


def _counts(text: str, things: Sequence[str]) -> float:
    """How surely a text says how many there are of any of the things: a number stands before one, or in a cell of a table."""
    stems = {stem(thing) for thing in things}
    if " | " in text:
        return 1.0 if _NUMBER.search(text) else 0.0
    for found in _NUMBER.finditer(text):
        following = re.findall(r"\w+", text[found.end() : found.end() + 60])[: _REACH + 1]
        if any(stem(word.lower()) in stems for word in following):
            return 1.0
    if any(re.fullmatch(_SPAN, thing) for thing in things):
        return OTHER_UNIT if _LASTS.search(text) else 0.0
    return 0.4 if _NUMBER.search(text) else 0.0


_OF_AGE = re.compile(r"\bhow old (?:must|do|does|should|can|may|have|are|is)\b|\b(?:what|which) age\b", re.IGNORECASE)
_AGE = re.compile(
    rf"\bage[ds]?\b|\b(?:\d+|{_NUMBER_WORDS}|eighteen|twenty-one)[- ]years?\b|\bbirthdays?\b|\bborn\b|\bminors?\b|\badults?\b|\b(?:under|over) \d|\b\d+ (?:or|and) (?:over|older|above)",
    re.IGNORECASE,
)


_OF_MONEY = re.compile(
    r"\b(?:costs?|price|fine|fee|salary|budget|charged?|spend|pays?|paid|reimburse\w*|allowance|stipend|mileage|how much (?:money|is|are|will|can|may))\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    rf"(?<![A-Za-z\d])(?<!\d[-–])(?!(?:19|20)\d\d\b)\d[\d.,]*+(?!\s?[-–]?\s?{_SPAN})"
    rf"|\b(?:{_NUMBER_WORDS}) (?!{_SPAN})\w+|\b(?:no (?:fee|charge|cost)|free of charge|for free)\b",
    re.IGNORECASE,
)
"""A number that is no year and no span of time."""


_BY_SOMEBODY = re.compile(r"\bby (?:the |an? )?(?P<who>[\w-]+)")
_BODY = re.compile(
    r"\b(?:consortium|committee|commission|council|government|ministry|agency|department|office|team|manager|director|officer|head|"
    r"secretary|board|party|delegation|university|institute|court|parliament|person|desk|helpdesk|unit|chair\w*|president|minister)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:parties|sides|members?|countries|partners?|researchers?|employees?|staff|users?|people|anyone|everyone)\b"
)
_CAPITALS = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+)+")
_OWNER = re.compile(r"\b(?:of|between) (?:the )?[A-Z]\w+|\w['’]s?\s")
_SPELT_OUT = re.compile(r"(?:^|(?<=[.,;:()]))[^.,;:()]*+(?=\([^()]*\))")


def _names_somebody(text: str, question: str) -> float:
    """How surely a text names somebody whom the question does not name: who did it, a body, a name in capitals."""
    asked = {word.lower() for word in re.findall(r"\w+", question)}
    if any(not asked.issuperset(re.findall(r"\w+", found["who"].lower())) for found in _BY_SOMEBODY.finditer(text)):
        return 1.0
    if any(found[0].lower() not in asked for found in _BODY.finditer(text)):
        return 0.9
    names = (set(re.findall(r"\w+", found[0].lower())) for found in _CAPITALS.finditer(_SPELT_OUT.sub("", text)))
    if any(len(name - asked) > 1 for name in names):
        return 0.7
    if re.match(r"\W*whose\b", question, re.IGNORECASE) and _OWNER.search(text):
        return 0.7
    return 0.1 if _PEOPLE.search(text) else 0.0
