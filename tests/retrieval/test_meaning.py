"""Ranking by words and meaning together."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import vectors
from retrieval.embedder import Vector
from retrieval.engine import Engine
from retrieval.engines.rank_bm25 import RankBM25
from retrieval.errors import DamagedIndex
from retrieval.meaning import Meaning
from retrieval.model import Concept, Hit, Query
from retrieval.vectors import Vectors, made, made_once, read, row_type, write
from tests.retrieval.embedding import Topics

PASSAGES = ["the dog eats", "a hound barks", "the fee is due", "rain falls", "nothing of note", "a dog and a fee"]
WORDS = st.lists(st.sampled_from("dog hound fee price room rain note".split()), max_size=4)


def asked(text: str, earlier: Sequence[tuple[str, float]] = ()) -> Query:
    """A question whose words are its terms."""
    concepts = tuple(Concept(surface=word, terms={word: 1.0}) for word in text.split())
    return Query(text=text, concepts=concepts, ranking=dict.fromkeys(text.split(), 1.0), earlier=tuple(earlier))


def engine_of(passages: Sequence[str]) -> Engine:
    """An engine over passages whose words are their terms."""
    engine = RankBM25(1.2, 0.75)
    engine.add((number, text.split()) for number, text in enumerate(passages))
    engine.refresh()
    return engine


def search(passages: Sequence[str], query: Query, weight: float = 5.0, limit: int = 10) -> list[Hit]:
    """The hits of a question in passages."""
    return Meaning(Topics(), Vectors(made(enumerate(passages), Topics())), weight).search(
        query, engine_of(passages), limit
    )


def test_what_says_it_in_other_words_is_found() -> None:
    """A passage that shares no word with the question, but its meaning, comes after the one that shares both."""
    hits = [hit.passage for hit in search(PASSAGES, asked("dog"))]

    assert hits[0] == 0
    assert sorted(hits) == [0, 1, 5]


def test_the_score_is_that_of_the_words_and_of_the_meaning() -> None:
    """A hit's score is the engine's plus the weighted cosine; what is above 0 in neither is no hit."""
    words = {hit.passage: hit.score for hit in engine_of(PASSAGES).search({"dog": 1.0}, 10)}
    scores: Mapping[int, float] = {hit.passage: hit.score for hit in search(PASSAGES, asked("dog"), weight=4.0)}

    assert scores == pytest.approx({0: words[0] + 4, 1: 4, 5: words[5] + 4 / 2**0.5}, abs=0.02)


def test_without_weight_the_ranking_is_the_engines() -> None:
    """A weight of 0 leaves hits and their order as they are."""
    hits = search(PASSAGES, asked("dog fee"), weight=0.0)

    assert [hit.passage for hit in hits] == [h.passage for h in engine_of(PASSAGES).search({"dog": 1, "fee": 1}, 10)]


def test_what_is_asked_in_words_that_nobody_knows_is_ranked_by_words() -> None:
    """A question without a direction gets the engine's hits; one without either gets none."""
    assert [hit.passage for hit in search(PASSAGES, asked("note"))] == [4]
    assert search(PASSAGES, asked("unknown")) == []
    assert search([], asked("dog")) == []


def test_equal_passages_come_in_the_order_of_their_numbers() -> None:
    """Ties are broken by number, also where the limit cuts them."""
    assert [hit.passage for hit in search(["a hound"] * 90, asked("dog"), limit=60)] == list(range(60))


@given(texts=st.lists(WORDS.map(" ".join), max_size=12), question=WORDS.map(" ".join), limit=st.integers(1, 12))
def test_a_smaller_limit_gives_the_first_of_the_hits(texts: list[str], question: str, limit: int) -> None:
    """Hits are ordered, each once, with a positive score, and the same twice."""
    hits = search(texts, asked(question), limit=12)

    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.passage))
    assert len({hit.passage for hit in hits}) == len(hits)
    assert all(hit.score > 0 for hit in hits)
    assert search(texts, asked(question), limit=limit) == hits[:limit]


def test_earlier_questions_turn_the_direction_by_their_weight() -> None:
    """A question that leans on another points between both, nearer to itself."""
    pieces = Vectors(made([(0, "fee"), (0, "dog"), (0, "rain")], Topics()))
    meaning = Meaning(Topics(), Vectors(made([(0, "fee")], Topics())), 1.0, pieces)

    assert meaning.closeness(asked("fee"), 0) == pytest.approx([1, 0, 0])
    assert meaning.closeness(asked("fee", [("dog", 0.5)]), 0) == pytest.approx([0.8**0.5, 0.2**0.5, 0])


def test_one_sentence_of_a_passage_can_be_what_is_close() -> None:
    """Where sentences are read, the closest of a passage counts beside the passage itself; one that points away counts nothing."""
    texts = ["dog fee rain", "dog fee", "rain"]
    pieces = Vectors(made([(0, "dog"), (0, "fee"), (0, "rain"), (1, "dog fee"), (2, "rain")], Topics()))
    meaning = Meaning(Topics(), Vectors(made(enumerate(texts), Topics())), 4.0, pieces)
    hits = meaning.search(asked("hound"), engine_of(texts), 10)

    assert [hit.passage for hit in hits] == [0, 1]
    assert [hit.score for hit in hits] == pytest.approx([4 / 3**0.5 + 4, 4 / 2**0.5 + 4 / 2**0.5], abs=0.05)


