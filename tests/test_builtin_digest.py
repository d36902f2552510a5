"""The digest and the answers of the engine without a model."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answered import Passage
from assistant.engines import open_engine
from assistant.engines.builtin import Builtin
from assistant.engines.seam import Usage
from assistant.schema import Article, Clutter, Quote
from assistant.settings import Settings
from tests.offers import offered

TEXT = """The storm sank 12 boats in the harbour of Oxmere on Monday. \
Ana Vell, the harbour master, said the storm had come without warning. \
The lower lock was closed after wardens found a crack in its gate. \
Is it safe to live by the river? \
Such a beacon of hope is crucial for a brighter future. \
The council of Oxmere will meet on Friday to discuss the storm and the harbour. \
Tom Brack, a fisher, lost both of his boats in the storm. \
Repairs to the harbour will cost 2.5 million crowns, the council said."""
ARTICLE = Article("a1", "a1.txt", "Storm sinks boats in Oxmere harbour", "", "2025-11-12", "", TEXT)


def test_claims_are_the_articles_own_sentences() -> None:
    """Every claim and summary sentence is given with the very words it stands on."""
    draft = Builtin().digest(ARTICLE)
    assert len(draft.claims) == 6
    for sentence in (*draft.claims, *draft.summary):
        (words,) = sentence.words
        assert TEXT[sentence.at : sentence.at + len(words)] == words
        assert sentence.text == " ".join(words.split())


def test_what_is_left_out_is_counted() -> None:
    """A question and an opinion are no claims, and the reader is told."""
    assert Builtin().digest(ARTICLE).skipped == {"opinion": 1, "question": 1}


def test_stance_and_speaker_are_given() -> None:
    """What somebody says and what is planned is told apart from what happened."""
    claims = Builtin().digest(ARTICLE).claims
    assert [c.stance for c in claims] == ["asserted", "reported", "asserted", "planned", "asserted", "reported"]
    assert "council" in claims[-1].speaker


def test_the_summary_is_short_in_order_and_led_by_the_news() -> None:
    """A few sentences, at most a third of the claims, in the article's order."""
    summary = Builtin().digest(ARTICLE).summary
    assert len(summary) == 2
    assert [s.at for s in summary] == sorted(s.at for s in summary)
    assert summary[0].text.startswith("The storm sank 12 boats")


def test_clutter_is_not_read() -> None:
    """A sentence that is marked as clutter becomes neither claim nor summary."""
    start = TEXT.index("Tom Brack")
    marked = Article("a1", "", "", "", "", "", TEXT, (Clutter(start, TEXT.index("Repairs"), "advert"),))
    draft = Builtin().digest(marked)
    assert not any("Brack" in s.text for s in (*draft.claims, *draft.summary))


@settings(deadline=None)
@given(st.text(st.sampled_from("The storm sank 12 boats. “Ana!” \n-?"), max_size=120))
def test_no_text_breaks_the_digest(text: str) -> None:
    """Whatever the text, each statement is in it."""
    draft = Builtin().digest(Article("a1", "", "", "", "", "", text))
    assert all(text[s.at :].startswith(s.words[0]) for s in (*draft.claims, *draft.summary))


PASSAGES = tuple(
    Passage(f"p{n}", Quote("a1", n, n + len(text), text))
    for n, text in enumerate(
        [
            "The storm sank 12 boats in the harbour of Oxmere.",
            "The storm in Oxmere came without warning.",
            "Ana Vell is the harbour master of Oxmere.",
            "The council will meet on 14 November 2025.",
        ]
    )
)


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("How many boats did the storm sink in the harbour?", "p0"),
        ("Who is the harbour master of Oxmere?", "p2"),
        ("When will the council meet?", "p3"),
    ],
)
def test_a_question_is_answered_with_its_passage(question: str, cited: str) -> None:
    """The sentence that carries the question's words and the kind of thing it asks for comes first."""
    sentences, _ = offered(Builtin(), question, PASSAGES)
    assert sentences[0][1] == (cited,)


@pytest.mark.parametrize(
    "question",
    ["Who painted the tavern sign?", "How much does a loaf of bread cost?", "When did the storm come without warning?"],
)
def test_without_evidence_there_is_no_answer(question: str) -> None:
    """Where no passage carries what is asked, the engine abstains and says why."""
    sentences, why = offered(Builtin(), question, PASSAGES)
    assert sentences == []
    assert why


def test_without_a_model_the_builtin_engine_is_chosen() -> None:
    """Nothing configured means no model, no call and no tokens."""
    engine = open_engine(Settings())
    assert (engine.name, engine.model, dict(engine.prompts)) == ("builtin", "builtin", {})
    assert engine.usage() == Usage()
