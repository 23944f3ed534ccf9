"""Kinds of answer: how a question asks for one, and how a text shows that it holds one.

One visible list, tried in order; the first pattern that a question fits names what it asks for.
"""

import re
from collections.abc import Mapping

from retrieval.model import Asked

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|fifty|hundred|"
    "thousand|million|billion|half|third|quarter|both|single|several|all"
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"

QUESTION: Mapping[Asked, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        "time": r"\bwhen\b|\b(?:which|what|in|that) (?:exact )?(?:year|month|day|date|period|quarter)s?\b|\bwhat time\b"
        r"|\bhow (?:long|soon|often)\b|\bsince when\b|\bdeadline\b|\bdate of\b|\bwhich years\b",
        "number": r"\bhow (?:many|much|old|far|large|big|high)\b|\bnumber of\b|\bwhat (?:percentage|share|amount|budget|cost)\b",
        "place": r"\bwhere\b|\b(?:which|what) (?:city|country|place|town|location|building)\b|\blocation of\b|\bwheres\b",
        "person": r"\bwho(?:se|m|s)?\b|\bwho's\b|\b(?:which|what) (?:person|people|official)\b|\bname of the (?:person|officer|head)\b",
        "reason": r"\bwhy\b|\bhow come\b|\bfor what reason\b|\bwhat for\b|\bwhat (?:is|was) the (?:reason|purpose|point)\b",
        "definition": r"^\W*(?:(?:so|and|please|tell me|explain|do you know|can you (?:tell me|explain))\W+)*"
        r"(?:what(?:'s|’s|s| is| are| was| does| do)|define|explain|meaning of|definition of)\b"
        r"(?=\W*(?:(?:a|an|the|by)\W+)?(?:[\w&./-]+\W*){1,4}(?:\b(?:mean|stand for|short for|all about|exactly)\W*)?$)",
        "list": r"\b(?:which|what)\b (?:\w+ ){0,3}?(?!is\b|was\b|this\b|does\b|focus\b|as\b|has\b)\w{3,}s\b|\blist\b|\bname (?:the|all|some)\b|\benumerate\b",
    }.items()
}

TEXT: Mapping[Asked, re.Pattern[str]] = {
    "time": re.compile(
        rf"\b(?:1[5-9]|20)\d\d\b|\b(?:{_MONTHS})\b|\b\d{{1,2}}[:.]\d\d\b|\b(?:\d+|{_NUMBER_WORDS}|every|each|per|a) "
        r"(?:working |business |calendar )?(?:second|minute|hour|day|week|month|quarter|year)s?\b"
        r"|\b(?:daily|weekly|monthly|annual(?:ly)?|yearly|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\b\d\dth century\b"
        r"|\bmid-\w+|\bbefore\b|\bafter\b|\bwithin\b",
        re.IGNORECASE,
    ),
    "number": re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b|\bno\b", re.IGNORECASE),
    "place": re.compile(
        r"\b(?:located|situated|based|headquartered|held|address|place|hosted)\b|\b(?:[Ii]n|[Aa]t|[Tt]o|[Ff]rom|[Nn]ear|[Oo]f) (?:the )?[A-Z]\w+|,\s[A-Z]\w+"
    ),
    "person": re.compile(
        r"\b[A-Z][\w’'-]+ (?:[A-Z]\.? )?[A-Z][\w’'-]+|\b(?:[A-Z]{2,}|consortium|committee|commission|council|government|ministry|"
        r"agency|department|office|team|manager|director|officer|head|secretary|board|party|parties|sides|members?|countries|"
        r"partners?|researchers?|employees?|staff|users?|people|anyone|everyone|person)\b"
    ),
    "definition": re.compile(
        r"\b(?:is|are|was|were|means?|refers?|stands? for|defined|aims?|has|have|consists?|serves?|includes?|called|known)\b|[(:–—]"
    ),
}


def kind_asked(question: str) -> Asked:
    """The kind of thing a question asks for; `other` where it does not say."""
    return next((kind for kind, pattern in QUESTION.items() if pattern.search(question)), "other")


def holds_kind(asked: Asked, text: str) -> bool:
    """Whether a text shows a thing of the kind; true of kinds that leave no mark."""
    pattern = TEXT.get(asked)
    return pattern is None or pattern.search(text) is not None
