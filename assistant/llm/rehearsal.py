"""A transport that asks nobody: what the store holds it answers, the rest it counts and declines."""

from assistant.errors import ModelError
from assistant.llm.cached import usable
from assistant.llm.call import Call, Reply, Transport
from assistant.llm.ceiling import estimate
from assistant.llm.entry import from_text
from assistant.llm.local import localised
from assistant.llm.meter import Meter
from assistant.llm.stack import Stack, open_transport
from assistant.llm.store import Store, cache_folder, open_store
from assistant.schema import Tokens
from assistant.settings import Settings


class Rehearsal:
    """Answers from `store`, and notes by prompt what a run would have to ask.

    `needed` holds the prompt and the most tokens of each call; `stored` counts the answers found.
    A call that is met twice would be paid for once, unless there is no store to find it in.
    """

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._met: set[str] = set()
        self.needed: list[tuple[str, Tokens]] = []
        self.stored = 0

    def __call__(self, call: Call) -> Reply:
        """The reply that is kept. Raises ModelError for a call that would have to be made."""
        held = self._held(call)
        if held:
            self.stored += 1
            return held
        if self._store is None or call.key not in self._met:
            self._met.add(call.key)
            self.needed.append((call.prompt, estimate(call)))
        raise ModelError("not asked: this is a rehearsal")

    def _held(self, call: Call) -> Reply | None:
        text = self._store.get(call.key) if self._store else None
        entry = from_text(text, call.key) if text else None
        return entry.reply if entry and usable(entry.call, entry.reply) else None


def open_rehearsal(settings: Settings) -> tuple[Stack, Rehearsal]:
    """The stack for a run that is only reckoned, and what notes its calls.

    Under `replay` the cassette answers as it would in the run. Raises UserError for settings that
    cannot be used.
    """
    if settings.replay:
        return open_transport(settings), Rehearsal(None)
    chosen, identity = localised(settings)
    transport = Rehearsal(None if chosen.no_cache else open_store(cache_folder(chosen)))
    inner: Transport = transport
    return Stack(inner, Meter(inner), chosen, identity), transport
