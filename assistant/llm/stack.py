"""The transport of a run, put together from the settings: who is asked, and what stands before them.

From the endpoint outwards: the meter counts what is paid for, the ceiling stops what would cost
too much, the store answers what was asked before, the recorder sees everything, and a
trace, where one is kept, tells of it. A replay has none of these but the trace: the cassette
answers or nobody does.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.errors import UserError
from assistant.llm.cached import Cached
from assistant.llm.call import Transport
from assistant.llm.cassette import Player, Recorder
from assistant.llm.ceiling import Ceiling
from assistant.llm.endpoint import open_endpoint
from assistant.llm.local import localised
from assistant.llm.meter import Meter
from assistant.llm.store import cache_folder, open_store
from assistant.llm.trace import open_trace

if TYPE_CHECKING:
    from assistant.settings import Settings

PATIENCE = 1.5  # deadlines: how long another process may take over the same call


@dataclass(frozen=True, slots=True)
class Stack:
    """A transport, what counts its calls, the settings it was made from, and how its calls say who is asked.

    The settings name the model as the calls do, whether or not the user named one.
    """

    transport: Transport
    meter: Meter
    settings: "Settings"
    endpoint: str


def open_transport(settings: "Settings") -> Stack:
    """The transport that the settings ask for; nothing is sent yet.

    Raises UserError for settings, a cassette or a cache folder that cannot be used.
    """
    if settings.replay:
        return _replay(settings)
    settings, identity = localised(settings)
    memory = None if settings.no_cache else cache_folder(settings)
    trace = open_trace()
    meter = Meter(trace.sending(open_endpoint(settings, memory=memory)))
    transport: Transport = Ceiling(meter, meter, settings)
    if memory:
        transport = Cached(transport, open_store(memory), PATIENCE * settings.deadline)
    if settings.record:
        transport = Recorder(transport, settings.record)
    return Stack(trace.spans(transport), meter, settings, identity)


def _replay(settings: "Settings") -> Stack:
    if settings.record:
        raise UserError("--record and --replay exclude each other; a replay asks nobody")
    player = Player(settings.replay)
    if not settings.model and len(player.models) != 1:
        held = ", ".join(player.models) or "none"
        raise UserError(f"{settings.replay} holds calls of {held}; say which model is meant with --model")
    chosen = localised(settings)[0] if settings.model else replace(settings, model=player.models[0])
    return Stack(open_trace().spans(player), Meter(player), chosen, "")
