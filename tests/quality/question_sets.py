"""Where the judged question sets lie, and what each is asked of.

The sets named `library_…` are asked of the library that ships with the program; those named `policies_…` of the
policies in `documents`, of organisations that do not exist: a staff handbook with the version before it, and a
municipality's policy with an annex that contradicts it in one number; those named `seed_…` of a page, and those named
`source_…` of real documents, that lie beside the project and are not part of it, and are skipped where they are absent.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
SHARED = PROJECT.parent / "shared"
SOURCES: Mapping[str, Sequence[str]] = {
    "source_handbook_dev": ["sourcegraph__handbook"],
    "source_data_dev": [
        f"project-open-data__project-open-data.github.io/{name}.md"
        for name in ("federal-awards-faq", "implementation-guide", "policy-memo")
    ],
    "source_terms_heldout": ["github__site-policy"],
    "source_domains_heldout": [
        "cisagov__dotgov-home/pages__registration__requirements.md",
        "alphagov__design-principles",
    ],
    "source_packaging_heldout": ["debian-policy_en"],
    "source_directives_dev": [
        *(f"cisagov__cyber.dhs.gov/assets__report__{name}.pdf" for name in ("ar-16-20173", "bod-18-02", "bod-19-02")),
        *(f"cisagov__cyber.dhs.gov/assets__report__{name}.pdf" for name in ("bod-20-01", "ed-20-03")),
        "cisagov__dotgov-home/assets__transition-report-to-congress.pdf",
        "project-open-data__project-open-data.github.io/assets__docs__Data_Asset_Collection_Memo-02_21_14.pdf",
    ],
}
"""Where the real documents of a set lie: a company's handbook, an open data policy, the terms of a service, the rules for names
of domains with pages about services, a packaging policy, and directives, reports and a memorandum as PDFs."""
SETS = ("seed_dev", "seed_heldout", "library_dev", "library_heldout", "policies_dev", "policies_heldout", *SOURCES)


def questions(name: str) -> Path:
    """The file of a set."""
    return HERE / f"{name}.jsonl"


def corpus(name: str) -> Sequence[Path]:
    """What a set is asked of; the test is skipped where it is absent."""
    if name.startswith("library"):
        return [PROJECT / "corpus" / "library"]
    if name.startswith("policies"):
        return [HERE / "documents"]
    beside = SOURCES.get(name, ["../seed/eu-japan-policy-dialogue.txt"])
    paths = [(SHARED / "documents" / each).resolve() for each in beside]
    if absent := [str(path.relative_to(PROJECT.parent)) for path in paths if not path.exists()]:
        pytest.skip(f"what {name} asks about is not there: ../{', ../'.join(absent)}")
    return paths
