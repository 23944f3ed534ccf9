"""A secret that the program makes for itself: once, in a file that only its owner reads."""

import secrets
from pathlib import Path


def kept_secret(file: Path) -> str:
    """The secret in a file; made when it is not there."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = file.with_name(f"{file.name}.new")
        made.touch(0o600)
        made.write_text(secrets.token_urlsafe(48), "ascii")
        made.replace(file)
    return file.read_text("ascii").strip()
