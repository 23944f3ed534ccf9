"""Greetings, thanks and the like, which are met politely without looking anything up.

A message is small talk when it is made of nothing but words of courtesy and holds one that greets, thanks, praises or
takes leave, or when it asks about the bot itself. What politeness puts around a question is taken off.
"""

import re
from collections.abc import Collection, Mapping

from bot.model import Status
from retrieval.directory import DETAIL_WORDS
from retrieval.question_words import subject_words

_WORDS: Mapping[Status, str] = {
    "smalltalk.farewell": "bye goodbye farewell ciao sayonara cya",
    "smalltalk.thanks": "thank thanks thx thankyou ty cheers appreciated appreciate arigato arigatou danke merci ありがとう ありがとうございます",
    "smalltalk.greeting": "hi hii hello hey heya hiya howdy greetings konnichiwa hallo bonjour yo こんにちは",
}
"""A word of the message that makes it small talk, the strongest first."""
_PHRASES: Mapping[Status, str] = {
    "smalltalk.farewell": r"\bsee (?:you|ya)\b|\bgood ?night\b|\btake care\b|\bhave a (?:nice|good|great|lovely)\b",
    "smalltalk.greeting": r"\bgood ?(?:morning|afternoon|evening|day)\b|\bhow (?:are|do) you\b|\bhow's it going\b|\bnice to meet you\b|\b(?:are you|anyone|anybody) there\b"
    r"|^\W*(?:dear|to) (?:madoguchi|sir|madam|all|bot|whom it may concern)",
}
_PRAISE = frozenset(
    "great perfect helpful useful cool nice awesome brilliant excellent wonderful fantastic amazing super lovely good well neat "
    "ok okay alright fine quick fast speedy clear kind lol haha".split()
)
_AROUND = _PRAISE | frozenset(
    "a all again afternoon am and answer answers anybody anyone anytime are as at be been bot bunch care concern day dear did do doing "
    "done evening everybody everyone for friend friends from going got have help helped helps how how's i i'm im in info information "
    "is it it's its job just later lot lots madam many madoguchi mate may meet million morning much my no now of oh one really see sir so soon "
    "such team that that's thats the there this time to today tomorrow tonight very was week weekend were whom with work ya yes "
    "you your yours yup yeah for now".split()
)
_KNOWN = _AROUND.union(*(words.split() for words in _WORDS.values()), {"night"})

_ABOUT = re.compile(
    r"\W*(?:(?:hi|hello|hey)[\s,.!]+)?(?:(?:and )?who (?:are|r) (?:you|u)|what are you|what(?: exactly)? (?:can|could|do) (?:you|i) (?:do|know|ask|answer|help)"
    r"(?: (?:for|with|about|me|you|here|on|to)\b)*|(?:can you )?help(?: me)?|i (?:need|want|could use)(?: some)? help|what(?:\W?s| is) your (?:name|purpose|job)"
    r"|(?:are you|is this|am i (?:talking|speaking|chatting) (?:to|with)) (?:a |an )?(?:bot|robot|human|real person|person|machine|ai|chatbot)"
    r"|how (?:do|does|can) (?:you|this|i) (?:work|use (?:you|this))(?: work)?"
    r"|what (?:is|does) this(?: (?:page|document|bot|site|thing))?(?: (?:about|cover|do|contain|for))?"
    r"|(?:which|what) (?:documents?|policies|sources?|files|texts|rules) (?:do|can|have) (?:you|u|i) (?:know|have|use|cover|search|read|got|ask|answer)(?: (?:of|from|about))?"
    r"|(?:list|show|name)(?: me)?(?: (?:all|your|the|all the|all your))? (?:documents|sources|policies|files)|how do you know(?: (?:that|this|it))?"
    r"|what (?:topics|questions|subjects) (?:can|do) you (?:cover|answer|know)(?: about)?|who (?:made|built|created|wrote) you"
    r"|tell me about yourself|what do you know(?: about)?)\W*",
    re.IGNORECASE,
)

