"""The commands `ingest` and `status`, and answers from what was ingested."""

import io
import sys
from pathlib import Path

import pytest

from bot.bootstrap import build
from bot.calibrating.record import Record, write
from bot.errors import SettingsError
from bot.ingesting import ingest, status_lines
from bot.settings import RetrievalOptions, Settings
from retrieval.confidence import SHIPPED, WITH_MEANING
from retrieval.errors import DamagedIndex
from tests.bot.running import Run
from tests.corpus.papers import pdf
from tests.retrieval.sentence_model import write_model

QUESTION = "What is the fee for pets?"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with a document, and one that cannot be read."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "pets.md").write_text("# Pets\n\nThe fee for pets is 20 euros a year.\n", "utf-8")
    (folder / "broken.md").write_bytes(b"")
    return folder


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own."""
    monkeypatch.setenv("MADOGUCHI_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.mark.usefixtures("data_dir")
def test_what_was_ingested_is_answered_from(run: Run, sources: Path) -> None:
    """Ingested once, documents answer without being named, and again after a refresh without any path."""
    before = run("ask", QUESTION)
    ingested = run("ingest", str(sources))
    after = run("ask", QUESTION)
    (sources / "pets.md").write_text("# Pets\n\nThe fee for pets is 30 euros a year.\n", "utf-8")
    refreshed = run("ingest")

    assert (before.code, ingested.code, after.code, refreshed.code) == (3, 0, 0, 0)
    assert "1 new, 0 changed, 0 gone, 0 unchanged" in ingested.out
    assert "one file or line cannot be read:" in ingested.out
    assert "broken.md: holds no text" in ingested.err
    assert "20 euros" in after.out
    assert "0 new, 1 changed" in refreshed.out
    assert "30 euros" in run("ask", QUESTION).out


@pytest.mark.usefixtures("data_dir")
def test_files_of_other_formats_are_counted(run: Run, sources: Path) -> None:
    """What is not read because of its format is said, by its suffix; hidden files are not."""
    for name in ("plan.ODS", "seal.png", "sign.png", ".hidden.png", "notes"):
        (sources / name).write_bytes(b"x")
    ingested = run("ingest", str(sources))

    assert "4 files are of formats that are not read: – (1), .ods (1), .png (2)" in ingested.out


@pytest.mark.usefixtures("data_dir")
def test_a_pdf_is_answered_from_with_its_page_and_verified(run: Run, sources: Path, tmp_path: Path) -> None:
    """The answer names the page, its address leads there, and the quotation stands in the file read anew."""
    parts = [("title", "Rules of the house"), ("h1", "Cats"), ("p", "Cats sleep a lot."), ("break", "")]
    (sources / "house.pdf").write_bytes(pdf([*parts, ("h1", "Dogs"), ("p", "The fee for dogs is 40 euros a year.")]))
    run("ingest", str(sources))
    told, answer = run("ask", "What is the fee for dogs?"), run("ask", "--json", "What is the fee for dogs?")
    (tmp_path / "answer.json").write_text(answer.out, "utf-8")

    assert "Rules of the house › Dogs, p. 2" in told.out
    assert run("verify", str(tmp_path / "answer.json")).code == 0


@pytest.mark.usefixtures("data_dir")
def test_status_says_what_the_index_holds(run: Run, sources: Path) -> None:
    """Without an index it says how to build one; with one, how much it holds, of what, and what is missing."""
    none = run("status")
    run("ingest", str(sources))
    there = run("status")

    assert none.code == 0
    assert "No index is built" in none.out
    assert "one document, one passage" in there.out
    assert f"from {sources}" in there.out
    assert "broken.md: holds no text" in there.out


@pytest.mark.usefixtures("data_dir")
def test_there_must_be_something_to_ingest(run: Run) -> None:
    """Without a path, a setting or an earlier time, what to name is said."""
    ran = run("ingest")

    assert ran.code == 2
    assert "nothing to ingest" in ran.err


def test_a_damaged_index_is_said_clearly(run: Run, sources: Path, data_dir: Path) -> None:
    """A question to a damaged index ends with 2 and says what to do; building it again mends it."""
    run("ingest", str(sources))
    (data_dir / "index" / "current").write_text("9", "utf-8")
    broken = run("ask", QUESTION)
    unnamed = run("ingest")
    run("ingest", str(sources))

    assert broken.code == 2
    assert "damaged" in broken.err
    assert "madoguchi ingest" in broken.err
    assert unnamed.code == 2
    assert run("ask", QUESTION).code == 0


def test_an_index_that_breaks_while_it_serves_is_an_answer_too(
    sources: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A failure in the middle of a question has a status, and the log has the reason."""
    settings = Settings(data_dir=tmp_path / "data")
    ingest(settings, [sources], io.StringIO())
    window = build(settings)
    for file in (tmp_path / "data" / "index").glob("*/library.sqlite"):
        file.write_bytes(b"broken" * 2000)
    answer = window.answer(QUESTION)

    assert answer.status == "error.unavailable"
    assert answer.message
    assert "cannot be looked up" in caplog.text


