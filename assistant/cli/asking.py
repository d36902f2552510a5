"""What `ask` does around its step: the question, the library, and sentences shown as they are verified."""

import sys
from pathlib import Path

from assistant import answering
from assistant.answered import Answer
from assistant.ask.compose import Told
from assistant.cli import progress
from assistant.cli.console import emit, say
from assistant.cli.job import carry_out
from assistant.cli.keeping import library_of
from assistant.cli.options import Request
from assistant.cli.output import deliver
from assistant.engines import Engine
from assistant.errors import Exit, UserError
from assistant.pool import Pool, Watch
from assistant.render.answer import begun
from assistant.schema import Article, Reading, Sentence
from assistant.settings import load_settings

STDIN = "-"
BYTES = 4
"""A character in UTF-8 has so many at most."""
UNFINISHED = "the answer is not complete"


def carry_question(question: str, request: Request) -> Exit:
    """Answer one question. Raises UserError and ModelError."""
    if request.format == "html":
        raise UserError("an answer is written as md or json; say --format json")
    asked = question_of(question, request.paths)
    at_once = request.format == "md" and request.output is None and not request.dry_run
    shown = _Shown(asked)
    settings = load_settings(request.flags)
    if settings.embed and request.dry_run and not request.quiet:
        say("a dry run makes no vectors and does not count them")

    def step(reading: Reading, *, engine: Engine, pool: Pool, watch: Watch) -> Answer:
        library = library_of(reading, request, settings, pool=pool, watch=watch)
        shown.articles = library.shelf.articles
        return answering.ask(asked, library, engine=engine, tell=shown.tell if at_once else answering.untold)

    try:
        return carry_out(step, request, shown.finish)
    except KeyboardInterrupt as stop:
        raise KeyboardInterrupt(UNFINISHED if shown.written else str(stop)) from None


class _Shown:
    """Writes the note of an answer as it grows: in the end, standard output holds the note and nothing else."""

    def __init__(self, question: str) -> None:
        self.articles: tuple[Article, ...] = ()
        self.written = ""
        self._question = question
        self._parts: list[Told | Sentence] = []

    def tell(self, part: Told | Sentence) -> None:
        """Write a part of the answer, before the first one what the note begins with."""
        self._parts.append(part)
        progress.wipe()
        self._write(begun(self._question, "", self.articles, self._parts))

    def finish(self, text: str, target: Path | None) -> None:
        """Write what is left of the note."""
        if target is not None or not text.startswith(self.written):
            deliver(text, target)
        else:
            self._write(text)

    def _write(self, text: str) -> None:
        rest, self.written = text[len(self.written) :], text  # an interrupt may come while it is written
        emit(rest)


def question_of(given: str, paths: tuple[str, ...]) -> str:
    """The question in one line, from standard input where it is `-`. Raises UserError where there is none."""
    if given == STDIN and STDIN in paths:
        raise UserError("- can be the question or a source, not both; name a file for the source")
    return answering.question_in(_typed() if given == STDIN else given)


def _typed() -> str:
    """What standard input brings, in UTF-8 whatever the locale, as far as a question may go."""
    return sys.stdin.buffer.read(BYTES * (answering.LONGEST + 1)).decode("utf-8", "replace")
