"""The vectors of passages, or of pieces of them, in memory or in a file: for each the number of its passage, and its row in bytes.

A row of a length of 1 is kept as whole numbers from -127 to 127 and what they are multiplied by. That moves a cosine by
0.002 at most, takes a quarter of the room, and is looked through eight times as fast as halves of single precision
(docs/decisions/005-meaning-beside-words.md).
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.embedder import Embedder, Vector, signature
from retrieval.errors import DamagedIndex

STEPS = 127
"""The largest of the whole numbers."""
MOST = 20
"""So many files are kept of what was made before: those that were used last."""
BLOCK = 512
"""So many rows are looked at, or embedded, together."""


class Vectors:
    """Rows ordered by the numbers of their passages, of one in the order they were made in; none is changed."""

    def __init__(self, rows: NDArray[Any]) -> None:
        self._rows = rows
        self._numbers: NDArray[np.int64] = rows["number"].astype(np.int64)

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def rows(self) -> NDArray[Any]:
        """As they are kept."""
        return self._rows

    def nearest(self, vector: Vector, limit: int) -> list[int]:
        """Numbers of the passages with the greatest cosines above 0, the best first; equal ones by number."""
        blocks = (self._rows[start : start + BLOCK] for start in range(0, len(self), BLOCK))
        found = [(block["vector"].astype(np.float32) @ vector) * block["scale"] for block in blocks]
        cosines = np.concatenate(found) if found else np.zeros(0, dtype=np.float32)
        if len(cosines) > limit:
            places = np.flatnonzero(cosines >= np.partition(cosines, -limit)[-limit])
        else:
            places = np.arange(len(cosines))
        best = places[np.argsort(-cosines[places], kind="stable")][:limit]
        return [int(self._numbers[place]) for place in best if cosines[place] > 0]

    def of_pieces(self, vector: Vector, number: int) -> Sequence[float]:
        """Cosines of all rows of a passage, in their order, in double precision."""
        first, after = np.searchsorted(self._numbers, [number, number + 1])
        cosines: list[float] = self._exactly(vector, slice(first, after)).tolist()
        return cosines

    def closest(self, vector: Vector, numbers: Sequence[int]) -> Mapping[int, float]:
        """The greatest cosine of the rows of each of some passages, in double precision: the same to the bit wherever a row
        stands. A number without a row is left out.
        """
        first, after = np.searchsorted(self._numbers, numbers, "left"), np.searchsorted(self._numbers, numbers, "right")
        held = after > first
        if not held.any():
            return {}
        places = np.concatenate([np.arange(*span) for span in zip(first[held], after[held], strict=True)])
        begins = np.cumsum(after[held] - first[held]) - (after[held] - first[held])
        best = np.maximum.reduceat(self._exactly(vector, places), begins)
        return dict(zip(np.asarray(numbers)[held].tolist(), best.tolist(), strict=True))

    def _exactly(self, vector: Vector, places: "slice | NDArray[np.int64]") -> NDArray[np.float64]:
        rows = self._rows[places]
        cosines: NDArray[np.float64] = (rows["vector"] * vector.astype(np.float64)).sum(axis=1) * rows["scale"]
        return cosines


def made(texts: Iterable[tuple[int, str]], embedder: Embedder) -> NDArray[Any]:
    """Rows for numbered texts, in their order."""
    blocks = []
    remaining = iter(texts)
    while block := list(islice(remaining, BLOCK)):
        exact = embedder.embed([text for _, text in block])
        scales = np.abs(exact).max(axis=1) / STEPS
        rows = np.zeros(len(block), dtype=row_type(embedder.dimensions))
        rows["number"] = [number for number, _ in block]
        rows["scale"] = scales
        rows["vector"] = np.rint(exact / np.where(scales > 0, scales, 1)[:, None])
        blocks.append(rows)
    return np.concatenate(blocks) if blocks else np.zeros(0, dtype=row_type(embedder.dimensions))


def made_once(texts: Iterable[tuple[int, str]], embedder: Embedder, folder: Path) -> NDArray[Any]:
    """The same, out of a folder where they were made before; one that cannot be read or written is as good as none.

    A file holds the rows of all of the texts, and is named by the digest of these and of the embedder.
    """
    numbered = list(texts)
    digest = sha256(signature(embedder).encode())
    for number, text in numbered:
        digest.update(f"\n{number} {len(text)} {text}".encode("utf-8", "surrogatepass"))
    file = folder / f"{digest.hexdigest()}.npy"
    with suppress(DamagedIndex, OSError):
        rows = read(file, embedder.dimensions, len(numbered)).rows
        file.touch()
        return rows
    rows = made(numbered, embedder)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(f".{os.getpid()}.npy")
        write(rows, new)
        new.replace(file)
        for old in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)[:-MOST]:
            old.unlink()
    return rows


def row_type(dimensions: int) -> np.dtype[Any]:
    """How a row is kept."""
    return np.dtype([("number", "<i4"), ("scale", "<f4"), ("vector", "i1", (dimensions,))])


def write(rows: NDArray[Any], file: Path) -> None:
    """Keep rows in a file, ordered by number."""
    np.save(file, rows[np.argsort(rows["number"], kind="stable")], allow_pickle=False)


def read(file: Path, dimensions: int, count: int | None = None) -> Vectors:
    """The vectors in a file, which is mapped, not loaded. Raises DamagedIndex where they are not `count`, or no vectors."""
    try:
        rows = np.load(file, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise DamagedIndex(f"the vectors in {file} cannot be read ({error}); build the index again") from None
    if rows.dtype != row_type(dimensions) or rows.ndim != 1 or count not in (None, len(rows)):
        raise DamagedIndex(f"the vectors in {file} are not those of its passages; build the index again")
    return Vectors(rows)
