"""One frozen record of settings: flags over environment over file. It builds nothing."""

import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from assistant.errors import UserError

KINDS = {int: "a whole number", float: "a number", bool: "yes or no", str: "text"}
ENVIRONMENT = {
    "model": "ASSISTANT_MODEL",
    "api_key": "OPENAI_API_KEY",
    "base_url": "OPENAI_BASE_URL",
    "concurrency": "ASSISTANT_CONCURRENCY",
    "timeout": "ASSISTANT_TIMEOUT",
    "deadline": "ASSISTANT_DEADLINE",
    "window": "ASSISTANT_WINDOW",
    "cache_dir": "ASSISTANT_CACHE_DIR",
    "data_dir": "ASSISTANT_DATA_DIR",
    "no_cache": "ASSISTANT_NO_CACHE",
    "record": "ASSISTANT_RECORD",
    "replay": "ASSISTANT_REPLAY",
    "reviews": "ASSISTANT_REVIEWS",
    "max_cost": "ASSISTANT_MAX_COST",
    "max_tokens": "ASSISTANT_MAX_TOKENS",
    "max_calls": "ASSISTANT_MAX_CALLS",
    "embed": "ASSISTANT_EMBED",
    "language": "ASSISTANT_LANGUAGE",
    "runner": "ASSISTANT_RUNNER",
}


class Secret(str):
    """A text whose representation does not show it, so that no log and no traceback with its variables does."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Nothing of it."""
        return "[secret]"


SECRETS = frozenset({"api_key", "base_url"})
"""Settings that hold what is secret: an address may have a password in it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set, and where it was set from (`origin`, by field name).

    `timeout` and `deadline` are seconds: of one request, and of a call with its retries.
    `window` is the length in characters of the part of an article that one call reads.
    `cache_dir` is where replies are kept, empty for the user's cache folder, and with `no_cache`
    none are; `data_dir` is where sessions are kept, empty for the user's data folder. `record` and
    `replay` name cassette files, `reviews` the file of what people decided about findings, empty
    for the one of the working folder. `max_cost` (US dollars), `max_tokens` and `max_calls` are
    ceilings for one run, 0 for none. `embed` is the endpoint's model for the vectors by which
    passages are found, empty for words alone. `language` is that of a note's headings and labels.
    `runner` is where computation runs, empty for the processes of this machine (see `assistant.cluster`).
    `seed` and `temperature` go with every call; an evaluation that repeats itself changes the seed.
    """

    model: str = ""
    api_key: str = ""
    base_url: str = "https://api.openai.com/v1"
    concurrency: int = 4
    timeout: float = 120.0
    deadline: float = 600.0
    window: int = 12_000
    cache_dir: str = ""
    data_dir: str = ""
    no_cache: bool = False
    record: str = ""
    replay: str = ""
    reviews: str = ""
    max_cost: float = 0.0
    max_tokens: int = 0
    max_calls: int = 0
    embed: str = ""
    language: str = "en"
    runner: str = ""
    seed: int = 0
    temperature: float = 0.0
    origin: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Hide what is secret from every representation."""
        for name in SECRETS:
            object.__setattr__(self, name, Secret(getattr(self, name)))

    def __repr__(self) -> str:
        """Leave out what is secret, so that no log or traceback can carry it."""
        shown = (f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.name not in SECRETS)
        return f"Settings({', '.join(shown)})"

    def source(self, name: str) -> str:
        """Where a setting comes from, in words for the user."""
        return dict(self.origin).get(name, "default")


def load_settings(
    flags: Mapping[str, Any] | None = None,
    environ: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Settings:
    """Settings from flags, environment and file, the first that names one winning.

    Raises UserError for a file or value that cannot be used, naming its place.
    """
    layers: list[tuple[str, Mapping[str, Any]]] = [
        _from_file(_here() if folder is None else folder),
        ("environment", _from_environment(os.environ if environ is None else environ)),
        ("flag", _hidden({k: v for k, v in (flags or {}).items() if v is not None})),
    ]
    settings = Settings()
    origin: dict[str, str] = {}
    for place, values in layers:
        for name, value in values.items():
            where = ENVIRONMENT[name] if place == "environment" else place
            settings = replace(settings, **{name: _convert(name, value, where)})
            origin[name] = where
    return replace(settings, origin=tuple(sorted(origin.items())))


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise UserError("the working folder is gone; change to one that is there") from None


def _from_file(folder: Path) -> tuple[str, Mapping[str, Any]]:
    for name, table in (("assistant.toml", ()), ("pyproject.toml", ("tool", "assistant"))):
        path = folder / name
        if not path.is_file():
            continue
        try:
            values: Any = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise UserError(f"{path}: cannot be read as TOML ({error}); mend or remove it") from None
        for key in table:
            values = values.get(key, {}) if isinstance(values, dict) else {}
        if not isinstance(values, dict):
            raise UserError(f"{path}: [tool.assistant] is no table; write [tool.assistant] and settings below it")
        if values:
            return name, _hidden(values)
    return "file", {}


def _from_environment(environ: Mapping[str, str]) -> Mapping[str, Any]:
    return _hidden({name: environ[variable] for name, variable in ENVIRONMENT.items() if environ.get(variable)})


def _hidden(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same values, those that are secret as such."""
    return {k: Secret(v) if k in SECRETS and isinstance(v, str) else v for k, v in values.items()}


def without_secrets() -> dict[str, str]:
    """The environment for a program of others that has no need of the key."""
    held = {ENVIRONMENT[name] for name in SECRETS}
    return {name: value for name, value in os.environ.items() if name not in held}


def _convert(name: str, value: Any, where: str) -> Any:
    kinds: dict[str, type] = {f.name: type(getattr(Settings(), f.name)) for f in fields(Settings)}
    kinds.pop("origin")
    if name not in kinds:
        known = ", ".join(sorted(kinds))
        raise UserError(f"{where}: unknown setting '{name}'; known are {known}")
    try:
        converted = _switch(value) if kinds[name] is bool else kinds[name](value)
    except (TypeError, ValueError, OverflowError):
        raise UserError(f"{where}: {name} = {value!r} is not {KINDS[kinds[name]]}") from None
    if isinstance(converted, int | float) and not isinstance(converted, bool) and not 0 < converted < math.inf:
        raise UserError(f"{where}: {name} = {value!r} must be a number above zero")
    return converted


def _switch(value: Any) -> bool:
    """Whether something is on. Raises ValueError for words that say neither."""
    said = str(value).strip().lower()
    if said in ("1", "true", "yes", "on"):
        return True
    if said in ("0", "false", "no", "off"):
        return False
    raise ValueError(value)
