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
    digest = source.digest
    for number, line in enumerate(decode(source).split("\n"), 1):
        if not line.strip():
            continue
        try:
            documents.append(_passage(_parsed(line), digest))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            problems.append(f"{source.id} line {number}: {_reason(error)}")
    if not documents:
        raise UnreadableDocument(source.id, f"holds no passage: {'; '.join(problems[:3])}")
    return Loaded(documents=tuple(documents), problems=tuple(problems))


def _parsed(line: str) -> Any:
    """The JSON of a line; half a character can be written there, and is no text."""
    value = json.loads(line)
    if "\\ud" in line.lower():
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise ValueError("half a character stands in it") from None
    return value


def _passage(line: Any, digest: str) -> Document:
    if not isinstance(line, dict):
        raise TypeError("is no JSON object")
    id, text = line["_id"], line["text"]
    if not isinstance(id, str | int) or id == "":
        raise ValueError('"_id" is no text and no number')
    if not isinstance(text, str) or not text.strip():
        raise ValueError('"text" is empty')
    start = len(text) - len(text.lstrip())
    block = Block(start=start, end=len(text.rstrip()))
    return Document(
        id=str(id),
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
        return f'"{problem["loc"][0]}" cannot be {problem["input"]!r}'
    return f"is no passage: {error}"
