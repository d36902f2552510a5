"""The options that digest, compare and brief share, and the record they arrive in."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from assistant.render.note import Length

FORMATS = ("md", "json", "html")
ENDINGS = {
    "md": ".md",
    "html": ".html",
    "json": ".json",
    "csv": ".csv",
    "docx": ".docx",
    "pdf": ".pdf",
    "claimreview": ".claimreview.json",
}
"""The formats of a note, each with the ending of its file in a folder."""
ON_DEMAND = "claimreview"
"""The format that a folder gets only if it is named: most notes have nothing in it."""
BINARY = frozenset({"docx", "pdf"})
"""The formats that are no text."""
EXTRAS = {"pdf": "typst"}
"""The formats that need an extra of their name, each with the library that comes with it."""
NOTE_NAME = "note"
"""What the files in a folder are called before their ending."""
BY_SUFFIX = {
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".csv": "csv",
    ".docx": "docx",
    ".pdf": "pdf",
    ".jsonld": "claimreview",
}
"""The formats that the ending of a file's name suggests."""
STDOUT = "-"

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

ENGINE: tuple[Decorator, ...] = (
    click.option("--model", metavar="NAME", help="Use this language model (or set ASSISTANT_MODEL)."),
    click.option("--base-url", metavar="URL", help="The model's endpoint (or set OPENAI_BASE_URL)."),
)
_DOLLARS = click.FloatRange(0, min_open=True)
PATHS: tuple[Decorator, ...] = (
    click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(allow_dash=True)),
)


def _filed(_: click.Context, __: click.Parameter, value: str | None) -> Path | None:
    """A file; none for standard output, which `-` names as it names standard input."""
    return None if value in (None, STDOUT) else Path(value)


FORM: tuple[Decorator, ...] = (
    click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(FORMATS, case_sensitive=False),
        help="Form of the result; else by the ending of FILE, else md.",
    ),
    click.option("-o", "--output", metavar="FILE", type=click.Path(), callback=_filed, help="Write to FILE."),
)


def _placed(ctx: click.Context, _: click.Parameter, value: str | None) -> Path | None:
    """A file or folder; a path does not keep the last slash, which tells a folder that is not there yet."""
    ctx.params["folder"] = value is not None and _is_folder(value)
    return _filed(ctx, _, value)


def _is_folder(place: str) -> bool:
    try:
        return place.endswith(("/", os.sep)) or Path(place).is_dir()
    except OSError:  # a name that is too long: told where it is checked
        return False


_FORMAT = click.Choice(tuple(ENDINGS), case_sensitive=False)


def _formats(value: str) -> tuple[str, ...]:
    """Formats of a note with commas between them: `docx,pdf`."""
    return tuple(_FORMAT.convert(part.strip(), None, None) for part in value.split(","))


def _together(_: click.Context, __: click.Parameter, value: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(value))


