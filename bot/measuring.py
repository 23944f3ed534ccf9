"""Commands that ask judged questions: how well they are answered, and what the probability is fitted to."""

import json
import sys
from pathlib import Path

import click

from bot.calling import complain, corpus_option, settings_of


@click.command()
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
    for evaluation in evaluations(folders, settings_of(context), languages, limit, complain, sys.stderr):
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


@click.command()
@click.argument("sets", metavar="[SET]...", nargs=-1, type=click.Path(path_type=Path))
@corpus_option
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

    settings = settings_of(context)
    if shipped:
        record.remove(settings.calibration_file)
        click.echo(report.SHIPPED_AGAIN)
        return
    from bot.calibrating.running import calibrate as fit

    made = fit(settings, sets, corpus, risk, complain)
    record.write(made, settings.calibration_file)
    for line in report.lines(made):
        click.echo(line)
