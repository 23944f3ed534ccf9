"""The launcher as a person calls it: on first use, again, from elsewhere, twice at once, and when it cannot work.

Nothing is downloaded: the environment's packages are a lock that is empty, and `bot` is a program of one line.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.corpus.papers import word

ROOT = Path(__file__).parents[2]
SECONDS = 120
PROGRAM = "import os, sys; print(os.getcwd(), *sys.argv[1:], sep='|')\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The launcher in a folder with a space in its name, beside a program that prints how it was called."""
    root = tmp_path / "the checkout"
    (root / "bot").mkdir(parents=True)
    (root / "bot" / "__main__.py").write_text(PROGRAM, "utf-8")
    (root / "requirements").mkdir()
    for name in ("core", "telegram", "evaluate"):
        (root / "requirements" / f"{name}.txt").write_text(f"# nothing for {name}\n", "utf-8")
    (root / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "environment.sh", root / "scripts")
    shutil.copy(ROOT / "madoguchi", root)
    return root


def environ(**more: str) -> Mapping[str, str]:
    """The environment with a Python that is known to work."""
    return {**os.environ, "MADOGUCHI_PYTHON": sys.executable, **more}


def call(program: Path, *arguments: str, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    """Call the launcher and wait for its end."""
    command = [str(program), *arguments]
    return subprocess.run(
        command,
        cwd=cwd or program.parent,
        env=environ(**more),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def test_first_use_prepares_and_the_next_does_not(checkout: Path) -> None:
    """The first use says on standard error that it prepares; the next is silent; standard output is the program's."""
    first = call(checkout / "madoguchi", "ask", "a b")
    again = call(checkout / "madoguchi", "ask", "a b")

    assert first.stdout == again.stdout == f"{checkout}|ask|a b\n"
    assert first.stderr.count("\n") == 1
    assert "first use" in first.stderr
    assert again.stderr == ""
    assert not (checkout / ".venv.unfinished").exists()


def test_it_works_from_anywhere(checkout: Path, tmp_path: Path) -> None:
    """Through a symlink, from a folder that holds another `bot`, the folder of the caller is kept."""
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "bot").mkdir(parents=True)
    (elsewhere / "bot" / "__main__.py").write_text("print('wrong')", "utf-8")
    (tmp_path / "link").symlink_to(checkout / "madoguchi")

    called = call(tmp_path / "link", "x", cwd=elsewhere)

    assert called.stdout == f"{elsewhere}|x\n"


def test_new_dependencies_and_an_interrupted_installation_are_installed_again(checkout: Path) -> None:
    """A changed lock is installed; what was cut off is begun anew; a lost Python is replaced."""
    call(checkout / "madoguchi")
    (checkout / "requirements" / "core.txt").write_text("# changed\n", "utf-8")
    changed = call(checkout / "madoguchi")
    (checkout / ".venv.unfinished").touch()
    (checkout / ".venv" / "core.txt").unlink()
    (checkout / ".venv" / "half").touch()
    cut_off = call(checkout / "madoguchi")
    left = (checkout / ".venv" / "half").exists()
    for name in ("python", "python3"):
        (checkout / ".venv" / "bin" / name).unlink()
    lost = call(checkout / "madoguchi")

    for called in (changed, cut_off, lost):
        assert called.returncode == 0, called.stderr
        assert "preparing" in called.stderr
    assert not left


def test_two_first_uses_at_once_wait_for_each_other(checkout: Path) -> None:
    """Only one prepares, and both answer."""
    command = [str(checkout / "madoguchi"), "x"]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command, env=environ(), stdout=pipe, stderr=pipe, text=True) for _ in range(2)]
    said = [process.communicate(timeout=SECONDS) for process in both]

    assert [process.returncode for process in both] == [0, 0]
    assert sum("preparing" in err for _, err in said) == 1


