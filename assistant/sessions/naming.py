"""What sessions are called, and which one is meant."""

from collections.abc import Sequence
from difflib import get_close_matches
from itertools import count
from pathlib import PurePath

from assistant.errors import UserError
from assistant.places import expanded
from assistant.sessions.records import Session

LONGEST = 80
SHOWN = 5
LIST = "list all with: assistant sessions list"


def absolute(path: str) -> str:
    """A path as it can be found again from another folder; URLs and `-` are as they are."""
    if path == "-" or "://" in path:
        return path
    return str(expanded(path).absolute())


def as_name(given: str, held: Sequence[Session]) -> str:
    """A name that a user gave, in one line. Raises UserError where it cannot be one or is taken."""
    name = _line(given)
    if not any(map(str.isalnum, name)) or name.isdigit() or len(name) > LONGEST or name.startswith("-"):
        raise UserError(f"'{name[:LONGEST]}' cannot be a name; give a word or a few, not a number or an option")
    if name.casefold() in {each.name.casefold() for each in held}:
        raise UserError(f"there is a session '{name}' already; go on with it, or give another name")
    return name


def free_name(paths: Sequence[str], held: Sequence[Session]) -> str:
    """A name after the first path, as `lisk-valley-flood`, with a number where it is taken."""
    stem = _line(PurePath(paths[0].rstrip("/")).stem if paths else "")[: LONGEST - 8].strip().lstrip("-")
    base = stem if any(map(str.isalpha, stem)) else "chat"
    taken = {each.name.casefold() for each in held}
    return next(name for n in count(1) if (name := base if n == 1 else f"{base}-{n}").casefold() not in taken)


def found(name: str, held: Sequence[Session], *, whole: bool) -> Session:
    """The session that is meant by a name, an id or, unless `whole`, the beginning of a name. Raises UserError."""
    wanted = _line(name).casefold()
    for each in held:
        if wanted in (each.name.casefold(), str(each.id)):
            return each
    begun = [each for each in held if wanted and each.name.casefold().startswith(wanted)]
    if len(begun) == 1 and not whole:
        return begun[0]
    raise UserError(_unknown(_line(name), begun, held))


def _unknown(name: str, begun: Sequence[Session], held: Sequence[Session]) -> str:
    if not held:
        return f"no session '{name}': none is kept yet"
    if begun:
        names = ", ".join(each.name for each in begun[:SHOWN]) + (", …" if len(begun) > SHOWN else "")
        return f"no session is called just '{name}'; give the whole name: {names}"
    by_fold = {each.name.casefold(): each.name for each in held}
    near = get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.5)
    return f"no session '{name}'; " + (f"did you mean {by_fold[near[0]]}? " if near else "") + LIST


def _line(text: str) -> str:
    seen = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(seen.split())
