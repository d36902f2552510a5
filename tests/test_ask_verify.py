"""The gate of an answer: no lie passes, and a fair way to put it does."""

from collections.abc import Sequence

import pytest

from assistant.answered import Passage
from assistant.ask.verify import IDLE, LONGEST, NOT_GIVEN, TOO_LONG, UNCITED, UNREADABLE, not_borne, refused
from assistant.schema import Article, Span
from assistant.text.locate import quote
from tests.answer_cases import FAIR, LATER_FAIR, LATER_LIES, LIES, SMALL_FAIR, SMALL_LIES, TOO_STRICT, Case, Told
from tests.answer_news import LET_THROUGH, NEWS_FAIR, NEWS_LIES, NEWS_TOO_STRICT


def passages(told: Sequence[Told]) -> list[Passage]:
    """Passages of an article each."""
    return [_passage(number, each) for number, each in enumerate(told, 1)]


def _passage(number: int, told: Told) -> Passage:
    words, before, published = (*((told,) if isinstance(told, str) else told), "", "")[:3]
    article = Article(f"a{number}", "a.txt", "", "", published, "", words)
    return Passage(f"{number}:1", quote(article, Span(0, len(words))), published=published, before=before)


@pytest.mark.parametrize("case", [*LIES, *LATER_LIES, *NEWS_LIES, *SMALL_LIES], ids=lambda case: case[0])
def test_a_lie_is_refused(case: Case) -> None:
    """Wrong numbers, names, dates, roles, negations, and what is told more firmly than its source does."""
    assert not_borne(case[0], passages(case[1]))


@pytest.mark.parametrize("case", [*FAIR, *LATER_FAIR, *NEWS_FAIR, *SMALL_FAIR], ids=lambda case: case[0])
def test_a_fair_sentence_is_taken(case: Case) -> None:
    """Another order, other words for the same, a part of what is said."""
    assert not_borne(case[0], passages(case[1])) == ""


@pytest.mark.parametrize("case", [*TOO_STRICT, *NEWS_TOO_STRICT], ids=lambda case: case[0])
def test_what_the_gate_costs(case: Case) -> None:
    """Fair sentences that are refused: known, and listed so that none is added unseen."""
    assert not_borne(case[0], passages(case[1]))


@pytest.mark.parametrize("case", LET_THROUGH, ids=lambda case: case[0])
def test_what_the_gate_does_not_see(case: Case) -> None:
    """Lies that pass: known, and listed, so that nobody believes in more than there is."""
    assert not_borne(case[0], passages(case[1])) == ""


def test_the_tables_are_large_enough_to_say_something() -> None:
    """Forty lies and thirty fair sentences at least; of either nearly all go the right way."""
    lies, fair = (*LIES, *LATER_LIES, *NEWS_LIES, *SMALL_LIES), (*FAIR, *LATER_FAIR, *NEWS_FAIR, *SMALL_FAIR)
    assert len(lies) >= 40 and len(fair) >= 30
    assert len(LET_THROUGH) <= 0.06 * len(lies)
    assert len(TOO_STRICT) + len(NEWS_TOO_STRICT) <= 0.08 * len(fair)


SHOWN = {"1:1": passages(["The Sorn dam broke on Tuesday."])[0]}
RIGHT = "The Sorn dam broke on Tuesday."


@pytest.mark.parametrize(
    ("ids", "reason"),
    [
        (["1:1"], ""),
        (["1:1", "1:1"], ""),
        ([], UNCITED),
        (["1:2"], f"{NOT_GIVEN}: 1:2"),
        (["1:1", "1:2"], f"{NOT_GIVEN}: 1:2"),
        (["1:1", "[7]"], f"{NOT_GIVEN}: [7]"),
        ([""], NOT_GIVEN),
    ],
)
def test_an_invented_id_refuses_the_whole_sentence(ids: list[str], reason: str) -> None:
    """A true sentence with a source that does not exist is not shown without it: it is not shown."""
    assert refused(RIGHT, ids, SHOWN).startswith(reason) and bool(refused(RIGHT, ids, SHOWN)) == bool(reason)


def test_a_source_that_has_nothing_to_do_with_it_is_no_second_source() -> None:
    """A citation beside the one that carries a sentence has to speak of it as well."""
    cited = passages(["The Sorn dam broke on Tuesday.", "The bakery in Vorn sells rye bread."])
    assert not_borne(RIGHT, cited) == f"{IDLE}: 2:1"


def test_a_sentence_without_end_is_not_read() -> None:
    """Reading one takes time that grows with its square; what stands so in its passage is taken as it stands."""
    endless = "The Sorn dam broke on Tuesday, and 12 of the 30 boats sank, and " * (LONGEST // 50)
    assert not_borne(f"{endless}it rained.", passages([f"{endless}it snowed."])) == TOO_LONG
    assert not_borne(f"{endless}it rained.", passages([f"{endless}it rained."])) == ""


@pytest.mark.parametrize("word", ["and ", "in 2024 and ", "between Astin and Brovik "])
def test_what_is_no_sentence_is_not_read(word: str) -> None:
    """A model's text without end, or a source without full stops, would take minutes; copied words still pass."""
    told = f"At least 15 people died {word * 9000}in Velmar."
    assert not_borne(told, passages(["At least 15 people died in Velmar."])) == TOO_LONG
    assert not_borne("At least 15 people died.", passages([told])) == UNREADABLE
    assert not_borne(told, passages([told])) == ""
