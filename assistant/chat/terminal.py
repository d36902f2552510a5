"""A chat on a terminal that can be drawn on: the only file that knows prompt_toolkit."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import Condition, has_focus
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.styles import Style

from assistant.chat.commands import COMMANDS
from assistant.chat.complete import choices
from assistant.chat.doing import status
from assistant.chat.lines import BLANK, aside
from assistant.chat.plain import GOES_ON, LEAVES, PROMPT
from assistant.chat.show import Screen
from assistant.chat.state import Chat
from assistant.chat.talk import SIGN, reply, shown
from assistant.errors import UserError
from assistant.private import FILE_MODE, make_private

HISTORY = "history"
MENU_ROWS = 6
STYLE = Style.from_dict({"prompt": "ansicyan bold", "bottom-toolbar": "noreverse ansibrightblack"})


def converse(chat: Chat, screen: Screen, folder: Path | None) -> None:
    """Answer what is typed until it is enough. The lines are remembered in `folder`, where there is one."""
    session: PromptSession[str] = PromptSession(
        [("class:prompt", PROMPT)],
        prompt_continuation=lambda width, number, wrapped: " " * width,
        multiline=True,
        history=_history(folder),
        completer=_Completer(chat),
        complete_in_thread=True,
        complete_while_typing=Condition(lambda: session.default_buffer.text.startswith(SIGN)),
        auto_suggest=AutoSuggestFromHistory(),
        key_bindings=_keys(),
        bottom_toolbar=_toolbar(chat),
        style=STYLE,
        reserve_space_for_menu=MENU_ROWS,
        enable_history_search=False,
    )
    while not chat.over:
        try:
            session.bottom_toolbar = _toolbar(chat)
            text = session.prompt()
        except KeyboardInterrupt:
            screen(aside(LEAVES))
            continue
        except EOFError:
            return
        with _typing_ahead():
            screen(BLANK)
            shown(reply(chat, text), screen)
            screen(BLANK)


@contextmanager
def _typing_ahead() -> Iterator[None]:
    """Keys that are pressed during an answer wait for the prompt, unseen; Ctrl-C still interrupts."""
    if os.name == "nt":
        yield
        return
    import termios

    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)
    quiet = list(before)
    quiet[0] &= ~termios.ICRNL
    quiet[3] &= ~(termios.ICANON | termios.ECHO)
    termios.tcsetattr(keyboard, termios.TCSANOW, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(keyboard, termios.TCSANOW, before)


def _toolbar(chat: Chat) -> Callable[[], FormattedText]:
    words = FormattedText([("", f" {status(chat)}")])  # reckoned once a prompt, not at every key
    return lambda: words


def _history(folder: Path | None) -> History:
    """The lines of earlier chats, for their owner alone; of this one only where they cannot be kept."""
    if folder is None:
        return InMemoryHistory()
    file = folder / HISTORY
    try:
        make_private(folder, named=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, FILE_MODE))
        file.chmod(FILE_MODE)
    except (OSError, UserError):
        return InMemoryHistory()
    return FileHistory(file)


def _keys() -> KeyBindings:
    keys = KeyBindings()
    typing = has_focus(DEFAULT_BUFFER)

    @keys.add("enter", filter=typing)
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.document.text_before_cursor.endswith(GOES_ON):
            buffer.delete_before_cursor(len(GOES_ON))
            buffer.insert_text("\n")
        else:
            buffer.validate_and_handle()

    @keys.add("escape", "enter", filter=typing)
    def _new_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    @keys.add("c-c", filter=typing)
    def _clear(event: KeyPressEvent) -> None:
        if event.current_buffer.text:
            event.current_buffer.reset()
        else:
            event.app.exit(exception=KeyboardInterrupt)

    return keys


class _Completer(Completer):
    """Completes commands and what they take; a question is left alone."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._files = PathCompleter(expanduser=True)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What may stand at the cursor."""
        before = document.text_before_cursor
        word, space, rest = before.removeprefix(SIGN).partition(" ")
        if before.startswith(SIGN) and space and word in COMMANDS and COMMANDS[word].takes == "file":
            yield from self._files.get_completions(Document(rest), complete_event)
            return
        begun, found = choices(self._chat, before)
        for each in found:
            yield Completion(each.text, -len(begun), display=each.shown or each.text, display_meta=each.about)
