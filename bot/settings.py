"""Options of every layer, composed.

`load(path, environ)` reads the TOML file and then the environment: `MADOGUCHI_` and the setting's path joined
by `__`, for instance `MADOGUCHI_TELEGRAM__BASE_URL`. A secret comes from the environment only, or from a file that
the environment names by the same variable with `_FILE` at its end.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_data_path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from bot.errors import SettingsError

PREFIX = "MADOGUCHI_"
"""What a setting's variable begins with."""
JOINED = {"corpus": ":", "telegram.allowed": ","}
"""Settings that are lists, and what joins one in the environment."""
NOT_SETTINGS = frozenset({"MADOGUCHI_PYTHON", "MADOGUCHI_LAUNCHER", "MADOGUCHI_EXTRA"})
"""Variables of the launcher."""


class Options(BaseModel):
    """Frozen, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RetrievalOptions(Options):
    """How passages are ranked."""

    engine: Literal["auto", "rank-bm25", "tantivy"] = "auto"
    """What ranks them; auto: rank-bm25 for few passages in memory, else tantivy."""
    k1: float = Field(default=1.2, ge=0)
    """BM25's saturation of term frequency; rank-bm25 only, tantivy's is 1.2."""
    b: float = Field(default=0.75, ge=0, le=1)
    """BM25's share of length normalisation; rank-bm25 only, tantivy's is 0.75."""
    semantic: Literal["off", "wordllama", "onnx"] = "off"
    """What finds passages in other words than the question's, beside the engine, and with onnx tells sentences apart too;
    both need the extra `semantic`.
    """
    semantic_model: Annotated[Path | None, BeforeValidator(lambda given: given or None)] = None
    """For onnx, folder or archive of a sentence model: a file .onnx and its tokenizer.json; none: the one of the extra."""
    semantic_weight: float = Field(default=20.0, ge=0)
    """What a cosine of 1 counts, in the unit of the engine's scores."""
    glossary: Annotated[Path | None, BeforeValidator(lambda given: given or None)] = None
    """File of the organisation's own words for the same thing (TOML); none: only what the language has."""
    limit: int = Field(default=5, ge=1, le=1000)
    """Passages looked into for evidence."""


class AnsweringOptions(Options):
    """When and how it is answered."""

    threshold: float | None = Field(default=None, ge=0, le=1)
    """Least probability at which evidence is given as an answer; none: the calibration's own."""
    question_chars: int = Field(default=2000, ge=1)
    """Most characters of a question."""
    history_turns: int = Field(default=6, ge=0)
    """Earlier questions that a follow-up may lean on."""
    helpdesk: str = ""
    """Where else to turn, in the organisation's own words; shown where the documents do not answer."""


class TelegramOptions(Options):
    """The Telegram channel."""

    token: SecretStr | None = None
    """The bot's token, from BotFather. Secret: from the environment only."""
    base_url: str = "https://api.telegram.org/bot"
    """Address of the Bot API; the token is appended to it."""
    mode: Literal["polling", "webhook"] = "polling"
    """How updates come in."""
    webhook_url: str = Field(default="", pattern=r"^(https?://[^\s/]+(/\S*)?)?$")
    """Public address that Telegram delivers to; set with Telegram when `serve` starts in webhook mode."""
    webhook_secret: SecretStr | None = None
    """What Telegram shows with each delivery; made and kept in the data folder when absent. Secret."""
    calls_per_second: int = Field(default=30, ge=1)
    """So many messages and edits go out in any second at most; Telegram allows 30, and more to who pays for it."""
    allowed: tuple[int, ...] = ()
    """Numbers of the people and chats that are answered; none: everybody is."""
    questions_per_minute: int = Field(default=20, ge=1)
    """So many questions of one person are answered in any minute."""
    questions_per_day: int = Field(default=500, ge=1)
    """So many of one person in any 24 hours; in a group, ten times as many of all together."""
    burst_seconds: float = Field(default=1.0, ge=0, le=10)
    """So long a message of a few words that asks nothing is held, for what the same person writes next."""
    only_sure_in_groups: bool = False
    """In a group keep silent where the documents do not answer, unless /ask was typed."""
    retention_days: float = Field(default=30.0, ge=0)
    """So long questions and opinions are kept, by pseudonym; then they are erased."""


class DatabaseOptions(Options):
    """Where what must outlive the program is kept."""

    url: SecretStr | None = None
    """Address of the database; none: SQLite in the data folder. Secret, since it may hold a password."""


class WebOptions(Options):
    """Where the program listens."""

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = Field(default=8080, ge=0, le=65535)
    """Port to listen on; 0: any that is free."""
    in_polling: bool = False
    """Listen in polling mode too: for /healthz, /readyz and /metrics."""


