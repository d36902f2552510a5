"""The two minds behind one seam, and the choice between them."""

from assistant.engines.seam import Engine, Usage
from assistant.settings import Settings

__all__ = ["Engine", "Usage", "open_engine"]


def open_engine(settings: Settings) -> Engine:
    """The engine that the settings choose: `llm` where a model is named, else `builtin`."""
    if settings.model:
        from assistant.engines.llm import open_llm

        return open_llm(settings)
    from assistant.engines.builtin import Builtin

    return Builtin()
