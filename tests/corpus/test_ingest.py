"""Reading sources: every document that can be read, and what cannot, named with its reason."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cache import Cache
from corpus.errors import NothingToRead
from corpus.ingest import Reading, corpus_version, read_sources
from corpus.model import Document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a document on top and one below."""
    made = tmp_path / "rules"
    (made / "money").mkdir(parents=True)
    (made / "rooms.txt").write_text("Rooms\n\nRooms are free.\n", "utf-8")
    (made / "money" / "fees.md").write_text("# Fees\n\nA copy costs two coins.\n", "utf-8")
    return made


def _ids(reading: Reading) -> list[str]:
    return [document.id for document in reading.documents]


def test_a_folder_is_read_with_all_below_it(folder: Path) -> None:
    """Documents are named by their path below the folder, in the order of their names."""
    reading = read_sources([folder])

    assert _ids(reading) == ["money/fees.md", "rooms.txt"]
    assert reading.problems == ()


def test_a_file_is_named_by_its_name(folder: Path) -> None:
    """A file that is named itself is known without its folders."""
    assert _ids(read_sources([folder / "money" / "fees.md"])) == ["fees.md"]


def test_hidden_files_and_other_formats_are_passed_over(folder: Path) -> None:
    """What is hidden, and what no loader reads, is neither read nor a problem."""
    (folder / ".git").mkdir()
    for name in (".git/a.md", ".hidden.md", "logo.png", "README", "notes.md~"):
        (folder / name).write_text("Not read.", "utf-8")

    reading = read_sources([folder])

    assert _ids(reading) == ["money/fees.md", "rooms.txt"]
    assert reading.problems == ()


def test_suffixes_count_in_capitals_too(folder: Path) -> None:
    """A suffix is known whatever its case."""
    (folder / "OLD.HTM").write_text("<p>Old.</p>", "utf-8")

    assert "OLD.HTM" in _ids(read_sources([folder]))


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(folder: Path) -> None:
    """An empty file, a binary one and one that is not there are problems with a reason; the others are read."""
    (folder / "empty.md").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02")
    (folder / "gone.md").symlink_to(folder / "nowhere.md")

    reading = read_sources([folder])

    assert _ids(reading) == ["money/fees.md", "rooms.txt"]
    assert [problem for problem in reading.problems if problem.startswith(("binary.txt: is not", "empty.md: holds no"))]
    assert any("gone.md" in problem and "No such file" in problem for problem in reading.problems)
    assert len(reading.problems) == 3


def test_broken_lines_of_ready_passages_are_named(folder: Path) -> None:
    """Of ready passages each broken line is a problem with its number, and each id is taken once."""
    (folder / "ready.jsonl").write_text(
        '{"_id": "a", "text": "One."}\n\n{"_id": \n{"_id": "a", "text": "Two."}\n', "utf-8"
    )

    reading = read_sources([folder / "ready.jsonl"])

    assert [document.text for document in reading.documents] == ["One."]
    assert reading.problems[0].startswith("ready.jsonl line 3: ")
    assert reading.problems[1] == "ready.jsonl: the id 'a' is taken already; the first one counts"


def test_a_path_that_is_not_there_is_refused(folder: Path) -> None:
    """A source that is missing is an error that names it, even where others can be read."""
    with pytest.raises(NothingToRead, match=r"nowhere: there is no such file or folder"):
        read_sources([folder, folder / "nowhere"])


def test_a_folder_without_a_document_is_refused(tmp_path: Path) -> None:
    """A folder that holds no format read here is an error that names the formats."""
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")

    with pytest.raises(NothingToRead, match=r"nothing can be read there: no file ends in \.md, \.markdown, "):
        read_sources([tmp_path])


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    """A file that was named itself and that no loader reads is an error with the reason."""
    (tmp_path / "fees.xyz").write_text("Fees.", "utf-8")

    with pytest.raises(NothingToRead, match=r"fees\.xyz: \.xyz is no format read here"):
        read_sources([tmp_path / "fees.xyz"])


