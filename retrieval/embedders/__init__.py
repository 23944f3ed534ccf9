"""Embedders: one file each, all behind the contract of retrieval.embedder."""

from importlib.util import find_spec
from pathlib import Path


def folder_of(package: str) -> Path:
    """Where a package is installed, which is not imported. Raises ModuleNotFoundError."""
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(f"{package} is not installed", name=package)
    return Path(next(iter(found.submodule_search_locations)))
