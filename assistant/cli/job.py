"""What the verbs that read articles do around their step: settings, engine, reading, writing."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from assistant.cli.console import say
from assistant.cli.options import BINARY, ENDINGS, FORMATS, Request, lacking
from assistant.cli.output import check_request, deliver
from assistant.cli.progress import watched
from assistant.cli.runner import running
from assistant.compare.review_file import NAME, read_reviews
from assistant.compare.reviews import Reviewed, respected
from assistant.engines import Engine, open_engine
from assistant.errors import Exit, UserError
from assistant.ingest import read
from assistant.ingest.folders import shown
from assistant.pool import Inline, Pool, Watch, unwatched
from assistant.render import Result, cautions, render, render_file
from assistant.render.catalogue import catalogue
from assistant.render.note import Look
from assistant.render.plain import one_line
from assistant.render.wording import many, price
from assistant.schema import Briefing, Comparison, Digests, Problem, Reading
from assistant.settings import Settings, load_settings

NO_MODEL = "engine: builtin (no model configured; set --model NAME or ASSISTANT_MODEL to use one)"

KEPT = " and kept; run the same command again to go on"


class Step(Protocol):
    """A step of the pipeline that makes a result of a reading."""

    def __call__(self, reading: Reading, *, engine: Engine, pool: Pool, watch: Watch) -> Result:
        """The result."""


class Offline(Protocol):
    """A step that needs no engine."""

    def __call__(self, reading: Reading, *, pool: Pool) -> Result:
        """The result."""


class Grouping(Protocol):
    """A step that can group what is read into stories."""

    def __call__(self, reading: Reading, *, engine: Engine, pool: Pool, watch: Watch, group: bool) -> Result:
        """The result."""


Give = Callable[[str, Path | None], None]
"""Writes a result to a file, or to standard output where there is none."""
Chooser = Callable[[Reading], Step]


def carry_out(step: Step, request: Request, give: Give = deliver) -> Exit:
    """Do what was asked for and say what was not done."""
    return _carry_out(lambda reading: step, request, give)


def carry_out_grouped(step: Grouping, request: Request) -> Exit:
    """The same with a step that groups articles into stories, where that was asked for or a pile is read."""
    return _carry_out(lambda reading: partial(step, group=grouped(reading, request)), request)


def carry_out_offline(step: Offline, request: Request) -> Exit:
    """The same with a step that needs no engine."""
    check_request(request)
    route_logs(request.verbose)
    with running(load_settings(request.flags)) as pool:
        result = step(read_articles(request), pool=pool)
    deliver(render(result, request.format), request.output)
    return Exit.DONE_IN_PART if result.run.problems else Exit.DONE


def grouped(reading: Reading, request: Request) -> bool:
    """Whether to group: files and pages that were named one by one belong together, a pile does not."""
    if request.stories:
        return request.stories == "group"
    named = {shown(path) for path in request.paths}
    paths = [article.path for article in reading.articles]
    return len(set(paths)) < len(paths) or not named.issuperset(paths)


def _carry_out(choose: Chooser, request: Request, give: Give = deliver) -> Exit:
    check_request(request)
    _check_page(request)
    route_logs(request.verbose)
    settings = load_settings(request.flags)
    look = Look(request.length, catalogue(settings.language), request.page_url or "")
    before = _earlier(request)
    if request.dry_run:
        return _reckon(choose, request, settings)
    reviews = known_reviews(settings)
    engine = open_engine(settings)
    introduce(engine, settings, request)
    with running(settings) as pool:
        reading = read_articles(request)
        _tell_made(reading, engine, request)
        with interruptible(settings), watched(quiet=request.quiet) as watch:
            result = choose(reading)(reading, engine=engine, pool=pool, watch=watch)
    if isinstance(result, Briefing | Comparison):
        result = respected(result, reviews)
    if isinstance(result, Briefing):
        result = _told_for(result, request, before)
    report([problem for problem in result.run.problems if problem not in reading.problems])
    _tell_grouping(result, request)
    made = [_made(result, form, look) for form, _ in request.targets]  # all, before the first earlier file is replaced
    _write(zip(made, (target for _, target in request.targets), strict=True), give)
    if not request.quiet:
        _tell_files(request)
        _tell_review(result, request)
        if any(form == "claimreview" for form, _ in request.targets):
            _tell_claims(result)
    if request.verbose:
        tokens = result.run.tokens
        paid = price(result.run.model, result.run.cost) if engine.name == "llm" else "nothing to pay"
        say(f"done: {result.run.calls} calls, {tokens.input} tokens in, {tokens.output} out, {paid}")
    return Exit.DONE_IN_PART if result.run.problems else Exit.DONE


def _made(result: Result, form: str, look: Look) -> str | bytes:
    return render_file(result, form, look) if form in BINARY else render(result, form, look)


def _write(made: Iterable[tuple[str | bytes, Path | None]], give: Give) -> None:
    """Write every form. Raises UserError for what could not be written, when everything else is."""
    failed = []
    for told, target in made:
        try:
            if isinstance(told, bytes):
                deliver(told, target)
            else:
                give(told, target)
        except UserError as error:
            failed.append(str(error))
    if failed:
        raise UserError("; ".join(failed))


def _earlier(request: Request) -> Briefing | Comparison | None:
    """The note that this one is told against, if one is named. Raises UserError where it cannot be read."""
    if not request.since:
        return None
    from assistant.cli.earlier import read_note

    return read_note(request.since, "--since")


def _told_for(result: Briefing, request: Request, before: Briefing | Comparison | None) -> Briefing:
    """The briefing under its title, with what bears on a question first, told against an earlier note."""
    told = replace(result, title=request.title)
    if request.focus.strip():
        from assistant.brief.focus import focus_on

        told = focus_on(told, request.focus)
    if before:
        from assistant.brief.since import since

        told = since(told, before, str(request.since))
    return told


def _check_page(request: Request) -> None:
    """Find out before the work begins whether a review can be published there. Raises UserError."""
    if request.page_url is None:
        return
    from assistant.render import claimreview

    if not any(form == "claimreview" for form, _ in request.targets):
        raise UserError("--page-url: only a ClaimReview says where it is published; add --format claimreview")
    try:
        claimreview.page_address(request.page_url)
    except UserError as error:
        raise UserError(f"--page-url: {error}") from None


def known_reviews(settings: Settings) -> list[Reviewed]:
    """What was decided earlier: of the file that is named, else of the working folder's, if it has one."""
    if settings.reviews:
        return read_reviews(settings.reviews)
    return read_reviews(NAME) if Path(NAME).is_file() else []


