"""Files that people and earlier runs wrote: read back as they were, or refused in a line that says what to do."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compare.review_file import dump, parse
from assistant.compare.reviews import Reviewed
from assistant.errors import UserError
from assistant.evaluate.suites import read_suites
from assistant.llm.call import Call, Message, Reply
from assistant.llm.entry import Entry, from_text, to_text
from assistant.llm.partial import finished
from assistant.schema import Comparison
from assistant.sessions import Exchange, Session, rows
from assistant.sessions.export import exported, shown
from assistant.sessions.tables import DamagedError, make_current
from tests.properties import CHARACTERS, TEXTS, cheaply, made_of

SEEDS = st.integers(0, 2**32)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "cited", "mark", ""]), inner),
    max_leaves=6,
)
PIECES = st.sampled_from(
    "parts: -\x20 name: kind: data: [ ] { } stories pairs x 1 -1 .inf true ~ ! !!python/object:os.system & *a | > # ---"
    " title: thresholds: repeat: sample: temperature: judge: grades: : ? , ' \" \\ \t".split(" ")
)
YAML = st.lists(PIECES | st.text(CHARACTERS, max_size=3), max_size=14).flatmap(
    lambda pieces: st.sampled_from((" ", "\n", "\n  ")).map(lambda glue: glue.join(pieces))
)


@cheaply(60)
@given(YAML | TEXTS | JSON.map(json.dumps), st.sampled_from([".yaml", ".yml"]))
def test_a_suite_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str, suffix: str) -> None:
    """Every mistake is a user's error that begins with the file."""
    path = Path(tmp_path_factory.getbasetemp()) / f"suite{suffix}"
    path.write_bytes(text.encode())
    try:
        assert read_suites([str(path)]).parts
    except UserError as error:
        assert str(error).startswith(str(path))


@cheaply(30)
@given(st.lists(SEEDS, max_size=4, unique=True))
def test_a_review_file_reads_back(seeds: list[int]) -> None:
    """Whatever the words, sorted by id."""
    reviews = {each.id: each for each in (made_of(Reviewed, seed) for seed in seeds)}
    assert parse(dump(reviews.values()), "f") == [reviews[id] for id in sorted(reviews)]


@cheaply(60)
@given(TEXTS | JSON.map(json.dumps) | SEEDS.map(lambda seed: _spoiled(dump([made_of(Reviewed, seed)]), seed)))
def test_any_text_is_reviews_or_refused(text: str) -> None:
    """A line that is no review is told by its number."""
    try:
        parse(text, "f")
    except UserError as error:
        assert str(error).startswith("f, line ")


@cheaply(40)
@given(SEEDS, st.text(CHARACTERS, max_size=8), st.text(CHARACTERS, max_size=8))
def test_a_recorded_call_reads_back(seed: int, said: str, asked: str) -> None:
    """And one that was changed by hand is none."""
    random = Random(seed)
    call = Call("https://e", "m", "digest", (Message("user", asked),), "", random.randint(1, 99), random.random())
    line = to_text(Entry(call, Reply(said, "stop", 1, 2)))
    assert "\n" not in line and from_text(line) == Entry(call, Reply(said, "stop", 1, 2))
    spoiled = from_text(_spoiled(line, seed))
    assert spoiled is None or spoiled.call == call


@cheaply(60)
@given(TEXTS | JSON.map(json.dumps))
def test_any_text_is_a_recorded_call_or_none(text: str) -> None:
    """Nothing raises, whatever stands in a line."""
    assert from_text(text) is None


@cheaply(30)
@given(SEEDS)
def test_an_exchange_reads_back(seed: int) -> None:
    """As it was kept, and it can be shown and exported."""
    said = made_of(Exchange, seed)
    with closing(_database()) as db:
        db.execute(rows.ADD, rows.row_of(1, said))
        (kept,) = rows.exchanges(db, 1)
    assert kept == said
    session = Session(1, "s", ("/a",), "", "", "")
    assert shown(session, [kept]) and exported(session, [kept]).encode()


@cheaply(60)
@given(JSON.map(json.dumps) | TEXTS, SEEDS)
def test_a_spoiled_row_is_read_or_called_damaged(text: str, seed: int) -> None:
    """Never another exception."""
    row: list[Any] = list(rows.row_of(1, made_of(Exchange, seed)))
    row[9 + seed % 2] = text
    with closing(_database()) as db:
        db.execute(rows.ADD, row)
        try:
            rows.exchanges(db, 1)
        except DamagedError:
            return


@cheaply(25)
@given(st.lists(st.dictionaries(st.text(max_size=3), JSON, max_size=2), max_size=4), st.integers(0, 400), st.booleans())
def test_what_is_read_of_a_reply_that_arrives_is_its_beginning(items: list[Any], at: int, ascii: bool) -> None:
    """However far it has come, and all of it at the end."""
    text = f"Sure: {json.dumps({'sentences': items, 'why': ''}, ensure_ascii=ascii)}"
    came = json.dumps(finished(text[:at], "sentences"))
    assert json.dumps(items).startswith(came[:-1])
    assert json.dumps(finished(text, "sentences")) == json.dumps(items)


@cheaply(20)
@given(SEEDS)
def test_the_seed_decides_a_record(seed: int) -> None:
    """A failure can be repeated from the number that is shown."""
    assert made_of(Comparison, seed) == made_of(Comparison, seed)


def _spoiled(text: str, seed: int) -> str:
    """One character left out or changed."""
    at = seed % len(text)
    return text[:at] + ("" if seed % 3 else '"') + text[at + 1 :]


def _database() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    make_current(db)
    db.execute("INSERT INTO sessions (id, name, paths, model, started, last) VALUES (1, 's', '[]', '', '', '')")
    return db
