"""What becomes of a judged question when it is asked.

An answer is right where what it quotes holds one of the question's proofs. A proof that stands in none of the passages
that answer was written freely, and no quotation can hold it; where no proof is left, an answer is right that is quoted
from a passage that answers. Letters' case, white space and spaces around punctuation do not matter.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answering import Findings, Madoguchi
from bot.evaluate.judged import JudgedSet, Question
from bot.model import Answer
from corpus.model import Document
from retrieval.model import Signals

LOOKED_AT = 3
"""How many of the likeliest evidence are looked at for a proof."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question."""

    question: Question
    """The question."""
    ranking: tuple[str, ...]
    """Ids of the passages that were found, the best first."""
    alone: tuple[str, ...]
    """The same, without what was said before."""
    proved: tuple[bool, ...] | None
    """Of the likeliest evidence in order, whether it holds a proof; None where there is no proof that any could hold."""
    answered: bool
    """Whether it was answered."""
    confidence: float
    """Probability that the answer is right; 0 where there is none to give."""
    right: bool
    """Whether what is quoted answers, or would if it were quoted."""
    signals: Signals | None
    """What speaks for the likeliest evidence; None where there is none or it was not decided on."""
    elapsed_ms: float
    """Time that the answer took."""
    corpus_version: str
    """Digest of the passages."""


class Examination:
    """Asks a window the questions of a judged set."""

    def __init__(self, judged: JudgedSet, window: Madoguchi) -> None:
        self._judged = judged
        self._window = window
        self._documents: Mapping[str, Document] = {document.id: document for document in window.documents}

    def ask(self, question: Question) -> Outcome:
        """What becomes of a question."""
        answer, findings = self._window.answer_with_findings(question.text, question.history)
        alone = self._window.answer_with_findings(question.text)[1] if question.history else findings
        proofs = self._proofs(question)
        return Outcome(
            question=question,
            ranking=_ids(findings),
            alone=_ids(alone),
            proved=tuple(_holds(text, proofs) for text in self._texts(findings)) if proofs else None,
            answered=answer.status == "answered",
            confidence=answer.confidence,
            right=question.answerable and self._is_right(question, proofs, answer, findings),
            signals=findings.evidence[0].signals if findings.evidence and findings.decided_on == "evidence" else None,
            elapsed_ms=answer.elapsed_ms,
            corpus_version=answer.corpus_version,
        )

    def _proofs(self, question: Question) -> Sequence[str]:
        """What a quotation can hold that proves an answer, folded."""
        if not question.answerable:
            return ()
        proofs = [folded(proof) for proof in question.proofs]
        positives = self._judged.positives(question)
        texts = [folded(self._documents[id].text) for id in positives if id in self._documents]
        return [proof for proof in proofs if not positives or any(proof in text for text in texts)]

    def _is_right(self, question: Question, proofs: Sequence[str], answer: Answer, findings: Findings) -> bool:
        if answer.quotes:
            quoted = "\n".join(quote.text for quote in answer.quotes)
            sources = {quote.citation.document for quote in answer.quotes}
        elif findings.evidence:
            quoted = self._texts(findings)[0]
            sources = {findings.evidence[0].passage.document}
        else:
            return False
        return _holds(quoted, proofs) if proofs else not sources.isdisjoint(self._judged.positives(question))

    def _texts(self, findings: Findings) -> list[str]:
        """What the likeliest evidence would quote."""
        return [
            "\n".join(self._documents[evidence.passage.document].at(span) for span in evidence.quoted)
            for evidence in findings.evidence[:LOOKED_AT]
        ]


def folded(text: str) -> str:
    """Text as it is compared."""
    return re.sub(r" ?([^\w ]) ?", r"\1", " ".join(text.casefold().split()))


def _holds(text: str, proofs: Sequence[str]) -> bool:
    plain = folded(text)
    return any(proof in plain for proof in proofs)


def _ids(findings: Findings) -> tuple[str, ...]:
    return tuple(passage.document for passage in findings.ranking)
