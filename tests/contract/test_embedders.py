"""The contract of an embedder, over every embedder."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.embedder import Embedder
from retrieval.embedders.onnx import Onnx
from retrieval.embedders.wordllama import WordLlama
from tests.retrieval.embedding import Topics
from tests.retrieval.sentence_model import write_model


@cache
def onnx() -> Embedder:
    """A small sentence model."""
    with TemporaryDirectory() as folder:
        write_model(Path(folder))
        return Onnx(Path(folder))


EMBEDDERS: list[Callable[[], Embedder]] = [Topics, cache(WordLlama), onnx]
TEXTS = st.lists(st.text(max_size=60) | st.sampled_from(["dog", "The fee for a dog.", "hound\nprice"]), max_size=6)

every_embedder = pytest.mark.parametrize("make", EMBEDDERS, ids=["topics", "wordllama", "onnx"])


@every_embedder
@given(texts=TEXTS)
def test_a_row_is_a_direction(make: Callable[[], Embedder], texts: Sequence[str]) -> None:
    """There is a row for each text, of the dimensions that are said, and of length 1 or 0."""
    embedder = make()
    rows = embedder.embed(texts)
    lengths = np.linalg.norm(rows, axis=1)

    assert rows.shape == (len(texts), embedder.dimensions)
    assert rows.dtype == np.float32
    assert all(length == pytest.approx(1, abs=1e-5) or length == 0 for length in lengths)


@every_embedder
@given(texts=TEXTS, others=TEXTS)
def test_a_text_has_one_row(make: Callable[[], Embedder], texts: Sequence[str], others: Sequence[str]) -> None:
    """A text's row is the same to the bit, whatever it is embedded together with."""
    together = make().embed([*others, *texts])[len(others) :]
    alone = [make().embed([text])[0] for text in texts]

    assert [row.tobytes() for row in together] == [row.tobytes() for row in alone]


@every_embedder
def test_nothing_has_no_direction(make: Callable[[], Embedder]) -> None:
    """The row of the empty text is all 0; no text gives no row."""
    assert not make().embed([""]).any()
    assert make().embed([]).shape == (0, make().dimensions)


@every_embedder
def test_a_long_text_is_taken_whole(make: Callable[[], Embedder]) -> None:
    """What stands at the end of a text of many pages counts too."""
    one, other = make().embed(["dog " * 50_000, "dog " * 50_000 + "fee " * 50_000])

    assert np.linalg.norm(other) == pytest.approx(1, abs=1e-5)
    assert float(one @ other) < 0.99


@every_embedder
def test_other_words_for_the_same_are_nearer(make: Callable[[], Embedder]) -> None:
    """A text is closer to one of the same meaning than to one of another."""
    asked, same, other = make().embed(["price of a dog", "cost of a hound", "rain and weather"])

    assert asked @ same > asked @ other


@every_embedder
def test_it_is_named(make: Callable[[], Embedder]) -> None:
    """Name and version say whose vectors they are, the same ones every time."""
    assert (make().name, make().version) == (make().name, make().version)
    assert make().name
    assert make().version
