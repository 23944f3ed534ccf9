"""One contender in a process of its own: orders come in and reports go out, one line of JSON each.

    {"do": "build", "passages": FILE, "folder": FOLDER}   ->  {"about": …, "persists": …, "seconds": …, "peak_mb": …}
    {"do": "open", "folder": FOLDER}                      ->  {"seconds": …, "peak_mb": …}
    {"do": "ask", "questions": […], "limit": 10}          ->  {"ms": […], "ids": [[…], …], "peak_mb": …}

Whatever goes wrong is reported as {"failed": …}. Importing a contender's packages is in no time; its own process is why
its peak memory, which begins with the interpreter and the packages, is in no other's.
"""

import json
import os
import resource
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.benchmarks.contender import Contender, Persistent
from tests.benchmarks.contenders import CONTENDERS
from tests.benchmarks.judged import read_passages

Report = dict[str, Any]
Order = Mapping[str, Any]


def main(name: str, most_mb: int) -> None:
    """Carry out orders until there are no more; the contender may have `most_mb` of data."""
    resource.setrlimit(resource.RLIMIT_DATA, (most_mb << 20, most_mb << 20))
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as reports:
        os.dup2(2, 1)  # what a package prints is no report
        contender: Contender | None = None
        for line in sys.stdin:
            try:
                contender = contender or _made(name)
                report = carry_out(json.loads(line), contender)
            except MemoryError:
                report = {"failed": f"needs more than {most_mb:,} MB"}
            except ImportError as error:
                report = {"failed": f"{error}: install it with pip install -r requirements/benchmark.txt"}
            except Exception as error:  # noqa: BLE001 - whatever a contender raises, the others go on
                report = {"failed": f"{type(error).__name__}: {error}"}
            reports.write(json.dumps(report) + "\n")
            reports.flush()


def carry_out(order: Order, contender: Contender) -> Report:
    """Do what an order says."""
    return {**ORDERS[order["do"]](order, contender), "peak_mb": peak_mb()}


def _made(name: str) -> Contender:
    module, _, made = CONTENDERS[name].partition(":")
    contender: Contender = getattr(import_module(module), made)()
    return contender


def _build(order: Order, contender: Contender) -> Report:
    started = perf_counter()
    contender.build(read_passages(Path(order["passages"])), Path(order["folder"]))
    seconds = perf_counter() - started
    return {"about": contender.about(), "persists": isinstance(contender, Persistent), "seconds": seconds}


def _open(order: Order, contender: Contender) -> Report:
    if not isinstance(contender, Persistent):
        raise TypeError("it keeps nothing that could be opened")
    started = perf_counter()
    contender.open(Path(order["folder"]))
    return {"seconds": perf_counter() - started}


def _ask(order: Order, contender: Contender) -> Report:
    times, found = [], []
    for question in order["questions"]:
        started = perf_counter()
        ids = contender.search(question, order["limit"])
        times.append(1000 * (perf_counter() - started))
        found.append(list(ids))
    return {"ms": times, "ids": found}


ORDERS: Mapping[str, Callable[[Order, Contender], Report]] = {"build": _build, "open": _open, "ask": _ask}
"""What can be ordered."""


def peak_mb() -> float:
    """Most memory of this process so far, in MB (2^20 bytes).

    `ru_maxrss` of a process on Linux is never less than its parent's was when it was made, so the kernel's own mark of
    this program is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        kilobytes = next(line.split()[1] for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(kilobytes) / 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
