"""A contender's process as seen from outside: orders go in, reports come out within a budget of time."""

import json
import os
import select
import subprocess
import sys
from time import monotonic
from types import TracebackType
from typing import Any, Self


class Stopped(Exception):
    """A contender took longer than its budget, or failed; says which."""


class Process:
    """Ends what it started, whatever happens. The time between orders is not counted."""

    def __init__(self, name: str, seconds: float, most_mb: int) -> None:
        self.left = seconds
        """Seconds that it may still take."""
        self._budget = seconds
        command = [sys.executable, "-m", "tests.benchmarks.child", name, str(most_mb)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def order(self, do: str, **details: Any) -> dict[str, Any]:
        """Give an order and wait for its report. Raises Stopped, and then the process has ended."""
        assert self._process.stdin is not None
        started = monotonic()
        try:
            self._process.stdin.write(json.dumps({"do": do, **details}).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise Stopped("it had ended") from None
        report: dict[str, Any] = json.loads(self._line(started + self.left))
        self.left -= monotonic() - started
        if "failed" in report:
            self._end()
            raise Stopped(report["failed"])
        return report

    def _line(self, until: float) -> bytes:
        assert self._process.stdout is not None
        source, read = self._process.stdout.fileno(), b""
        while not read.endswith(b"\n"):
            ready, _, _ = select.select([source], [], [], max(0.0, until - monotonic()))
            if not ready:
                self._end()
                raise Stopped(f"stopped after {self._budget:g} s")
            more = os.read(source, 1 << 16)
            if not more:
                self._end()
                raise Stopped(f"ended by itself with code {self._process.returncode}")
            read += more
        return read

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()