def _reckon(choose: Chooser, request: Request, settings: Settings) -> Exit:
    """Do everything but the asking, and say what would be asked."""
    from assistant.cli.dry import report as told
    from assistant.engines.forecast import Dry

    dry = Dry(settings) if settings.model or settings.replay else None
    reading = read_articles(request)
    forecast = None
    if dry:
        result = choose(reading)(reading, engine=dry, pool=Inline(), watch=unwatched)
        forecast = dry.forecast(compared=not isinstance(result, Digests))
    deliver(
        told(forecast, request.format), request.output if request.format in FORMATS and not request.folder else None
    )
    return Exit.DONE_IN_PART if reading.problems else Exit.DONE


def _tell_made(reading: Reading, engine: Engine, request: Request) -> None:
    """Say why digests of a collection are made anew."""
    if request.quiet:
        return
    for source in reading.outdated:
        say(f"{source}: made by other code, so its digests are made anew; assistant digest --into renews it")
    if reading.digests and engine.name != "builtin":
        say("the digests of a collection are the built-in engine's; those of the model are made anew")


def _tell_grouping(result: Result, request: Request) -> None:
    """Say that more than one story was found, and what to do if they are one."""
    if isinstance(result, Comparison | Briefing) and not request.quiet:
        stories, alone = len(result.stories), len(result.alone)
        if alone or stories > 1:
            say(f"{many(stories, 'story', 'stories')}, {many(alone, 'article')} alone; --one-story takes all as one")


