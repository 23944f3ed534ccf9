"""The command line: `madoguchi COMMAND`.

Exit codes: 0 answered or small talk, 3 abstained or asked back, 2 bad usage, settings, input or corpus, 1 failure.
What a command needs is imported in it, so that each starts fast.
"""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.errors import BotError, MalformedSet, MissingExtra, SettingsError, Unverifiable
from bot.operating import doctor, inbox, telegram
from corpus.errors import CorpusError
from retrieval.errors import DamagedIndex, RetrievalError

if TYPE_CHECKING:
    from bot.answering import Madoguchi
    from bot.settings import Settings

ANSWERED, FAILED, BAD_INPUT, NOT_ANSWERED = 0, 1, 2, 3
"""Exit codes."""

_corpus = click.option(
    "--corpus",
    "-c",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file or folder to answer from; may be repeated.",
)


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
        _complain(f"{error.format_message()} ({where} --help says what there is)")
        code = error.exit_code
    except click.Abort:
        code = 130
    except (SettingsError, CorpusError, MalformedSet, Unverifiable) as error:
        _complain(str(error))
        code = BAD_INPUT
    except RetrievalError as error:
        _complain(
            f"{error} (madoguchi ingest PATH... builds an index anew)"
            if isinstance(error, DamagedIndex)
            else str(error)
        )
        code = BAD_INPUT
    except BrokenPipeError:  # whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ANSWERED
    except (BotError, OSError) as error:
        if isinstance(error, MissingExtra):
            _install(error.extra)
        _complain(str(error))
        code = FAILED
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        _complain(f"something went wrong: {type(error).__name__}: {error} (python -X dev -m bot shows where)")
        code = FAILED
    sys.exit(code)


def _install(extra: str) -> None:
    """Have the launcher install an extra and run the command anew; comes back where there is no launcher or it was tried."""
    launcher = os.environ.get("MADOGUCHI_LAUNCHER")
    if launcher and os.environ.get("MADOGUCHI_EXTRA") != extra:
        os.execve(launcher, [launcher, *sys.argv[1:]], {**os.environ, "MADOGUCHI_EXTRA": extra})  # noqa: S606 - no shell


def _complain(problem: str) -> None:
    """Say what is wrong in one line, without what controls a terminal."""
    from bot.terminal import safe

    click.echo(f"madoguchi: {safe(' '.join(problem.split()))}", err=True)


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


def _settings(context: click.Context) -> "Settings":
    from bot.settings import load

    return load(context.obj, os.environ)


def _window(context: click.Context, corpus: Sequence[Path]) -> "Madoguchi":
    from bot.bootstrap import build

    return build(_settings(context), corpus, _complain)


@commands.command()
@click.argument("question", nargs=-1)
@_corpus
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
    window = _window(context, corpus)
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
@_corpus
@click.pass_context
def chat(context: click.Context, corpus: tuple[Path, ...]) -> None:
    """Hold a conversation in the terminal."""
    from bot.bootstrap import build_latest
    from bot.chatting import chat as talk

    settings = _settings(context)
    talk(build_latest(settings, corpus, _complain), settings.data_dir)


@commands.command()
@_corpus
@click.pass_context
def batch(context: click.Context, corpus: tuple[Path, ...]) -> None:
    """Answer questions given as JSON lines on standard input: {"id", "question", "history"}."""
    from bot.batch import answer_lines

    for line in answer_lines(_window(context, corpus), sys.stdin.buffer):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


@commands.command()
@click.argument("answers", metavar="ANSWERS", type=click.Path(path_type=Path, allow_dash=True))
@_corpus
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_context
def verify(context: click.Context, answers: Path, corpus: tuple[Path, ...], as_json: bool) -> int:
    """Hold ANSWERS, a file as `ask --json` or `batch` prints it (`-`: standard input), against the documents, read anew."""
    from bot.verifying.checking import verify as verified

    try:
        given = sys.stdin.buffer.read() if str(answers) == "-" else answers.read_bytes()
    except OSError as error:
        raise Unverifiable(f"{answers} cannot be read: {error.strerror}") from None
    found = verified(given, _settings(context), corpus, _complain)
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

    changes = ingesting.ingest(_settings(context), paths, sys.stderr)
    for line in ingesting.changes_lines(changes):
        click.echo(line)
    for problem in changes.problems:
        _complain(problem)


