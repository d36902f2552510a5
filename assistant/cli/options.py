"""The options that digest, compare and brief share, and the record they arrive in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

FORMATS = ("md", "json", "html")
_BY_SUFFIX = {".json": "json", ".html": "html", ".htm": "html"}

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

ENGINE: tuple[Decorator, ...] = (
    click.option("--model", metavar="NAME", help="Use this language model (or set ASSISTANT_MODEL)."),
    click.option("--base-url", metavar="URL", help="The model's endpoint (or set OPENAI_BASE_URL)."),
)
SHARED: tuple[Decorator, ...] = (
    click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(allow_dash=True)),
    *ENGINE,
    click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(FORMATS),
        help="Form of the result; else by the ending of FILE, else md.",
    ),
    click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to FILE."),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
    click.option("-v", "--verbose", is_flag=True, help="Say more about what is done."),
    click.option("--concurrency", type=click.IntRange(1), metavar="N", help="Calls to a model at once."),
    click.option("--allow-private", is_flag=True, help="Fetch URLs of private networks too."),
)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    paths: tuple[str, ...]
    model: str | None
    base_url: str | None
    form: str | None
    output: Path | None
    quiet: bool
    verbose: bool
    concurrency: int | None
    allow_private: bool

    @property
    def format(self) -> str:
        """The form that was named, else the one the output's name suggests."""
        suffix = self.output.suffix.lower() if self.output else ""
        return self.form or _BY_SUFFIX.get(suffix, "md")

    @property
    def flags(self) -> dict[str, str | int | None]:
        """The flags that are settings."""
        return {"model": self.model, "base_url": self.base_url, "concurrency": self.concurrency}


def options(which: tuple[Decorator, ...]) -> Decorator:
    """Decorate a command with options, the first listed first in its help."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(which):
            command = option(command)
        return command

    return decorate
