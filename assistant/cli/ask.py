"""`assistant ask QUESTION PATH...`."""

from typing import Any

import click

from assistant.cli.options import EMBED, PATHS, REVIEWS, RUNNER, SHARED, STORIES, Request, options
from assistant.errors import Exit


@click.command(
    "ask",
    epilog='\b\nExample:\n  assistant ask "How many people are missing?" corpus/lisk-valley-flood',
)
@options((click.argument("question"), *PATHS, *SHARED, *STORIES, *REVIEWS, *EMBED, *RUNNER))
def command(question: str, **given: Any) -> Exit:
    """Answer a question in sentences that each lead to words of a source, say who
    says what where sources disagree, and say so where they are silent.

    PATH is as in `assistant brief`. A QUESTION of - is read from standard input.
    """
    from assistant.cli import asking

    return asking.carry_question(question, Request(**given))
