"""Tracing: a span a call by the conventions for generative AI, and not a word of an article in it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.semconv._incubating.attributes import gen_ai_attributes as conventions
from opentelemetry.semconv.attributes import error_attributes, server_attributes
from opentelemetry.trace import SpanKind, StatusCode

from assistant.errors import ModelError
from assistant.llm.cached import Cached
from assistant.llm.call import Call, Message, Transport
from assistant.llm.endpoint import open_endpoint
from assistant.llm.prompts import load_prompt
from assistant.llm.store import open_store
from assistant.llm.trace import Trace
from tests.cli_runner import ONE, ROOT, environment, messages, run
from tests.loopback import Loopback, Script, completion, failure, honest

ARTICLE = "The flood killed 19 people in the valley."
KEY = "sk-very-secret"


class Kept:
    """A provider whose spans are kept, and transports that it traces."""

    def __init__(self) -> None:
        self._memory = InMemorySpanExporter()
        self.provider = TracerProvider()
        self.provider.add_span_processor(SimpleSpanProcessor(self._memory))

    def transport(self, server: Loopback, folder: Path) -> Transport:
        """The server behind a store."""
        trace = Trace(self.provider.get_tracer("t"))
        return trace.spans(Cached(trace.sending(open_endpoint(server.settings(api_key=KEY))), open_store(folder)))

    @property
    def spans(self) -> list[ReadableSpan]:
        """What was told so far."""
        return list(self._memory.get_finished_spans())


@pytest.fixture
def kept() -> Iterator[Kept]:
    """A provider of the test's own."""
    made = Kept()
    yield made
    made.provider.shutdown()


def call(server: Loopback) -> Call:
    """A call of the digest prompt."""
    return Call(server.base_url, "m", "digest", (Message("user", ARTICLE),), max_tokens=99)


def attributes(span: ReadableSpan) -> dict[str, Any]:
    """A span's attributes."""
    return dict(span.attributes or {})


def test_a_span_follows_the_conventions(kept: Kept, tmp_path: Path) -> None:
    """Names and values are those of the semantic conventions, beside our own of prompt, hash and cache."""
    with Loopback("a reply") as server:
        transport = kept.transport(server, tmp_path)
        asked = call(server)
        transport(asked)
        transport(asked)
    first, second = kept.spans
    assert (first.name, first.kind, first.status.status_code) == ("chat m", SpanKind.CLIENT, StatusCode.UNSET)
    port = int(server.base_url.rpartition(":")[2].partition("/")[0])
    assert attributes(first) == {
        conventions.GEN_AI_OPERATION_NAME: "chat",
        conventions.GEN_AI_PROVIDER_NAME: "openai",
        conventions.GEN_AI_REQUEST_MODEL: "m",
        conventions.GEN_AI_REQUEST_MAX_TOKENS: 99,
        conventions.GEN_AI_REQUEST_TEMPERATURE: 0.0,
        conventions.GEN_AI_REQUEST_SEED: 0,
        conventions.GEN_AI_OUTPUT_TYPE: "text",
        conventions.GEN_AI_RESPONSE_FINISH_REASONS: ("stop",),
        conventions.GEN_AI_USAGE_INPUT_TOKENS: 10,
        conventions.GEN_AI_USAGE_OUTPUT_TOKENS: 5,
        server_attributes.SERVER_ADDRESS: "127.0.0.1",
        server_attributes.SERVER_PORT: port,
        "assistant.prompt": "digest",
        "assistant.prompt.hash": load_prompt("digest").hash,
        "assistant.call": asked.key,
        "assistant.cache_hit": False,
    }
    assert attributes(second) == {**attributes(first), "assistant.cache_hit": True}
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("answer", "kind", "tokens"),
    [
        (failure(401, f"no: {ARTICLE}"), "Unreachable", None),
        (failure(400, f"no: {ARTICLE}"), "ModelError", None),
        (completion(""), "Unusable", 10),
    ],
)
def test_an_error_is_told_by_its_kind_alone(
    answer: Script, kind: str, tokens: int | None, kept: Kept, tmp_path: Path
) -> None:
    """The span is marked and counts what was paid for; the words of the error are not in it."""
    with Loopback(answer) as server, pytest.raises(ModelError):
        kept.transport(server, tmp_path)(call(server))
    (span,) = kept.spans
    assert (span.status.status_code, span.status.description, span.events) == (StatusCode.ERROR, None, ())
    assert attributes(span)[error_attributes.ERROR_TYPE] == kind
    assert attributes(span).get(conventions.GEN_AI_USAGE_INPUT_TOKENS) == tokens
    assert attributes(span)["assistant.cache_hit"] is False


