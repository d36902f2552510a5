"""What `ask` does around its step: the question, the library, and sentences shown as they are verified."""

import sys

from assistant import answering
from assistant.answered import Answer
from assistant.cli.console import say
from assistant.cli.job import carry_out_grouped
from assistant.cli.keeping import means_of
from assistant.cli.options import Request
from assistant.engines import Engine
from assistant.errors import Exit, UserError
from assistant.pool import Pool, Watch
from assistant.schema import Reading
from assistant.settings import load_settings

STDIN = "-"
LONGEST = 2000
"""Characters of a question; what is longer is a text."""


def carry_question(question: str, request: Request) -> Exit:
    """Answer one question. Raises UserError and ModelError."""
    if request.format == "html":
        raise UserError("an answer is written as md or json; say --format json")
    asked = question_of(question, request.paths)
    settings = load_settings(request.flags)
    if settings.embed and request.dry_run and not request.quiet:
        say("a dry run makes no vectors and does not count them")

    def step(reading: Reading, *, engine: Engine, pool: Pool, watch: Watch, group: bool) -> Answer:
        means = means_of(settings, dry=request.dry_run)
        library = answering.open_library(reading, pool=pool, watch=watch, group=group, means=means)
        return answering.ask(asked, library, engine=engine)

    return carry_out_grouped(step, request)


def question_of(given: str, paths: tuple[str, ...]) -> str:
    """The question in one line, from standard input where it is `-`. Raises UserError where there is none."""
    if given == STDIN and STDIN in paths:
        raise UserError("- can be the question or a source, not both; name a file for the source")
    text = sys.stdin.read(LONGEST + 1) if given == STDIN else given
    question = " ".join(text.split())
    if not any(map(str.isalnum, question)):
        raise UserError('the question is empty; say: assistant ask "Who ...?" PATH...')
    if len(question) > LONGEST:
        raise UserError(f"the question is longer than {LONGEST:,} characters; ask for one thing at a time")
    return question
