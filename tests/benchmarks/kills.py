"""The long trial: the program is killed at random moments while people ask; docs/reliability.md says what came of it.

python -m tests.benchmarks.kills [--kills 100] [--mode polling|webhook] [--seed 1]
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.journeys.serving import webhook
from tests.journeys.survival import Trial


@click.command()
@click.option("--kills", default=100, show_default=True, type=click.IntRange(min=1), help="How often it is killed.")
@click.option("--mode", default="polling", show_default=True, type=click.Choice(["polling", "webhook"]))
@click.option("--seed", default=1, show_default=True, help="Of the moments and faults.")
def main(kills: int, mode: str, seed: int) -> None:
    """Print what became of the questions; ends with 1 where one was lost, doubled or out of order."""
    with TemporaryDirectory() as folder:
        outcome = Trial(Path(folder), webhook() if mode == "webhook" else {}, seed).run(kills)
    click.echo(f"{mode}: {outcome}")
    raise SystemExit(not outcome.is_clean())


if __name__ == "__main__":
    main()
