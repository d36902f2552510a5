"""What the sources do not answer: what counts as a gap, and what answers it."""

from collections.abc import Sequence

import pytest

from assistant.brief.unanswered import unanswered
from assistant.schema import Article, Compared, Coverage, Origin
from assistant.text.gaps import gap

COVERAGE = Coverage(1, 0, 0, 0, 0, 0, 0, 0)


def found(*told: tuple[str, str]) -> list[tuple[str, str]]:
    """Article and words of what a story of dated texts leaves open."""
    articles = [Article(f"a{n}", f"{n}.txt", "", "", day, "", text) for n, (day, text) in enumerate(told, 1)]
    made = unanswered(articles, (), compared(articles))
    by_id = {article.id: article for article in articles}
    for each in made:
        assert all(by_id[q.article].text[q.start : q.end] == q.text for q in each.quotes)
    return [(each.article, each.text) for each in made]


def compared(articles: Sequence[Article]) -> Compared:
    """A comparison without findings, each article its own origin."""
    origins = tuple(Origin((article.id,)) for article in articles)
    return Compared("", (), (), (), (), COVERAGE, tuple(a.id for a in articles), origins)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The cause is not yet known.", "why"),
        ("Police did not say who had been held.", "who"),
        ("It was not clear whether the lock would hold.", "other"),
        ("Where the leaders will meet had not been made public by Friday evening.", "where"),
        ("No one has claimed responsibility.", "who"),
        ("The board declined to comment on the fire.", "comment"),
        ("The result will not be known until Monday.", "other"),
        ("The council has yet to decide whether to pay.", "decision"),
        ("No figure was given.", "how many"),
        ("Ickley said no decision had been made.", "decision"),
        ("It’s unclear why the pump failed.", "why"),
        ("They still do not know how many boats were lost.", "how many"),
        ("Whether the ruling will be challenged is not known.", "other"),
        ("A spokesman did not immediately respond to a request for comment.", "comment"),
        ("Investigators are still trying to determine what caused the fire.", "why"),
        ("That is a question the paper leaves open.", "other"),
        ("The mayor would not say when the road opens.", "when"),
        ("“We do not yet know who opened the sluice,” the harbourmaster said.", "who"),
    ],
)
def test_what_a_source_says_is_not_known(text: str, kind: str) -> None:
    """Not known, not decided, not disclosed, or nobody would say."""
    told = gap(text)
    assert told
    assert told.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "“I don't know what to say,” she said.",
        "No one was hurt.",
        "Unknown assailants fired at the boat.",
        "If the cause is not known, nobody pays.",
        "He was not known to the police.",
        "At first it was not clear who had won.",
        "The cause was not known until Friday.",
        "Is the cause not known?",
        "He refused to say the words of the oath.",
        "They spoke on condition of anonymity as the plan had not been announced.",
        "She said she hadn't revealed it sooner.",
        "They asked why she did not reveal the letter.",
        "He attacked one rival, though he did not name Brandel.",
        "They did not vote.",
        "“You do not know who won,” he said.",
        "But they do not know what’s going on.”",
        "The letter, which has not been made public, praises the mayor.",
    ],
)
def test_what_is_no_gap(text: str) -> None:
    """Feelings, denials, conditions, the past, hints and questions."""
    assert gap(text) is None


@pytest.mark.parametrize(
    ("open_", "answer"),
    [
        ("Where the leaders will meet had not been made public.", "The talks were held in the guest house at Mereth."),
        ("Police did not say who opened the sluice.", "The sluice was opened by Bram Oster, police said."),
        ("The cause of the fire is not yet known.", "The fire was caused by a burst pipe."),
        ("It is not known how many boats sank.", "In all 14 boats sank that night."),
        ("The harbour board did not say when the ferry would sail.", "The ferry will sail again on 4 June 2026."),
        ("It was not clear whether the lock of Oxmere had broken.", "The lock of Oxmere broke in two."),
        ("Brack has not decided whether to appeal.", "Tom Brack has lodged an appeal with the court."),
        ("Ida Quell declined to comment.", "“We acted at once,” said Ida Quell."),
    ],
)
def test_a_later_article_answers(open_: str, answer: str) -> None:
    """It speaks of the same thing and has what was asked for; an earlier one, or one on something else, does not."""
    assert found(("2026-05-02", open_), ("2026-05-04", answer)) == []
    assert found(("2026-05-02", open_), ("2026-05-01", answer)) == [("a1", open_)]
    assert found(("2026-05-02", open_), ("2026-05-04", "Bread was shared in the old hall.")) == [("a1", open_)]


@pytest.mark.parametrize(
    ("open_", "near"),
    [
        ("The cause of the fire is not yet known.", "The cause of the fire is still not known."),
        ("It is not known how many boats sank.", "Boats sank that night."),
        ("It was not clear whether the lock of Oxmere had broken.", "The lock of Oxmere may have broken."),
        ("Police did not say who opened the sluice.", "The sluice was opened at night."),
    ],
)
def test_what_does_not_tell_is_no_answer(open_: str, near: str) -> None:
    """A guess, another gap, or the same thing without the value that was asked for."""
    assert any("not" in text for _, text in found(("2026-05-02", open_), ("2026-05-04", near)))


def test_one_gap_of_several_sources_is_told_once() -> None:
    """In the words of the latest, with the quotes of all, before what one source misses."""
    told = found(
        ("2026-05-01", "The cause of the fire is not yet known."),
        ("2026-05-02", "It is unclear why the ferry turned back."),
        ("2026-05-03", "The cause of the great fire is not known."),
    )
    assert told == [
        ("a3", "The cause of the great fire is not known."),
        ("a2", "It is unclear why the ferry turned back."),
    ]


def test_the_latest_comes_first() -> None:
    """Of what one source each says; an undated one comes last."""
    told = found(
        ("", "It is not known who rang the bell."),
        ("2026-05-01", "It is not known where the anchor lies."),
        ("2026-05-02", "It is unclear why the ferry turned back."),
    )
    assert [article for article, _ in told] == ["a3", "a2", "a1"]


def test_a_pronoun_takes_its_sentence_along() -> None:
    """What "she" did not say is told with the sentence before; "it is unclear" stands alone."""
    assert found(("2026-05-01", "The mayor spoke at noon. She did not say who would pay.")) == [
        ("a1", "The mayor spoke at noon. She did not say who would pay.")
    ]
    assert found(("2026-05-01", "The mayor spoke at noon. It is unclear who will pay.")) == [
        ("a1", "It is unclear who will pay.")
    ]


def test_a_stretch_longer_than_a_sentence_misses_nothing() -> None:
    """A list or a dump without a full stop is no sentence that a note can show."""
    assert found(("2026-05-01", f"The cause {'of the fire, the flood, ' * 70}is not yet known.")) == []
