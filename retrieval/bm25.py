"""BM25, as pure functions.

S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009); with the idf of Lucene
(C. Kamphuis, A. de Vries, L. Boytsov, J. Lin: Which BM25 Do You Mean? (2020), table 1), which is never negative.
"""

from math import log


def idf(passages: int, holding: int) -> float:
    """Inverse document frequency: ln(1 + (N - n + 0.5) / (n + 0.5)), for N passages of which n hold the term; > 0."""
    return log(1 + (passages - holding + 0.5) / (holding + 0.5))
