"""Judged sets: a folder with corpus.jsonl, queries.jsonl and qrels.tsv."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.benchmarks.contender import Passage


class Question(NamedTuple):
    """A question with what is right for it."""

    text: str
    """As it is asked."""
    right: frozenset[str]
    """Ids of the passages that are judged to answer it; at least one."""


def read_passages(path: Path) -> Iterator[Passage]:
    """The passages of a corpus.jsonl, one after the other. Fields other than title and text may hold the query."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            passage = json.loads(line)
            yield Passage(passage["_id"], passage.get("title") or "", passage["text"])


def read_questions(folder: Path, most: int) -> list[Question]:
    """The English questions of a set that can be answered and are judged, in an order that is always the same.

    The order is drawn, so that the first few stand for all; at most `most` are taken. Raises ValueError if there is none.
    """
    right: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
        query, passage, grade = line.split("\t")
        if float(grade) > 0:
            right.setdefault(query, set()).add(passage)
    asked = [json.loads(line) for line in (folder / "queries.jsonl").read_text("utf-8").split("\n") if line]
    questions = [
        Question(query["text"], frozenset(right[query["_id"]]))
        for query in asked
        if query["_id"] in right and query.get("answerable", True) and query.get("lang", "en") == "en"
    ]
    if not questions:
        raise ValueError(f"{folder.name} has no question in English that is judged: give another set")
    Random(0).shuffle(questions)
    return questions[:most]
