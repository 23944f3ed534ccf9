"""Sentence models out of folders and archives."""

from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from retrieval.embedders.onnx import WINDOW, Onnx
from retrieval.errors import UnusableModel
from tests.retrieval.sentence_model import write_model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds a model."""
    (tmp_path / "model").mkdir()
    write_model(tmp_path / "model")
    return tmp_path / "model"


def test_the_one_that_is_installed_knows_what_is_meant() -> None:
    """Without a path it is the model of the packages, to which a paraphrase is nearer than what shares a word."""
    asked, same, other = Onnx().embed(
        [
            "whos our tooth cover with",
            "Dental insurance is provided through a carrier.",
            "Covers of printers stay closed.",
        ]
    )

    assert asked @ same > asked @ other


def test_an_archive_is_the_same_model(folder: Path, tmp_path: Path) -> None:
    """A model is the same out of a folder and out of an archive, in which its files may be named after it."""
    with ZipFile(tmp_path / "model.jar", "w") as archive:
        archive.write(folder / "model.onnx", "words/words-q.onnx")
        archive.write(folder / "tokenizer.json", "words/words-q-tokenizer.json")
        archive.writestr("META-INF/MANIFEST.MF", "")
    one, other = Onnx(folder), Onnx(tmp_path / "model.jar")

    assert one.version == other.version
    assert one.embed(["a dog"]).tobytes() == other.embed(["a dog"]).tobytes()


def test_a_text_of_several_windows_is_the_mean_of_its_tokens(folder: Path) -> None:
    """Each token counts the same, in whichever window it stands."""
    model = Onnx(folder)
    text = "dog " * WINDOW + "fee " * WINDOW

    assert model.embed([text])[0] == pytest.approx(np.array([1, 1, 0, 0, 0, 0]) / 2**0.5, abs=1e-6)


def test_another_model_has_another_version(folder: Path) -> None:
    """A version is that of the model's bytes and the tokenizer's."""
    before = Onnx(folder).version
    tokenizer = folder / "tokenizer.json"
    tokenizer.write_text(tokenizer.read_text("utf-8") + " ", "utf-8")

    assert Onnx(folder).version != before


def test_what_holds_no_model_is_named(folder: Path, tmp_path: Path) -> None:
    """No such place, a file that is no archive, none or several models, and bytes that are none: each is said."""
    (tmp_path / "note.txt").write_text("no model", "utf-8")
    with pytest.raises(UnusableModel, match=r"no archive of a model at .*absent"):
        Onnx(tmp_path / "absent")
    with pytest.raises(UnusableModel, match=r"note\.txt"):
        Onnx(tmp_path / "note.txt")
    (folder / "quantized.onnx").write_bytes(b"")
    with pytest.raises(UnusableModel, match=r"one file ….onnx and holds 2: model.onnx, quantized.onnx"):
        Onnx(folder)
    (folder / "quantized.onnx").unlink()
    (folder / "model.onnx").write_bytes(b"no model")
    with pytest.raises(UnusableModel, match="cannot be run"):
        Onnx(folder)
    (folder / "tokenizer.json").unlink()
    with pytest.raises(UnusableModel, match=r"one file …tokenizer.json and holds none"):
        Onnx(folder)
