"""A small policy, written for the tests, a window over it, and the command line."""

import io
import sys
from pathlib import Path

import pytest

from bot.answering import Madoguchi
from bot.bootstrap import build
from bot.cli import main
from bot.settings import Settings
from tests.bot.running import Ran, Run

POLICY = """\
---
title: Travel policy of the Example Office
as-of: 2024-05
url: https://example.org/travel
---

# Travel policy of the Example Office

## Booking

Staff book trains and flights through the travel desk. Bookings are made at least 14 days before departure. They are confirmed in writing.

The travel desk pays for:

- trains in second class,
- flights in economy class,
- hotels up to 120 euros a night.

## Remote work

The road map for remote work (RMRW) entered into force in March 2021. It was agreed by the works council.

## Allowances

| Country | Allowance a day |
|---|---|
| Belgium | 40 euros |
| Japan | 65 euros |
| Norway | 70 euros |

## Contacts

### Travel desk

- Organisation: Example Office, travel desk
- Role: Head of travel
- Telephone: +32 2 299 11 11
- Address: Example Street 1, 1000 Brussels

### Helpdesk

- Organisation: Example Office, IT helpdesk
- Role: Support officer
- E-mail: help@example.org
"""


@pytest.fixture(scope="session")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The policy as a file."""
    file = tmp_path_factory.mktemp("policy") / "travel.md"
    file.write_text(POLICY, "utf-8")
    return file


@pytest.fixture(scope="session")
def window(policy: Path, tmp_path_factory: pytest.TempPathFactory) -> Madoguchi:
    """A window over the policy."""
    return build(Settings(data_dir=tmp_path_factory.mktemp("data")), [policy])


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command with what is piped into it."""

    def run(*arguments: str, stdin: bytes | io.BytesIO = b"", **environ: str) -> Ran:
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin) if isinstance(stdin, bytes) else stdin))
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        sys.stdout.flush()
        captured = capfd.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return run
