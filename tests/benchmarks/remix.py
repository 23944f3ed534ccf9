"""The same text in more or fewer passages: sentences dealt anew, so that a corpus of any size is like the original.

Every passage keeps its title and its number of sentences. The sentences of the whole corpus are shuffled and dealt to
its passages in a shuffled order, each once; when all are dealt it is done again, in another order. So frequencies of words and lengths of
passages are the original's at every size. Two things are not: vocabulary does not grow beyond the original's, and
sentences that stand together are not about the same thing.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from corpus.sentences import sentences
from tests.benchmarks.contender import Passage

SEED = 20261125
"""Of the order in which sentences are dealt."""


def remix(passages: Iterable[Passage], count: int) -> Iterator[Passage]:
    """`count` passages out of the sentences of others; always the same for the same passages and count."""
    texts: list[str] = []
    shapes: list[tuple[str, int]] = []
    for passage in passages:
        own = [passage.body[start:end] for start, end in sentences(passage.body, 0, len(passage.body))]
        texts += own
        shapes.append((passage.title, len(own)))
    random = Random(SEED)
    made = 0
    while made < count:
        random.shuffle(texts)
        random.shuffle(shapes)
        dealt = iter(texts)
        for title, length in shapes[: count - made]:
            yield Passage(str(made), title, " ".join(next(dealt) for _ in range(length)))
            made += 1


def write(passages: Iterable[Passage], path: Path) -> None:
    """Write passages as a corpus.jsonl."""
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for id, title, body in passages:
            lines.write(json.dumps({"_id": id, "title": title, "text": body}, ensure_ascii=False) + "\n")
