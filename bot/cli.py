"""The command line: `madoguchi COMMAND`.

Exit codes: 0 answered or small talk, 3 abstained or asked back, 2 bad usage, settings, input or corpus, 1 failure.
What a command needs is imported in it, so that each starts fast.
"""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.calling import complain, corpus_option, settings_of, window_of
from bot.errors import BotError, MalformedSet, MissingExtra, SettingsError, Unverifiable
from bot.measuring import calibrate, evaluate
from bot.operating import config, doctor, inbox, serve, telegram
from corpus.errors import CorpusError, MissingReader
from retrieval.errors import DamagedIndex, RetrievalError

if TYPE_CHECKING:
    pass

ANSWERED, FAILED, BAD_INPUT, NOT_ANSWERED = 0, 1, 2, 3
"""Exit codes."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit with its code; every error is one line on standard error."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        words = list(arguments) if arguments is not None else None
        code = commands.main(args=words, prog_name="madoguchi", standalone_mode=False)
    except click.ClickException as error:
        where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "madoguchi"
        complain(f"{error.format_message()} ({where} --help says what there is)")
        code = error.exit_code
    except click.Abort:
        code = 130
    except (MissingExtra, MissingReader) as missing:
        _install(missing.extra)
        complain(str(missing))
        code = FAILED
    except (SettingsError, CorpusError, MalformedSet, Unverifiable) as error:
        complain(str(error))
        code = BAD_INPUT
    except RetrievalError as error:
        complain(
            f"{error} (madoguchi ingest PATH... builds an index anew)"
            if isinstance(error, DamagedIndex)
            else str(error)
        )
        code = BAD_INPUT
    except BrokenPipeError:  # whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ANSWERED
    except (BotError, OSError) as error:
        complain(str(error))
        code = FAILED
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        complain(f"something went wrong: {type(error).__name__}: {error} (python -X dev -m bot shows where)")
        code = FAILED
    sys.exit(code)


def _install(extra: str) -> None:
    """Have the launcher install an extra and run the command anew; comes back where there is no launcher or it was tried."""
    launcher = os.environ.get("MADOGUCHI_LAUNCHER")
    if launcher and os.environ.get("MADOGUCHI_EXTRA") != extra:
        os.execve(launcher, [launcher, *sys.argv[1:]], {**os.environ, "MADOGUCHI_EXTRA": extra})  # noqa: S606 - no shell


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("madoguchi")
    except PackageNotFoundError:
        import tomllib

        project = Path(__file__).parent.parent / "pyproject.toml"
        return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"])


def _print_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"madoguchi {_version()}")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=click.Path(path_type=Path), help="Settings file (TOML).")
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="Show the version."
)
@click.pass_context
def commands(context: click.Context, config: Path | None) -> None:
    """Ask policy documents a question; get the passage word for word and the person responsible."""
    context.obj = config


@commands.command()
@click.argument("question", nargs=-1)
@corpus_option
@click.option(
    "--history", multiple=True, help="An earlier question of the conversation, the oldest first; may be repeated."
)
@click.option("--json", "as_json", is_flag=True, help="Print the Answer as JSON.")
@click.option("--explain", is_flag=True, help="Say how the answer came about.")
@click.pass_context
def ask(
    context: click.Context,
    question: tuple[str, ...],
    corpus: tuple[Path, ...],
    history: tuple[str, ...],
    as_json: bool,
    explain: bool,
) -> int:
    """Answer one QUESTION; `-`, or none where input is piped, reads it from standard input."""
    text = " ".join(question)
    if text == "-" or (not question and not sys.stdin.isatty()):
        text = sys.stdin.read()
    window = window_of(context, corpus)
    explained = window.explain(text, history) if explain else None
    answer = explained or window.answer(text, history)
    if as_json:
        click.echo(answer.model_dump_json())
    else:
        from bot.terminal import answer_lines, show

        show(answer_lines(answer), sys.stdout)
        if explained:
            from bot.terminal_explanation import explanation_lines

            show(explanation_lines(explained), sys.stdout)
    group = answer.status.split(".")[0]
    return {"answered": ANSWERED, "smalltalk": ANSWERED, "refused": BAD_INPUT, "error": FAILED}.get(group, NOT_ANSWERED)


@commands.command()
@corpus_option
@click.pass_context
def chat(context: click.Context, corpus: tuple[Path, ...]) -> None:
    """Hold a conversation in the terminal."""
    from bot.bootstrap import build_latest
    from bot.chatting import chat as talk

    settings = settings_of(context)
    talk(build_latest(settings, corpus, complain), settings.data_dir)


@commands.command()
@corpus_option
@click.pass_context
def batch(context: click.Context, corpus: tuple[Path, ...]) -> None:
    """Answer questions given as JSON lines on standard input: {"id", "question", "history"}."""
    from bot.batch import answer_lines

    for line in answer_lines(window_of(context, corpus), sys.stdin.buffer):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


@commands.command()
@click.argument("answers", metavar="ANSWERS", type=click.Path(path_type=Path, allow_dash=True))
@corpus_option
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_context
def verify(context: click.Context, answers: Path, corpus: tuple[Path, ...], as_json: bool) -> int:
    """Hold ANSWERS, a file as `ask --json` or `batch` prints it (`-`: standard input), against the documents, read anew."""
    from bot.verifying.checking import verify as verified

    try:
        given = sys.stdin.buffer.read() if str(answers) == "-" else answers.read_bytes()
    except OSError as error:
        raise Unverifiable(f"{answers} cannot be read: {error.strerror}") from None
    found = verified(given, settings_of(context), corpus, complain)
    if as_json:
        click.echo(json.dumps(found.model_dump(), ensure_ascii=False))
    else:
        from bot.terminal import show
        from bot.verifying.report import lines

        show(lines(found), sys.stdout)
    return ANSWERED if found.stands else FAILED


@commands.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.pass_context
def ingest(context: click.Context, paths: tuple[Path, ...]) -> None:
    """Build or refresh the index that is answered from, out of files and folders; by default those of the last time."""
    from bot import ingesting

    changes = ingesting.ingest(settings_of(context), paths, sys.stderr)
    for line in ingesting.changes_lines(changes):
        click.echo(line)
    for problem in changes.problems:
        complain(problem)


@commands.command()
@click.pass_context
def status(context: click.Context) -> None:
    """Say what the index holds, of which sources, and as of when."""
    from bot.ingesting import status_lines

    for line in status_lines(settings_of(context)):
        click.echo(line)


for command in (calibrate, config, doctor, evaluate, inbox, serve, telegram):
    commands.add_command(command)
