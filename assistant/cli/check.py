"""`assistant check DRAFT --against PATH...`."""

from typing import Any

import click

from assistant.cli.options import SHARED, Request, options
from assistant.errors import Exit

AGAINST = "--against"
DRAFT = click.argument("draft", required=False, type=click.Path(allow_dash=True))
OWN = (
    click.option(AGAINST, multiple=True, metavar="PATH...", help="The sources: files, folders, URLs, feeds, or -."),
    click.option("--pairs", metavar="FILE", help="Check each line of FILE: JSON with text_a (source), text_b (draft)."),
    click.option(
        "--fail-on",
        type=click.Choice(("contradicted", "unsupported")),
        help="End with 1 if a sentence is that, or worse.",
    ),
)


class TakesMany(click.Command):
    """A command whose `--against` takes every PATH up to the next option, as a shell's `*` gives them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Name the option before each of its values."""
        return super().parse_args(ctx, _spelled(args))


def _spelled(args: list[str]) -> list[str]:
    given: list[str] = []
    taking = first = False
    for arg in args:
        if arg.startswith("-") and arg != "-" and not first:
            taking = first = arg == AGAINST
            given.append(arg)
            continue
        if taking and not first:
            given.append(AGAINST)
        given.append(arg)
        first = False
    return given


@click.command(
    "check",
    cls=TakesMany,
    epilog="\b\nExample:\n  assistant check draft.md --against articles/ --fail-on contradicted",
)
@options((DRAFT, *OWN, *SHARED))
def command(draft: str | None, against: tuple[str, ...], pairs: str | None, **given: Any) -> Exit:
    """Check a draft sentence by sentence: which are supported, contradicted or
    unsupported by the sources, in which words, and which cannot be told.

    DRAFT and PATH are files (text, Markdown, HTML, PDF, Word), PATH also a folder,
    a feed or a URL; - is standard input.
    """
    from assistant.cli import checking

    fail_on = given.pop("fail_on")
    if pairs is not None:
        if draft or against:
            raise click.UsageError("--pairs brings its own drafts and sources; leave out DRAFT and --against")
        return checking.carry_pairs(pairs, Request((), **given), fail_on)
    if not draft or not against:
        raise click.UsageError("name a DRAFT and its sources: DRAFT --against PATH...")
    return checking.carry_draft(draft, Request(against, **given), fail_on)
