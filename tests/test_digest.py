"""A draft becomes a digest: statements are found in the article's words or rejected with the reason."""

from dataclasses import replace

import pytest

from assistant.digest import complete, make_digest
from assistant.schema import Article, Claim, Clutter, Digest, Draft, DraftSentence, Quote, Rejected

TEXT = """Flood hits Oxmere

Rising water closed the harbour of Oxmere on Monday. Ana Vell, the harbour master, inspected the quay at noon. \
She said 12 boats had sunk near the old lighthouse. Nobody was hurt.

Subscribe to our newsletter for 12 fresh stories every week.

The council of Oxmere did not order an evacuation. Ana Vell denied that the lock was broken. \
Repairs will cost 2.5 million crowns, according to Tom Brack."""
ADVERT = TEXT.index("Subscribe")
ARTICLE = Article(
    "a1", "a1.txt", "Flood hits Oxmere", "", "2025-11-12", "", TEXT, (Clutter(ADVERT, ADVERT + 60, "advert"),)
)
LIGHTHOUSE = "She said 12 boats had sunk near the old lighthouse."


def digested(*claims: DraftSentence, summary: tuple[DraftSentence, ...] = ()) -> Digest:
    """The digest of the article from hand-made drafts."""
    return make_digest(ARTICLE, Draft(summary, claims, {"opinion": 2}))


@pytest.mark.parametrize(
    ("text", "words", "quoted"),
    [
        ("Twelve boats sank near the old lighthouse.", (LIGHTHOUSE,), [LIGHTHOUSE]),
        ("Ana Vell said 12 boats had sunk.", (LIGHTHOUSE,), [LIGHTHOUSE]),
        ("The council did not order an evacuation.", (), ["The council of Oxmere did not order an evacuation."]),
        (
            "Repairs will cost 2.5 million crowns.",
            ("Repairs will cost 2.5 … according to Tom Brack",),
            ["Repairs will cost 2.5 million crowns, according to Tom Brack."],
        ),
        ("Water closed the harbour on Monday.", ("closed the ferry",), [TEXT[19:71]]),
        (
            "Rising water closed the harbour on 10 November 2025.",
            ("Rising water closed", "harbour of Oxmere on Monday"),
            ["Rising water closed", "harbour of Oxmere on Monday"],
        ),
    ],
)
def test_statements_are_tied_to_words(text: str, words: tuple[str, ...], quoted: list[str]) -> None:
    """The words given are quoted, else the sentence that is most like the statement."""
    digest = digested(DraftSentence(text, words))
    assert [q.text for c in digest.claims for q in c.quotes] == quoted
    assert all(TEXT[q.start : q.end] == q.text for c in digest.claims for q in c.quotes)
    assert digest.rejected == ()


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("A comet lit the sky.", "A comet lit the sky", "not"),
        ("14 boats sank near the old lighthouse.", LIGHTHOUSE, "no such number: 14"),
        ("The harbour closed on Tuesday.", "closed the harbour of Oxmere on Monday", "no such date: Tuesday"),
        ("Ilse Korn said 12 boats had sunk.", LIGHTHOUSE, "no such name: Ilse Korn"),
        ("The council of Oxmere ordered an evacuation.", "did not order an evacuation", "negated"),
        ("The council of Oxmere ordered an evacuation.", "order an evacuation", "negated"),
        ("The lock was broken.", "the lock was broken", "negated"),
        ("Subscribe to 12 fresh stories every week.", "12 fresh stories every week", "clutter"),
        ("", "", "not in the article"),
    ],
)
def test_what_the_words_do_not_carry_is_rejected(text: str, words: str, reason: str) -> None:
    """A wrong number, date, name or polarity, page clutter and words that are nowhere are refused."""
    digest = digested(DraftSentence(text, (words,)))
    assert digest.claims == ()
    assert [r.text for r in digest.rejected] == [text]
    assert reason in digest.rejected[0].reason


def test_a_speaker_that_the_words_do_not_name_is_not_passed_on() -> None:
    """Who is said to speak has to be in the article's words."""
    cost = "Repairs will cost 2.5 million crowns, according to Tom Brack."
    right = digested(DraftSentence("Repairs will cost 2.5 million crowns.", (cost,), -1, "reported", "Tom Brack"))
    wrong = digested(DraftSentence("Repairs will cost 2.5 million crowns.", (cost,), -1, "reported", "Ilse Korn"))
    assert [c.speaker for c in right.claims] == ["Tom Brack"]
    assert "Ilse Korn" not in [c.speaker for c in wrong.claims]


def test_claims_come_in_the_articles_order() -> None:
    """Claims are numbered by where their words stand, and said once."""
    late = DraftSentence("Nobody was hurt.", ("Nobody was hurt.",))
    early = DraftSentence("Rising water closed the harbour.", ("Rising water closed the harbour",))
    digest = digested(late, early, DraftSentence("NOBODY was hurt.", ("Nobody was hurt.",)), late)
    assert [(c.id, c.text) for c in digest.claims] == [("a1:1", early.text), ("a1:2", late.text)]


def test_summary_and_counts_are_kept() -> None:
    """Summary sentences pass the same gate in their own order; what the engine skipped is passed on."""
    good = DraftSentence("Nobody was hurt.", ("Nobody was hurt.",))
    first = DraftSentence("The council did not order an evacuation.", ())
    digest = digested(summary=(first, good, DraftSentence("Five wardens were hurt.", ("Nobody was hurt.",))))
    assert [s.text for s in digest.summary] == [first.text, good.text]
    assert [r.text for r in digest.rejected] == ["Five wardens were hurt."]
    assert digest.skipped == {"opinion": 2}


