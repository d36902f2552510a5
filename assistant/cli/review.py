"""`assistant review NOTE.json ID STATE`: what a person decides about a finding, for later runs to respect."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from assistant.cli.options import REVIEWS, options
from assistant.errors import Exit, UserError

if TYPE_CHECKING:
    from assistant.compare.reviews import Reviewed
    from assistant.schema import Briefing, Comparison, Discrepancy, ReviewState

STATES = ("confirmed", "false_alarm", "resolved", "open")
SHOWN_IDS = 12
TELLING = 4
"""Characters of an id from which its beginning is enough."""
PATIENCE, TURN = 10.0, 0.05
"""Seconds that another review is waited for, and between two looks."""


@click.command(
    "review",
    epilog="""\b
Example:
  assistant brief articles/ -o note.json
  assistant review note.json
  assistant review note.json 3f2a90c1d4 false_alarm --note "two bridges"
  assistant review list reviews.jsonl""",
)
@click.argument("note", metavar="NOTE.json")
@click.argument("id", metavar="[ID]", required=False)
@click.argument("state", metavar="[confirmed|false_alarm|resolved|open]", required=False)
@click.option("--note", "remark", metavar="TEXT", default="", help="Why; it is shown beside the finding.")
@click.option("--by", metavar="NAME", help="Who decides; else your login name.")
@options(REVIEWS)
def command(note: str, id: str | None, state: str | None, **given: str | None) -> Exit:
    """Mark a finding of a result of brief or compare. Later runs respect it: a false
    alarm goes to what was cleared, what is resolved is no longer open, what is
    confirmed is shown so; `open` takes a mark back.

    NOTE.json is the result as JSON. Without ID its findings are listed; `list FILE`
    lists a review file. Marks are kept in reviews.jsonl of the working folder, or in
    the file named with --reviews.
    """
    from assistant.cli.console import emit
    from assistant.render.plain import clean

    if note == "list":
        lines = _kept(id or str(_place(given["reviews"])))
    elif id is None:
        lines = _findings(note, _known(_place(given["reviews"])))
    elif state is None:
        raise UserError(f"say what is decided about {id}: {', '.join(STATES)}")
    else:
        return _mark(note, id, state, given)
    emit("".join(f"{clean(line)}\n" for line in lines))
    return Exit.DONE


def _place(named: str | None) -> Path:
    from assistant.compare.review_file import NAME
    from assistant.settings import load_settings

    return Path(load_settings({"reviews": named}).reviews or NAME)


def _kept(path: str) -> list[str]:
    """A line for each review of a file."""
    from assistant.compare.review_file import read_reviews
    from assistant.render.plain import one_line
    from assistant.render.wording import decision
    from assistant.schema import Review

    return [
        f"{r.id}  {decision(Review(r.state, r.note, r.by, r.at))}  {one_line(r.question)} "
        f"{' / '.join(dict.fromkeys(one_line(p.value) for p in r.positions))}"
        for r in read_reviews(path)
    ]


def _findings(note: str, known: "Sequence[Reviewed]") -> list[str]:
    """A line for each finding of a result, with what has been decided about it since."""
    from assistant.cli.earlier import read_note
    from assistant.compare.reviews import respected, reviewable
    from assistant.render.plain import one_line

    return [
        f"{d.id}  {d.review.state or 'open':11}  {d.severity} {d.verdict}  {one_line(d.question)} "
        f"{' / '.join(dict.fromkeys(one_line(p.value) for p in d.positions))}"
        for d in reviewable(respected(read_note(note), known))
    ]


def _mark(note: str, id: str, state: str, given: dict[str, str | None]) -> Exit:
    from assistant.cli.console import say
    from assistant.cli.earlier import read_note

    state = state.replace("-", "_")
    if state not in STATES:
        raise UserError(f"'{state}' is not known; say one of {', '.join(STATES)}")
    result = read_note(note)
    finding = _found(result, id)
    place = _place(given["reviews"])
    with _alone(place):
        known = _known(place)
        kept = [r for r in known if r.id != finding.id]
        if state == "open":
            told = "is open again" if len(kept) < len(known) else "was open"
        else:
            kept.append(_decided(result, finding, (state, given), known))
            told = f"is marked as {state.replace('_', ' ')}"
        _save(place, kept)
    before = next((f"; it was {r.state.replace('_', ' ')} by {r.by}" for r in known if r.id == finding.id), "")
    say(f"{finding.id} {told} in {place}{before}; the next brief or compare respects it")
    return Exit.DONE


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Nobody else writes the file meanwhile, so that of two marks made at once neither is lost.

    A file beside it says so: a lock of the system's is not held on every network drive.
    """
    import socket

    from assistant.whole import made_alone, remove_left

    lock = place.with_name(f"{place.name}.lock")
    here = socket.gethostname().encode()
    waited = 0.0
    while True:
        try:
            descriptor = made_alone(lock)
            break
        except FileExistsError:
            if remove_left(lock, here):  # of a review on this machine that was killed
                continue
            if waited >= PATIENCE:
                raise UserError(f"{place}: somebody else is writing it; if nobody is, remove {lock}") from None
            time.sleep(TURN)
            waited += TURN
        except OSError as error:
            raise _unwritable(place, error) from None
    try:
        with suppress(OSError):  # a full disk is told when the file itself is written
            os.write(descriptor, here)
        yield
    finally:
        os.close(descriptor)
        lock.unlink(missing_ok=True)


def _known(place: Path) -> "list[Reviewed]":
    from assistant.compare.review_file import read_reviews

    return read_reviews(place) if place.exists() else []


def _found(result: "Briefing | Comparison", id: str) -> "Discrepancy":
    """The finding of an id, or of `TELLING` characters of it. Raises UserError where there is none or more than one."""
    from assistant.compare.reviews import reviewable

    findings = list(reviewable(result))
    found = [d for d in findings if d.id == id] or [d for d in findings if len(id) >= TELLING and d.id.startswith(id)]
    if len(found) == 1:
        return found[0]
    if any(d.id == id for story in result.stories for d in story.cleared):
        raise UserError(f"{id} was cleared already; only a discrepancy can be marked")
    known = [d.id for d in (found or findings)]
    if not known:
        raise UserError("there is no finding to mark")
    more = f" and {len(known) - SHOWN_IDS} more" if len(known) > SHOWN_IDS else ""
    told = "more than one finding begins with" if found else "no finding is called"
    raise UserError(f"{told} '{id}'; there are {', '.join(known[:SHOWN_IDS])}{more}")


def _decided(
    result: "Briefing | Comparison",
    finding: "Discrepancy",
    wanted: tuple[str, dict[str, str | None]],
    known: "Sequence[Reviewed]",
) -> "Reviewed":
    """The line to keep: the old one where it says the same already, so that its date stands."""
    from dataclasses import replace

    from assistant.compare.reviews import review_of
    from assistant.schema import Review

    state, given = wanted
    mark = Review(cast("ReviewState", state), given["remark"] or "", given["by"] or _login(), _now())
    new = review_of(replace(finding, review=mark), result)
    old = next((r for r in known if r.id == finding.id), None)
    return old if old and replace(new, at=old.at) == old else new


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id without a name, as in a container
        return ""


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _save(place: Path, reviews: "Sequence[Reviewed]") -> None:
    from assistant.compare.review_file import dump, read_text
    from assistant.whole import write_whole

    before = read_text(place) if place.exists() else ""
    try:
        write_whole(place, dump(reviews, before).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise _unwritable(place, error) from None


def _unwritable(place: Path, error: OSError) -> UserError:
    return UserError(f"{place}: {error.strerror}; choose another place with --reviews")