def test_no_words_and_no_key_are_in_a_span(kept: Kept, tmp_path: Path) -> None:
    """Neither the article nor the reply, the address's password or the key can be read from a trace."""
    with Loopback("SECRET REPLY") as server:
        kept.transport(server, tmp_path)(call(server))
    (span,) = kept.spans
    told = span.to_json()
    assert not [word for word in (ARTICLE, "19 people", "SECRET REPLY", KEY) if word in told]


def test_without_a_tracer_nothing_is_wrapped() -> None:
    """The transports stay what they were."""
    with Loopback("yes") as server:
        endpoint = open_endpoint(server.settings())
        assert Trace(None).sending(endpoint) is endpoint
        assert Trace(None).spans(endpoint) is endpoint


IMPORTED = """
import sys
from assistant.engines import open_engine
from assistant.settings import Settings
open_engine(Settings(model="m", no_cache=True))
print([name for name in sys.modules if name.startswith("opentelemetry")])
"""


@pytest.mark.parametrize("extra", [{}, {"OTEL_TRACES_EXPORTER": "none"}, {"OTEL_SDK_DISABLED": "true"}])
def test_nothing_is_imported_unless_it_is_configured(extra: dict[str, str]) -> None:
    """A run without the variables, or with those that turn tracing off, does not load OpenTelemetry."""
    bare = {name: value for name, value in environment().items() if not name.startswith("OTEL_")}
    command = [sys.executable, "-c", IMPORTED]
    done = subprocess.run(command, env={**bare, **extra}, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_command_line_traces_when_it_is_told_to(tmp_path: Path) -> None:
    """With the console exporter the spans of a run arrive on standard error, all of them."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    with Loopback(honest) as server:
        extra = {
            "OTEL_TRACES_EXPORTER": "console",
            "ASSISTANT_CACHE_DIR": str(tmp_path / "cache"),
            "OPENAI_BASE_URL": server.base_url,
        }
        done = run(["digest", "one.txt", "--model", "m"], tmp_path, extra=extra)
    assert done.returncode == 0
    assert done.stderr.count('"name": "chat m"') == len(server.requests) == 1
    assert "19 people" not in done.stderr


def test_a_run_that_fails_is_traced_too(tmp_path: Path) -> None:
    """The span of the call that failed arrives although the process ends at once."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    with Loopback(failure(401)) as server:
        extra = {"OTEL_TRACES_EXPORTER": "console", "OPENAI_BASE_URL": server.base_url}
        done = run(["digest", "one.txt", "--model", "m"], tmp_path, extra=extra)
    assert done.returncode == 2
    assert '"error.type": "Unreachable"' in done.stderr


def test_an_exporter_that_is_not_known_is_the_users_to_mend(tmp_path: Path) -> None:
    """One line names what can be set."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    extra = {"OTEL_TRACES_EXPORTER": "zipkin", "ASSISTANT_CACHE_DIR": str(tmp_path / "cache")}
    done = run(["digest", "one.txt", "--model", "m"], tmp_path, extra=extra)
    assert done.returncode == 2
    assert messages(done) == ["OTEL_TRACES_EXPORTER=zipkin is not known here; set otlp, console or none"]