@pytest.mark.parametrize("engine", ["auto", "rank-bm25", "tantivy"])
def test_every_engine_gives_the_same_answer(sources: Path, tmp_path: Path, engine: str) -> None:
    """In memory and on disk, whatever ranks: the same quotation from the same version."""
    options = RetrievalOptions.model_validate({"engine": engine})
    settings = Settings(data_dir=tmp_path / "data", retrieval=options)
    memory = build(settings, [sources]).answer(QUESTION)
    ingest(settings, [sources], io.StringIO())
    disk = build(settings).answer(QUESTION)

    assert memory.quotes[0].text == "The fee for pets is 20 euros a year."
    assert memory.model_copy(update={"elapsed_ms": 0}) == disk.model_copy(update={"elapsed_ms": 0})


def test_an_index_of_another_version_is_refused(
    run: Run, sources: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another version of the program made is to be built again."""
    run("ingest", str(sources))
    assert data_dir.exists()
    monkeypatch.setattr("retrieval.stored.FORMAT", "0")

    ran = run("ask", QUESTION)

    assert ran.code == 2
    assert "another version" in ran.err


def test_meaning_finds_what_shares_no_word(sources: Path, tmp_path: Path) -> None:
    """With word vectors, in memory and on disk, the passage is ranked that says it in other words; the quotation is the same."""
    (sources / "cars.md").write_text("# Cars\n\nParking is free for bicycles.\n", "utf-8")
    options = RetrievalOptions(semantic="wordllama")
    settings = Settings(data_dir=tmp_path / "data", retrieval=options)
    ingest(settings, [sources], io.StringIO())
    windows = [build(settings, [sources]), build(settings)]
    found = [window.answer_with_findings("vehicle storage")[1].ranking[0].document for window in windows]
    quoted = [window.answer(QUESTION).quotes[0].text for window in windows]

    assert found == ["cars.md", "cars.md"]
    assert quoted == ["The fee for pets is 20 euros a year."] * 2


def test_a_sentence_model_tells_sentences_apart(sources: Path, tmp_path: Path) -> None:
    """What says it in other words is the evidence, in memory and on disk alike, and the explanation says how close it is."""
    write_model(tmp_path)
    (sources / "animals.md").write_text(
        "# Animals\n\nRain is measured here. The fee for a dog is 9 euros. Trains go.\n", "utf-8"
    )
    options = RetrievalOptions(semantic="onnx", semantic_model=tmp_path)
    settings = Settings(data_dir=tmp_path / "data", retrieval=options)
    ingest(settings, [sources], io.StringIO())
    assert any(line.startswith("read for its meaning by onnx ") for line in status_lines(settings))
    windows = [build(settings, [sources]), build(settings)]
    found = [window.answer_with_findings("price of a hound?")[1].evidence[0] for window in windows]
    signals = {each.name: each.value for each in windows[0].explain("price of a hound?").explanation.signals}

    assert [window.document("animals.md").at(one.spans[0]) for window, one in zip(windows, found, strict=True)] == [
        "The fee for a dog is 9 euros."
    ] * 2
    assert found[0] == found[1]
    assert signals["meaning"] == pytest.approx(1, abs=0.01)
    assert windows[0].calibration == WITH_MEANING


def test_a_calibration_without_meaning_is_none_with_it(sources: Path, tmp_path: Path) -> None:
    """Weights that were fitted to other signals are refused, with what to do; those that ship are taken where they are asked for."""
    write_model(tmp_path)
    without = Settings(data_dir=tmp_path / "data")
    record = Record(calibration=SHIPPED, basis="pseudo", questions=20, risk=0.1, corpus_version="", day="2026-01-01")
    write(record, without.calibration_file)
    settings = without.model_copy(update={"retrieval": RetrievalOptions(semantic="onnx", semantic_model=tmp_path)})

    assert build(without, [sources]).calibration == SHIPPED
    with pytest.raises(SettingsError, match="fitted without the meaning of sentences"):
        build(settings, [sources])
    assert build(settings, [sources], as_shipped=True).calibration == WITH_MEANING


def test_vectors_of_other_pieces_are_to_be_made_again(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where what may be quoted has changed since the vectors were made, that is said."""
    write_model(tmp_path)
    options = RetrievalOptions(semantic="onnx", semantic_model=tmp_path)
    settings = Settings(data_dir=tmp_path / "data", retrieval=options)
    monkeypatch.setattr("retrieval.indexing.quotable_texts", lambda document, passage: iter(()))
    ingest(settings, [sources], io.StringIO())

    assert build(settings).answer(QUESTION).status == "error.unavailable"


def test_meaning_without_its_library_says_how_to_get_it(
    run: Run, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The setting without the package is a failure that names the extra."""
    monkeypatch.delitem(sys.modules, "retrieval.embedders.wordllama", raising=False)
    monkeypatch.setitem(sys.modules, "tokenizers", None)

    ran = run("ask", QUESTION, "--corpus", str(sources), MADOGUCHI_RETRIEVAL__SEMANTIC="wordllama")

    assert ran.code == 1
    assert "madoguchi[semantic]" in ran.err


def test_an_index_without_vectors_is_to_be_built_again(sources: Path, tmp_path: Path) -> None:
    """Where meaning is asked for after the index was built without it, that is said."""
    ingest(Settings(data_dir=tmp_path / "data"), [sources], io.StringIO())

    with pytest.raises(DamagedIndex):
        build(Settings(data_dir=tmp_path / "data", retrieval=RetrievalOptions(semantic="wordllama")))
