"""The index on disk: what is taken over, what is built anew, and what goes on serving."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from corpus.errors import NothingToRead
from corpus.ingest import corpus_version, read_sources
from retrieval import stored
from retrieval.acronyms import Acronym
from retrieval.engines.tantivy import Tantivy
from retrieval.errors import DamagedIndex, IndexBusy, UnknownDocument
from retrieval.indexing import build
from retrieval.intake import Changes, Step
from retrieval.library import MemoryLibrary
from retrieval.stored import CURRENT, ENGINE, LIBRARY, VECTORS, StoredLibrary, generation
from tests.retrieval.embedding import Topics

Thing = TypeVar("Thing")
FEES = "# Fees\n\nThe fee is 20 euros, as the Example Office (EO) says.\n\n- Name: Example Office\n- Telephone: +32 2 299 11 11\n"
ROOMS = "# Rooms\n\nRooms are booked at the desk.\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder of two documents and some ready passages."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "fees.md").write_text(FEES, "utf-8")
    (folder / "rooms.md").write_text(ROOMS, "utf-8")
    write_ready(folder, {"a": "Travel is paid.", "b": "Hotels are paid."})
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Where the index is to be."""
    return tmp_path / "index"


def write_ready(folder: Path, passages: dict[str, str]) -> None:
    lines = (json.dumps({"_id": id, "title": id.upper(), "text": text}) for id, text in passages.items())
    (folder / "ready.jsonl").write_text("\n".join(lines), "utf-8")


def opened(index: Path) -> StoredLibrary:
    """The library that serves."""
    there = generation(index)
    assert there is not None
    return StoredLibrary(there)


def found(index: Path, term: str) -> list[str]:
    """Ids of the documents whose passages hold a term, the best first."""
    library = opened(index)
    hits = Tantivy(library.engine).search({term: 1.0}, 10)
    return list(dict.fromkeys(library.passage(hit.passage).document for hit in hits))


def counted(changes: Changes) -> tuple[int, int, int, int]:
    return changes.new, changes.changed, changes.gone, changes.unchanged


def test_a_stored_library_is_the_one_in_memory(sources: Path, index: Path) -> None:
    """Documents, passages, words, names, contacts and version are those of the same sources held in memory."""
    build(index, [sources])
    memory = MemoryLibrary(read_sources([sources]).documents)
    library = opened(index)
    numbers = sorted(number for number in range(100) if _passage_or_none(library, number))

    assert tuple(library.documents) == memory.documents
    assert sorted((library.passage(n) for n in numbers), key=repr) == sorted(memory.passages, key=repr)
    assert (frozenset(library.words), frozenset(library.names)) == (memory.words, memory.names)
    assert ("fee" in library.words, "unknown" in library.words, "office" in library.names) == (True, False, True)
    for own in (library.acronyms, memory.acronyms):
        assert tuple(own.of("eo")) == tuple(own.beginning("exampl offic")) == (Acronym("eo", ("exampl", "offic")),)
        assert tuple(own.of("fee")) == ()
    assert len(library.words) == len(memory.words)
    assert (tuple(library.contacts), tuple(library.titles)) == (memory.contacts, memory.titles)
    assert library.about.corpus_version == corpus_version(memory.documents)
    assert (len(library), library.about.passages) == (4, len(memory.passages))


def _passage_or_none(library: StoredLibrary, number: int) -> object:
    try:
        return library.passage(number)
    except UnknownDocument:
        return None


def test_only_what_changed_is_taken_in_anew(sources: Path, index: Path) -> None:
    """A refresh says what is new, changed, gone and unchanged, line by line of ready passages; searches see it."""
    first = build(index, [sources])
    (sources / "fees.md").write_text(FEES.replace("20", "30"), "utf-8")
    (sources / "rooms.md").unlink()
    (sources / "pets.txt").write_text("Pets\n\nDogs are welcome.\n", "utf-8")
    write_ready(sources, {"a": "Travel is paid.", "b": "Hotels are not paid.", "c": "Meals are paid."})
    second = build(index, [sources])

    assert counted(first) == (4, 0, 0, 0)
    assert counted(second) == (2, 2, 1, 1)
    assert opened(index).document("fees.md").text.count("30") == 1
    assert (found(index, "room"), found(index, "dog"), found(index, "meal")) == ([], ["pets.txt"], ["c"])
    with pytest.raises(UnknownDocument):
        opened(index).document("rooms.md")


