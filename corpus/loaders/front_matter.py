"""Front matter of Markdown: YAML, or TOML between lines of `+++`.

It may hold `title`, `url`, `source`, `as-of`, `language`, `valid-until` (the last day in force) and `supersedes` (earlier versions, by
their paths from here); other keys are passed over.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import yaml
from markdown_it.token import Token

from corpus.errors import UnreadableDocument
from corpus.loaders.building import Source
from corpus.model import AS_OF_PATTERN, DAY_PATTERN

_TOML = re.compile(r"\A\ufeff?\+{3}[ \t]*\r?\n(?P<said>.*?\n)?\+{3}[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEYS = ("title", "url", "source", "as-of", "as_of", "valid-until", "valid_until", "language", "lang")


def split_toml(text: str) -> tuple[str | None, str]:
    """Front matter in TOML, or None where there is none, and the text after it."""
    found = _TOML.match(text)
    return (found["said"] or "", text[found.end() :]) if found else (None, text)


def front_matter(source: Source, tokens: Sequence[Token], toml: str | None) -> tuple[dict[str, str], tuple[str, ...]]:
    """What a document's front matter says, YAML among its tokens or TOML split off; days are ISO 8601. Then what it supersedes.

    Raises UnreadableDocument.
    """
    values = _of_yaml(source, tokens) if toml is None else _of_toml(source, toml)
    said = {key.replace("-", "_"): values[key].strip() for key in _KEYS if _is_said(values.get(key))}
    found = {key: value.encode("utf-8", "replace").decode() for key, value in said.items()}
    if "lang" in found:
        found.setdefault("language", found.pop("lang"))
    if "language" in found:
        found["language"] = found["language"].split("-")[0].lower()
    if "as_of" in found:
        found["as_of"] = re.split(r"[T ](?=\d\d:)", found["as_of"])[0]
        if not re.fullmatch(AS_OF_PATTERN, found["as_of"]):
            raise UnreadableDocument(
                source.id, f"as-of: {found['as_of']!r} is no date; write 2013, 2013-06, 2013-06-30 or 2011/2013"
            )
    if not _is_day(found.get("valid_until", "2000-01-01")):
        raise UnreadableDocument(source.id, f"valid-until: {found['valid_until']!r} is no day; write 2013-06-30")
    named = values.get("supersedes") or ()
    return found, tuple(map(str, [named] if isinstance(named, str) else named))


def _of_yaml(source: Source, tokens: Sequence[Token]) -> Mapping[str, Any]:
    """The front matter of a page, every value as it is written. Raises UnreadableDocument."""
    text = next((token.content for token in tokens if token.type == "front_matter"), "")
    try:
        values = _parsed(text) or {}
    except yaml.YAMLError as error:
        raise UnreadableDocument(source.id, f"its front matter is no YAML: {' '.join(str(error).split())}") from None
    if not isinstance(values, dict):
        raise UnreadableDocument(source.id, "its front matter must be lines of `key: value`")
    return values


def _of_toml(source: Source, text: str) -> Mapping[str, Any]:
    """The same where it is TOML. Raises UnreadableDocument."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableDocument(source.id, f"its front matter is no TOML: {error}") from None
    return {key: value if isinstance(value, list) else str(value) for key, value in values.items()}


def _parsed(text: str) -> Any:
    """What front matter holds, or what is ours of it where the whole is no YAML. Raises yaml.YAMLError."""
    try:
        return yaml.load(text, yaml.BaseLoader)  # noqa: S506  # makes text of everything, and nothing else
    except yaml.YAMLError:
        entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
        ours = [entry for entry in entries if entry.partition(":")[0].strip() in (*_KEYS, "supersedes")]
        if any(re.search(r"valid[-_]until|supersedes", entry) for entry in entries if entry not in ours):
            raise
        return yaml.load("".join(ours), yaml.BaseLoader)  # noqa: S506  # as above


def _is_day(written: str) -> bool:
    try:
        return re.fullmatch(DAY_PATTERN, written) is not None and bool(date.fromisoformat(written))
    except ValueError:
        return False


def _is_said(value: object) -> bool:
    return isinstance(value, str) and value.strip().lower() not in ("", "~", "null")