@commands.command()
@click.pass_context
def status(context: click.Context) -> None:
    """Say what the index holds, of which sources, and as of when."""
    from bot.ingesting import status_lines

    for line in status_lines(_settings(context)):
        click.echo(line)


@commands.command()
@_corpus
@click.pass_context
def serve(context: click.Context, corpus: tuple[Path, ...]) -> None:
    """Answer on every channel that is configured."""
    settings = _settings(context)
    if settings.telegram.token is None:
        raise SettingsError(
            "no channel is configured: set MADOGUCHI_TELEGRAM__TOKEN to your bot's token (@BotFather gives one)"
        )
    from bot.bootstrap import build_latest, logging_to, storage
    from bot.channels.telegram import serve as serve_telegram

    logging_to(settings)
    serve_telegram(build_latest(settings, corpus, _complain), storage(settings), settings)


@commands.command()
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the measures as JSON, a line for each set.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write a page with plots to this file.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Ask so many questions of each set, spread evenly.")
@click.option(
    "--lang", "language", help="Ask the questions in this language (ISO 639-1).  [default: all that can be asked]"
)
@click.pass_context
def evaluate(
    context: click.Context,
    folders: tuple[Path, ...],
    as_json: bool,
    html: Path | None,
    limit: int | None,
    language: str | None,
) -> None:
    """Measure the answers to judged sets, each a folder DIR with corpus.jsonl, queries.jsonl and qrels.tsv."""
    from bot.evaluate.running import evaluations, require_libraries
    from retrieval.analysis import ANALYSERS

    require_libraries()
    if language is not None and language not in ANALYSERS:
        raise click.BadParameter(f"questions in {language!r} cannot be asked, only in {', '.join(ANALYSERS)}")
    if html is not None and not html.parent.is_dir():
        raise click.BadParameter(f"there is no folder {html.parent}; make it first")
    languages = ANALYSERS if language is None else [language]
    found = []
    for evaluation in evaluations(folders, _settings(context), languages, limit, _complain, sys.stderr):
        found.append(evaluation)
        if as_json:
            click.echo(json.dumps(evaluation.as_json(), ensure_ascii=False))
    if not as_json:
        from bot.evaluate.table import show

        show(found, sys.stdout)
    if html is not None:
        from datetime import UTC, datetime

        from bot.evaluate.page import page

        html.write_text(page(found, datetime.now(UTC).date()), "utf-8")


@commands.command()
@click.argument("sets", metavar="[SET]...", nargs=-1, type=click.Path(path_type=Path))
@_corpus
@click.option(
    "--risk",
    default=0.1,
    show_default=True,
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    help="Share of the answers that may be wrong.",
)
@click.option("--shipped", is_flag=True, help="Go back to the calibration that ships.")
@click.pass_context
def calibrate(
    context: click.Context, sets: tuple[Path, ...], corpus: tuple[Path, ...], risk: float, shipped: bool
) -> None:
    """Fit the probability to the documents: by judged questions, each SET a file like queries.jsonl about them or a folder
    as evaluate takes it; without any, by questions made out of the documents.
    """
    from bot.calibrating import record, report

    settings = _settings(context)
    if shipped:
        record.remove(settings.calibration_file)
        click.echo(report.SHIPPED_AGAIN)
        return
    from bot.calibrating.running import calibrate as fit

    made = fit(settings, sets, corpus, risk, _complain)
    record.write(made, settings.calibration_file)
    for line in report.lines(made):
        click.echo(line)


commands.add_command(doctor)
commands.add_command(inbox)
commands.add_command(telegram)


@commands.group()
def config() -> None:
    """The settings in force."""


@config.command("show")
@click.pass_context
def show_config(context: click.Context) -> None:
    """Print every setting with its value; secrets are masked."""
    from bot.settings import paths, variable

    settings = _settings(context)
    for name in paths():
        value: Any = settings
        for part in name.split("."):
            value = getattr(value, part)
        click.echo(f"{name} = {_as_toml(value)}  # {variable(name)}")


def _as_toml(value: Any) -> str:
    if value is None:
        return '""'
    if isinstance(value, tuple):
        return json.dumps([item if isinstance(item, int) else str(item) for item in value], ensure_ascii=False)
    return json.dumps(value if isinstance(value, int | float) else str(value), ensure_ascii=False)
