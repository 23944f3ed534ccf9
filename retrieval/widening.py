"""What is quoted of evidence: the sentence that answers, with what is read as one with it.

A short item is quoted whole. So is a short paragraph, since rules are limited in many ways; but where a fact is asked for (when,
where, who, what it is), only if another sentence limits what answers, or leans back on it.
"""

from corpus.model import Block, Document, Passage, Span
from retrieval.limits import EXCEPTION, GOES_ON, LIMIT, overlap
from retrieval.model import Asked
from retrieval.quotables import LEANS_BACK, Spans, atoms_of, introduces, merged

SHORT = 300
"""So many characters of a paragraph or an item are short."""


FACTS: frozenset[Asked] = frozenset({"person", "place", "time", "definition", "expansion", "topic"})
"""Kinds of answer that are facts rather than rules."""


def widened(document: Document, passage: Passage, spans: Spans, asked: Asked) -> Spans:
    """Spans with the rest of the short paragraphs and items that they are of, as far as that is read with them."""
    whole = [
        Span(start=block.start, end=block.end)
        for block in passage.blocks
        if block.kind in ("paragraph", "item")
        and block.end - block.start <= SHORT
        and any(overlap(span, block) for span in spans)
        and _is_one(document, passage, block, spans, asked)
    ]
    return merged(document, (*spans, *whole))


def _is_one(document: Document, passage: Passage, block: Block, spans: Spans, asked: Asked) -> bool:
    """Whether all of a block is read together: not what asks or introduces something."""
    atoms = list(atoms_of(document, block))
    if any(document.text[atom.end - 1] in ":?" or introduces(passage, atom) for atom in atoms):
        return False
    if block.kind == "item" or asked not in FACTS:
        return True
    sentences = [Span(start=atom.start, end=atom.end) for atom in atoms]
    others = [document.at(each) for each in sentences if not any(overlap(each, span) for span in spans)]
    limits = any(pattern.search(text) for text in others for pattern in (EXCEPTION, LIMIT))
    goes_on = any(pattern.match(text) for text in others for pattern in (LEANS_BACK, GOES_ON))
    return limits or goes_on
