"""What can be completed where: commands, articles and their outlets, marks, names, sessions. No terminal here."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assistant.chat.commands import COMMANDS, Takes
from assistant.chat.doing import BUILTIN
from assistant.chat.keeping import others
from assistant.chat.state import Chat
from assistant.chat.talk import SIGN
from assistant.errors import UserError
from assistant.render import wording
from assistant.render.plain import one_line, shortened
from assistant.text.names import POSSESSIVE, capitals, names

MOST = 30
SHORT = 48


@dataclass(frozen=True, slots=True)
class Choice:
    """What may take the place of the words that were begun, how it is listed, and a word on it."""

    text: str
    shown: str = ""
    about: str = ""


def choices(chat: Chat, before: str) -> tuple[str, list[Choice]]:
    """The words before the cursor that would be replaced, and by what. A question is not completed."""
    if not before.startswith(SIGN) or "\n" in before:
        return "", []
    word, space, rest = before.removeprefix(SIGN).partition(" ")
    if not space:
        found = [Choice(f"{SIGN}{n}", f"{SIGN}{n} {c.usage}".rstrip(), c.help) for n, c in COMMANDS.items()]
        return before, [each for each in found if each.text.startswith(before.casefold())]
    command = COMMANDS.get(word.casefold())
    if command is None or command.takes not in KINDS:
        return "", []
    begun = rest.lstrip()
    return begun, [each for each in KINDS[command.takes](chat) if _fits(each, begun)][:MOST]


def _fits(choice: Choice, begun: str) -> bool:
    key = begun.casefold()
    return any(part.startswith(key) or f" {key}" in part for part in (choice.text.casefold(), choice.shown.casefold()))


def _places(chat: Chat) -> Iterator[Choice]:
    last = chat.last.sentences if chat.last else ()
    cited = {each.mark: each for sentence in last for each in sentence.cited}
    for mark, each in cited.items():
        yield Choice(mark, f"{mark} {one_line(each.source)}", shortened(each.text, SHORT))
    for number, article in enumerate(chat.articles, 1):
        yield Choice(str(number), f"{number} {wording.byline(article)}", shortened(article.title, SHORT))


def _names(chat: Chat) -> Iterator[Choice]:
    outlets = dict.fromkeys(wording.source(article) for article in chat.articles)
    counted = Counter(name for article in chat.articles for name in _named_in(article.text))
    yield from (Choice(outlet, about="source") for outlet in outlets)
    yield from (
        Choice(name, about=wording.many(count, "article"))
        for name, count in sorted(counted.items(), key=lambda each: (-each[1], each[0]))
        if name not in outlets
    )


def _named_in(text: str) -> frozenset[str]:
    return frozenset(one_line(POSSESSIVE.sub("", name.text)) for name in names(text, capitals(text)))


def _models(chat: Chat) -> Iterator[Choice]:
    known = (BUILTIN, chat.means.settings.model, *(engine.model for engine in chat.used))
    yield from (Choice(name) for name in dict.fromkeys(known) if name)


def _sessions(chat: Chat) -> Iterator[Choice]:
    try:
        held = others(chat, chat.store) if chat.store else []
    except UserError:  # told when the command is given
        held = []
    yield from (Choice(each.name, about=shortened(each.first, SHORT)) for each in held)


def _commands(_: Chat) -> Iterator[Choice]:
    yield from (Choice(name, about=command.help) for name, command in COMMANDS.items())


KINDS: Mapping[Takes, Callable[[Chat], Iterator[Choice]]] = {
    "place": _places,
    "name": _names,
    "model": _models,
    "session": _sessions,
    "command": _commands,
}
