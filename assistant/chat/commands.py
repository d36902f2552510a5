"""The table of commands: what each is called, what it takes, what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from assistant.chat import doing, keeping, looking
from assistant.chat.lines import BLANK, Parts, Piece, line
from assistant.chat.place import opened
from assistant.chat.state import Chat
from assistant.errors import UserError
from assistant.render.plain import one_line

Takes = Literal["", "place", "name", "file", "model", "session", "command"]
"""What can be completed behind a command."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command. `run` yields what is to be shown; it raises UserError and ModelError."""

    run: Callable[[Chat, str], Parts]
    help: str
    usage: str = ""
    takes: Takes = ""


def helped(_: Chat, name: str) -> Parts:
    """All commands, or one of them. Raises UserError for one that is not there."""
    if name:
        chosen = [called(name.removeprefix("/"))]
    else:
        yield line("A line that is no command is a question to the articles.")
        yield BLANK
        chosen = list(COMMANDS)
    width = max(len(_spelled(each)) for each in COMMANDS)
    for each in chosen:
        yield line(Piece(f"{_spelled(each):<{width}}  ", "mark"), COMMANDS[each].help, indent=2, hang=width + 2)
    if not name:
        yield BLANK
        for keys, meaning in KEYS.items():
            yield line(Piece(f"{keys:<{width}}  ", "dim"), meaning, indent=2, hang=width + 2)


def called(word: str) -> str:
    """The command of a name. Raises UserError for one that is not there, with the nearest."""
    name = word.casefold()
    if name in COMMANDS:
        return name
    begun = [each for each in COMMANDS if name and each.startswith(name)]
    near = begun or get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
    hint = f"did you mean /{near[0]}?" if near else "/help lists all commands"
    raise UserError(f"there is no command /{one_line(word)}; {hint}")


def _spelled(name: str) -> str:
    return f"/{name} {COMMANDS[name].usage}".rstrip()


COMMANDS: Mapping[str, Command] = {
    "help": Command(helped, "this list, or one line of it", "[COMMAND]", "command"),
    "sources": Command(looking.sources, "the articles by number, and which are copies"),
    "conflicts": Command(looking.conflicts, "what the sources tell differently"),
    "claims": Command(looking.claims, "claims that mention a name, or of a source", "NAME", "name"),
    "timeline": Command(looking.timeline, "what happened when"),
    "why": Command(looking.why, "the words behind the last answer"),
    "open": Command(opened, "a sentence in its place, or an article: /open 2:14, /open 2", "MARK", "place"),
    "brief": Command(doing.brief, "write a briefing note: .md, .html, .docx, .pdf, .json, .csv", "FILE", "file"),
    "check": Command(doing.check, "compare a text with the articles", "TEXT"),
    "model": Command(doing.model, "who answers; another model, or builtin", "[NAME]", "model"),
    "cost": Command(doing.cost, "calls, tokens and money so far"),
    "save": Command(keeping.save, "give the session a name; it is kept all along", "[NAME]"),
    "resume": Command(keeping.resume, "another session on these articles, or a list", "[NAME]", "session"),
    "clear": Command(keeping.clear, "forget what was said, and clear the screen"),
    "quit": Command(keeping.leave, "leave; so does Ctrl-D"),
}
KEYS: Mapping[str, str] = {
    "Enter": "ask",
    "Alt-Enter": "a new line; so does a backslash, then Enter",
    "Up, Ctrl-R": "earlier lines; search them",
    "Tab": "complete a command, a name, a source",
    "Ctrl-C": "stop an answer, clear a line",
}
