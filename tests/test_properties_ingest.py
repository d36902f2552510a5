"""Bytes of any kind under any suffix, and the inputs that fuzzing found: an article or a problem, never a traceback."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bench.fuzz.targets import PARTS, SUFFIXES, TARGETS
from tests.properties import TEXTS, cheaply

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
