"""Findings keep their names: over the example stories, and over whatever verdicts there may be."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.compare.findings import cleared, discrepancies
from assistant.compare.identity import distinct_ids, moment
from assistant.compare.judged import Judged
from assistant.compare.statements import statements_of
from assistant.engines.builtin import Builtin
from assistant.ingest import read
from assistant.pipeline import compare
from assistant.schema import Article, Claim, Compared, Label, Quote, Reading, Verdict
from assistant.text.same_words import folded

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
STORIES = sorted(folder.name for folder in CORPUS.iterdir() if folder.is_dir())


@cache
def articles(name: str) -> tuple[Article, ...]:
    """The articles of an example story."""
    return read(CORPUS / name).articles


def compared(given: tuple[Article, ...]) -> Compared:
    """The findings of articles in this order."""
    return compare(Reading(given), engine=Builtin()).stories[0]


def names(story: Compared) -> set[str]:
    """The ids of all findings, each of which is given once."""
    ids = [finding.id for finding in (*story.discrepancies, *story.cleared)]
    assert len(set(ids)) == len(ids)
    return set(ids)


def test_there_are_findings_to_name() -> None:
    """The properties below are about something."""
    assert sum(len(names(compared(articles(name)))) for name in STORIES) > 12


@pytest.mark.parametrize("name", STORIES)
def test_ids_do_not_hang_on_the_order_of_the_files(name: str) -> None:
    """The same articles, handed over in any order, have the same findings."""
    given = articles(name)
    assert names(compared(given)) == names(compared(given[::-1])) == names(compared((*given[2:], *given[:2])))


@pytest.mark.parametrize("name", STORIES)
def test_ids_do_not_hang_on_names_and_places_of_files(name: str) -> None:
    """A renamed file is the same article."""
    given = articles(name)
    moved = tuple(replace(a, id=f"z{9 - n}", path=f"/elsewhere/{n}.txt") for n, a in enumerate(given))
    assert names(compared(given)) == names(compared(moved))


@pytest.mark.parametrize("name", STORIES)
def test_a_later_report_changes_no_id(name: str) -> None:
    """What earlier reports hold against each other is called the same when one more has come in."""
    given = sorted(articles(name), key=lambda a: moment(a.published))
    for count in range(2, len(given)):
        before, after = (compared(tuple(given[:n])) for n in (count, count + 1))
        assert {d.id for d in before.discrepancies} <= names(after)


LABELS: tuple[Label, ...] = ("contradiction", "disputed", "superseded", "same", "compatible", "differing_scope")


def judged(left: int, right: int, label: Label, question: str = "How many?") -> Judged:
    """A verdict on the figures that two of several reports give, the n-th on the n-th day."""
    sides = []
    for n in (left, right):
        text = f"The gale sank {n % 3 + 2} boats, said paper {n}."
        claim = Claim(f"a{n}:1", f"a{n}", text, (Quote(f"a{n}", 0, len(text), text),))
        article = Article(f"a{n}", "", "", "", f"2025-03-{n + 1:02}", "", text)
        sides.append(statements_of([claim], {article.id: article})[0])
    values = f"{left % 3 + 2} boats", f"{right % 3 + 2} boats"
    facts = f"a{left}:1#14", f"a{right}:1#14"
    return Judged(sides[0], sides[1], Verdict(label, "number", question, "", values, "rule:number", facts))


PAIRS = st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from(LABELS)).filter(lambda pair: pair[0] < pair[1])
MANY = st.lists(PAIRS, max_size=14, unique_by=lambda pair: pair[:2])


@settings(deadline=None)
@given(MANY, st.randoms(use_true_random=False))
def test_no_id_is_given_twice_and_none_hangs_on_order_or_wording(
    pairs: list[tuple[int, int, Label]], chance: object
) -> None:
    """Whatever the verdicts, however they come in, and however the question is put."""
    one = [judged(*pair) for pair in pairs]
    other = [judged(*pair, question="What number?") for pair in pairs]
    chance.shuffle(other)  # type: ignore[attr-defined]
    found, again = discrepancies(one), discrepancies(other)
    clear = cleared(one, found)
    ids = [d.id for d in (*found, *clear)]
    assert len(set(ids)) == len(ids)
    assert [d.id for d in found] == [d.id for d in again]
    assert {d.id for d in clear} >= {d.id for d in cleared(other, again) if d.verdict == "compatible"}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2024-06-12", "2024-06-13"),
        ("2024-06-12", "2024-06-12T08:00:00"),
        ("2024-06-12T13:40:00+02:00", "2024-06-12T12:05:00+00:00"),
        ("2024", "2024-06"),
        ("2024-06-12", ""),
    ],
)
def test_moments_sort_by_time(earlier: str, later: str) -> None:
    """Hours of several time zones are in order; what has no date comes last."""
    assert moment(earlier) < moment(later)


def test_quotes_are_the_same_words_in_any_dress() -> None:
    """Typography does not rename a finding; a digit does."""
    assert folded("“Nine’s a crowd”,\n he  said") == folded('"Nine\'s a crowd", he said')
    assert folded("19 died") != folded("91 died")


def test_an_id_that_is_taken_is_not_given() -> None:
    """Two findings on one pair of sentences have two names, the same ones each time."""
    ids = distinct_ids([("a", "b"), ("b", "a"), ("a", "c")])
    assert len(set(ids)) == 3
    assert distinct_ids([("a", "b")], ids[:1]) == ids[1:2]
