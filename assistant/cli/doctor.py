"""`assistant doctor`: which engine would be used and why, and whether it can be."""

from typing import TYPE_CHECKING

import click

from assistant.cli.options import ENGINE, options
from assistant.errors import Exit

if TYPE_CHECKING:
    from assistant.settings import Settings

CORE = (
    *("openai", "instructor", "pydantic", "tenacity", "diskcache", "filelock", "platformdirs", "genai-prices"),
    *("trafilatura", "lxml_html_clean", "pypdf", "python-docx", "feedparser", "pyyaml", "charset-normalizer"),
    *("PyStemmer", "wordfreq", "msgpack", "rapidfuzz", "click", "rich", "prompt_toolkit", "jinja2"),
)


@click.command(
    "doctor",
    epilog="\b\nExample:\n  assistant doctor --model llama3.2 --base-url http://localhost:11434/v1",
)
@options(ENGINE)
def command(model: str | None, base_url: str | None) -> Exit:
    """Say which engine would be used and why, and test the model's endpoint.

    The test is one real call of a few tokens. Exit code 0 if all is well, else 2.
    """
    from assistant.cli.console import emit
    from assistant.settings import load_settings

    settings = load_settings({"model": model, "base_url": base_url})
    versions = _versions()
    emit("\n".join([*_about(), *(f"  {name} {held}" for name, held in versions.items()), *_engine(settings), ""]))
    asks = settings.model and not settings.replay
    answers, line = _tried(settings) if asks else (True, "endpoint: none needed, no article leaves this machine")
    emit(line + "\n")
    return Exit.DONE if answers and "missing" not in versions.values() else Exit.USER_CAN_MEND


def _about() -> list[str]:
    import platform

    from assistant import __version__

    return [f"assistant {__version__} on Python {platform.python_version()}", "packages:"]


def _versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    held = {}
    for name in CORE:
        try:
            held[name] = version(name)
        except PackageNotFoundError:
            held[name] = "missing"
    return held


def _engine(settings: "Settings") -> list[str]:
    from assistant.llm.endpoint import address
    from assistant.llm.llama import LOCAL

    if settings.replay:
        return [f"engine: llm, answered from {settings.replay} (from {settings.source('replay')})"]
    if not settings.model:
        return ["engine: builtin (no model configured; set --model NAME or ASSISTANT_MODEL to use one)"]
    if settings.model.startswith(LOCAL):
        place = "endpoint: llama.cpp in this process, no article leaves this machine"
        return [f"engine: llm, model {settings.model} (from {settings.source('model')})", place]
    key = f"set (from {settings.source('api_key')})" if settings.api_key else "not set"
    return [
        f"engine: llm, model {settings.model} (from {settings.source('model')})",
        f"endpoint: {address(settings.base_url)} (from {settings.source('base_url')})",
        f"key: {key}",
    ]


def _tried(settings: "Settings") -> tuple[bool, str]:
    """One tiny call to the endpoint: whether it answered, and the line that says so."""
    from dataclasses import replace
    from time import monotonic

    from assistant.errors import AssistantError
    from assistant.llm.call import Call, Message
    from assistant.llm.endpoint import open_endpoint
    from assistant.llm.local import localised

    question = (Message("user", "Answer with the word: ready"),)
    began = monotonic()
    try:
        settings, identity = localised(settings)
        call = Call(identity, settings.model, "doctor", question, max_tokens=16)
        open_endpoint(replace(settings, deadline=min(settings.deadline, settings.timeout)))(call)
    except AssistantError as error:
        return False, f"no answer: {error}"
    return True, f"answers: yes, in {monotonic() - began:.2f} s"