def _tell_files(request: Request) -> None:
    """Say what is missing of the files that could be expected, and how to get it."""
    if request.folder and not request.forms:
        for form in filter(lacking, ENDINGS):
            say(f"no {form}: it needs an extra; run: pip install 'factcheck-assistant[{form}]'")
    if request.since and request.output and all(form != "json" for form, _ in request.targets):
        say("this note is not kept as JSON, which the next --since needs; write it with -f json -o FILE.json too")


def _tell_review(result: Result, request: Request) -> None:
    """Say how to decide about the findings of a result that was written as JSON."""
    target = dict(request.targets).get("json")
    if target is None:
        return
    if isinstance(result, Comparison | Briefing) and any(story.discrepancies for story in result.stories):
        say(f"to decide about a finding: assistant review {target} [ID confirmed|false_alarm|resolved]")


def _tell_claims(result: Result) -> None:
    """Say why there is no ClaimReview, and how one comes about: nothing is published that nobody has looked at."""
    from assistant.render import claimreview

    if isinstance(result, Comparison | Briefing) and not claimreview.reviewed(result):
        say(
            "claimreview: no dispute is reviewed; assistant review NOTE.json ID confirmed|resolved, then run this again"
        )


@contextmanager
def interruptible(settings: Settings) -> Iterator[None]:
    """Let an interrupt say what is done, where it is kept for the next run."""
    try:
        yield
    except KeyboardInterrupt as stop:
        done = ", ".join(getattr(stop, "__notes__", ()))
        kept = settings.model and not settings.no_cache and not settings.replay
        raise KeyboardInterrupt(f"{done}{KEPT}" if done and kept else "") from None


def read_articles(request: Request) -> Reading:
    """The articles of the paths; what could not be read is told. Raises UserError where nothing could."""
    reading = read(*request.paths, allow_private=request.allow_private)
    report(reading.problems)
    tell_cautions(reading, request)
    if not reading.articles:
        raise UserError("nothing could be read; name a file, folder, URL or feed that holds an article")
    if request.verbose:
        for article in reading.articles:
            say(f"read {article.path}: {len(article.text):,} characters")
    return reading


def tell_cautions(reading: Reading, request: Request) -> None:
    """Say which articles hide words or address an AI: a person decides whether to trust them."""
    for line in () if request.quiet else cautions.lines(reading.articles):
        say(line)


def report(problems: tuple[Problem, ...] | list[Problem]) -> None:
    """Say what was not done."""
    for problem in problems:
        say(f"{problem.where}: {problem.reason}")


def introduce(engine: Engine, settings: Settings, request: Request) -> None:
    """Say which engine works."""
    if request.quiet:
        return
    if engine.name == "builtin":
        say(NO_MODEL)
    elif request.verbose:
        say(f"engine: {engine.name}, model {engine.model} (from {settings.source('model')})")


class _OneLine(logging.Formatter):
    """Writes what a library says of a page as one line that no terminal obeys."""

    def format(self, record: logging.LogRecord) -> str:
        """The record in one line, free of control characters."""
        return one_line(super().format(record))


def route_logs(verbose: bool) -> None:
    """Let only what we mean to say reach standard error."""
    # Readers of PDF and HTML log and warn freely; unasked-for lines would hide our own.
    logging.captureWarnings(True)
    if verbose:
        handler = logging.StreamHandler()
        handler.setFormatter(_OneLine("assistant: %(name)s: %(message)s"))
        logging.basicConfig(level=logging.WARNING, handlers=[handler])
        logging.getLogger("assistant").setLevel(logging.INFO)  # llama.cpp speaks up as well then
    else:
        logging.getLogger().addHandler(logging.NullHandler())
        ours = logging.StreamHandler()  # what we ourselves warn of, such as a cache that fails, is for every user
        ours.setFormatter(_OneLine("assistant: %(message)s"))
        logging.getLogger("assistant").handlers = [ours]
