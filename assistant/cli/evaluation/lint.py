"""`assistant eval lint [PATH...]`: whether files of labels are well made."""

from pathlib import Path

import click

from assistant.errors import Exit

CORPUS = Path("corpus")


@click.command(
    "lint",
    short_help="Check labels: their shape, quotes and values.",
    epilog="""\b
Example:
  assistant eval lint corpus/lisk-valley-flood
\b
Exit codes:
  0 clean, 1 something has to be mended, 2 there is nothing to check""",
)
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=click.Path(path_type=Path))
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what has to be mended.")
def command(paths: tuple[Path, ...], quiet: bool) -> Exit:
    """Check files of labels (gold.yaml, gold.yml or gold.json) and what they say of
    the articles beside them, a line for each thing that has to be mended.

    PATH is such a file, the folder of a story, or a folder of stories; without one
    it is corpus, or else this folder. A line marked as note needs no mending.
    """
    from assistant.cli.console import emit, say
    from assistant.evaluate.labels.lint import labelled, lint
    from assistant.render.plain import one_line

    files = labelled(paths or (CORPUS if CORPUS.is_dir() else Path(),))
    told = [flaw for file in files for flaw in lint(file) if not (quiet and flaw.note)]
    emit("".join(f"{one_line(str(flaw))}\n" for flaw in told))
    problems = sum(not flaw.note for flaw in told)
    if not quiet:
        say(f"{_many(len(files), 'file')} checked, {_many(problems, 'problem')}, {_many(len(told) - problems, 'note')}")
    return Exit.FAILED_CHECK if problems else Exit.DONE


def _many(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
