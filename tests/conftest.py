"""What every test finds: a clean environment, and Hypothesis in two profiles.

`fast` is the default; `thorough` is for CI, or by `--hypothesis-profile=thorough`.
"""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("fast", max_examples=40, deadline=None)
settings.register_profile("thorough", max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("thorough" if os.environ.get("CI") else "fast")


@pytest.fixture(scope="session", autouse=True)
def _no_settings_of_the_developer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The developer's own settings reach no test, and no test writes into their data folder."""
    kept = {key: os.environ.pop(key) for key in list(os.environ) if key.startswith("MADOGUCHI_")}
    os.environ["MADOGUCHI_DATA_DIR"] = str(tmp_path_factory.mktemp("data"))
    yield
    del os.environ["MADOGUCHI_DATA_DIR"]
    os.environ.update(kept)


@pytest.fixture(autouse=True)
def _log_of_one_test() -> Iterator[None]:
    """What a program logs that a test ran does not go on into the stream of that test when it is closed."""
    root = logging.getLogger()
    level = root.level
    yield
    for handler in root.handlers[:]:
        if type(handler) is logging.StreamHandler:
            root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    """A small corpus of an obviously fictional office."""
    (tmp_path / "notices.md").write_text(
        "# Notices of the Example Office\n\n"
        "## Parking\n\nVisitors park in the northern courtyard. A permit costs twelve coins a month.\n\n"
        "## Library\n\nThe reading room opens at nine o'clock on working days.\n",
        "utf-8",
    )
    return tmp_path / "notices.md"
