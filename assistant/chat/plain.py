"""A chat where lines come from a pipe, or from a terminal that can do little."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.chat.asking import STOPPED
from assistant.chat.lines import BLANK, Line, Part
from assistant.chat.show import Screen, flat
from assistant.chat.state import Chat
from assistant.chat.talk import reply, shown

PROMPT = "> "
GOES_ON = "\\"
LEAVES = "(/quit or Ctrl-D leaves)"


@dataclass(frozen=True, slots=True)
class Streams:
    """Where a reply and what is said about it go."""

    emit: Callable[[str], None]
    say: Callable[[str], None]


def piped(chat: Chat, streams: Streams) -> bool:
    """Answer every line of standard input; False where something was not done. Here an interrupt ends it all."""
    show = _Pipe(streams)
    whole = True
    for text in joined(iter(_read, "")):
        show.gap = show.spoke
        whole = shown(reply(chat, text), show) and whole
        if show.stopped:
            raise KeyboardInterrupt
        if chat.over:
            break
    return whole


@dataclass
class _Pipe:
    """Shows lines in a pipe, an empty one between replies."""

    streams: Streams
    spoke: bool = False
    gap: bool = False
    stopped: bool = False

    def __call__(self, part: Part) -> None:
        if not isinstance(part, Line):
            return
        if part.aside:
            self.stopped = self.stopped or part.text == STOPPED
            self.streams.say(flat(part))
            return
        self.streams.emit(f"\n{flat(part)}\n" if self.gap else f"{flat(part)}\n")
        self.spoke, self.gap = True, False


def simple(chat: Chat) -> None:
    """Answer line after line of a terminal that can neither move its cursor nor show colours."""
    screen = Screen(dumb=True)
    while not chat.over:
        try:
            text = next(joined(iter(_typed, "")), None)
        except KeyboardInterrupt:
            print(f"\n{LEAVES}")
            continue
        if text is None:
            print()
            return
        shown(reply(chat, text), screen)
        screen(BLANK)


def joined(lines: Iterator[str]) -> Iterator[str]:
    """Lines of which one that ends in a backslash goes on in the next."""
    held: list[str] = []
    for each in lines:
        text = each.rstrip("\r\n")
        held.append(text.removesuffix(GOES_ON))
        if not text.endswith(GOES_ON):
            yield "\n".join(held)
            held = []
    if held:
        yield "\n".join(held)


def _typed() -> str:
    # Not `input`, which may sleep through a Ctrl-C that comes right behind its prompt.
    print(PROMPT, end="", flush=True)
    return _read()


def _read() -> str:
    """The next line of standard input, empty at its end."""
    return sys.stdin.buffer.readline().decode("utf-8", "replace")
