"""Reads tests/cases/*.md: text cases as files, so that adding one needs no code.

A case is a title line, then its input and what is expected of it, each between lines that hold a single dot:

    a title
    .
    the input, maybe several lines
    .
    what is expected
    .

Lines before a title that begin with `#` are remarks. What an editor would not show, or would take away, is written by its
picture: ␉ is a tab, ␌ a form feed, ␍ a carriage return, ␠ a space.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parent / "cases"
PICTURES = str.maketrans("␉␌␍␠", "\t\f\r ")


class Case(NamedTuple):
    """One input with what is expected of it."""

    title: str
    input: str
    expected: str


def cases(name: str) -> list[Case]:
    """The cases of a file, by its name without suffix."""
    return list(_cases((CASES / f"{name}.md").read_text("utf-8")))


def _cases(text: str) -> Iterator[Case]:
    lines = iter(text.split("\n"))
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        title = line.strip()
        if next(lines) != ".":
            raise ValueError(f"case {title!r}: a line with a single dot must follow its title")
        yield Case(title, _until_dot(lines), _until_dot(lines))


def _until_dot(lines: Iterator[str]) -> str:
    taken: list[str] = []
    for line in lines:
        if line == ".":
            return "\n".join(taken).translate(PICTURES)
        taken.append(line)
    raise ValueError("a case must end with a line that holds a single dot")
