"""Plots of an evaluation as SVG that stands inside of a page, each with a text and a table that say the same.

Colours are the page's, by its variables, so that they follow light and dark; the SVG asks for nothing outside of it.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from io import StringIO
from typing import Any, NamedTuple

import numpy as np
from lxml import etree
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, PercentFormatter

from bot.evaluate.measuring import RISKS, Evaluation
from retrieval.measures import Bin, calibration, coverage_at_risk, risk_coverage

INK, GRID, LINE, MARK = "#010101", "#010102", "#010103", "#010104"
_COLOURS = {INK: "currentColor", GRID: "var(--grid)", LINE: "var(--line)", MARK: "var(--mark)"}
"""What is drawn with -> what it is in the page."""
_STYLE: Any = {  # matplotlib types each of its settings by name
    "svg.fonttype": "none",  # text stays text: it can be read aloud, searched and copied
    "svg.hashsalt": "madoguchi",  # the same figures give the same page
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": GRID,
    **dict.fromkeys(("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color"), INK),
}
PERCENTILES = (50, 90, 95, 99, 100)
"""Per cent of the answers for which the table says within what time they came."""


class Chart(NamedTuple):
    """A plot."""

    title: str
    """What it shows."""
    text: str
    """The same for whoever does not see it, in a sentence or two."""
    svg: str
    """The plot, as an element of HTML."""
    head: tuple[str, ...]
    """Column headings of its table."""
    rows: Sequence[tuple[str, ...]]
    """The table's rows."""


def charts(evaluation: Evaluation, name: str) -> Iterator[Chart]:
    """Every plot of an evaluation; `name` is unique in the page."""
    yield _reliability(evaluation, f"{name}-reliability")
    yield _risk(evaluation, f"{name}-risk")
    yield _latency(evaluation, f"{name}-latency")


def _reliability(evaluation: Evaluation, name: str) -> Chart:
    bins = calibration(np.array(evaluation.confidence), np.array(evaluation.right))
    furthest = max(bins, key=lambda b: abs(b.confidence - b.right))
    text = (
        f"Questions in {len(bins)} groups of about the same confidence. Where the line is under the diagonal, the bot is "
        f"surer than it is right. It is furthest off where the confidence is {_percent(furthest.confidence)} and "
        f"{_percent(furthest.right)} are right."
    )
    with _drawn("Confidence", "Right", name, text) as (axes, svg):
        axes.plot([0, 1], [0, 1], color=INK, linewidth=0.8, linestyle="--")
        axes.plot([b.confidence for b in bins], [b.right for b in bins], color=LINE, marker="o", markersize=4)
        _as_percent(axes)
        axes.set(xlim=(0, 1.02), ylim=(0, 1.02))
    rows = [_bin_row(b) for b in bins]
    return Chart("Reliability", text, svg.getvalue(), ("Confidence (mean)", "Right", "Questions"), rows)


def _bin_row(group: Bin) -> tuple[str, ...]:
    return _percent(group.confidence), _percent(group.right), str(group.questions)


def _risk(evaluation: Evaluation, name: str) -> Chart:
    confidence, right = np.array(evaluation.confidence), np.array(evaluation.right)
    coverage, wrong = risk_coverage(confidence, right)
    shares = {risk: coverage_at_risk(confidence, right, risk / 100) for risk in (1, 2, *RISKS, 20)}
    text = "The more questions are answered, by a lower threshold, the more answers are wrong. " + " ".join(
        f"With at most {risk}% wrong, {_percent(shares[risk])} can be answered." for risk in RISKS
    )
    with _drawn("Questions answered", "Answers wrong", name, text) as (axes, svg):
        for risk in RISKS:
            axes.axhline(risk / 100, color=MARK, linewidth=0.8, linestyle="--")
        axes.plot(coverage, wrong, color=LINE, marker="o" if len(coverage) < 3 else None, markersize=4)
        _as_percent(axes)
        axes.set(xlim=(0, 1.02), ylim=(0, max([0.2, *wrong]) * 1.05))
    rows = [(f"{risk}%", _percent(share)) for risk, share in shares.items()]
    return Chart("Risk against coverage", text, svg.getvalue(), ("Answers wrong, at most", "Questions answered"), rows)


def _latency(evaluation: Evaluation, name: str) -> Chart:
    times = np.array(evaluation.latency_ms)
    text = (
        f"Half of the answers came within {_time(evaluation.latency(50))}, 99% within {_time(evaluation.latency(99))}."
    )
    with _drawn("Time of an answer (ms)", "Answers", name, text) as (axes, svg):
        axes.hist(times, bins=list(np.geomspace(max(times.min(), 0.001) * 0.9, times.max() * 1.1, 41)), color=LINE)
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        top = axes.get_ylim()[1]
        for percent in (50, 99):
            axes.axvline(evaluation.latency(percent), color=MARK, linewidth=0.8, linestyle="--")
            place = (evaluation.latency(percent), top)
            axes.annotate(f"p{percent}", place, (0, 2), textcoords="offset points", horizontalalignment="center")
    rows = [(f"{percent}%", _time(evaluation.latency(percent))) for percent in PERCENTILES]
    return Chart("Time of an answer", text, svg.getvalue(), ("Answers", "Came within"), rows)


@contextmanager
def _drawn(x: str, y: str, name: str, text: str) -> Iterator[tuple[Axes, StringIO]]:
    """Axes to draw on, and where the SVG is when that is done."""
    svg = StringIO()
    with rc_context(_STYLE):
        figure = Figure(figsize=(5.6, 3.2), layout="constrained")
        axes = figure.add_subplot()
        axes.set(xlabel=x, ylabel=y, axisbelow=True)
        yield axes, svg
        drawing = StringIO()
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(drawing, format="svg", transparent=True, metadata=nothing)
    svg.write(_for_a_page(drawing.getvalue(), name, text))


def _for_a_page(drawing: str, name: str, text: str) -> str:
    """An SVG file as an element of a page: only names that are referred to, which are unique, and the page's colours."""
    root = etree.fromstring(drawing.encode())
    referred = re.findall(r'(?:url\(|href=")#([\w.-]+)', drawing)
    etree.strip_elements(root, "{*}style", with_tail=False)
    for element in root.iter():
        if element.attrib.get("id") not in referred:
            element.attrib.pop("id", "")
    for size in ("width", "height", "version"):
        del root.attrib[size]
    plain = etree.tostring(root, encoding="unicode")
    plain = re.sub(r' xmlns(?::\w+)?="[^"]*"', "", plain).replace("xlink:href", "href")
    plain = re.sub(r'(id="|url\(#|href="#)', rf"\g<1>{name}-", plain)
    plain = re.sub(r"font-family: [^;\"]*", "font-family: inherit", plain)
    for colour, variable in _COLOURS.items():
        plain = plain.replace(colour, variable)
    return plain.replace("<svg", f'<svg role="img" aria-label="{escape(text)}"', 1)


def _as_percent(axes: Axes) -> None:
    axes.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))


def _percent(share: float) -> str:
    return f"{share:.1%}"


def _time(milliseconds: float) -> str:
    return f"{milliseconds:.1f} ms"
