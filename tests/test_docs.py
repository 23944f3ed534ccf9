"""What the documentation says is so: its commands, its output, its statuses, the files it names."""

import re
import shlex
from pathlib import Path

import click
import pytest

from bot.cli import commands, main
from bot.model import STATUSES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
COMMANDS = re.findall(r"^    \./madoguchi (.+)$", README, re.MULTILINE)
PRINTED = README.split("```text\n", 1)[1].split("```", 1)[0].rstrip()


def test_the_first_command_prints_what_the_readme_shows(capfd: pytest.CaptureFixture[str]) -> None:
    """What the README shows is what its first command prints."""
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(COMMANDS[0]))
    printed = capfd.readouterr().out

    assert ended.value.code == 0
    assert printed.rstrip() == PRINTED


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_readme_can_be_given(line: str) -> None:
    """The commands and options that the README shows exist."""
    words = [word for word in shlex.split(line) if word[0] not in "<>"]
    parent: click.Group = commands
    while True:
        context = parent.make_context("madoguchi", list(words))
        name, command, words = parent.resolve_command(context, [*context._protected_args, *context.args])
        assert command is not None, name
        if not isinstance(command, click.Group):
            break
        parent = command

    assert command.make_context(name or "", list(words), resilient_parsing=False)


def test_every_command_is_in_the_readme() -> None:
    """No command is undocumented."""
    assert {name for name in commands.commands if not re.search(rf"\./madoguchi {name}\b", README)} == set()


def test_every_option_is_in_the_readme() -> None:
    """No option of any command is undocumented."""
    given = {
        option for command in commands.commands.values() for parameter in command.params for option in parameter.opts
    }

    assert {option for option in given if option.startswith("--") and option not in README} == set()


def test_every_status_and_exit_code_is_in_the_readme() -> None:
    """The tables of the README name every status and code."""
    from bot.cli import ANSWERED, BAD_INPUT, FAILED, NOT_ANSWERED

    assert [status for status in STATUSES if f"`{status}`" not in README] == []
    assert [code for code in (ANSWERED, BAD_INPUT, FAILED, NOT_ANSWERED) if f"\n| {code} | " not in README] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_paths_lead_somewhere(path: Path) -> None:
    """Every relative link, and every file of a room that is named, is there."""
    text = path.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    named = re.findall(r"`((?:bot|corpus|retrieval|tests|scripts|config|docs)/[\w./]*)`", text)

    assert [link for link in links if not (path.parent / link).exists()] == []
    assert [name for name in named if not (ROOT / name).exists()] == []
