"""An engine that counts for itself what it is asked, beside what the whole run pays."""

from assistant.engines.seam import Engine


def apart(engine: Engine) -> Engine:
    """The same engine with a count of its own, of every reply: kept and recorded ones count as paid ones do.

    What a piece of work takes must not hang on what was asked before. An engine that asks nobody is itself.
    """
    if engine.name != "llm":
        return engine
    from assistant.engines.llm import Llm

    return engine.apart() if isinstance(engine, Llm) else engine
