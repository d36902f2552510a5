"""Reads articles, ties every claim to its exact words, and finds where sources contradict each other.

    from assistant import brief, read

    note = brief(read("articles/"))
    for finding in note.stories[0].discrepancies:
        print(finding.question, [position.value for position in finding.positions])

`digest`, `compare`, `brief`, `check` and `ask` use the engine that the settings choose (flags and environment as
on the command line); pass `engine=` to choose another. The records are in `assistant.schema`.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.answered import Answer
    from assistant.checked import Check
    from assistant.engines import Engine
    from assistant.schema import Briefing, Comparison, Digests, Reading, Stories

__version__ = "0.1.0"
__all__ = ["ask", "brief", "check", "compare", "digest", "read", "stories"]


def read(*sources: "str | Path", allow_private: bool = False) -> "Reading":
    """Articles from files, folders, URLs, feeds, JSON lines, or `-` for standard input.

    What cannot be read is listed in the result's `problems`.
    """
    from assistant.ingest import read as read_sources

    return read_sources(*sources, allow_private=allow_private)


def digest(reading: "Reading", *, engine: "Engine | None" = None) -> "Digests":
    """Summary and claims of every article, each tied to its words. Raises UserError, Unreachable."""
    from assistant import pipeline

    return pipeline.digest(reading, engine=engine or _engine())


def compare(reading: "Reading", *, engine: "Engine | None" = None, group: bool = False) -> "Comparison":
    """What the articles agree on, contradict each other on, and say alone. Raises as `digest`.

    They are one story; with `group` they are grouped into stories, and `alone` names those in none.
    """
    from assistant import pipeline

    return pipeline.compare(reading, engine=engine or _engine(), group=group)


def brief(reading: "Reading", *, engine: "Engine | None" = None, group: bool = False) -> "Briefing":
    """A briefing: the comparison with a summary before and a timeline behind. `group` as in `compare`."""
    from assistant import pipeline

    return pipeline.brief(reading, engine=engine or _engine(), group=group)


def stories(reading: "Reading") -> "Stories":
    """The stories that a pile of articles tells, with their origins. Raises UserError where there is no article."""
    from assistant import pipeline

    return pipeline.stories(reading)


def check(draft: "Reading", against: "Reading", *, engine: "Engine | None" = None) -> "Check":
    """The verdict on every sentence of a draft, with quotes of the articles. Raises UserError."""
    from assistant import checking

    return checking.check(draft, against, engine=engine or _engine())


def ask(question: str, reading: "Reading", *, engine: "Engine | None" = None, group: bool = False) -> "Answer":
    """The answer of the articles to a question, every sentence with its quotes, or why there is none.

    Raises UserError where there is no article. `group` as in `compare`.
    """
    from assistant import answering

    return answering.ask(question, answering.open_library(reading, group=group), engine=engine or _engine())


def _engine() -> Any:
    from assistant.engines import open_engine
    from assistant.settings import load_settings

    return open_engine(load_settings())


class _Door(ModuleType):
    """Keeps the verbs: importing the room of the same name would put the room in a verb's place."""

    def __setattr__(self, name: str, value: object) -> None:
        if name not in __all__ or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Door
