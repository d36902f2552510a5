"""A local model as settings: `local:NAME` and `local:PATH.gguf` become a place, a name and an identity.

The identity is the hash of the weights, so that replies are found again wherever the file stands
and whatever port its server listens on.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import UserError
from assistant.llm.endpoint import address
from assistant.llm.llama import LOCAL, check_extra
from assistant.llm.store import cache_folder
from assistant.llm.weights import KNOWN, Weights, fingerprint, is_gguf, models_folder, pulled
from assistant.places import expanded
from assistant.settings import Settings

PATIENCE = {"timeout": 600.0, "deadline": 1800.0}
"""Seconds for a model on a few cores, where nothing else was set."""


@dataclass(frozen=True, slots=True)
class Local:
    """A local model: the place of its weights as a base URL, what it is, and what it is called."""

    base_url: str
    identity: str
    model: str


def localised(settings: Settings) -> tuple[Settings, str]:
    """Settings whose `base_url` leads to the model, and the identity of what answers there.

    Settings that name a remote model are returned as they are, with the address of its endpoint.
    A local model is never sent the key, and is asked one thing at a time: on a processor, two at
    once are no faster. Raises UserError for a model that cannot be used.
    """
    if not settings.model.startswith(LOCAL):
        return settings, address(settings.base_url)
    local = open_local(settings)
    plain = Settings()
    changes: dict[str, Any] = {"base_url": local.base_url, "model": local.model, "api_key": "", "concurrency": 1}
    changes |= {name: least for name, least in PATIENCE.items() if getattr(settings, name) == getattr(plain, name)}
    return replace(settings, **changes), local.identity


def open_local(settings: Settings) -> Local:
    """The local model that the settings name; its server starts with the first call.

    Under `replay` nothing need be installed or pulled, for nothing is asked.
    """
    name = settings.model.removeprefix(LOCAL)
    cache = cache_folder(settings)
    known = KNOWN.get(name)
    if known is None:
        return _from_file(name, cache, settings)
    path = models_folder(cache) / known.file if settings.replay else _checked(known, cache)
    return Local(f"{LOCAL}{path}", f"sha256:{known.sha256}", settings.model)


def _checked(known: Weights, cache: Path) -> Path:
    check_extra()
    path = pulled(known, cache)
    if path is None:
        raise UserError(f"the weights of {known.name} are not here; run: assistant models pull {known.name}")
    if fingerprint(path, cache) != known.sha256:
        raise UserError(f"{path}: not the weights of {known.name}; run: assistant models pull {known.name}")
    return path


def _from_file(name: str, cache: Path, settings: Settings) -> Local:
    path = expanded(name)
    if settings.replay and not path.exists():
        return Local(f"{LOCAL}{path}", "", f"{LOCAL}{path.stem}")
    try:
        if not is_gguf(path):
            raise UserError(f"{name}: not a gguf file; name weights in the format of llama.cpp")
        digest = fingerprint(path, cache)
    except OSError as error:
        known = ", ".join(KNOWN)
        raise UserError(f"{name}: {error.strerror}; name a gguf file, or one of {known}") from None
    if not settings.replay:
        check_extra()
    model = next((held.name for held in KNOWN.values() if held.sha256 == digest), path.stem)
    return Local(f"{LOCAL}{path.resolve()}", f"sha256:{digest}", f"{LOCAL}{model}")
