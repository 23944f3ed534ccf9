"""A sentence model in the ONNX format, out of a folder or an archive that the organisation keeps.

Any encoder with a tokenizer of the Hugging Face kind whose tokens' mean stands for a text, such as all-MiniLM-L6-v2
(N. Reimers, I. Gurevych: Sentence-BERT, 2019). Nothing is downloaded. Texts are run one by one: a model of whole numbers
scales them by the largest value of a batch, which would move every row of it.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Encoding, Tokenizer

from retrieval.embedder import Matrix
from retrieval.errors import UnusableModel

WINDOW = 256
"""Tokens that are run together, the marks at both ends among them; a longer text is run in windows of so many."""
ERRORS_ONLY = 3
"""Level of what the library prints."""


class Onnx:
    """An embedder; see retrieval.embedder.Embedder for what it promises. Raises UnusableModel."""

    name = "onnx"
    reads_sentences = True

    def __init__(self, path: Path) -> None:
        model, tokenizer = _read(path)
        self.version = sha256(model + tokenizer).hexdigest()[:16]
        options = SessionOptions()
        options.log_severity_level = ERRORS_ONLY
        options.intra_op_num_threads = 1  # more would wait for work on processors that others need
        try:
            self._session = InferenceSession(model, options, providers=["CPUExecutionProvider"])
            self._tokenizer = Tokenizer.from_str(tokenizer.decode("utf-8"))
            self._tokenizer.no_padding()
            self._tokenizer.enable_truncation(WINDOW)
            self._inputs = [given.name for given in self._session.get_inputs()]
            _, self.dimensions = self._hidden(self._tokenizer.encode("a")).shape
        except Exception as error:  # noqa: BLE001 - either library raises what it likes
            raise UnusableModel(f"the model in {path} cannot be run: {error}") from None

    def embed(self, texts: Sequence[str]) -> Matrix:
        """A row for each text."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            encoding = self._tokenizer.encode(text)
            if not all(encoding.special_tokens_mask):
                total = sum(self._hidden(window).sum(axis=0) for window in (encoding, *encoding.overflowing))
                row[:] = total / (np.linalg.norm(total) or 1.0)
        return rows

    def _hidden(self, window: Encoding) -> NDArray[np.float32]:
        """The vectors of the tokens, a row each."""
        known = {"input_ids": window.ids, "attention_mask": window.attention_mask, "token_type_ids": window.type_ids}
        hidden, *_ = self._session.run(None, {name: np.array([known[name]], np.int64) for name in self._inputs})
        return np.asarray(hidden[0], np.float32)


def _read(path: Path) -> tuple[bytes, bytes]:
    """The model and its tokenizer. Raises UnusableModel."""
    try:
        if path.is_dir():
            names = [str(file.relative_to(path)) for file in path.rglob("*") if file.is_file()]
            model, tokenizer = (_one(path, names, ending) for ending in (".onnx", "tokenizer.json"))
            return (path / model).read_bytes(), (path / tokenizer).read_bytes()
        with ZipFile(path) as archive:
            model, tokenizer = (_one(path, archive.namelist(), ending) for ending in (".onnx", "tokenizer.json"))
            return archive.read(model), archive.read(tokenizer)
    except (OSError, BadZipFile) as error:
        raise UnusableModel(f"there is no folder and no archive of a model at {path}: {error}") from None


def _one(path: Path, names: Sequence[str], ending: str) -> str:
    """The only name with an ending."""
    found = sorted(name for name in names if name.endswith(ending))
    if len(found) != 1:
        there = f"{len(found)}: {', '.join(found)}" if found else "none"
        raise UnusableModel(f"{path} should hold one file …{ending} and holds {there}")
    return found[0]
