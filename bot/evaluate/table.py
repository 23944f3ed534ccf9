"""Measures as a table: a row a measure, a column a set."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TextIO

from bot.evaluate.measuring import Evaluation, Measure
from bot.terminal import safe

WITHOUT_HISTORY = "without history: "
"""Stands before a measure that is taken without what was said before."""


class Row(NamedTuple):
    """A line of the table."""

    name: str
    """What is measured."""
    cells: tuple[str, ...]
    """Its figure for each set, empty where it does not apply."""


def rows(evaluations: Sequence[Evaluation], with_questions: bool = False) -> Iterator[Row]:
    """The table's lines; a figure is followed by its interval and, if wanted, by how many questions it is over."""
    every = [_measures(evaluation) for evaluation in evaluations]
    for name in dict.fromkeys(name for measures in every for name in measures):
        yield Row(name, tuple(_figure(measures.get(name), with_questions) for measures in every))
    for percent in (50, 99):
        yield Row(f"latency p{percent}", tuple(f"{e.latency(percent):.1f} ms" for e in evaluations))
    yield Row("memory", tuple(f"{evaluation.memory_mb:.0f} MB" for evaluation in evaluations))
    yield Row("passages", tuple(f"{evaluation.passages:,}" for evaluation in evaluations))
    yield Row("questions", tuple(f"{len(evaluation.confidence):,}" for evaluation in evaluations))


def show(evaluations: Sequence[Evaluation], out: TextIO) -> None:
    """Print the table: with lines in a terminal, plain and aligned where it is piped."""
    lines = [Row("", tuple(safe(evaluation.set) for evaluation in evaluations)), *rows(evaluations)]
    if out.isatty():
        from rich.console import Console
        from rich.table import Table

        table = Table(lines[0].name, *lines[0].cells, header_style="bold")
        for line in lines[1:]:
            table.add_row(line.name, *line.cells)
        Console(file=out, highlight=False, markup=False, emoji=False).print(table)
        return
    columns = list(zip(*((line.name, *line.cells) for line in lines), strict=True))
    widths = [max(map(len, column)) for column in columns]
    for line in lines:
        cells = zip((line.name, *line.cells), widths, strict=True)
        out.write("  ".join(cell.ljust(width) for cell, width in cells).rstrip() + "\n")


def _measures(evaluation: Evaluation) -> dict[str, Measure]:
    alone = {f"{WITHOUT_HISTORY}{name}": measure for name, measure in evaluation.without_history.items()}
    return {**evaluation.measures, **alone}


def _figure(measure: Measure | None, with_questions: bool) -> str:
    if measure is None:
        return ""
    questions = f"; {measure.questions:,}" if with_questions else ""
    return f"{measure.value:.3f} ({measure.low:.3f}–{measure.high:.3f}{questions})"
