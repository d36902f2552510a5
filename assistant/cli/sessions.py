"""`assistant sessions list|show|search|export|delete`: what was asked and answered in earlier chats."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.errors import Exit, UserError

if TYPE_CHECKING:
    from assistant.sessions import Sessions

FORM = click.option("-f", "--format", "form", type=click.Choice(("text", "json")), default="text", help="Form.")
NAME = click.argument("name", metavar="NAME|ID")


@click.group(
    "sessions",
    epilog="\b\nExample:\n  assistant sessions search river level",
)
def command() -> None:
    """List, read, search, export or delete what was asked and answered in chats.

    They are kept in your data folder; ASSISTANT_DATA_DIR names another one.
    """


@command.command("list", epilog="\b\nExample:\n  assistant sessions list")
@FORM
def list_(form: str) -> Exit:
    """Name the sessions, the one last used first: when, how many questions, of what, how it began."""
    from assistant.sessions.export import listed

    found = _kept().list()
    return _give(_json(found) if form == "json" else listed(found))


@command.command("show", epilog="\b\nExample:\n  assistant sessions show lisk-valley-flood")
@NAME
@FORM
def show(name: str, form: str) -> Exit:
    """Show the questions and answers of a session.

    NAME may be the beginning of a name, if no other begins so.
    """
    from assistant.sessions.export import shown

    kept = _kept()
    session = kept.named(name)
    said = kept.exchanges(session)
    return _give(_json({"session": session, "exchanges": said}) if form == "json" else shown(session, said))


@command.command("search", epilog="\b\nExample:\n  assistant sessions search river level")
@click.argument("words", nargs=-1, required=True)
@FORM
def search(words: tuple[str, ...], form: str) -> Exit:
    """Find words in past questions and answers, the best first; no character has a special meaning.

    Where nothing holds all of them, what holds some is found.
    """
    from assistant.cli.console import say
    from assistant.sessions.export import found

    hits = _kept().search(" ".join(words))
    if not hits:
        say("nothing was found; try fewer or other words")
    return _give(_json(hits) if form == "json" else found(hits))


@command.command("export", epilog="\b\nExample:\n  assistant sessions export lisk-valley-flood -o chat.md")
@NAME
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to FILE.")
def export(name: str, output: Path | None) -> Exit:
    """Write a session as Markdown, every sentence footnoted to the words of its article.

    Only you can read the FILE.
    """
    from assistant.cli.output import check_target, deliver
    from assistant.private import closed_to_others
    from assistant.sessions.export import exported

    check_target(output, form="md")
    kept = _kept()
    session = kept.named(name)
    with closed_to_others():
        deliver(exported(session, kept.exchanges(session)), output)
    return Exit.DONE


@command.command("delete", epilog="\b\nExample:\n  assistant sessions delete lisk-valley-flood")
@NAME
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def delete(name: str, yes: bool) -> Exit:
    """Remove a session for good, after asking; its NAME must be given whole."""
    from assistant.cli.console import say
    from assistant.render.wording import many

    kept = _kept()
    session = kept.named(name, whole=True)
    told = f"'{session.name}' with {many(session.exchanges, 'question')}"
    if not yes and not agreed(f"delete {told} for good?"):
        say("nothing was deleted")
        return Exit.DONE
    kept.delete(session)
    say(f"deleted {told}")
    return Exit.DONE


def _kept() -> "Sessions":
    from assistant.cli.console import say
    from assistant.sessions import open_sessions

    kept = open_sessions()
    if kept.note:
        say(kept.note)
    return kept


def _give(text: str) -> Exit:
    from assistant.cli.console import emit

    emit(text)
    return Exit.DONE


def _json(value: object) -> str:
    import json
    from dataclasses import asdict

    from assistant.render.plain import visible_escapes

    text = json.dumps(value, indent=2, ensure_ascii=False, default=asdict)
    return visible_escapes(text) + "\n"


def agreed(question: str) -> bool:
    """Whether the user says yes. Raises UserError where nobody can be asked."""
    if not sys.stdin.isatty():
        raise UserError("there is nobody to ask; say --yes to delete without being asked")
    from assistant.render.plain import one_line

    print(f"assistant: {one_line(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
