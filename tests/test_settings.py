"""Settings: flags over environment over file, each value with its origin, each fault with its place."""

from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UserError
from assistant.settings import Settings, load_settings


def test_defaults(tmp_path: Path) -> None:
    """With nothing set no model is named, and every setting says that it is a default."""
    settings = load_settings({}, {}, tmp_path)
    assert settings == Settings()
    assert (settings.model, settings.source("model")) == ("", "default")


def test_flags_go_over_environment_over_file(tmp_path: Path) -> None:
    """The nearest to the user wins, and its place is kept."""
    (tmp_path / "assistant.toml").write_text('model = "file"\nconcurrency = 2\ntimeout = 3\n', encoding="utf-8")
    environ = {"ASSISTANT_MODEL": "env", "ASSISTANT_CONCURRENCY": "7", "OPENAI_API_KEY": "k"}
    settings = load_settings({"model": "flag", "window": None}, environ, tmp_path)
    assert (settings.model, settings.concurrency, settings.timeout) == ("flag", 7, 3.0)
    assert settings.source("model") == "flag"
    assert settings.source("concurrency") == "ASSISTANT_CONCURRENCY"
    assert settings.source("timeout") == "assistant.toml"
    assert settings.source("window") == "default"


def test_the_project_file_has_a_table(tmp_path: Path) -> None:
    """Settings may stand in pyproject.toml, behind a file of their own."""
    (tmp_path / "pyproject.toml").write_text('[tool.assistant]\nmodel = "tern"\n', encoding="utf-8")
    assert load_settings({}, {}, tmp_path).source("model") == "pyproject.toml"
    (tmp_path / "assistant.toml").write_text('model = "gull"\n', encoding="utf-8")
    assert load_settings({}, {}, tmp_path).model == "gull"


@pytest.mark.parametrize(("word", "on"), [("1", True), ("true", True), ("Yes", True), ("0", False), ("off", False)])
def test_a_switch_reads_words(tmp_path: Path, word: str, on: bool) -> None:
    """The cache can be turned off, and on again over a file that turned it off."""
    (tmp_path / "assistant.toml").write_text("no_cache = true\n", encoding="utf-8")
    assert load_settings({}, {}, tmp_path).no_cache
    assert load_settings({}, {"ASSISTANT_NO_CACHE": word}, tmp_path).no_cache is on


def test_an_empty_variable_sets_nothing(tmp_path: Path) -> None:
    """An environment variable without a value is not set."""
    assert load_settings({}, {"ASSISTANT_CONCURRENCY": ""}, tmp_path) == Settings()


@pytest.mark.parametrize(
    ("flags", "environ", "file", "told"),
    [
        ({"window": 0}, {}, "", "flag: window"),
        ({"concurrency": -1}, {}, "", "flag: concurrency"),
        ({"colour": "red"}, {}, "", "unknown setting 'colour'"),
        ({}, {"ASSISTANT_TIMEOUT": "soon"}, "", "ASSISTANT_TIMEOUT: timeout"),
        ({}, {"ASSISTANT_CONCURRENCY": "2.5"}, "", "ASSISTANT_CONCURRENCY"),
        ({}, {"ASSISTANT_TIMEOUT": "nan"}, "", "ASSISTANT_TIMEOUT"),
        ({}, {"ASSISTANT_NO_CACHE": "perhaps"}, "", "ASSISTANT_NO_CACHE: no_cache"),
        ({}, {}, "modell = 1", "assistant.toml: unknown setting 'modell'"),
        ({}, {}, "model = ", "cannot be read as TOML"),
        ({}, {}, 'origin = "x"', "unknown setting 'origin'"),
    ],
)
def test_what_cannot_be_used_is_named(
    tmp_path: Path, flags: dict[str, Any], environ: dict[str, str], file: str, told: str
) -> None:
    """The user is told the place and the name of what to mend."""
    if file:
        (tmp_path / "assistant.toml").write_text(file, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        load_settings(flags, environ, tmp_path)
    assert told in str(caught.value)


@pytest.mark.parametrize("content", ["tool = 3", "[tool]\nassistant = 3", "[tool]\nassistant = []"])
def test_an_odd_project_file_is_the_users_to_mend_or_ignored(tmp_path: Path, content: str) -> None:
    """A table of another shape shows no traceback."""
    (tmp_path / "pyproject.toml").write_text(content, encoding="utf-8")
    try:
        assert load_settings({}, {}, tmp_path) == Settings()
    except UserError as error:
        assert "pyproject.toml" in str(error)


def test_the_key_is_not_shown() -> None:
    """No log or traceback can carry the key."""
    assert "s3cret" not in repr(Settings(api_key="s3cret"))
    assert "s3cret" not in f"{Settings(api_key='s3cret')}"
