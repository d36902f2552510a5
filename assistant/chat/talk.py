"""The conversation itself: a line comes in, what is to be shown comes out. It knows no terminal."""

from collections.abc import Callable

from assistant.answering import question_in
from assistant.chat.asking import STOPPED, asked
from assistant.chat.commands import COMMANDS, called
from assistant.chat.lines import Part, Parts, aside, trouble
from assistant.chat.state import Chat
from assistant.errors import AssistantError
from assistant.render.plain import clean

SIGN = "/"
Show = Callable[[Part], None]


def reply(chat: Chat, text: str) -> Parts:
    """What a line comes to: a command's lines, else the answer to a question. Mistakes become a line too."""
    said = clean(text).strip()
    try:
        if said.startswith(SIGN):
            word, rest = [*said.removeprefix(SIGN).split(maxsplit=1), "", ""][:2]
            yield from COMMANDS[called(word)].run(chat, rest)
        elif any(map(str.isalnum, said)):
            yield from asked(chat, question_in(said))
    except AssistantError as error:
        yield trouble(str(error))


def shown(parts: Parts, show: Show) -> bool:
    """Show a reply; False where something of it was not done. An interrupt ends the reply and nothing else."""
    whole = True
    try:
        part = next(parts, None)
        while part is not None:
            whole = whole and not getattr(part, "trouble", False)
            try:
                show(part)
            except KeyboardInterrupt:  # the reply is told, as if the interrupt had come while it was waited for
                part = parts.throw(KeyboardInterrupt)
            else:
                part = next(parts, None)
    except StopIteration:
        pass
    except KeyboardInterrupt:
        show(aside(STOPPED))
    return whole