def test_a_refreshed_index_is_a_fresh_one(sources: Path, index: Path, tmp_path: Path) -> None:
    """What was there before leaves no trace: hits and version are those of an index built at once."""
    build(index, [sources])
    (sources / "fees.md").write_text(FEES * 2, "utf-8")
    (sources / "rooms.md").unlink()
    build(index, [sources])
    build(tmp_path / "fresh", [sources])

    assert opened(index).about.corpus_version == opened(tmp_path / "fresh").about.corpus_version
    for term in ("paid", "fee", "exampl", "euro", "room"):
        assert found(index, term) == found(tmp_path / "fresh", term)


def test_a_build_that_finds_nothing_new_leaves_the_index_as_it_is(sources: Path, index: Path) -> None:
    """No new generation takes the place of one that says the same."""
    build(index, [sources])
    before = generation(index)
    changes = build(index, [sources])

    assert counted(changes) == (0, 0, 0, 4)
    assert generation(index) == before


def test_a_failed_build_leaves_the_earlier_index_serving(sources: Path, index: Path) -> None:
    """Sources that are gone, or cannot be read at all, empty nothing."""
    build(index, [sources])
    before = generation(index)
    for file in sources.iterdir():
        file.unlink()

    with pytest.raises(NothingToRead):
        build(index, [sources])
    with pytest.raises(NothingToRead):
        build(index, [sources / "nowhere"])

    assert generation(index) == before
    assert found(index, "fee") == ["fees.md"]


def test_what_can_no_longer_be_read_is_kept_and_named(sources: Path, index: Path) -> None:
    """A document that became unreadable answers as before, and a line says so."""
    build(index, [sources])
    (sources / "fees.md").write_bytes(b"\x00\x01")
    changes = build(index, [sources])

    assert [line for line in changes.problems if line.startswith("fees.md: ") and "before is kept" in line]
    assert found(index, "fee") == ["fees.md"]


def test_problems_of_a_file_that_is_taken_over_are_said_again(sources: Path, index: Path) -> None:
    """A broken line is named by every build until it is mended; an id counts once."""
    (sources / "more.jsonl").write_text('{"_id": "c", "text": "Cars."}\n{\n{"_id": "a", "text": "Again."}', "utf-8")
    first, second = build(index, [sources]), build(index, [sources])

    assert len(first.problems) == 2
    assert first.problems == second.problems


def test_a_build_that_was_killed_leaves_no_trace(sources: Path, index: Path) -> None:
    """Killed in the middle, a build leaves the earlier index serving, and the next one removes what it left."""
    build(index, [sources])
    (sources / "fees.md").write_text(FEES.replace("20", "30"), "utf-8")
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom retrieval.indexing import build\n"
        "def killed(step, files):\n    yield files[0]\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "build(Path(sys.argv[1]), [Path(sys.argv[2])], killed)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, index, sources], check=False, timeout=60)
    serving = opened(index).document("fees.md").text
    build(index, [sources])

    assert ended.returncode == -signal.SIGKILL
    assert "20" in serving
    assert "30" in opened(index).document("fees.md").text
    assert len([path for path in index.iterdir() if path.is_dir()]) == 2


def test_readers_go_on_while_another_process_builds(sources: Path, index: Path) -> None:
    """A reader that is open sees its generation to the end; two builds at once are refused."""
    build(index, [sources])
    reader = opened(index)
    seen: list[str] = []

    def while_building(step: Step, things: Sequence[Thing]) -> Iterable[Thing]:
        seen.extend(found(index, "fee"))
        with pytest.raises(IndexBusy):
            build(index, [sources])
        yield from things

    (sources / "fees.md").write_text(FEES.replace("20", "30"), "utf-8")
    build(index, [sources], while_building)
    (sources / "rooms.md").write_text(ROOMS * 2, "utf-8")
    build(index, [sources])

    assert seen == ["fees.md"]
    assert "20" in reader.document("fees.md").text
    assert "30" in opened(index).document("fees.md").text


