"""The two minds behind one seam, and the choice between them."""

from assistant.engines.seam import Engine, Usage
from assistant.errors import UserError
from assistant.settings import Settings

__all__ = ["Engine", "Usage", "open_engine"]


def open_engine(settings: Settings) -> Engine:
    """The engine that the settings choose: `llm` where a model or a recording of one is named, else `builtin`.

    Raises UserError for settings that cannot be used.
    """
    if settings.model or settings.replay:
        from assistant.engines.llm import open_llm

        return open_llm(settings)
    if settings.record:
        raise UserError("there is nothing to record without a model; name one with --model")
    from assistant.engines.builtin import Builtin

    return Builtin()
