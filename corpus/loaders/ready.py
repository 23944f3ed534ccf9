"""`.jsonl`: one ready passage a line, {"_id", "title", "text"} and maybe "url" and "as_of"; not to be split."""

import json
from typing import Any

from pydantic import ValidationError

from corpus.errors import UnreadableDocument
from corpus.loaders.building import Loaded, Source, decode
from corpus.model import Block, Document, Section


def load(source: Source) -> Loaded:
    """Read a corpus of ready passages; a line that is none is named and left out. Raises UnreadableDocument."""
    documents, problems = [], []
    for number, line in enumerate(decode(source).split("\n"), 1):
        if not line.strip():
            continue
        try:
            documents.append(_passage(json.loads(line), source.digest))
        except (ValueError, TypeError, KeyError) as error:
            problems.append(f"{source.id} line {number}: {_reason(error)}")
    if not documents:
        raise UnreadableDocument(source.id, f"holds no passage: {'; '.join(problems[:3])}")
    return Loaded(documents=tuple(documents), problems=tuple(problems))


def _passage(line: Any, digest: str) -> Document:
    if not isinstance(line, dict):
        raise TypeError("is no JSON object")
    text = line["text"]
    if not isinstance(text, str) or not text.strip():
        raise ValueError('"text" is empty')
    start = len(text) - len(text.lstrip())
    block = Block(start=start, end=len(text.rstrip()))
    return Document(
        id=str(line["_id"]),
        title=str(line.get("title") or ""),
        text=text,
        sections=(Section(blocks=(block,)),),
        url=line.get("url"),
        as_of=line.get("as_of"),
        file_digest=digest,
        ready=True,
    )


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"has no {error.args[0]!r}"
    if isinstance(error, ValidationError):
        problem = error.errors()[0]
        return f"{problem['loc'][0]}: {problem['msg']}"
    return f"is no passage: {error}"