def test_an_empty_article_has_an_empty_digest() -> None:
    """With no text there is nothing to stand on."""
    empty = Article("a2", "a2.txt", "", "", "", "", "")
    digest = make_digest(empty, Draft((), (DraftSentence("Rain fell.", ("Rain fell",)),)))
    assert digest.claims == ()
    assert len(digest.rejected) == 1


def test_a_digest_in_full() -> None:
    """Every field of the claims and of what was rejected, claims first, and what the engine rejected itself."""
    mine = DraftSentence("Twelve boats sank near the old lighthouse.", (LIGHTHOUSE,), -1, "reported", "Ana Vell")
    lost = DraftSentence("A comet lit the sky.", ("A comet lit the sky",))
    own = Rejected("It rained.", "not asked for")
    digest = make_digest(ARTICLE, Draft((lost,), (lost, mine), {"opinion": 2}, rejected=(own,)))
    start = TEXT.index(LIGHTHOUSE)
    spot = Quote("a1", start, start + len(LIGHTHOUSE), LIGHTHOUSE)
    assert digest.article == "a1"
    assert digest.claims == (Claim("a1:1", "a1", mine.text, (spot,), "reported", "Ana Vell"),)
    assert [(r.text, r.reason) for r in digest.rejected[:1]] == [
        (lost.text, "the quote does not say this"),
    ]
    assert digest.rejected == (digest.rejected[0], digest.rejected[0], own)


@pytest.mark.parametrize(
    ("text", "speaker", "named"),
    [
        ("12 boats had sunk near the old lighthouse.", "Ana Vell", True),
        ("12 boats had sunk near the old lighthouse.", "Ana Brack", False),
        ("Repairs will cost 2.5 million crowns.", "Flood", True),
        ("Nobody was hurt.", "Tom Brack", False),
        ("Nobody was hurt.", "", True),
    ],
)
def test_who_speaks_is_named_before_the_quote_or_in_its_sentence(text: str, speaker: str, named: bool) -> None:
    """Every word of the speaker, in the title too."""
    (claim,) = digested(DraftSentence(text, (text.rstrip("."),), -1, "reported", speaker)).claims
    assert claim.speaker == (speaker if named else "")


def test_the_reason_is_that_of_the_words_given() -> None:
    """Not of a likely sentence that was tried after them, and page clutter has its own."""
    wrong = DraftSentence("14 boats had sunk near the old lighthouse.", ("inspected the quay at noon",))
    advert = DraftSentence("12 fresh stories come every week.", ("12 fresh stories every week",))
    assert [r.reason for r in digested(wrong, advert).rejected] == [
        "the quote has no such number: 14",
        "its words are page clutter, not report",
    ]


def test_a_statement_may_rest_on_two_sentences() -> None:
    """Where one does not carry it, the next two that stand together may."""
    both = DraftSentence("Ana Vell denied that the lock was broken; repairs will cost 2.5 million crowns.")
    (claim,) = digested(both).claims
    assert [q.text for q in claim.quotes] == [
        "Ana Vell denied that the lock was broken.",
        "Repairs will cost 2.5 million crowns, according to Tom Brack.",
    ]


def test_words_are_looked_for_where_the_engine_saw_them() -> None:
    """The offset of a draft tells which of two places is meant."""
    article = replace(ARTICLE, text="The boat sank. The boat sank.", clutter=())
    digest = make_digest(article, Draft((), (DraftSentence("The boat sank.", ("The boat sank.",), 15),)))
    assert [q.start for c in digest.claims for q in c.quotes] == [15]


def test_claims_of_the_baseline_fill_what_is_not_quoted() -> None:
    """In the article's order and numbered anew; what overlaps a quote of the digest's own is left out."""
    own = digested(DraftSentence("The council did not order an evacuation.", ("did not order an evacuation",)))
    baseline = Draft(
        (),
        (
            DraftSentence("The council of Oxmere did not order an evacuation.", ("of Oxmere did not order",)),
            DraftSentence("Nobody was hurt.", ("Nobody was hurt.",)),
            DraftSentence("Ana Vell denied that the lock was broken.", ("Ana Vell denied that the lock was broken.",)),
        ),
    )
    full = complete(own, make_digest(ARTICLE, baseline))
    assert [(c.id, c.quotes[0].text) for c in full.claims] == [
        ("a1:1", "Nobody was hurt."),
        ("a1:2", "did not order an evacuation"),
        ("a1:3", "Ana Vell denied that the lock was broken."),
    ]
    assert (full.summary, full.rejected, full.skipped) == (own.summary, own.rejected, own.skipped)


def test_the_first_sentence_counts_as_whole_too() -> None:
    """A negation in front of the quote holds for it where nothing stands before the sentence."""
    article = replace(ARTICLE, title="", text="The boat did not sink at noon. It rained.", clutter=())
    digest = make_digest(article, Draft((), (DraftSentence("The boat sinks at noon.", ("sink at noon",)),)))
    assert [r.reason for r in digest.rejected] == ["negated on one side only: sinks"]


def test_an_article_of_one_sentence_has_one_to_look_in() -> None:
    """It carries a statement for which no words are given."""
    article = replace(ARTICLE, title="", text="The boat sank at noon.", clutter=())
    digest = make_digest(article, Draft((), (DraftSentence("The boat sank."),)))
    assert [q.text for c in digest.claims for q in c.quotes] == ["The boat sank at noon."]
