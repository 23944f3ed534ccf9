"""English: a full list of words without meaning of their own, and Snowball's English stemmer.

Stemmer: M. F. Porter, Snowball: a language for stemming algorithms (2001), in PyStemmer.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from Stemmer import Stemmer

from retrieval.analysis.tokens import Token, pieces

STOP = frozenset(
    # articles, determiners, quantifiers
    "a an the this that these those some any each every either neither both all such own same other another "
    "no few more most much many several enough "
    # pronouns
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her "
    "hers herself it its itself they them their theirs themselves one ones someone somebody something anyone "
    "anybody anything everyone everybody everything nobody nothing none "
    # asking
    "who whom whose what which when where why how whats whos wheres hows whens "
    # to be, to have, to do, modal verbs
    "am is are was were be been being have has had having do does did doing done can could may might must shall "
    "should will would ought need isnt arent wasnt werent dont doesnt didnt cant couldnt wont wouldnt shouldnt "
    "hasnt havent hadnt im ive youre hes shes theyre weve youve theyve youll theres thats lets "
    # prepositions
    "about above across after against along among around as at before behind below beneath beside between beyond "
    "by down during except for from in inside into like near of off on onto out outside over per since through "
    "throughout till to toward towards under until unto up upon via with within without "
    # conjunctions, adverbs of no content
    "and but or nor so yet if then than because while whereas although though unless whether not only also too very "
    "just even still again ever never here there now once thus hence therefore however rather quite else "
    "etc eg ie mr mrs ms dr mister madam sir please".split()
)
"""Words that stand in any text and say nothing of its subject."""

LIGHT = frozenset(
    [
        "tell",
        "give",
        "list",
        "name",
        "show",
        "explain",
        "describe",
        "say",
        "said",
        "find",
        "know",
        "want",
        "wanna",
        "like",
        "please",
        "main",
        "key",
        "major",
        "important",
        "exact",
        "exactly",
        "precise",
        "precisely",
        "kind",
        "type",
        "sort",
        "thing",
        "information",
        "info",
        "detail",
        "detailed",
        "overview",
        "summary",
        "summarise",
        "summarize",
        "mean",
        "meaning",
        "stand",
        "definition",
        "define",
        "concerning",
        "regarding",
        "relate",
        "related",
        "relation",
        "question",
        "answer",
        "ask",
        "happen",
        "happened",
        "get",
        "got",
        "look",
        "help",
        "let",
        "make",
        "made",
        "take",
        "took",
        "come",
        "came",
        "go",
        "went",
        "put",
        "use",
        "used",
        "using",
        "work",
        "exist",
        "available",
        "current",
        "currently",
        "today",
        "actually",
        "really",
        "quickly",
        "briefly",
        "short",
        "page",
        "document",
        "text",
        "site",
        "brief",
        "mention",
        "mentioned",
        "speak",
        "talk",
        "state",
        "stated",
        "provide",
        "provided",
        "include",
        "included",
        "involve",
        "involved",
        "involves",
        "different",
        "various",
        "called",
        "call",
        "cover",
        "covers",
        "covered",
        "suppose",
        "supposed",
        "concern",
        "concerns",
        "contain",
        "contains",
        "deal",
        "dealt",
        "belong",
        "belongs",
        "occur",
        "occurs",
        "last",
        "lasts",
        "next",
        *"sit sits live lives based".split(),
        *"higher lower longer shorter larger smaller bigger greater earlier later cheaper better worse".split(),
        "foreseen",
        "planned",
        "expected",
        "intended",
        "particular",
        "specific",
        "mainly",
        "mostly",
        "ok",
        "okay",
        "hi",
        "hello",
        "hey",
        "thanks",
        "thank",
        "somehow",
        "anyway",
        "acronym",
        "abbreviation",
        "full",
        "long",
        "version",
        "needing",
        "needed",
        "pls",
        "plz",
        "wonder",
        "understand",
        "complete",
        "enumeration",
        "wondering",
        "interested",
        "exactly",
        "according",
        "basically",
        "speaking",
        "anybody",
        "everything",
        *"stuff somewhere someplace anywhere mate guys guy folks lot lots bit possibly probably maybe perhaps gonna gotta".split(),
        *"honestly literally properly sometimes kinda sorta totally seriously obviously apparently dunno tho idk anyhow".split(),
        *"cos coz cuz".split(),
    ]
)
"""Words of asking, which weigh little in a question."""

_IRREGULAR = (
    "be been; become became; begin began begun; bind bound; break broke broken; bring brought; build built; buy bought; "
    "catch caught; choose chose chosen; cling clung; draw drew drawn; drive drove driven; eat ate eaten; fall fell fallen; "
    "feed fed; feel felt; fight fought; flee fled; fly flew flown; forbid forbade forbidden; forget forgot forgotten; "
    "forgive forgave forgiven; freeze froze frozen; grow grew grown; hear heard; hide hid hidden; hold held; keep kept; "
    "lay laid; lead led; leave left; lend lent; lose lost; mean meant; meet met; overwrite overwritten; pay paid; prove proven; repay repaid; "
    "ride rode ridden; ring rang rung; rise rose risen; see saw seen; seek sought; sell sold; send sent; shake shook shaken; "
    "shrink shrank shrunk; sing sang sung; sink sank sunk; sleep slept; speak spoke spoken; spend spent; spin spun; "
    "stand stood; steal stole stolen; strike struck; swear swore sworn; swim swam swum; teach taught; tear tore torn; "
    "think thought; throw threw thrown; undergo underwent undergone; undertake undertook undertaken; wear wore worn; "
    "win won; withdraw withdrew withdrawn; withhold withheld; write wrote written; woman women; man men; child children; "
    "person persons people; foot feet; tooth teeth; criterion criteria"
)
_BASES = {form: group.split()[0] for group in _IRREGULAR.split(";") for form in group.split()[1:]}
"""Irregular form -> the base form, which the stemmer does not know."""

_ACRONYM_LOOKALIKES = frozenset({"IT", "US", "WHO"})
"""Written in capitals they are names."""

_CONTRACTED = re.compile(r"n[’']t|(\w+)[’'](?:ve|ll|d|re|m)", re.IGNORECASE)
"""They've, who'll, mustn't; without its apostrophe I'll is an ill person and I'd an identity card."""
_ENDS = re.compile(r"\W*(?:$|[|,.;:)\]]|\n|(?:and|or|to)\b)")
_JOINS = re.compile(r"[-‐-―'’&./]\w|\w")

