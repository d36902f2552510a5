"""A run as one self-contained page, on which a number leads to its cases, and a case to the words of both sides."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.evaluate.records import EvalRun
from assistant.evaluate.reports.html.cases import MOST, Listed, listed, share
from assistant.evaluate.reports.html.history import courses
from assistant.evaluate.reports.html.view import Shown, groups_of, names, shown
from assistant.evaluate.reports.telling import (
    AT_LENGTH,
    GRAVE,
    HEADINGS,
    NAMES,
    USAGE,
    apart,
    counted,
    headline,
    meaning,
    modes,
    outcome,
    result,
    title,
)
from assistant.render.html.frame import TEMPLATES, framed
from assistant.render.plain import clean, shortened

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

OWN = Path(__file__).parent.parent / "templates"
BRIEF = 70
"""Characters of what was expected and of what came, beside the name of a case that failed."""
LONG = 1_500
"""Characters of a text of a case that are shown."""
NAMED = 60
"""Cases of a ruling that are linked before the rest is counted."""


def html(run: EvalRun, history: Sequence[EvalRun] = ()) -> str:
    """A run as a page; with earlier runs it shows what became of the figures."""
    environment = _environment()
    parts = [shown(part, number) for number, part in enumerate(run.parts, 1)]
    lists = _lists(parts, environment)
    return environment.get_template("eval.html").render(
        run=run,
        parts=parts,
        modes=[(mode, [each for each in parts if each.part.mode == mode]) for mode, _ in modes(run)],
        lists=lists,
        places=_places(parts, lists),
        courses=courses(run, history),
    )


def _lists(parts: Sequence[Shown], environment: "Environment") -> Mapping[str, Listed]:
    """The cases of each part; what a small one leaves free of its share the larger ones have."""
    macros = environment.get_template("case.html").module
    length = share(each.part for each in parts)
    room, found = MOST, dict[str, Listed]()
    by_size = sorted(parts, key=lambda each: len(each.part.cases))
    for left, each in zip(range(len(parts), 0, -1), by_size, strict=True):
        found[each.key] = listed(each, macros, room // left, length)
        room -= sum(len(piece.encode()) for piece in found[each.key].pieces)
    return found


def _places(parts: Sequence[Shown], lists: Mapping[str, Listed]) -> dict[str, str]:
    """Where a case stands on the page; where several parts have it, in the one in which it failed."""
    found: dict[str, str] = {}
    for each in parts:
        failed = {case.id for case in each.part.cases if case.state == "failed"}
        for id, key in lists[each.key].places.items():
            if id not in found or id in failed:
                found[id] = key
    return found


def _leaf(text: str) -> "Markup":
    """Text that stands between two tags, with its quotation marks as they are: JSON is full of them."""
    from markupsafe import Markup

    return Markup(clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))  # nosec B704 # of text that this line has escaped


@cache
def _environment() -> "Environment":
    environment = framed(OWN, TEMPLATES)
    environment.globals.update(
        AT_LENGTH=AT_LENGTH,
        BRIEF=BRIEF,
        GRAVE=GRAVE,
        HEADINGS=HEADINGS,
        LONG=LONG,
        NAMED=NAMED,
        NAMES=NAMES,
        USAGE=USAGE,
        counted=counted,
        apart=apart,
        groups_of=groups_of,
        headline=headline,
        leaf=_leaf,
        meaning=meaning,
        names=names,
        outcome=outcome,
        result=result,
        shortened=shortened,
        title=title,
    )
    return environment
