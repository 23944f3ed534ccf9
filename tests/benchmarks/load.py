"""Many people ask at once: how long does each wait, and does the program keep what it does not need?

    python -m tests.benchmarks.load [--chats 2000] [--rate 30] [--seconds 60]

The server runs in this process, the program in another; both share the machine.
"""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import click

from tests.journeys.serving import SECONDS, environ, start
from tests.journeys.survival import QUESTIONS
from tests.servers.telegram_api import TelegramServer
from tests.servers.telegram_people import PLACEHOLDER


@dataclass(frozen=True)
class Outcome:
    """What became of a trial."""

    asked: int
    """Questions that were asked."""
    answered: int
    """Of these, those that were answered once."""
    p50: float
    """Seconds from a question to its answer that half of them took at most."""
    p99: float
    """The same of 99 in a hundred."""
    memory_before: float
    """Megabytes that the program held after a tenth of the time."""
    memory_after: float
    """And at the end."""


def trial(folder: Path, chats: int, rate: float, seconds: float, calls: int) -> Outcome:
    """Have people ask at a rate, each in turn; wait for the last answer."""
    with TelegramServer() as telegram:
        asked: dict[tuple[int, int], float] = {}
        process = start(environ(telegram, folder, TELEGRAM__CALLS_PER_SECOND=str(calls), LOG__LEVEL="warning"))
        try:
            telegram.wait_for_calls("getUpdates", timeout=SECONDS)
            people = [telegram.private_chat() for _ in range(chats)]
            began, memory = monotonic(), []
            for number in range(int(rate * seconds)):
                sleep(max(0.0, began + number / rate - monotonic()))
                chat = people[number % chats]
                message = telegram.say(chat, QUESTIONS[number % 3])
                asked[chat, message] = monotonic()
                if number in (int(rate * seconds / 10), int(rate * seconds) - 1):
                    memory.append(_memory(process))
            telegram.wait_until(lambda: len(telegram.answered_at) >= len(asked), SECONDS * 10)
        finally:
            process.terminate()
            process.communicate(timeout=SECONDS)
        took = sorted(telegram.answered_at[key] - at for key, at in asked.items())
        cuts = quantiles(took, n=100)
        replies = sum(message["text"] != PLACEHOLDER for message in telegram.sent)
        return Outcome(len(asked), replies, round(cuts[49], 3), round(cuts[98], 3), memory[0], memory[-1])


def _memory(process: subprocess.Popen[str]) -> float:
    """Megabytes that a process holds."""
    status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


@click.command()
@click.option("--chats", default=2000, show_default=True)
@click.option("--rate", default=30.0, show_default=True, help="Questions a second in all.")
@click.option("--seconds", default=60.0, show_default=True)
@click.option("--calls", default=10_000, show_default=True, help="telegram.calls_per_second.")
def main(chats: int, rate: float, seconds: float, calls: int) -> None:
    """Print what became of the questions."""
    with TemporaryDirectory() as folder:
        click.echo(trial(Path(folder), chats, rate, seconds, calls))


if __name__ == "__main__":
    main()
