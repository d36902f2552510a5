"""Text for a terminal: lines of a width, and tables whose first column gives way."""

import textwrap
from collections.abc import Iterator, Sequence

from assistant.render.plain import one_line

INDENT = "  "
LOWER = " ↓"
"""Behind the name of a metric of which less is better."""
LEAST = 16
"""Columns that a name has, however wide the figures are."""


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """A text in lines, behind `first` and then behind `rest`, or a little further in than the first."""
    beside = rest or first + INDENT
    return textwrap.wrap(one_line(text), width, initial_indent=first, subsequent_indent=beside, break_on_hyphens=False)


def table(rows: Sequence[Sequence[str]], width: int, words: int = 0) -> Iterator[str]:
    """Rows under their heads: the first column, wrapped, and the last `words` to the left, others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    widths[0] = min(widths[0], max(width - sum(widths[1:]) - len(INDENT) * len(widths), LEAST))
    figures = len(widths) - words
    for row in rows:
        name, *more = textwrap.wrap(row[0], widths[0], subsequent_indent=INDENT) or [""]
        cells = [name.ljust(widths[0])]
        cells += [row[n].rjust(widths[n]) if n < figures else row[n].ljust(widths[n]) for n in range(1, len(widths))]
        yield INDENT + INDENT.join(cells).rstrip()
        yield from (f"{INDENT}{line}" for line in more)