_stemmer = Stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball stem of a lower-case word; numbers and mixed names as they are."""
    return str(_stemmer.stemWord(_BASES.get(word, word))) if word.isalpha() else word


@lru_cache(maxsize=65536)
def _plain(base: str) -> tuple[tuple[str, ...], bool]:
    """The term of a word that is no compound, and whether it is without meaning of its own."""
    return (stem(base),), base in STOP or (len(base) == 1 and base.isalpha())


def _is_a_letter(text: str, start: int, end: int) -> bool:
    """Whether a single capital names a thing (grade C, annex A), and is no article, pronoun or part of a name."""
    if _JOINS.match(text, end) or (start and _JOINS.match(text, start - 1)):
        return False
    return text[start] != "I" and (text[start] != "A" or _ENDS.match(text, end) is not None)


def _is_contracted(surface: str) -> bool:
    """Whether a word is one without meaning of its own and a contracted verb."""
    found = None if surface.isalnum() else _CONTRACTED.search(surface)
    return found is not None and found.end() == len(surface) and (found[1] is None or found[1].lower() in STOP)


def analyse(text: str) -> Sequence[Token]:
    """The tokens of an English text, in order."""
    shouting = text.isupper() and len(text.split()) > 1
    tokens = []
    for surface, start, end, base, joined in pieces(text):
        terms, stop = _plain(base)
        if stop and len(base) == 1 and surface.isupper():
            stop = not _is_a_letter(text, start, end)
        elif stop and surface.isupper():
            stop = not ("." in surface or (surface in _ACRONYM_LOOKALIKES and not shouting))
        elif not stop:
            stop = _is_contracted(surface)
        if joined is not None:
            stop = stop and len(base) > 1
            if joined != base:
                terms = (*terms, stem(joined))
        tokens.append(Token(surface, start, end, terms, stop))
    return tokens