def test_an_index_of_another_version_is_built_anew(sources: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another analysis has made is not taken over."""
    build(index, [sources])
    monkeypatch.setattr(stored, "ANALYSIS", -1)

    assert not opened(index).about.is_usable()
    assert counted(build(index, [sources])) == (4, 0, 0, 0)


@pytest.mark.parametrize("what", ["library", "no library", "engine", "empty", "unfinished"])
def test_a_damaged_index_is_named_and_built_anew(sources: Path, index: Path, what: str) -> None:
    """Reading it is an error that says so, and the next build takes nothing over from it."""
    build(index, [sources])
    there = generation(index)
    assert there is not None
    if what == "library":
        (there / LIBRARY).write_bytes(b"no database" * 500)
    elif what == "no library":
        (there / LIBRARY).unlink()
    elif what == "engine":
        (there / ENGINE / "meta.json").write_text("{", "utf-8")
    elif what == "empty":
        (index / CURRENT).write_bytes(b"\xff")
    else:
        with sqlite3.connect(there / LIBRARY) as database:
            database.execute("DELETE FROM meta")
        database.close()

    with pytest.raises(DamagedIndex):
        Tantivy(opened(index).engine)
    assert counted(build(index, [sources])) == (4, 0, 0, 0)
    assert found(index, "fee") == ["fees.md"]


def test_nothing_was_built(index: Path) -> None:
    """Where no index is, there is none to read, and that is no error."""
    assert generation(index) is None


@pytest.mark.skipif(os.name != "posix", reason="elsewhere folders cannot be closed like this")
def test_an_index_that_may_not_be_read_is_an_error(sources: Path, index: Path) -> None:
    """A name in place of the folder is no index."""
    build(index, [sources])
    (index / CURRENT).unlink()
    (index / CURRENT).mkdir()

    with pytest.raises(DamagedIndex, match="cannot be read"):
        generation(index)


def nearest(index: Path, word: str) -> list[str]:
    """Ids of the documents whose passages have a word's meaning, the best first."""
    library = opened(index)
    return [
        library.passage(number).document
        for number in library.vectors_of(Topics())[0].nearest(Topics().embed([word])[0], 10)
    ]


def test_vectors_are_made_for_what_changed_alone(sources: Path, index: Path) -> None:
    """A refresh embeds new and changed passages; rows are those of an index built at once, and go with their passages."""
    build(index, [sources], embedder=Topics())
    write_ready(sources, {"a": "Travel is paid.", "b": "Hotels are paid.", "c": "A train is paid."})
    (sources / "rooms.md").unlink()
    again = Topics()
    build(index, [sources], embedder=again)

    assert len(again.embedded) == 1
    assert "A train is paid." in again.embedded[0]
    assert (nearest(index, "rail"), nearest(index, "price"), nearest(index, "room")) == (["c"], ["fees.md"], [])


def test_what_may_be_quoted_has_vectors_where_sentences_are_read(sources: Path, index: Path) -> None:
    """They stand in the order of what may be quoted; a refresh makes those of new and changed passages alone."""
    (sources / "dogs.md").write_text("# Pets\n\nA dog may enter. The fee is due. Rain is not.\n", "utf-8")
    build(index, [sources], embedder=Topics(reads_sentences=True))
    (sources / "rooms.md").write_text("# Rooms\n\nThe chamber is closed.\n", "utf-8")
    again = Topics(reads_sentences=True)
    build(index, [sources], embedder=again)
    library = opened(index)
    _, quotables = library.vectors_of(again)
    (hit,) = Tantivy(library.engine).search({"dog": 1.0}, 10)

    assert again.embedded == ["Rooms\nThe chamber is closed.", "Rooms: The chamber is closed."]
    assert quotables is not None
    assert quotables.of_pieces(again.embed(["fee"])[0], hit.passage) == pytest.approx([0, 0.7, 1, 0.7, 0], abs=0.01)


def test_headings_are_embedded_with_what_stands_under_them(sources: Path, index: Path) -> None:
    """A passage's vector is that of its title, its headings and its text."""
    (sources / "dogs.md").write_text("# Hound\n\n## Rain\n\nThey may enter.\n", "utf-8")
    build(index, [sources], embedder=Topics())

    assert nearest(index, "dog") == nearest(index, "weather") == ["dogs.md"]


def test_vectors_of_another_embedder_are_made_anew(sources: Path, index: Path) -> None:
    """Vectors are made when they are first asked for, and again for another version; documents are taken over as they were."""
    build(index, [sources])
    with pytest.raises(DamagedIndex, match="holds no vectors"):
        opened(index).vectors_of(Topics())
    first = build(index, [sources], embedder=Topics())
    held, _ = opened(index).vectors_of(Topics())
    other = Topics("2")
    second = build(index, [sources], embedder=other)

    assert counted(first) == counted(second) == (0, 0, 0, 4)
    assert len(other.embedded) == len(held) == opened(index).about.passages
    with pytest.raises(DamagedIndex, match="holds topics 2 vectors, none of topics 1"):
        opened(index).vectors_of(Topics())


@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_damaged_vectors_are_named_and_built_anew(sources: Path, index: Path, damage: str) -> None:
    """Vectors that cannot be read are an error that says so, and the next build takes nothing over."""
    build(index, [sources], embedder=Topics())
    file = opened(index).engine.parent / VECTORS
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-1])

    with pytest.raises(DamagedIndex, match="cannot be read"):
        opened(index).vectors_of(Topics())
    assert counted(build(index, [sources], embedder=Topics())) == (4, 0, 0, 0)
    assert nearest(index, "price") == ["fees.md"]