def test_an_extra_is_installed_when_it_is_asked_for_and_kept_up_to_date(checkout: Path) -> None:
    """A name in MADOGUCHI_EXTRA is installed beside the core; later calls keep it, and renew it when its lock changes."""
    call(checkout / "madoguchi", "ask")
    core = [path.stem for path in (checkout / ".venv").glob("*.txt")]
    asked_for = call(checkout / "madoguchi", "serve", MADOGUCHI_EXTRA="telegram")
    again = call(checkout / "madoguchi", "ask")
    (checkout / "requirements" / "telegram.txt").write_text("# changed\n", "utf-8")
    changed = call(checkout / "madoguchi", "ask")

    assert core == ["core"]
    assert ("preparing" in asked_for.stderr, again.stderr, "preparing" in changed.stderr) == (True, "", True)
    assert sorted(path.stem for path in (checkout / ".venv").glob("*.txt")) == ["core", "telegram"]
    assert (checkout / ".venv" / "telegram.txt").read_text("utf-8") == "# changed\n"


def test_the_program_has_a_missing_extra_installed_and_is_called_again(tmp_path: Path) -> None:
    """Settings that need an extra make the launcher install it, with the same command; tried in vain it is said how."""
    launcher = tmp_path / "launcher"
    launcher.write_text('#!/bin/sh\necho "$MADOGUCHI_EXTRA: $*"\n', "utf-8")
    launcher.chmod(0o755)
    without = "import bot.bootstrap as b; b.find_spec = lambda name: None; from bot.cli import main; main()"
    command = [sys.executable, "-c", without, "ask", "who is responsible"]
    told = {"MADOGUCHI_RETRIEVAL__SEMANTIC": "wordllama", "MADOGUCHI_LAUNCHER": str(launcher)}

    first, in_vain = (
        subprocess.run(
            command, cwd=ROOT, env=environ(**told, **more), capture_output=True, text=True, timeout=SECONDS, check=False
        )
        for more in ({}, {"MADOGUCHI_EXTRA": "semantic"})
    )

    assert first.stdout == "semantic: ask who is responsible\n"
    assert in_vain.returncode == 1
    assert "madoguchi[semantic]" in in_vain.stderr


def test_a_document_that_needs_an_extra_has_it_installed(tmp_path: Path) -> None:
    """A Word document makes the launcher install what reads it, with the same command."""
    launcher = tmp_path / "launcher"
    launcher.write_text('#!/bin/sh\necho "$MADOGUCHI_EXTRA: $*"\n', "utf-8")
    launcher.chmod(0o755)
    (tmp_path / "rules.docx").write_bytes(word([("p", "Dogs pay a fee.")]))
    without = "import sys; sys.modules['mammoth'] = None; from bot.cli import main; main()"
    command = [sys.executable, "-c", without, "ingest", "rules.docx"]
    told = environ(MADOGUCHI_LAUNCHER=str(launcher), MADOGUCHI_DATA_DIR=str(tmp_path / "data"), PYTHONPATH=str(ROOT))

    called = subprocess.run(
        command, cwd=tmp_path, env=told, capture_output=True, text=True, timeout=SECONDS, check=False
    )

    assert called.stdout == "documents: ingest rules.docx\n"


def test_an_unknown_extra_is_left_to_the_program(checkout: Path) -> None:
    """A name without a lock installs nothing, and the program is run."""
    called = call(checkout / "madoguchi", "x", MADOGUCHI_EXTRA="postgres")

    assert (called.returncode, called.stdout) == (0, f"{checkout}|x\n")


def test_a_python_that_does_not_run_is_passed_over(checkout: Path, tmp_path: Path) -> None:
    """A command that only looks like Python is tried and the next is taken."""
    commands = tmp_path / "commands"
    commands.mkdir()
    (commands / "python3.13").write_text("#!/bin/sh\nexit 127\n", "utf-8")
    (commands / "python3.13").chmod(0o755)
    (commands / "python3.12").symlink_to(sys.executable)

    called = call(checkout / "madoguchi", "x", MADOGUCHI_PYTHON="", PATH=f"{commands}:{os.environ['PATH']}")

    assert called.returncode == 0, called.stderr


def test_without_a_fitting_python_it_says_what_to_do(checkout: Path) -> None:
    """A Python that cannot be used is named, and nothing is left behind."""
    called = call(checkout / "madoguchi", "x", MADOGUCHI_PYTHON="/no such/python")

    assert called.returncode == 1
    assert "3.11, 3.12 or 3.13" in called.stderr
    assert "/no such/python" in called.stderr
    assert not (checkout / ".venv").exists()
