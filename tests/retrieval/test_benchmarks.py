"""What the benchmarks measure on is the same for everyone who repeats them."""

from collections import Counter
from pathlib import Path

import pytest

from tests.benchmarks.contender import Passage
from tests.benchmarks.remix import remix, write

PASSAGES = [
    Passage("a", "Parking", "Visitors park in the courtyard. A permit costs twelve coins."),
    Passage("b", "Library", "The reading room opens at nine. It is closed on Sundays. Cafés are near."),
    Passage("c", "", "Nothing else is known."),
]


@pytest.mark.parametrize("count", [1, 3, 100])
def test_text_is_mixed_the_same_way_every_time(tmp_path: Path, count: int) -> None:
    """Mixing the same text twice gives the same bytes, with as many passages as were asked for."""
    for name in ("one", "two"):
        write(remix(PASSAGES, count), tmp_path / name)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one").read_bytes().count(b"\n") == count


def test_a_mix_of_the_same_size_holds_every_sentence_once() -> None:
    """Words are as frequent in the mix as in the text, and titles have as many sentences below them."""
    mixed = list(remix(PASSAGES, len(PASSAGES)))

    assert Counter(" ".join(p.body for p in mixed).split()) == Counter(" ".join(p.body for p in PASSAGES).split())
    assert {p.title: p.body.count(".") for p in mixed} == {p.title: p.body.count(".") for p in PASSAGES}
