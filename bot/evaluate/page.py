"""An evaluation as one web page that asks for nothing outside of it: the table, and plots of each set with their figures."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape

from bot.evaluate.charts import Chart, charts
from bot.evaluate.measuring import Evaluation
from bot.evaluate.table import rows

MEANINGS = {
    "success@1": "Share of the questions whose first passage answers.",
    "recall@5, recall@10": "Share of the passages that answer which stand among the first five or ten.",
    "mrr@10": "Mean of one over the place of the first passage that answers, among ten.",
    "ndcg@10": "How much the first ten passages give, by their grades and the less the later they stand, over the best order of all.",
    "map@10": "Mean share of passages that answer, up to each one of them, among ten.",
    "answer_hit@1, answer_hit@3": "Share of the questions where the likeliest quotation, or one of the three likeliest, holds an answer that is known.",
    "auroc": "Probability that a question with an answer has a higher confidence than one without; a half is chance.",
    "auroc_right": "The same of a question that is answered rightly and one that is not.",
    "coverage@5%risk, coverage@10%risk": "The largest share of the questions that a threshold answers with at most so many answers wrong.",
    "wrong_share": "Share of the answers given that is wrong, with the threshold in force.",
    "without history": "The same questions without what was said before them.",
    "latency, memory": "Time of a whole answer, within which a half and 99% came; the most memory held by then.",
}
"""What the table's names mean."""

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1b; --grid: #ddd; --line: #0b5cad; --mark: #a33b00; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #e8e8e8; --grid: #3a3d42; --line: #7db7f2; --mark: #f0a36b; }
}
body { background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; }
h1, h2, h3 { line-height: 1.2; }
h3 { margin-block: 0 .6rem; }
h2, h2 + p, dt { break-after: avoid; }
code { overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; padding-block: .3rem; }
th, td { border-bottom: 1px solid var(--grid); padding: .2rem .9rem .2rem 0; text-align: start; font-weight: normal; white-space: nowrap; }
thead th { font-weight: 600; }
.plots { columns: 2 24rem; column-gap: 2.5rem; }
figure { margin: 0 0 1rem; break-inside: avoid; }
svg { display: block; width: 100%; height: auto; }
dt { font-weight: 600; }
dd { margin: 0 0 .4rem; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --grid: #ccc; --line: #0b5cad; --mark: #a33b00; font-size: 9pt; }
  body { padding: 0; }
  .plots { columns: 2; }
  section { break-before: page; }
}
"""


def page(evaluations: Sequence[Evaluation], made: date) -> str:
    """The page."""
    names = ", ".join(escape(evaluation.set) for evaluation in evaluations)
    head = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>Madoguchi, evaluated on {names}</title>\n<style>{STYLE}</style>\n</head>\n"
    )
    sections = "\n".join(_section(evaluation, f"set{number}") for number, evaluation in enumerate(evaluations, 1))
    return f"{head}<body>\n<main>\n<h1>Madoguchi, evaluated</h1>\n{_summary(evaluations, made)}\n{sections}\n{_meanings()}\n</main>\n</body>\n</html>\n"


def _summary(evaluations: Sequence[Evaluation], made: date) -> str:
    caption = f"Measured on {made.isoformat()}. In brackets the 95% interval, by resampling the questions, and over how many questions."
    sets = [evaluation.set for evaluation in evaluations]
    return _table(
        caption, ("Measure", *sets), ((row.name, *row.cells) for row in rows(evaluations, with_questions=True))
    )


def _section(evaluation: Evaluation, name: str) -> str:
    plots = "\n".join(map(_figure, charts(evaluation, name)))
    return (
        f'<section aria-labelledby="{name}">\n<h2 id="{name}">{escape(evaluation.set)}</h2>\n'
        f"<p>{len(evaluation.confidence):,} questions over {evaluation.passages:,} passages, "
        f"<code>{escape(evaluation.corpus_version)}</code></p>\n"
        f'<div class="plots">\n{plots}\n</div>\n</section>'
    )


def _figure(chart: Chart) -> str:
    return (
        f"<figure>\n<figcaption><h3>{escape(chart.title)}</h3>\n<p>{escape(chart.text)}</p></figcaption>\n{chart.svg}\n"
        f"{_table('', chart.head, chart.rows)}\n</figure>"
    )


def _table(caption: str, head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """A table whose first column heads its rows."""
    return "\n".join(_table_lines(caption, head, body))


def _table_lines(caption: str, head: Sequence[str], body: Iterable[Sequence[str]]) -> Iterator[str]:
    scrolls = f' tabindex="0" role="region" aria-label="{escape(caption)}"' if caption else ""
    yield f'<div class="wide"{scrolls}><table>'
    if caption:
        yield f"<caption>{escape(caption)}</caption>"
    yield "<thead><tr>" + "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head) + "</tr></thead>\n<tbody>"
    for first, *others in body:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _meanings() -> str:
    terms = "\n".join(f"<dt>{escape(name)}</dt>\n<dd>{escape(meaning)}</dd>" for name, meaning in MEANINGS.items())
    return f"<section>\n<h2>What is measured</h2>\n<dl>\n{terms}\n</dl>\n</section>"
