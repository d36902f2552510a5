"""Lines as a terminal or a pipe takes them: wrapped, coloured where that is wanted, never what a terminal obeys."""

import sys
from time import monotonic
from typing import TYPE_CHECKING

from assistant.chat.lines import Line, Part, Wait, Wipe
from assistant.render.plain import clean

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WIDEST = 100
"""Columns that a line is read with ease in."""
STYLES = {
    "plain": "",
    "strong": "bold",
    "dim": "bright_black",
    "mark": "cyan",
    "good": "green",
    "warn": "yellow",
    "bad": "red",
    "found": "bold",
}
SPIN = "|/-\\"
PATIENCE = 0.3
"""Seconds from which one wants to know that something is being done."""
ERASE = "\r\x1b[K"


def flat(each: Line) -> str:
    """A line for a pipe: not wrapped, and without a style."""
    return (" " * each.indent + clean(each.text).replace("\n", " ")).rstrip()


class Screen:
    """Shows parts on a terminal. One that is `dumb` gets neither colours nor moving signs."""

    def __init__(self, *, dumb: bool = False) -> None:
        from rich.console import Console

        self._console: Console = Console(highlight=False, markup=False, emoji=False)
        self._dumb = dumb
        self._began = 0.0
        self._spins = 0

    def __call__(self, part: Part) -> None:
        """Show one part."""
        if isinstance(part, Wait):
            self._spin(part.what)
            return
        self.still()
        if isinstance(part, Wipe):
            self._console.clear()
        else:
            self._print(part)

    def still(self) -> None:
        """Take away the sign that something is being done."""
        if self._spins:
            sys.stdout.write(ERASE)
            sys.stdout.flush()
        self._spins, self._began = 0, 0.0

    def _print(self, each: Line) -> None:
        width = min(self._console.width, WIDEST) - each.indent - each.hang
        text = styled(each)
        if width < max(1, each.hang + each.indent):  # too narrow for margins, or of no width that is known
            self._console.print(text, soft_wrap=self._console.width < 1)
            return
        for number, row in enumerate(hung(self._console, text, width, each.hang)):
            margin = each.indent + (each.hang if number else 0)
            row.rstrip()
            row.pad_left(margin)
            self._console.print(row, soft_wrap=True)

    def _spin(self, what: str) -> None:
        now = monotonic()
        self._began = self._began or now
        if self._dumb or now - self._began < PATIENCE:
            return
        self._spins += 1
        seconds = f" {now - self._began:.0f} s" if now - self._began >= 1 else ""
        sign = f"{SPIN[self._spins % len(SPIN)]} {clean(what)}{seconds} (Ctrl-C stops)"
        sys.stdout.write(f"{ERASE}{sign[: self._console.width - 1]}")
        sys.stdout.flush()


def styled(each: Line) -> "Text":
    """The words of a line in their styles."""
    from rich.text import Text

    text = Text()
    for piece in each.pieces:
        text.append(clean(piece.text).replace("\n", " "), STYLES[piece.style])
    return text


def hung(console: "Console", text: "Text", width: int, hang: int) -> "list[Text]":
    """The rows of a text of which the first may be `hang` columns longer than the others."""
    first = list(text.wrap(console, width + hang))
    if len(first) < 2 or not hang:
        return first
    head = len(first[0].plain)
    rest = text[head:].copy()
    gap = len(rest.plain) - len(rest.plain.lstrip())
    return [first[0], *rest[gap:].wrap(console, width)]
