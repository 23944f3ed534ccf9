"""Where the judged question sets lie, and what each is asked of.

The sets named `library_…` are asked of the library that ships with the program; those named `policies_…` of the
policies in `documents`, of organisations that do not exist: a staff handbook with the version before it, and a
municipality's policy with an annex that contradicts it in one number; those named `seed_…` of a page that lies beside
the project and is not part of it, and are skipped where it is absent.
"""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
SETS = ("seed_dev", "seed_heldout", "library_dev", "library_heldout", "policies_dev", "policies_heldout")
_SEED_PAGE = PROJECT.parent / "shared" / "seed" / "eu-japan-policy-dialogue.txt"


def questions(name: str) -> Path:
    """The file of a set."""
    return HERE / f"{name}.jsonl"


def corpus(name: str) -> Path:
    """What a set is asked of; the test is skipped where it is absent."""
    if name.startswith("library"):
        return PROJECT / "corpus" / "library"
    if name.startswith("policies"):
        return HERE / "documents"
    if not _SEED_PAGE.exists():
        pytest.skip(f"the page that {name} asks about is not there: ../shared/seed/{_SEED_PAGE.name}")
    return _SEED_PAGE