_GREETS = r"(?:hi+|hello+|hey+|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|konnichiwa|hallo|bonjour|こんにちは|dear (?:madoguchi|sir or madam|all|bot|team))"
_ASKS = (
    r"(?=(?:and |but |so )?(?:(?:in|on|at|to|for|from|by|since|of|with) (?:who|what|which|when|whom|whose)\b"
    r"|(?:who|what|when|where|which|why|how|whose|whom|is|are|was|were|do|does|did|can|could|may|tell|give|list|name|show|explain)\b))"
)
_NO_ASIDE = (
    r"(?!\W*(?:who|what|when|where|which|why|how|whose|whom|is|are|was|were|do|does|did|can|could|may|must|should|will|would|am|have|has"
    r"|if|while|after|before|once|since|as|because|in case|during|unless|until)\b)"
)
"""A question, or a condition of one, is no aside."""
_BEFORE = re.compile(
    rf"\W*(?:(?:{_GREETS}(?: (?:there|bot|madoguchi|everyone|all|team))?|(?:ok(?:ay)?|great|perfect)?[\s,.]*(?:thanks|thank you|thx))(?:\s*[,.!:–-]+\s*|\s+)"
    rf"|(?:(?:a )?(?:quick|short|one(?: more)?|another) question)\s*[,.:–-]+\s*"
    rf"|(?:(?:please|pls|plz|kindly)\W+)?(?:(?:can|could|would|will) (?:you|u|someone|anybody)\W+(?:please\W+|pls\W+|kindly\W+)?)?(?:tell|explain to|inform|remind) (?:me|us)\W+{_ASKS}"
    rf"|(?:do you|does anyone|does anybody|can anyone|u) (?:happen to )?(?:know|remember|tell me)\W+{_ASKS}"
    rf"|(?:i|we)(?:\W?d| would)? (?:like|want|need|wish|am trying|have) to (?:know|ask|find out|learn)\W+{_ASKS}"
    r"|is (?:it|that) (?:really )?(?:true|correct|right|so|the case) that\W+(?=(?:i|we|you|one|a|an|the|my|our|all|every|no|there|people|staff)\b)"
    rf"|(?:may|can|could) (?:i|we) (?:ask|know)(?: you)?\W+{_ASKS}|(?:i am|i'm|im|just) wondering\W+{_ASKS}"
    rf"|(?:please|pls|plz|kindly)\W+)(?=\S)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    rf"{_NO_ASIDE}(?P<aside>[^:?]{{0,60}}\b(?:i|i'm|im|we|my|our|me)\b[^:?]{{0,60}})[:,.;–—]\s*{_ASKS}", re.IGNORECASE
)
_ASIDE_AFTER = re.compile(
    r"(?P<mark>[?.!]{0,3})\s*[,;.?!–—-]\s*(?P<aside>(?:and )?(?:i|i['’]?m|we|we['’]re|we are|been|based|living|working)\b[^?:;]{1,60}?)[.!]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:[\s,.;:!–-]*(?:\b(?:please|pls|plz|kindly|for me|for us|thanks|thank you|thx|many thanks|in advance|by the way|btw|if i may ask|asap)\b|[:;]-?[)(DP]))+(?P<mark>\W*)$",
    re.IGNORECASE,
)


def smalltalk(text: str) -> Status | None:
    """The status of a message that is small talk and nothing else."""
    if _ABOUT.fullmatch(text):
        return "smalltalk.about"
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.lower().replace("’", "'"))
    if not words or not _KNOWN.issuperset(words):
        return None
    for status, own in _WORDS.items():
        if not frozenset(own.split()).isdisjoint(words) or re.search(_PHRASES.get(status, "(?!)"), text, re.IGNORECASE):
            return status
    return "smalltalk.thanks" if _PRAISE.intersection(words) and "?" not in text else None


def without_courtesy(text: str, known: Collection[str] = ()) -> str:
    """A question without the greeting, thanks or politeness around it, and without an aside before or after it.

    An aside speaks of the person who asks ("I am new here: who …") and of nothing in `known`, the documents' words; without
    it the question still says what it is about ("my flight was late, is that fine?" does not).
    """
    while (found := _BEFORE.match(text)) and len(text[found.end() :].split()) > 1:
        text = text[found.end() :]
    aside = _ASIDE.match(text)
    if aside and _is_aside(aside["aside"], known):
        rest = text[aside.end() :]
        if _ABOUT.fullmatch(rest) or not _AROUND.issuperset(subject_words(rest)):
            text = rest
    aside = _ASIDE_AFTER.search(text)
    if aside and re.match(_ASKS, text, re.IGNORECASE) and _is_aside(aside["aside"], known):
        text = text[: aside.start()] + (aside["mark"] or "?")
    shorter = _AFTER.sub(lambda found: found["mark"].strip(), text)
    return shorter if re.search(r"\w", shorter) else text


def _is_aside(said: str, known: Collection[str]) -> bool:
    """Whether words speak of nothing in the documents."""
    return not any(word in known or word in DETAIL_WORDS for word in subject_words(said))