class LogOptions(Options):
    """What `serve` logs."""

    format: Literal["text", "json"] = "text"
    """Lines for people, or JSON for machines."""
    level: Literal["debug", "info", "warning", "error"] = "info"
    """Nothing below it is logged."""


class Settings(Options):
    """All options."""

    data_dir: Path = Field(default_factory=lambda: user_data_path("madoguchi", appauthor=False))
    """Folder for what is kept between runs: the settings file, the index, the database, the chat's history."""
    corpus: tuple[Path, ...] = ()
    """Files and folders to answer from; none: the library that ships with the program."""
    retrieval: RetrievalOptions = RetrievalOptions()
    """How passages are ranked."""
    answering: AnsweringOptions = AnsweringOptions()
    """When and how it is answered."""
    telegram: TelegramOptions = TelegramOptions()
    """The Telegram channel."""
    database: DatabaseOptions = DatabaseOptions()
    """Where what must outlive the program is kept."""
    web: WebOptions = WebOptions()
    """Where the program listens."""
    log: LogOptions = LogOptions()
    """What `serve` logs."""

    @property
    def index_dir(self) -> Path:
        """Where the index on disk is kept."""
        return self.data_dir / "index"

    @property
    def calibration_file(self) -> Path:
        """Where the organisation's own calibration is kept."""
        return self.data_dir / "calibration.json"


def load(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """Settings from a TOML file (by default config.toml in the data folder, if it is there) and the environment.

    Raises SettingsError, which names the key or value and what to do.
    """
    values = _from_environment(environ)
    where = path or Path(values.get("data_dir", Settings().data_dir)) / "config.toml"
    from_file = _from_file(where, required=path is not None)
    try:
        return Settings.model_validate(_merged(from_file, values))
    except ValidationError as error:
        raise SettingsError("; ".join(_said(problem, where) for problem in error.errors())) from None


def paths() -> dict[str, Any]:
    """Every setting's path (`telegram.token`) with its field, in order."""
    return dict(_paths(Settings))


def _paths(model: type[BaseModel], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Options):
            yield from _paths(field.annotation, f"{above}{name}.")
        else:
            yield f"{above}{name}", field


def _is_secret(field: Any) -> bool:
    return "SecretStr" in str(field.annotation)


def _from_file(path: Path, required: bool) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        if required:
            raise SettingsError(f"there is no settings file {path}") from None
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"the settings file {path} cannot be read: {error}") from None
    for name, field in paths().items():
        section, _, key = name.rpartition(".")
        inner = values.get(section, {}) if section else values
        if _is_secret(field) and isinstance(inner, dict) and key in inner:
            raise SettingsError(
                f"{name} is a secret: take it out of {path} and set {variable(name)} or {variable(name)}_FILE"
            )
    return values


def variable(name: str) -> str:
    """The environment variable of a setting's path."""
    return PREFIX + name.upper().replace(".", "__")


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    known = {variable(name): (name, field) for name, field in paths().items()}
    values: dict[str, Any] = {}
    for given, content in sorted(environ.items()):
        if not given.startswith(PREFIX) or given in NOT_SETTINGS:
            continue
        key, value, from_a_file = given, content, given.removesuffix("_FILE")
        if given not in known and from_a_file in known and _is_secret(known[from_a_file][1]):
            key, value = from_a_file, _secret_in(content, given)
        if key not in known:
            raise SettingsError(f"{key} is no setting{_nearest(key, list(known))}")
        name, field = known[key]
        *sections, last = name.split(".")
        inner = values
        for section in sections:
            inner = inner.setdefault(section, {})
        inner[last] = value.split(JOINED[name]) if name in JOINED else value
        if value == "" and (_is_secret(field) or name in JOINED):  # set and empty is as good as not set
            del inner[last]
    return values


def _secret_in(path: str, key: str) -> str:
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the file {path} that {key} names cannot be read: {error}") from None


def _merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _merged(below, value) if isinstance(value, Mapping) and isinstance(below, Mapping) else value
    return merged


def _said(problem: Any, path: Path) -> str:
    name = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"{name} is no setting{_nearest(name, list(paths()))} ({path})"
    return f"{name} = {problem['input']!r}: {problem['msg']} (in {path}, or {variable(name)})"


def _nearest(name: str, known: list[str]) -> str:
    from rapidfuzz import process

    found = process.extractOne(name, known, score_cutoff=60)
    return f"; did you mean {found[0]}?" if found else f"; there is: {', '.join(known)}"
