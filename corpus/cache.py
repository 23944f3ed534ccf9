"""Documents that were read before, kept so that they need not be read again.

One file a source, named by the source's path; it holds the digest of the file's bytes and of the code that read
them, and counts only while both are the same. A cache that cannot be read or written is as good as none.
"""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from corpus.loaders.building import Loaded, Source
from corpus.model import Model


class _Kept(Model):
    reader: str
    file: str
    loaded: Loaded


class Cache:
    """A folder of documents that were read before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, source: Source, path: Path) -> Loaded | None:
        """What was made of the source, if it and the reader are unchanged."""
        try:
            kept = _Kept.model_validate_json(self._file(source, path).read_bytes())
        except (OSError, ValidationError):
            return None
        return kept.loaded if (kept.reader, kept.file) == (reader_version(), source.digest) else None

    def put(self, source: Source, path: Path, loaded: Loaded) -> None:
        """Keep what was made of a source."""
        file = self._file(source, path)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            new = file.with_suffix(".new")
            new.write_text(_Kept(reader=reader_version(), file=source.digest, loaded=loaded).model_dump_json(), "utf-8")
            new.replace(file)
        except (OSError, ValueError):  # no folder, or half characters
            return

    def _file(self, source: Source, path: Path) -> Path:
        name = sha256(f"{path.absolute()}\n{source.id}".encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{name}.json"


@cache
def reader_version() -> str:
    """Digest of the code of this room: what another version has read is read again."""
    digest = sha256()
    for folder in (files("corpus"), files("corpus") / "loaders"):
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".py"):
                digest.update(file.read_bytes())
    return digest.hexdigest()
