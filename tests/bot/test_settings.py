"""Settings come from a file and the environment, and what is wrong is named with what is meant."""

import ast
import tomllib
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, load, paths, variable
from retrieval.confidence import SHIPPED

ROOT = Path(__file__).parents[2]


def written(folder: Path, text: str) -> Path:
    """A settings file that holds the text."""
    path = folder / "settings.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    """What both set is the environment's; what only one sets is kept."""
    path = written(tmp_path, "[retrieval]\nk1 = 0.5\nlimit = 3\n")

    settings = load(path, {"MADOGUCHI_RETRIEVAL__LIMIT": "7", "MADOGUCHI_DATA_DIR": str(tmp_path)})

    assert (settings.retrieval.k1, settings.retrieval.limit, settings.retrieval.b) == (0.5, 7, 0.75)


def test_the_file_in_the_data_folder_is_read_when_none_is_named(tmp_path: Path) -> None:
    """Without a named file config.toml of the data folder counts, and need not be there."""
    environ = {"MADOGUCHI_DATA_DIR": str(tmp_path)}
    before = load(None, environ)
    (tmp_path / "config.toml").write_text("[answering]\nthreshold = 0.75\n", "utf-8")

    assert before.answering.threshold is None
    assert load(None, environ).answering.threshold == 0.75


def test_several_sources_are_joined_by_a_colon(tmp_path: Path) -> None:
    """The corpus is a list in the file, and in the environment one text with colons."""
    settings = load(None, {"MADOGUCHI_DATA_DIR": str(tmp_path), "MADOGUCHI_CORPUS": "notices:rules.md"})

    assert settings.corpus == (Path("notices"), Path("rules.md"))


@pytest.mark.parametrize(
    ("text", "environ", "said"),
    [
        ("[retrieval]\nk2 = 1.0\n", {}, "did you mean retrieval.k1?"),
        ("[retrieving]\nk1 = 1.0\n", {}, "retrieving is no setting; did you mean retrieval"),
        ("[retrieval]\nb = 1.5\n", {}, "retrieval.b = 1.5"),
        ("[telegram]\nmode = 'carrier pigeon'\n", {}, "'polling' or 'webhook'"),
        ("retrieval = 3\n", {}, "retrieval"),
        ("k1 =", {}, "cannot be read"),
        ("", {"MADOGUCHI_RETRIEVAL__LIMT": "3"}, "did you mean MADOGUCHI_RETRIEVAL__LIMIT?"),
        ("", {"MADOGUCHI_RETRIEVAL__LIMIT": "many"}, "MADOGUCHI_RETRIEVAL__LIMIT"),
        ("", {"MADOGUCHI_TELEGRAM__TOKEN_FILE": "/nowhere/token"}, "MADOGUCHI_TELEGRAM__TOKEN_FILE"),
        ("[telegram]\ntoken = 'x'\n", {}, "MADOGUCHI_TELEGRAM__TOKEN"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(tmp_path: Path, text: str, environ: dict[str, str], said: str) -> None:
    """A wrong key or value is an error that names it and the nearest right one."""
    path = written(tmp_path, text)

    with pytest.raises(SettingsError) as caught:
        load(path, environ)

    assert said in str(caught.value)


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    """A file that was named and is absent is an error."""
    with pytest.raises(SettingsError, match="there is no settings file"):
        load(tmp_path / "absent.toml", {})


def test_a_secret_comes_from_a_file_that_the_environment_names(tmp_path: Path) -> None:
    """A secret is read from its file, without the line's end, and does not show when settings are printed."""
    (tmp_path / "token").write_text("12:abc\n", "utf-8")

    settings = load(
        None, {"MADOGUCHI_DATA_DIR": str(tmp_path), "MADOGUCHI_TELEGRAM__TOKEN_FILE": str(tmp_path / "token")}
    )

    assert settings.telegram.token is not None
    assert settings.telegram.token.get_secret_value() == "12:abc"
    assert "12:abc" not in repr(settings)


def test_a_secret_in_the_file_is_not_repeated_in_the_error(tmp_path: Path) -> None:
    """The error about a secret in the file does not say the secret."""
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, "[telegram]\ntoken = 'very-secret'\n"), {})

    assert "very-secret" not in str(caught.value)


def test_variables_of_the_launcher_are_no_settings(tmp_path: Path) -> None:
    """The launcher's own variable, and an empty secret, are passed over."""
    environ = {"MADOGUCHI_PYTHON": "python3.12", "MADOGUCHI_TELEGRAM__TOKEN": "", "MADOGUCHI_DATA_DIR": str(tmp_path)}

    assert load(None, environ).telegram.token is None


def test_the_example_file_holds_the_defaults() -> None:
    """config/example.toml is equal to the defaults, and lists every setting."""
    text = (ROOT / "config" / "example.toml").read_text("utf-8")
    from_file = load(ROOT / "config" / "example.toml", {})
    flat = {
        f"{section}.{key}" for section, keys in tomllib.loads(text).items() if isinstance(keys, dict) for key in keys
    }

    assert from_file == Settings()
    secrets = {"telegram.token", "telegram.webhook_secret", "database.url"}
    assert flat | {"data_dir", "corpus", "answering.threshold"} | secrets == set(paths())
    assert "# data_dir" in text
    assert f"# threshold = {SHIPPED.threshold}" in text
    assert variable("telegram.token") in text


def test_every_setting_is_described() -> None:
    """A docstring stands under every field of the settings."""
    tree = ast.parse((ROOT / "bot" / "settings.py").read_text("utf-8"))
    undescribed = [
        f"{model.name}.{ast.unparse(field.target)}"
        for model in tree.body
        if isinstance(model, ast.ClassDef)
        for field, after in zip(model.body, [*model.body[1:], ast.Pass()], strict=True)
        if isinstance(field, ast.AnnAssign)
        if not (isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant))
    ]

    assert undescribed == []
