"""A span for every call to a model, after OpenTelemetry's conventions for generative AI.

Nothing of OpenTelemetry is imported unless the user has it configured, by its own variables or by
a provider set in this process. Spans say who was asked, how it ended and what it took; what an
article says, what a model said and the key are never in them.
"""

import os
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import UserError
from assistant.llm.call import Call, Reply, Transport, Unusable
from assistant.llm.prompts import load_prompt

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span, Tracer

VARIABLES = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
WAY_OUT = "pip install 'factcheck-assistant[otel]', or unset the OTEL_ variables"
NAME = "assistant"
FLUSH_MILLISECONDS = 2000

_ours: "list[TracerProvider]" = []

_sent: ContextVar[bool] = ContextVar("sent", default=False)
"""Whether the call that is being traced has reached the endpoint, or was answered before it."""


class Trace:
    """Spans around transports; without a tracer it leaves transports as they are."""

    def __init__(self, tracer: "Tracer | None") -> None:
        self._tracer = tracer

    def sending(self, endpoint: Transport) -> Transport:
        """The endpoint, noting that a call has come as far as to it."""
        if self._tracer is None:
            return endpoint

        def send(call: Call) -> Reply:
            _sent.set(True)
            return endpoint(call)

        return send

    def spans(self, transport: Transport) -> Transport:
        """The transport with a span around every call."""
        return _Spans(transport, self._tracer) if self._tracer else transport


class _Spans:
    """A transport that writes a span for each call and changes nothing."""

    def __init__(self, inner: Transport, tracer: "Tracer") -> None:
        self._inner = inner
        self._tracer = tracer

    def __call__(self, call: Call) -> Reply:
        """The inner transport's reply. Raises what it raises."""
        from opentelemetry.trace import SpanKind, StatusCode

        _sent.set(False)
        # An error's text may quote the article or the reply: its kind is told, its words are not.
        with self._tracer.start_as_current_span(
            f"chat {call.model}",
            kind=SpanKind.CLIENT,
            attributes=asked(call),
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                reply = self._inner(call)
            except BaseException as error:
                span.set_status(StatusCode.ERROR)
                span.set_attribute("error.type", type(error).__name__)
                if isinstance(error, Unusable):
                    _count(span, *error.tokens)
                raise
            finally:
                span.set_attribute("assistant.cache_hit", not _sent.get())
            span.set_attribute("gen_ai.response.finish_reasons", [reply.finish])
            _count(span, reply.input_tokens, reply.output_tokens)
            return reply


def asked(call: Call) -> Mapping[str, Any]:
    """What a span says of a call before it is answered."""
    place = urlsplit(call.endpoint)
    known = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai" if place.scheme.startswith("http") else "llama.cpp",
        "gen_ai.request.model": call.model,
        "gen_ai.request.max_tokens": call.max_tokens,
        "gen_ai.request.temperature": call.temperature,
        "gen_ai.request.seed": call.seed,
        "gen_ai.output.type": "json" if call.schema else "text",
        "assistant.prompt": call.prompt,
        "assistant.prompt.hash": _hash(call.prompt),
        "assistant.call": call.key,
        "server.address": place.hostname,
        "server.port": place.port,
    }
    return {name: value for name, value in known.items() if value is not None}


def open_trace() -> Trace:
    """Spans where OpenTelemetry is configured, else a trace that does nothing and imports nothing.

    Raises UserError where its variables ask for what is not installed.
    """
    if os.environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return Trace(None)
    if _has_provider():
        return _opened()
    exporter = _exporter()
    if not exporter:
        return Trace(None)
    try:
        _provide(exporter)
    except ImportError as error:
        raise UserError(f"tracing is asked for, but {error.name} is not installed; {WAY_OUT}") from None
    return _opened()


def _opened() -> Trace:
    from opentelemetry import trace

    return Trace(trace.get_tracer(NAME))


def _has_provider() -> bool:
    """Whether somebody in this process has set a provider; does not import anything to find out."""
    if "opentelemetry.trace" not in sys.modules:
        return False
    from opentelemetry import trace

    return not isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider)


def _exporter() -> str:
    """The exporter that the variables of OpenTelemetry name; empty for none."""
    implied = "otlp" if any(os.environ.get(name) for name in VARIABLES) else "none"
    name = (os.environ.get("OTEL_TRACES_EXPORTER") or implied).strip()
    if name not in ("otlp", "console", "none"):
        raise UserError(f"OTEL_TRACES_EXPORTER={name} is not known here; set otlp, console or none")
    return "" if name == "none" else name


def flush() -> None:
    """Send what is still waiting; for a process that is about to end without its usual exit."""
    for provider in _ours:
        provider.force_flush(FLUSH_MILLISECONDS)


def _provide(exporter: str) -> None:
    """Set up the SDK as its own launcher would; it reads the rest of its variables itself."""
    from opentelemetry import trace
    from opentelemetry.sdk.resources import SERVICE_NAME, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter, SpanExporter

    sink: SpanExporter
    if exporter == "console":
        sink = ConsoleSpanExporter(out=sys.stderr)
    else:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        sink = OTLPSpanExporter()
    name = os.environ.get("OTEL_SERVICE_NAME") or NAME
    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: name}))
    provider.add_span_processor(BatchSpanProcessor(sink))
    trace.set_tracer_provider(provider)
    _ours.append(provider)


def _hash(prompt: str) -> str | None:
    try:
        return load_prompt(prompt).hash
    except FileNotFoundError:
        return None


def _count(span: "Span", read: int, written: int) -> None:
    span.set_attribute("gen_ai.usage.input_tokens", read)
    span.set_attribute("gen_ai.usage.output_tokens", written)