def test_a_folder_where_nothing_can_be_read_is_refused_with_the_reasons(folder: Path) -> None:
    """Where every file is broken, the error names the first five."""
    broken = folder / "broken"
    broken.mkdir()
    for number in range(7):
        (broken / f"{number}.md").write_bytes(b"")

    with pytest.raises(
        NothingToRead, match=r"0\.md: holds no text.*; 4\.md: holds no text[^;]*; remove it or add its text$"
    ):
        read_sources([folder, broken])


def test_files_of_one_name_are_told_apart(folder: Path, tmp_path: Path) -> None:
    """A file whose name another source has taken is named with its folder."""
    other = tmp_path / "others"
    other.mkdir()
    (other / "rooms.txt").write_text("Rooms\n\nOther rooms are not free.\n", "utf-8")

    assert _ids(read_sources([folder, other])) == ["money/fees.md", "others/rooms.txt", "rooms.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_a_file_whose_name_is_no_text_is_read(folder: Path) -> None:
    """A name in an encoding of former times is readable in the id, and the document is kept like others."""
    name = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md"))
    name.write_text("# Café\n\nIt opens at nine.\n", "utf-8")
    cache = Cache(folder.parent / "cache")

    assert _ids(read_sources([folder], cache)) == ["caf?.md", "money/fees.md", "rooms.txt"]
    assert read_sources([folder], cache) == read_sources([folder])


def _kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def test_what_was_read_before_is_not_read_again(folder: Path, tmp_path: Path) -> None:
    """While the bytes are the same, documents come from the cache, and are the same as without."""
    cache = Cache(tmp_path / "cache")
    before = read_sources([folder], cache)
    for file in _kept(tmp_path / "cache"):
        file.write_text(file.read_text("utf-8").replace('"title":"Fees"', '"title":"Kept"'), "utf-8")

    assert before == read_sources([folder])
    assert [document.title for document in read_sources([folder], cache).documents] == ["Kept", "Rooms"]


def test_a_changed_file_is_read_again(folder: Path, tmp_path: Path) -> None:
    """A file whose bytes have changed is read anew, and the others are not."""
    cache = Cache(tmp_path / "cache")
    read_sources([folder], cache)
    (folder / "rooms.txt").write_text("Rooms\n\nRooms cost one coin.\n", "utf-8")

    assert read_sources([folder], cache) == read_sources([folder])
    assert len(_kept(tmp_path / "cache")) == 2


@pytest.mark.parametrize("written", ["", "{}", "no JSON", '{"reader": "another", "file": "x", "loaded": {}}'])
def test_a_broken_cache_is_as_good_as_none(folder: Path, tmp_path: Path, written: str) -> None:
    """What cannot be read of the cache, or was made by other code, is read from the source."""
    cache = Cache(tmp_path / "cache")
    read_sources([folder], cache)
    for file in _kept(tmp_path / "cache"):
        file.write_text(written, "utf-8")

    assert read_sources([folder], cache) == read_sources([folder])


def test_a_cache_that_cannot_be_written_is_as_good_as_none(folder: Path, tmp_path: Path) -> None:
    """Where the cache's folder cannot be made, everything is read all the same."""
    (tmp_path / "taken").write_text("a file", "utf-8")

    assert read_sources([folder], Cache(tmp_path / "taken")) == read_sources([folder])


def test_ready_passages_are_not_kept(tmp_path: Path) -> None:
    """Ready passages are read from their file each time."""
    (tmp_path / "ready.jsonl").write_text('{"_id": "a", "text": "One."}\n', "utf-8")

    assert _ids(read_sources([tmp_path / "ready.jsonl"], Cache(tmp_path / "cache"))) == ["a"]
    assert not (tmp_path / "cache").exists()


NAMED = st.dictionaries(
    st.text(max_size=5), st.tuples(st.text(max_size=5), st.text(max_size=5)), min_size=1, max_size=5
)


@given(NAMED)
def test_a_version_is_that_of_the_words(named: dict[str, tuple[str, str]]) -> None:
    """The same documents in another order are the same version; another id, title or text makes another."""
    first, *others = (Document(id=id, title=title, text=text) for id, (title, text) in named.items())
    version = corpus_version([first, *others])
    changed = [first.model_copy(update={field: getattr(first, field) + "x"}) for field in ("id", "title", "text")]

    assert corpus_version([*reversed(others), first]) == version
    assert version not in {corpus_version([document, *others]) for document in changed}
