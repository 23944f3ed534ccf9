"""A command, run as a person runs it, and what it leaves behind."""

from collections.abc import Callable
from typing import NamedTuple


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
"""Runs a command; see the fixture `run`."""
