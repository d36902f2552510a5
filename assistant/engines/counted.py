"""An engine that counts for itself what it is asked, beside what the whole run pays."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.engines.seam import Engine


def _never() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Apart:
    """An engine with a count of its own.

    `down` tells why nobody can be asked any more, as it was met in work that this engine did: a step may have gone on
    without. Empty while all is well.
    """

    engine: Engine
    down: Callable[[], str] = _never


def apart(engine: Engine) -> Apart:
    """The same engine with a count of its own, of every reply: kept and recorded ones count as paid ones do.

    What a piece of work takes must not hang on what was asked before. An engine that asks nobody is itself.
    """
    if engine.name != "llm":
        return Apart(engine)
    from assistant.engines.llm import Llm

    if not isinstance(engine, Llm):
        return Apart(engine)
    own, meter = engine.apart()
    return Apart(own, lambda: meter.down)
