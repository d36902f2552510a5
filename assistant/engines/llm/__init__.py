"""The engine that asks a language model: prompts in, drafts out."""

from assistant.engines.llm.engine import Llm, open_llm

__all__ = ["Llm", "open_llm"]
