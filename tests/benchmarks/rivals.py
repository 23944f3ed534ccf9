"""Ours against other retrievers: how often they find what is right, how fast, and in how much memory.

    python -m tests.benchmarks.rivals [--set DIR]… [--passages 50000 500000] [--json FILE] [--plot FILE.svg]

Without --set and --passages every standard set and size is run.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from signal import SIGTERM, signal
from tempfile import TemporaryDirectory

from tests.benchmarks.contenders import CONTENDERS
from tests.benchmarks.contest import Contest, Result, Rules, hold, say
from tests.benchmarks.judged import read_passages, read_questions
from tests.benchmarks.remix import remix, write
from tests.benchmarks.report import as_json, as_markdown, plot

EVAL = Path(__file__).parents[3] / "shared" / "eval"
"""Where the judged sets lie, beside the project."""
SETS = ("clapnq_dev", "mtrag_multi_turn", "xquad_x_en", "debian_x_en", "cranfield", "gov_handbooks_md")
"""Sets that are asked without --set."""
SIZES = (5_000, 16_000, 50_000, 160_000, 500_000)
"""Passages of the corpora that are made without --passages."""
TEXT = "gov_handbooks_md"
"""The set whose text and questions they are made of."""
JUDGED = 600
"""Most questions of a set."""
TIMED = 300
"""Questions asked of a corpus of made-up passages."""
LARGE = 100_000
"""From so many passages on, a contender is left out that was slow over the one before."""
SLOW = 300.0
"""Milliseconds for half of the questions that are slow."""
BASE = "madoguchi"
"""What the others are compared to; where it does not take part, rank-bm25."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what is asked for, print tables, and write the other forms."""
    options = _options().parse_args(arguments)
    everything = not options.set and not options.passages
    sets = options.set or ([EVAL / name for name in SETS] if everything else [])
    sizes = sorted(options.passages or (SIZES if everything else []))
    rules = Rules(options.budget, options.memory, options.rounds)
    names = options.only or list(CONTENDERS)
    signal(SIGTERM, lambda *_: sys.exit("ended before everything was measured"))  # leaves nothing behind
    contests: list[Contest] = []
    for contest in chain(_judged(sets, names, rules), _grown(sizes, names, rules)):
        contests.append(contest)
        if options.json:  # after each, for all of them take long
            options.json.write_text(as_json(contests), "utf-8")
    sys.stdout.write(as_markdown(contests, BASE if BASE in names else "rank-bm25"))
    if options.plot:
        plot([contest for contest in contests if contest.mixed], options.plot)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.rivals", description=__doc__.split("\n\n")[0])
    parser.add_argument("--set", action="append", type=Path, metavar="DIR", help="a judged set")
    parser.add_argument("--passages", nargs="+", type=int, metavar="N", help=f"sizes of corpora out of {TEXT}'s text")
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, metavar="NAME", help=", ".join(CONTENDERS))
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything that was measured")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg", help="draw the growth over --passages")
    parser.add_argument("--budget", type=float, default=600, metavar="SECONDS", help="for a contender over a corpus")
    parser.add_argument("--memory", type=int, default=12_000, metavar="MB", help="for a contender's data")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often all questions are asked")
    return parser


def _judged(sets: Sequence[Path], names: Sequence[str], rules: Rules) -> Iterator[Contest]:
    for folder in sets:
        corpus = folder / "corpus.jsonl"
        passages = sum(1 for _ in read_passages(corpus))
        say(f"{folder.name}: {passages:,} passages")
        results = hold(names, corpus, read_questions(folder, JUDGED), rules)
        yield Contest(folder.name, passages, results)


def _grown(sizes: Sequence[int], names: Sequence[str], rules: Rules) -> Iterator[Contest]:
    slow: dict[str, str] = {}
    for size in sizes:
        left_out = slow if size > LARGE else {}
        with TemporaryDirectory(prefix="madoguchi-benchmark-") as folder:
            corpus = Path(folder) / "corpus.jsonl"
            say(f"{size:,} passages: {', '.join([*left_out]) or 'none'} left out")
            write(remix(read_passages(EVAL / TEXT / "corpus.jsonl"), size), corpus)
            questions = [question._replace(right=frozenset()) for question in read_questions(EVAL / TEXT, TIMED)]
            results = hold([name for name in names if name not in left_out], corpus, questions, rules)
        others = [Result(name, note=note) for name, note in left_out.items()]
        yield Contest(f"{TEXT} re-mixed", size, [*results, *others], mixed=True)
        slow |= {
            result.contender: f"left out: p50 at {size:,} passages was {result.p50_ms:.0f} ms"
            for result in results
            if (result.p50_ms or 0) > SLOW
        }


if __name__ == "__main__":
    main()
