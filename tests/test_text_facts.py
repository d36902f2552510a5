"""Words and facts: what a statement is made of, and how much two texts share."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordfreq import top_n_list, zipf_frequency

from assistant.schema import Article
from assistant.text.facts import Context, beside_names, content_overlap, context_of, facts_of
from assistant.text.words import content_weights, most_frequent, rarity, share_in, stem, tokens, zipf

TEXT = "Mayor Ana Vell said on Monday that 12 boats had not sunk in Oxmere. Vell thanked the wardens."
ARTICLE = Article("a1", "", "", "", "2025-11-12", "", TEXT)


def test_a_statement_in_parts() -> None:
    """Names, offices, dates, numbers and negation are read from the words."""
    facts = facts_of(TEXT.split(". ")[0] + ".", context_of(ARTICLE))
    assert [n.core for n in facts.names] == ["ana vell", "oxmere"]
    assert [(o.role, o.holder) for o in facts.offices] == [("mayor", "ana vell")]
    assert [w.iso for w in facts.dates] == ["2025-11-10"]
    assert [(q.value, q.head) for q in facts.quantities] == [(12, "boat")]
    assert facts.negated == {stem("sunk")}
    assert stem("boats") in facts.stems


def test_a_date_is_not_counted_as_a_number() -> None:
    """The day and year of a date are no quantities."""
    facts = facts_of("On 3 May 2025 they sold 14 nets.", Context())
    assert [q.value for q in facts.quantities] == [14]


def test_the_article_tells_about_its_names() -> None:
    """Who is meant by a last name stands in the article."""
    context = context_of(ARTICLE)
    assert context.full("vell") == "ana vell"
    assert context.full("brack") == "brack"
    assert context.published == "2025-11-12"


def test_persons_of_an_article() -> None:
    """By a surname that opens a sentence like any word, by a role, and by nothing."""
    context = Context(known=frozenset({"may"}), people=(("reed", "ann reed"),), holders=(("mayor", "reed"),))
    assert context.person("Reed") == "ann reed"
    assert context.person("May") == "may"
    assert context.person("the mayor") == "ann reed"
    assert context.person("the mayor of Tarn") == "ann reed"
    assert context.person("the captain") == context.person("a boat") == context.person("") == ""


def test_a_known_person_is_no_date_in_the_facts() -> None:
    """The names of the article go along when dates are read."""
    assert facts_of("The plan by May was rejected.", Context("2025-11-12", frozenset({"may"}))).dates == ()
    assert facts_of("The plan by May was rejected.", Context("2025-11-12")).dates != ()


def test_what_is_said_beside_names() -> None:
    """The words of names and the titles that go with them are left out, others stay."""
    facts = facts_of("Mayor Ana Vell sold the lighthouse.", context_of(ARTICLE))
    assert facts.modality == ""
    assert facts_of("Ana Vell may leave.", Context()).modality == "possible"
    assert set(beside_names(facts)) == {stem("sold"), stem("lighthouse")}
    assert beside_names(facts)[stem("sold")] == facts.weights[stem("sold")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana's boat", ["Ana", "boat"]),
        ("the fishers’ nets", ["the", "fishers", "nets"]),
        ("a lock-keeper didn't", ["a", "lock-keeper", "didn't"]),
        ("1,200 boats, 3.5%", ["1", "200", "boats", "3.5"]),
        ("", []),
    ],
)
def test_words_are_parted(text: str, words: list[str]) -> None:
    """A possessive is cut off; a hyphen, an apostrophe and a point inside a word are kept."""
    assert [token.text for token in tokens(text)] == words


@pytest.mark.parametrize(
    ("one", "other"), [("boats", "boat"), ("closed", "closing"), ("Boats", "boats"), ("didn’t", "didn't")]
)
def test_inflected_words_share_a_stem(one: str, other: str) -> None:
    """Number, tense, case and the form of an apostrophe are cut."""
    assert stem(one) == stem(other)


def test_rare_words_weigh_more() -> None:
    """A word that every text has says little; small words and verbs of speech say nothing."""
    assert rarity("lighthouse") > rarity("house") > rarity("time")


@pytest.mark.parametrize(
    "words",
    [
        "the House lighthouse oxmere zürich Müller",
        "first-floor twenty-one well-to-do north-oxmere",
        "don’t o'clock o’brien l'alma",
        "u.s u.n j.k covid-19 mid-1990s b&b f-16 東京",
    ],
)
def test_how_often_a_word_is_met_is_as_wordfreq_says(words: str) -> None:
    """Though its list is read without its tokenizer, for any word that is plainly one."""
    expected = {word: zipf_frequency(word, "en", wordlist="small") for word in words.split()}
    assert {word: zipf(word) for word in words.split()} == expected
    assert set(content_weights("The mayor said that the lighthouse fell")) == {
        stem("mayor"),
        stem("lighthouse"),
        stem("fell"),
    }


@pytest.mark.parametrize("code", ["en", "de", "pl", "sh", "uk", "fa"])
def test_the_most_frequent_words_of_a_language_are_those_of_wordfreq(code: str) -> None:
    """Though its file is read no further than they stand."""
    assert most_frequent(code, 700) == top_n_list(code, 700, wordlist="small")


PHRASES = st.lists(st.sampled_from("storm boats harbour lock mayor sank 12 the not Oxmere".split())).map(" ".join)


@settings(deadline=None)
@given(PHRASES, PHRASES)
def test_shared_weight_is_symmetric_and_a_share(left: str, right: str) -> None:
    """How much two texts share does not depend on which comes first, and is from 0 to 1."""
    assert content_overlap(left, right) == pytest.approx(content_overlap(right, left))
    assert 0 <= content_overlap(left, right) <= 1.000001


@settings(deadline=None)
@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    """Every token is the text between its offsets."""
    assert all(text[t.start : t.end] == t.text for t in tokens(text))


@settings(deadline=None)
@given(st.text(), st.one_of(st.just(""), st.dates().map(str)))
def test_no_text_breaks_the_facts(text: str, published: str) -> None:
    """Whatever a text says, it can be read, and the same facts are found again."""
    context = context_of(Article("a1", "", "", "", published, "", text))
    assert facts_of(text, context) == facts_of(text, context)


@pytest.mark.parametrize(
    ("said", "held", "share"),
    [({"ferri": 0.6, "sank": 0.2}, {"ferri"}, 0.75), ({"ferri": 0.6}, set(), 0.0), ({}, {"ferri"}, 0.0)],
)
def test_a_share_is_one_of_weight(said: dict[str, float], held: set[str], share: float) -> None:
    """Heavy words count for more, and of nothing nothing is held."""
    assert share_in(said, held) == pytest.approx(share)
