"""The wheel holds what the program reads besides its code."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[1]


def test_the_wheel_holds_messages_and_library(tmp_path: Path) -> None:
    """Messages, the library that ships and the synonyms are in the wheel; tests and settings files are not."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    held = set(ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    read = [path for room in ("bot", "corpus", "retrieval") for path in (ROOT / room).rglob("*") if path.is_file()]
    shipped = {path.relative_to(ROOT).as_posix() for path in read if path.suffix in {".py", ".ftl", ".md", ".toml"}}

    assert shipped <= held
    assert any(name.startswith("corpus/library/") for name in held)
    assert not [name for name in held if name.startswith(("tests/", "config/"))]
