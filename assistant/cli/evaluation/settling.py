"""Whom each part of a suite asks, within what the run may spend."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.engines import Engine, open_engine
from assistant.errors import CeilingReached, UserError
from assistant.evaluate.grading import Judge
from assistant.evaluate.records import Spec
from assistant.evaluate.running import spent_on
from assistant.evaluate.suites import Suite, beside
from assistant.settings import Settings


BUILTIN = "builtin"
"""The name by which the engine that asks nobody is asked for."""


@dataclass
class Opening:
    """Opens an engine for a part and a repeat; what one has spent, the next may not."""

    settings: Settings
    engines: list[Engine] = field(default_factory=list)

    def open(self, spec: Spec, repeat: int) -> Engine:
        """Raises UserError for settings that cannot be used, CeilingReached where nothing may be spent any more."""
        self.engines.append(open_engine(self._within(settings_for(self.settings, spec, repeat))))
        return self.engines[-1]

    def judge(self, spec: Spec) -> Judge:
        """The judge of a part, for which the part's recording answers where it has one. Raises UserError."""
        from assistant.engines.llm.grade import Grader

        return Grader(self._within(settings_for(self.settings, replace(spec, model=spec.judge, temperature=0.0), 0)))

    def _within(self, settings: Settings) -> Settings:
        """The settings with what is left of each ceiling, where a model may be asked."""
        if not settings.model or settings.replay:
            return settings
        spent = spent_on([engine.usage() for engine in self.engines], 0)
        return replace(
            settings,
            max_calls=int(_left(settings.max_calls, spent.calls, "calls")),
            max_tokens=int(_left(settings.max_tokens, spent.input_tokens + spent.output_tokens, "tokens")),
            max_cost=_left(settings.max_cost, max(spent.cost, 0), "cost"),
        )


def _left(ceiling: float, used: float, name: str) -> float:
    if ceiling and used >= ceiling:
        raise CeilingReached(f"--max-{name} {ceiling:g} is reached; raise it and run the same command again to go on")
    return ceiling and ceiling - used


def settings_for(settings: Settings, spec: Spec, repeat: int) -> Settings:
    """The settings with the model of a part in place of any other, so that a suite means the same everywhere."""
    return replace(
        settings,
        model=spec.model,
        replay=beside(spec, spec.replay) if spec.replay else "",
        record=settings.record if spec.model and not spec.replay else "",
        seed=repeat,
        temperature=spec.temperature,
    )


def asked_of(suite: Suite, model: str | None, replayed: str | None, record: str | None) -> Suite:
    """The suite with the model and the cassette of the command line in place of its own.

    A model that is named is asked in every part; `builtin` asks nobody. A cassette answers for the parts that have a model, or for all where
    none has. What is recorded is asked of the model anew, for the parts that have this cassette, or else for all that
    have a model.
    """
    parts = suite.parts
    if model:
        asked = "" if model == BUILTIN else model
        parts = tuple(replace(spec, model=asked, replay="") for spec in parts)
    if replayed:
        some = any(spec.model for spec in parts)
        cassette = str(Path(replayed).absolute())
        parts = tuple(replace(spec, replay=cassette) if spec.model or not some else spec for spec in parts)
    if record:
        parts = _recorded(parts, record)
    return replace(suite, parts=parts)


def _recorded(parts: Sequence[Spec], record: str) -> tuple[Spec, ...]:
    same = [
        spec for spec in parts if spec.replay and Path(beside(spec, spec.replay)).resolve() == Path(record).resolve()
    ]
    asking = same or [spec for spec in parts if spec.model]
    if not asking:
        raise UserError("there is nothing to record without a model; name one with --model")
    return tuple(replace(spec, replay="") for spec in asking)
