"""Whether two machines make the same of an article: by the versions of what decides it."""

import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from assistant import __version__
from assistant.code import code

ALL = ("", "text")
"""Where all code of this package is, and its tables."""
READERS = (
    *("lxml", "trafilatura", "pypdf", "python-docx", "feedparser", "PyYAML", "charset-normalizer"),
    *("PyStemmer", "wordfreq", "rapidfuzz", "pyarrow"),
)
"""Libraries that decide what is read in an article."""


@cache
def stamp() -> dict[str, str]:
    """What decides what is made of an article here: Python, this package, and the libraries that read."""
    own = {"Python": ".".join(map(str, sys.version_info[:2])), "assistant": f"{__version__}+{code(ALL)[:8]}"}
    return {**own, **{name: _version(name) for name in READERS}}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def differing(theirs: dict[str, str], ours: dict[str, str]) -> str:
    """What is other in `ours` than in `theirs`, in words; empty for nothing."""
    names = [name for name in theirs if theirs[name] != ours.get(name)]
    return ", ".join(f"{name} {ours.get(name, 'none')} where the driver has {theirs[name]}" for name in names)
