"""Several messages that are one question: "hi", "who chairs", "the committee?".

A message of a few words that neither asks nor ends is taken together with what the same person writes next.
"""

import re

from bot.channels import Incoming

FEW = 3
"""A message of more words is read by itself, unless it says that it goes on."""
WHOLE = 1.0
"""Times of messages are whole seconds."""
_ENDS = re.compile(r"[?？!.。]\W*$")
_GOES_ON = re.compile(
    r"(?:[,:;–—-]|…|\.\.\.|\b(?:and|or|but|the|a|an|of|for|to|in|on|at|with|if|when|is|are|my))\s*$", re.IGNORECASE
)


def is_unfinished(incoming: Incoming) -> bool:
    """Whether what was said may go on with the next message."""
    if incoming.command or incoming.edited or not incoming.text:
        return False
    if _GOES_ON.search(incoming.text):
        return True
    return len(incoming.text.split()) <= FEW and not _ENDS.search(incoming.text) and not incoming.text.isdigit()


def joined(first: Incoming, then: Incoming, seconds: float) -> Incoming | None:
    """Both as one, or None where the second is another person's, something else than words, or said later."""
    is_late = then.at - first.at > seconds + WHOLE
    if then.person != first.person or then.command or then.edited or not then.text or is_late:
        return None
    return then.model_copy(update={"text": f"{first.text}\n{then.text}", "about": then.about or first.about})
