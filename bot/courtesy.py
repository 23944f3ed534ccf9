"""Greetings, thanks and the like, which are met politely without looking anything up.

Only a message that is nothing else is small talk. A greeting before a question is taken off.
"""

import re
from collections.abc import Mapping

from bot.model import Status

_GREETING = (
    r"(?:hi+|hello+|hey+|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|konnichiwa|hallo|bonjour|"
    r"こんにちは|dear (?:madoguchi|sir or madam|all|bot)|yo)(?: (?:there|bot|madoguchi|everyone|all|team))?"
)
_POLITE = (
    r"(?:how are you(?: doing)?(?: today)?|how do you do|how's it going|nice to meet you|are you there|anyone there)"
)
_THANKS = (
    r"(?:(?:ok(?:ay)?|great|perfect|super|cool|wonderful|excellent|good|nice|awesome|brilliant|fine|got it|alright|yes|no)[\s,.!]+)*"
    r"(?:(?:many |a lot of )?thank(?:s| you)|thx|ty|cheers|much appreciated|arigato\w*|danke|merci|ありがとう\w*)"
    r"(?: (?:a lot|so much|very much|you|again|a million|a bunch|for (?:your|the|that|all) ?\w*(?: \w+)?|that\W?s (?:all|great|helpful|it)|"
    r"that (?:was|is) (?:very |really )?(?:helpful|useful|great|all)|,? ?that help(?:s|ed)(?: a lot)?))*(?: (?:madoguchi|bot|mate))?"
)
_PRAISE = r"(?:that(?:\W?s| was| is) )?(?:very |really )?(?:great|perfect|helpful|useful|cool|nice|awesome|brilliant|ok|okay|got it|well done|good job|good bot)"
_FAREWELL = r"(?:(?:ok(?:ay)?|thanks|thank you)[\s,.!]+)*(?:(?:good ?)?bye(?: bye)?(?: for now)?|see (?:you|ya)(?: (?:later|soon|tomorrow))?|farewell|good ?night|have a (?:nice|good|great) (?:day|evening|weekend|one)|ciao|sayonara|take care)"
_ABOUT = (
    r"(?:(?:and )?who (?:are|r) (?:you|u)|what are you|what(?: exactly)? (?:can|could|do) (?:you|i) (?:do|know|ask|answer|help)(?: (?:for|with|about|me|you|here|on|to)\b)*|"
    r"(?:can you )?help(?: me)?|what(?:\W?s| is) your (?:name|purpose|job)|(?:are you|is this|am i (?:talking|speaking|chatting) (?:to|with)) (?:a |an )?(?:bot|robot|human|real person|person|machine|ai|chatbot)|"
    r"how (?:do|does|can) (?:you|this|i) (?:work|use (?:you|this))(?: work)?|what (?:is|does) this (?:page|document|bot|site|thing)?(?: (?:about|cover|do|contain|for))?|"
    r"what (?:topics|questions|subjects) (?:can|do) you (?:cover|answer|know)(?: about)?|who (?:made|built|created|wrote) you|tell me about yourself|what do you know(?: about)?)"
)

_PATTERNS: Mapping[Status, str] = {
    "smalltalk.about": rf"(?:{_GREETING}[\s,.!]+)?{_ABOUT}",
    "smalltalk.farewell": _FAREWELL,
    "smalltalk.thanks": f"{_THANKS}|{_PRAISE}",
    "smalltalk.greeting": rf"{_GREETING}(?:[\s,.!?]+{_POLITE})?|{_POLITE}",
}
SMALLTALK = {status: re.compile(rf"\W*(?:{pattern})\W*", re.IGNORECASE) for status, pattern in _PATTERNS.items()}
"""The whole message must fit."""

_GREETING_BEFORE = re.compile(
    rf"\W*(?:{_GREETING}|(?:ok(?:ay)?|great|perfect)?[\s,.]*(?:thanks|thank you|thx))(?:[\s]*[,.!:–-]+\s*|\s+)(?=\S)",
    re.IGNORECASE,
)


def smalltalk(text: str) -> Status | None:
    """The status of a message that is small talk and nothing else."""
    return next((status for status, pattern in SMALLTALK.items() if pattern.fullmatch(text)), None)


def without_greeting(text: str) -> str:
    """A question without the greeting or thanks before it."""
    found = _GREETING_BEFORE.match(text)
    rest = text[found.end() :] if found else text
    return rest if len(rest.split()) > 1 else text
