"""What a calibration was made of and what it is worth, and where it is kept."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from bot.errors import SettingsError
from corpus.model import Model
from retrieval.confidence import Calibration

NAME = "calibration.json"
"""Its file in the data folder."""


class Trial(Model):
    """How it did on judged questions that it was not fitted to."""

    questions: int
    """How many were asked."""
    answered: int
    """How many of them were answered."""
    wrong: int
    """How many of the answers were wrong."""
    at_most: float = Field(ge=0, le=1)
    """Share of wrong answers that is not exceeded with 95% confidence."""


class Record(Model):
    """A calibration with its origin."""

    calibration: Calibration
    """The weights and the threshold."""
    basis: Literal["judged", "pseudo"]
    """Fitted to judged questions, or to questions made out of the documents."""
    questions: int
    """How many it was fitted to."""
    risk: float = Field(gt=0, lt=1)
    """Share of wrong answers that was wanted."""
    corpus_version: str
    """Of the documents that were asked."""
    day: str
    """When (ISO 8601)."""
    trial: Trial | None = None
    """How it did; None where too few judged questions were answered to say."""


def read(data_dir: Path) -> Record | None:
    """The calibration in force, or None where the one that ships is. Raises SettingsError for a file that is none."""
    file = data_dir / NAME
    try:
        return Record.model_validate_json(file.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, ValidationError):
        raise SettingsError(
            f"{file} is no calibration of this version: run madoguchi calibrate again, or remove it to use the one that ships"
        ) from None


def write(record: Record, data_dir: Path) -> None:
    """Put a calibration into force."""
    data_dir.mkdir(parents=True, exist_ok=True)
    unfinished = data_dir / f"{NAME}.{os.getpid()}"
    unfinished.write_text(record.model_dump_json(indent=2) + "\n", "utf-8")
    unfinished.replace(data_dir / NAME)


def remove(data_dir: Path) -> None:
    """Go back to the calibration that ships."""
    (data_dir / NAME).unlink(missing_ok=True)
