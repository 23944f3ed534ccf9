"""What a calibration was made of and what it is worth, and where it is kept."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from bot.errors import SettingsError
from corpus.model import Model
from retrieval.confidence import Calibration


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


def read(file: Path) -> Record | None:
    """The calibration in force, or None where the one that ships is. Raises SettingsError for a file that is none."""
    try:
        return Record.model_validate_json(file.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, ValidationError):
        raise SettingsError(
            f"{file} is no calibration of this version: run madoguchi calibrate again, or remove it to use the one that ships"
        ) from None


def write(record: Record, file: Path) -> None:
    """Put a calibration into force."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    unfinished.write_text(record.model_dump_json(indent=2) + "\n", "utf-8")
    unfinished.replace(file)


def remove(file: Path) -> None:
    """Go back to the calibration that ships."""
    file.unlink(missing_ok=True)
