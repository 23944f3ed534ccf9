"""Results as Markdown tables, as JSON, and growth as a picture."""

import json
import os
import platform
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.contest import Contest, Result

MEASURES: Mapping[str, Callable[[Result], float | None]] = {
    "build s": lambda result: result.build_s,
    "open s": lambda result: result.open_s,
    "p50 ms": lambda result: result.p50_ms,
    "p99 ms": lambda result: result.p99_ms,
    "peak MB, building": lambda result: result.build_mb,
    "peak MB, asked": lambda result: result.peak_mb,
}
"""Heading -> value; each is printed with its ratio to the base's."""


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    cpu = Path("/proc/cpuinfo")
    models = [line for line in cpu.read_text("utf-8").splitlines() if "model name" in line] if cpu.exists() else []
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return {
        "processor": models[0].partition(":")[2].strip() if models else platform.processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.1f} GB",
        "python": platform.python_version(),
        "commit": commit.stdout.strip(),
        "date": datetime.now(UTC).date().isoformat(),
    }


def as_json(contests: Sequence[Contest]) -> str:
    """Everything that was measured."""
    held = [{**contest._asdict(), "results": [asdict(result) for result in contest.results]} for contest in contests]
    return json.dumps({"machine": machine(), "contests": held}, indent=1)


def as_markdown(contests: Sequence[Contest], base: str) -> str:
    """Quality of all contenders over the judged corpora, then speed and memory over every corpus.

    What stands behind × is the ratio to the contender `base`; behind a dagger, that opening is building again.
    """
    about = {result.contender: result.about for contest in contests for result in contest.results if result.about}
    parts = ["\n".join(f"{key}: {value}" for key, value in machine().items())]
    parts.append("\n".join(f"{name}: {packages}" for name, packages in about.items()))
    if judged := [contest for contest in contests if not contest.mixed]:
        parts.append(_quality(judged, base))
    parts += [_speed(contest, base) for contest in contests]
    return "\n\n".join(parts) + "\n"


def _quality(judged: Sequence[Contest], base: str) -> str:
    rows = [["success@1 / recall@5", *(contest.corpus for contest in judged)]]
    for place, first in enumerate(judged[0].results):
        results = [(contest.results[place], _of(base, contest)) for contest in judged]
        rows.append([first.contender, *(_two_shares(result, other) for result, other in results)])
    return _table(rows)


def _two_shares(result: Result, base: Result) -> str:
    if result.success_1 is None or result.recall_5 is None:
        return "–"
    mark = "*" if result.note else ""
    shares = f"{100 * result.success_1:.1f} / {100 * result.recall_5:.1f}{mark}"
    return f"{shares} {_ratio(result.success_1, base.success_1)}".rstrip()


def _speed(contest: Contest, base: str) -> str:
    other = _of(base, contest)
    rows = [["contender", *MEASURES, "questions", "note"]]
    for result in contest.results:
        cells = [_measured(value(result), value(other)) for value in MEASURES.values()]
        mark = "" if result.persists or result.open_s is None else "†"
        rows.append([result.contender + mark, *cells, str(result.questions), result.note])
    return f"### {contest.corpus}: {contest.passages:,} passages\n\n{_table(rows)}"


def _of(name: str, contest: Contest) -> Result:
    return next((result for result in contest.results if result.contender == name), Result(name))


def _measured(own: float | None, base: float | None) -> str:
    return "–" if own is None else f"{_number(own, 3)} {_ratio(own, base)}".rstrip()


def _ratio(own: float | None, base: float | None) -> str:
    if own is None or not base:
        return ""
    return f"×{_number(own / base, 2)}" if own >= base / 1000 else "×<0.001"


def _number(value: float, digits: int) -> str:
    return f"{value:,.0f}" if value >= 10**digits else f"{value:.{digits}g}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    heading, *others = rows
    lines = [heading, ["---"] * len(heading), *others]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def plot(contests: Sequence[Contest], path: Path) -> None:
    """Draw the median time of a question over the number of passages, in the order given, both logarithmic, as SVG."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "madoguchi"
    from matplotlib import pyplot as plt

    lines: dict[str, list[tuple[int, float]]] = {}
    for contest in contests:
        for result in contest.results:
            if result.p50_ms is not None:
                lines.setdefault(result.contender, []).append((contest.passages, result.p50_ms))
    figure, axes = plt.subplots(figsize=(7, 4.5))
    for name, points in lines.items():
        axes.plot([x for x, _ in points], [y for _, y in points], marker="o", label=name)
    axes.set(xscale="log", yscale="log", xlabel="passages", ylabel="milliseconds a question, median")
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize="small")
    figure.savefig(path, metadata={"Date": None}, bbox_inches="tight")
