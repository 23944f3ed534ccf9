"""A follow-up made to stand on its own.

A question leans on the earlier ones when it points back ("it", "they", "his", "there", "that project"), goes on
("and …", "what about …"), or does not say what it is about ("Phone number?"). It then takes the concepts of the
earlier questions with it: those of the last one, and of those before as long as they lean back themselves, each at
less weight. Any other question stands alone, and the earlier ones do not touch it. In a message of several sentences
the question is one, and what is told before it counts as earlier.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sentences import sentences
from retrieval.analysis.synonyms import sayings
from retrieval.directory import DETAIL_WORDS
from retrieval.question_words import subject_words

FIRST = 0.8
"""Weight of the last question's concepts in a question that leans on it."""
BESIDE = 0.5
"""The same, in a question that points back and says much itself ("and what are the three priorities in it?")."""
IN_PASSING = 0.25
"""The same, in a question that goes on to something else that it names ("and what about LIMMS?"), unless it varies the
last one ("and for grade C?" after one about grade A)."""
BACKGROUND = 0.3
"""Weight in ranking of what was asked last, also by a question that stands alone."""
DECAY = 0.6
"""Weight of each earlier question, relative to the one that came after it."""

_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|there|the (?:same|latter|former|other|others|second one|first one))\b"
    r"|(?:^|\b(?:is|was|are|were|about|of|in|for|on|to|with|by|from|after|before|does|did|do|than|at|will)\s+)"
    r"(?:that|this|these|those)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^\W*(?:and|but|also|or|so|then|what about|how about|what else|anything else|more|tell me more|go on|who else|where else)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:(?:and|but|so|then)\W+)*(?:(?:in|on|at|to|for|from|by|with|of|until|since)\W+)?(?:who|what|when|where|which|why|how|whose|whom|list|name|tell|give|show|explain|describe|define)\b",
    re.IGNORECASE,
)
_SAYS_THERE_IS = re.compile(r"\b(?:is|are|was|were|will) there\b|\bthere (?:is|are|was|were|be)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<!^)(?<![.?!]\s)\b[A-Z][\w&-]+")


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question with what earlier ones add to it."""

    question: str
    """The question alone."""
    text: str
    """Readable by a person: the question, and in brackets what it goes on about."""
    earlier: tuple[tuple[str, float], ...] = ()
    """Earlier questions that it leans on, each with its weight (0 to 1)."""
    background: tuple[tuple[str, float], ...] = ()
    """Everything asked or told before, each with the weight (0 to 1) it has in ranking, whether it is leaned on or not."""
    lost: bool = False
    """It points back, says nothing of its own, and nothing came before it."""


def make_standalone(message: str, history: Sequence[str]) -> Standalone:
    """Decide whether a question leans on earlier ones (the oldest first), and on how much of each."""
    told, question = _told_and_asked(message)
    before = [*history, *told]
    background = tuple((text, BACKGROUND * DECAY**back) for back, text in enumerate(reversed(before)))
    if not leans_back(question):
        return Standalone(question, question, background=background)
    chain: list[tuple[str, float]] = []
    own = _own_words(question)
    varies = before and not set(own).isdisjoint(subject_words(before[-1]))
    weight = FIRST if len(own) < 2 or varies else BESIDE
    if own and not varies and not _points_back(question):
        weight = IN_PASSING
    for earlier in reversed(before):
        if subject_words(earlier):
            chain.append((earlier, weight))
            weight *= DECAY
            if not leans_back(earlier):
                break
    if not chain:
        lost = not _own_words(question) and not sayings(question) and not _asks_for_detail(question)
        return Standalone(question, question, background=background, lost=lost)
    text = f"{question} ({'; '.join(text for text, _ in reversed(chain))})"
    return Standalone(question, text, tuple(chain), background)


def _told_and_asked(message: str) -> tuple[list[str], str]:
    """What a message tells, and its question; a message with several questions that stand alone is one."""
    parts = [message[start:end] for start, end in sentences(message)]
    asking = [number for number, part in enumerate(parts) if part.endswith("?") or _ASKS.match(part)]
    if len(parts) < 2 or not asking or (len(asking) > 1 and not leans_back(parts[asking[-1]])):
        return [], message
    return parts[: asking[-1]] + parts[asking[-1] + 1 :], parts[asking[-1]]


def leans_back(question: str) -> bool:
    """Whether a question cannot be understood without the ones before it."""
    own = _own_words(question)
    return not own or _points_back(question) or (_GOES_ON.match(question) is not None and len(own) < 4)


def _points_back(question: str) -> bool:
    """Whether a pronoun stands for something that the question has not named before it."""
    pointing = _PRONOUN.search(_SAYS_THERE_IS.sub(" ", question))
    if not pointing:
        return False
    before = question[: pointing.start()]
    return len(_own_words(before)) < 3 and not _NAME.search(before)


def _own_words(question: str) -> list[str]:
    return [word for word in subject_words(question) if word not in DETAIL_WORDS]


def _asks_for_detail(question: str) -> bool:
    return bool(set(subject_words(question)) & DETAIL_WORDS)
