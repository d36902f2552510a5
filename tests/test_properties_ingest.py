"""Bytes of any kind under any suffix, and the inputs that fuzzing found: an article or a problem, never a traceback."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.ingest.fetch import Page, fetch
from assistant.ingest.wire import Bounds
from bench.fuzz.targets import PARTS, SUFFIXES, TARGETS
from tests.properties import TEXTS, cheaply
from tests.wild import Wild

CORPUS = Path(__file__).resolve().parent.parent / "bench" / "fuzz" / "corpus"
LARGEST = 200_000
KINDS = st.integers(0, len(SUFFIXES) + len(PARTS) - 1)
TAGS = st.lists(st.sampled_from('<p> </p> <div hidden> <!-- --> <td> <item> <title> </title> {" ": [ ] --- \n'.split()))
STARTS = st.sampled_from(
    ("", "%PDF-1.4\n", "PK\x03\x04", "<?xml version='1.0'?>", "<html>", "---\n", '{"text": "', "[{", "\ufeff")
)


@cheaply(60)
@given(KINDS, STARTS, st.binary(max_size=60) | TEXTS.map(str.encode), TAGS)
def test_any_bytes_are_read_or_told(kind: int, start: str, content: bytes, tags: list[str]) -> None:
    """What is read hangs together: offsets of clutter, pages and cautions inside the text and in order."""
    TARGETS["ingest"](bytes([kind]) + start.encode("latin-1", "replace") + content + " ".join(tags).encode())


@cheaply(60)
@given(st.integers(0, 10), st.binary(max_size=80) | TEXTS.map(str.encode))
@example(1, b"Wed, 21 Oct 9999999999999999999999 07:28:00 GMT")
def test_any_reply_is_a_value_or_a_model_error(kind: int, content: bytes) -> None:
    """Whatever an endpoint sends, and whatever a model says."""
    TARGETS["reply"](bytes([kind]) + content)


PARTS_OF_ANSWERS = st.sampled_from(
    [
        *(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 x\r\n", b"HTTP/1.0 404 \r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        *(b"Content-Length: 5\r\n", b"Content-Length: -1\r\n", b"Transfer-Encoding: chunked\r\n", b"5\r\nhello\r\n"),
        *(b"Content-Encoding: gzip\r\n", b"Location: /\r\n", b"Location: //[\r\n", b"Content-Type: text/html;\r\n"),
        *(b"\r\n", b"\n", b":", b" ", b"0\r\n\r\n", b"\x1f\x8b\x08", b"\x1b[31m", b"hello", b"Location: data:,x\r\n"),
    ]
)
ANSWERS = st.lists(PARTS_OF_ANSWERS | st.binary(max_size=4), max_size=9).map(b"".join)


@cheaply(30)
@given(ANSWERS, st.booleans())
def test_any_answer_of_a_server_is_a_page_or_a_line(answer: bytes, begun: bool) -> None:
    """Whatever it sends before it hangs up."""
    with Wild({"/": b"HTTP/1.1 200 OK\r\n" * begun + answer}) as server:
        found = fetch(server.url("/"), True, Bounds(wait=1, whole=2, redirects=2))
    assert isinstance(found, Page) or (found.isprintable() and 0 < len(found) < 400)


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_the_corpus_of_the_fuzzer_passes(target: str) -> None:
    """Every input that once reached new code."""
    inputs = sorted((CORPUS / target).iterdir())
    assert len(inputs) > 10
    for each in inputs:
        TARGETS[target](each.read_bytes())


def test_the_corpus_is_small() -> None:
    """It is looked at, and run at every check."""
    assert sum(each.stat().st_size for each in CORPUS.rglob("*") if each.is_file()) < LARGEST