NOTE_FORM: tuple[Decorator, ...] = (
    click.option(
        "-f",
        "--format",
        "forms",
        multiple=True,
        type=_formats,
        callback=_together,
        shell_complete=_FORMAT.shell_complete,
        metavar="|".join(ENDINGS),
        help="Form of the note; else by the ending of FILE, else md. Several, as docx,pdf, with -o FOLDER/.",
    ),
    click.option(
        "-o",
        "--output",
        metavar="FILE|FOLDER/",
        type=click.Path(),
        callback=_placed,
        help="Write to FILE, or note.md, note.html ... in FOLDER; all but claimreview if -f names none.",
    ),
)
"""How a note is written: in one format or several."""
LOOK: tuple[Decorator, ...] = (
    click.option(
        "--length",
        type=click.Choice(("short", "standard", "full"), case_sensitive=False),
        default="standard",
        help="How much the note shows: short is a page, full leaves nothing out.",
    ),
    click.option("--language", metavar="CODE", help="Language of headings and labels: en, de."),
)
"""How much a note shows, and in which language."""
TOLD: tuple[Decorator, ...] = (
    click.option("--title", metavar="TEXT", default="", help="Title of the note; else that of the story."),
    click.option("--focus", metavar="QUESTION", default="", help="Put first what bears on this question."),
)
"""What a briefing is told for."""
READING: tuple[Decorator, ...] = (
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
    click.option("-v", "--verbose", is_flag=True, help="Say more about what is done."),
    click.option("--allow-private", is_flag=True, help="Fetch URLs of private networks too."),
)
RESULT: tuple[Decorator, ...] = (*FORM, *READING)
CALLS: tuple[Decorator, ...] = (
    click.option("--concurrency", type=click.IntRange(1), metavar="N", help="Calls to a model at once."),
    click.option("--record", metavar="FILE", help="Write the calls to a model and their replies to FILE."),
    click.option("--replay", metavar="FILE", help="Answer from such a FILE; ask no model."),
    click.option("--max-calls", type=click.IntRange(1), metavar="N", help="End after so many calls to a model."),
    click.option("--max-tokens", type=click.IntRange(1), metavar="N", help="End before more tokens are used."),
    click.option("--max-cost", type=_DOLLARS, metavar="USD", help="End before more dollars are spent."),
)
DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what calls, tokens and money it would take.")
NO_CACHE = click.option("--no-cache", is_flag=True, help="Ask anew what was asked before, and keep nothing.")
SHARED: tuple[Decorator, ...] = (*ENGINE, *RESULT, *CALLS, DRY_RUN, NO_CACHE)
NOTE: tuple[Decorator, ...] = (*ENGINE, *NOTE_FORM, *READING, *CALLS, DRY_RUN, NO_CACHE)
CONVERSING: tuple[Decorator, ...] = (*ENGINE, *READING, *CALLS, NO_CACHE)
"""What of these a chat takes: its result is not one file, and what it will be asked is not known before."""
STORIES: tuple[Decorator, ...] = (
    click.option("--group", "stories", flag_value="group", help="Group all articles into stories, named files too."),
    click.option("--one-story", "stories", flag_value="one", help="Take all articles as one story."),
)
EMBED: tuple[Decorator, ...] = (
    click.option("--embed", metavar="MODEL", help="Find passages by vectors of this model of the endpoint too."),
)
REVIEWS: tuple[Decorator, ...] = (
    click.option("--reviews", metavar="FILE", help="What people decided about findings; else reviews.jsonl if there."),
)
RUNNER: tuple[Decorator, ...] = (
    click.option("--runner", metavar="ray[:HOST:PORT]", help="Compute on a Ray cluster, else on one of this machine."),
)
SINCE: tuple[Decorator, ...] = (
    click.option("--since", metavar="NOTE.json", help="Lead with what is new since an earlier result as JSON."),
)
PAGE: tuple[Decorator, ...] = (
    click.option("--page-url", metavar="URL", help="Address of the page that will publish the ClaimReview."),
)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    paths: tuple[str, ...]
    form: str | None
    output: Path | None
    quiet: bool
    verbose: bool
    allow_private: bool
    model: str | None = None
    base_url: str | None = None
    concurrency: int | None = None
    record: str | None = None
    replay: str | None = None
    no_cache: bool = False
    max_calls: int | None = None
    max_tokens: int | None = None
    max_cost: float | None = None
    dry_run: bool = False
    stories: str | None = None
    reviews: str | None = None
    embed: str | None = None
    forms: tuple[str, ...] | None = None
    folder: bool = False
    length: "Length" = "standard"
    language: str | None = None
    title: str = ""
    focus: str = ""
    since: str | None = None
    page_url: str | None = None
    runner: str | None = None

    @property
    def format(self) -> str:
        """The form that was named, else the one the output's name suggests."""
        return self.form or next(iter(self.forms or ()), "") or form_of(self.output)

    @property
    def choices(self) -> tuple[str, ...]:
        """The formats that the result can be written in: a note, which may name several, has more."""
        return FORMATS if self.forms is None else tuple(ENDINGS)

    @property
    def targets(self) -> tuple[tuple[str, Path | None], ...]:
        """Each format that is written, and where: a folder gets what was named, else every format that can be."""
        if self.folder and self.output:
            named = dict.fromkeys(self.forms or (form for form in ENDINGS if form != ON_DEMAND and not lacking(form)))
            return tuple((form, self.output / f"{NOTE_NAME}{ENDINGS[form]}") for form in named)
        return ((self.format, self.output),)

    @property
    def flags(self) -> dict[str, str | float | None]:
        """The flags that are settings."""
        return {
            "model": self.model,
            "base_url": self.base_url,
            "concurrency": self.concurrency,
            "record": self.record,
            "replay": self.replay,
            "reviews": self.reviews,
            "no_cache": self.no_cache or None,
            "max_calls": self.max_calls,
            "max_tokens": self.max_tokens,
            "max_cost": self.max_cost,
            "embed": self.embed,
            "language": self.language,
            "runner": self.runner,
        }


def form_of(target: Path | None) -> str:
    """The form that the name of a file suggests."""
    if target and target.name.lower().endswith(ENDINGS["claimreview"]):
        return "claimreview"
    return BY_SUFFIX.get(target.suffix.lower() if target else "", "md")


def lacking(form: str) -> bool:
    """Whether a format needs an extra that is not installed."""
    return form in EXTRAS and find_spec(EXTRAS[form]) is None


def options(which: tuple[Decorator, ...]) -> Decorator:
    """Decorate a command with options, the first listed first in its help."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(which):
            command = option(command)
        return command

    return decorate