def test_the_pieces_of_a_passage_are_its_own() -> None:
    """Each passage's pieces are looked up by its number, in the order they were made in; one without any has none."""
    pieces = Vectors(made([(3, "dog"), (3, "fee"), (7, "a fee for a dog")], Topics()))
    direction = Topics().embed(["fee"])[0]

    assert pieces.of_pieces(direction, 3) == pytest.approx([0, 1])
    assert pieces.of_pieces(direction, 7) == pytest.approx([0.5**0.5], abs=0.01)
    assert pieces.of_pieces(direction, 5) == []
    assert pieces.closest(direction, [2, 3, 5, 7]) == {n: max(pieces.of_pieces(direction, n)) for n in (3, 7)}
    assert pieces.closest(direction, []) == Vectors(made([], Topics())).closest(direction, [3]) == {}


@given(st.lists(st.floats(-1, 1, width=32), min_size=5, max_size=5).filter(any), st.integers(0, 2**31 - 1))
def test_a_row_in_bytes_keeps_the_cosine(numbers: list[float], seed: int) -> None:
    """What rounding does to a cosine is less than one in two hundred, whichever way a row points."""
    direction = np.asarray(numbers, dtype=np.float32)
    direction /= np.linalg.norm(direction) or 1
    row = np.random.default_rng(seed).standard_normal(5).astype(np.float32)
    row /= np.linalg.norm(row)

    class Given(Topics):
        def embed(self, texts: Sequence[str]) -> Vector:
            return np.stack([row for _ in texts])

    kept = Vectors(made([(7, "a")], Given()))

    assert kept.closest(direction, [3, 7]).keys() == {7}
    assert kept.closest(direction, [7])[7] == pytest.approx(float(row @ direction), abs=0.01)


def test_many_rows_are_looked_through_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest are found wherever they stand."""
    texts = enumerate(["rain"] * 3 + ["dog"] + ["room"] * 4 + ["hound"])
    monkeypatch.setattr(vectors, "BLOCK", 2)
    kept = Vectors(made(texts, Topics()))

    assert kept.nearest(Topics().embed(["pet"])[0], 5) == [3, 8]


def test_a_file_gives_back_what_was_written(tmp_path: Path) -> None:
    """Rows are ordered by number, and mapped."""
    rows = made([(5, "dog"), (2, "fee")], Topics())
    write(rows, tmp_path / "vectors.npy")
    kept = read(tmp_path / "vectors.npy", 5, 2)

    assert isinstance(kept.rows, np.memmap)
    assert kept.nearest(Topics().embed(["price"])[0], 1) == [2]
    assert kept.rows[1] == rows[0]


@pytest.mark.parametrize("content", [b"", b"no vectors", b"\x93NUMPY\x01\x00", None])
def test_a_file_that_holds_something_else_is_damaged(tmp_path: Path, content: bytes | None) -> None:
    """No vectors, half of them, those of other passages and other dimensions are all said to be damaged."""
    file = tmp_path / "vectors.npy"
    write(np.zeros(3, dtype=row_type(5)), file)
    file.write_bytes(file.read_bytes()[:-4] if content is None else content)

    with pytest.raises(DamagedIndex, match="build the index again"):
        read(file, 5, 3)
    write(np.zeros(3, dtype=row_type(5)), file)
    for dimensions, count in ((5, 2), (6, 3)):
        with pytest.raises(DamagedIndex, match="build the index again"):
            read(file, dimensions, count)


def test_vectors_that_were_made_before_are_not_made_again(tmp_path: Path) -> None:
    """They are those of the same texts, numbers and embedder; what cannot be read is made anew."""
    embedder = Topics()
    first = made_once(enumerate(PASSAGES), embedder, tmp_path)
    again = made_once(enumerate(PASSAGES), embedder, tmp_path)
    assert len(embedder.embedded) == len(PASSAGES)
    assert first.tobytes() == again.tobytes() == made(enumerate(PASSAGES), Topics()).tobytes()

    made_once(enumerate(PASSAGES, 1), embedder, tmp_path)
    made_once(enumerate(PASSAGES[::-1]), embedder, tmp_path)
    other = Topics("2")
    made_once(enumerate(PASSAGES), other, tmp_path)
    assert (len(embedder.embedded), len(other.embedded)) == (3 * len(PASSAGES), len(PASSAGES))

    for file in tmp_path.iterdir():
        file.write_bytes(b"damaged")
    assert made_once(enumerate(PASSAGES), embedder, tmp_path).tobytes() == first.tobytes()


def test_only_the_vectors_that_were_used_last_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder does not grow for ever; without one nothing is kept."""
    monkeypatch.setattr(vectors, "MOST", 2)
    for number in range(4):
        made_once([(number, "a dog")], Topics(), tmp_path)
    no_folder = tmp_path / "file"
    no_folder.write_text("")

    assert len(list(tmp_path.glob("*.npy"))) == 2
    assert len(made_once([(0, "a dog")], Topics(), no_folder)) == 1
