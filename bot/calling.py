"""What all commands have in common: their settings and window, the option that names documents, and complaints."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.answering import Madoguchi
    from bot.settings import Settings

corpus_option = click.option(
    "--corpus",
    "-c",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file or folder to answer from; may be repeated.",
)


def settings_of(context: click.Context) -> "Settings":
    """The settings that a command was called with. Raises SettingsError."""
    from bot.settings import load

    return load(context.obj, os.environ)


def window_of(context: click.Context, corpus: Sequence[Path]) -> "Madoguchi":
    """A window over the documents that a command names, or those that the settings do; see bot.bootstrap.build."""
    from bot.bootstrap import build

    return build(settings_of(context), corpus, complain)


def complain(problem: str) -> None:
    """Say what is wrong in one line, without what controls a terminal."""
    from bot.terminal import safe

    click.echo(f"madoguchi: {safe(' '.join(problem.split()))}", err=True)
