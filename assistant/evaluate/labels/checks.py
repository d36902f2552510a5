"""What is wrong with the labels of a story, held beside its articles: one function a rule."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from itertools import chain
from typing import Any

from assistant.evaluate.labels.agree import other_number, stands
from assistant.evaluate.labels.gold import Gold, GoldFinding, GoldQuestion, GoldSupport
from assistant.evaluate.shape import Place, Told
from assistant.schema import Article
from assistant.text.locate import fold, locate

DIFFER = ("contradiction", "disputed", "superseded", "differing_scope")
"""Verdicts of discrepancies; the last is doubtful among them, and only noted."""
SEEM = ("compatible", "differing_scope")
"""Verdicts of distractors."""
NEAR = 60.0
"""Likeness (0 to 100) from which other words of the article are shown beside a quote that is not in it."""
PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
SHOWN = 160


@dataclass(frozen=True, slots=True)
class Story:
    """Labels, and the articles beside them by the names of their files; a file may hold several."""

    gold: Gold
    articles: Mapping[str, Sequence[Article]]


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that a label quotes; the places are those of the article's name and of the words."""

    article: str
    quote: str
    named: Place
    at: Place


def findings(gold: Gold) -> Iterator[tuple[Place, GoldFinding]]:
    """The discrepancies and the distractors."""
    yield from ((("discrepancies", n), each) for n, each in enumerate(gold.discrepancies))
    yield from ((("distractors", n), each) for n, each in enumerate(gold.distractors))


def cited(gold: Gold) -> Iterator[Cited]:
    """Every quote of the labels."""
    for place, finding in findings(gold):
        yield from (
            _support(GoldSupport(p.article, p.quote), (*place, "positions", n)) for n, p in enumerate(finding.positions)
        )
    for n, agreement in enumerate(gold.agreements):
        yield from (_support(each, ("agreements", n, "support", m)) for m, each in enumerate(agreement.support))
    for n, single in enumerate(gold.single_source):
        yield _support(GoldSupport(single.article, single.quote), ("single_source", n))
    for n, question in enumerate(gold.qa):
        yield from (_support(each, ("qa", n, "evidence", m)) for m, each in enumerate(question.evidence))
    yield from _cited_of_articles(gold)


def _support(each: GoldSupport, place: Place) -> Cited:
    return Cited(each.article, each.quote, (*place, "article"), (*place, "quote"))


def _cited_of_articles(gold: Gold) -> Iterator[Cited]:
    for n, entry in enumerate(gold.key_points):
        here: Place = ("key_points", n)
        for m, point in enumerate(entry.points):
            if point.quote:
                yield Cited(entry.article, point.quote, (*here, "article"), (*here, "points", m, "quote"))
        for m, words in enumerate(entry.must_quote):
            yield Cited(entry.article, words, (*here, "article"), (*here, "must_quote", m))
    for n, made in enumerate(gold.claims):
        here = ("claims", n)
        for m, claim in enumerate(made.claims):
            yield Cited(made.article, claim.quote, (*here, "article"), (*here, "claims", m, "quote"))


def texts_are_given(story: Story) -> Iterator[Told]:
    """What has to be said is not left empty."""
    yield from ((place, "is empty; fill it in, or remove what it belongs to") for place in _blanks(story.gold, ()))


def _blanks(record: Any, place: Place) -> Iterator[Place]:
    for field in fields(record):
        value, here = getattr(record, field.name), (*place, field.name)
        if isinstance(value, str) and not value.strip() and field.default is MISSING:
            yield here
        for n, each in enumerate(value if isinstance(value, tuple) else ()):
            if is_dataclass(each):
                yield from _blanks(each, (*here, n))
            elif not each.strip():
                yield (*here, n)


def articles_exist(story: Story) -> Iterator[Told]:
    """An article is named by the name of its file."""
    named = chain(
        ((c.named, c.article) for c in cited(story.gold)),
        ((("key_points", n, "article"), each.article) for n, each in enumerate(story.gold.key_points)),
        ((("claims", n, "article"), each.article) for n, each in enumerate(story.gold.claims)),
    )
    for place, name in dict(named).items():
        if name and name not in story.articles:
            known = ", ".join(sorted(story.articles))
            yield (
                place,
                f"there is no article {name} here; {f'name one of {known}' if known else 'put it beside this file'}",
            )


def quotes_are_found(story: Story) -> Iterator[Told]:
    """A quote is in its article, in one paragraph."""
    for one in cited(story.gold):
        articles = story.articles.get(one.article, ())
        if not articles or not one.quote:
            continue
        found = next((quote for article in articles if (quote := locate(article, one.quote))), None)
        if found is None:
            yield one.at, f"these words are not in {one.article}; {_instead(one, story)}"
        elif PARAGRAPH.search(found.text):
            yield one.at, "goes over the end of a paragraph; quote one paragraph"


def _instead(one: Cited, story: Story) -> str:
    elsewhere = [name for name, several in story.articles.items() for each in several if locate(each, one.quote)]
    if elsewhere:
        return f"they are in {', '.join(sorted(set(elsewhere)))}: name that article"
    near = max((_nearest(each.text, one.quote) for each in story.articles[one.article]), default=(0.0, ""))
    return (
        f'quote it letter for letter; the nearest words are "{near[1]}"' if near[0] >= NEAR else "quote its own words"
    )


def _nearest(text: str, quote: str) -> tuple[float, str]:
    """The stretch of a text that is most like a quote, in whole words, and how like it is (0 to 100)."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    whole = " ".join(fold(text)[0].split())
    found = partial_ratio_alignment(" ".join(fold(quote)[0].split()), whole)
    if found is None or not whole:
        return 0.0, ""
    start = whole.rfind(" ", 0, found.dest_start + 1) + 1
    end = whole.find(" ", max(found.dest_end - 1, 0))
    words = whole[start : end if end >= 0 else len(whole)]
    return found.score, words if len(words) <= SHOWN else f"{words[:SHOWN]}..."


def ids_are_unique(story: Story) -> Iterator[Told]:
    """An id names one label of a story, so that a report can name it."""
    gold = story.gold
    sections = ("discrepancies", "distractors", "agreements", "single_source", "qa")
    ids = [((name, n, "id"), each.id) for name in sections for n, each in enumerate(getattr(gold, name)) if each.id]
    counts = Counter(id for _, id in ids)
    first: dict[str, str] = {}
    for place, id in ids:
        if counts[id] > 1 and id in first:
            yield place, f"'{id}' is the id of {first[id]} already; give another"
        first.setdefault(id, f"{place[0]}[{place[1]}]")


def positions_differ(story: Story) -> Iterator[Told]:
    """A discrepancy or distractor is between articles, or is said to be within one."""
    for place, each in findings(story.gold):
        here = (*place, "positions")
        if len(each.positions) < 2:
            yield here, "needs at least two positions; add what the other article says"
        elif len({p.article for p in each.positions}) < 2 and not each.within_one_article:
            yield here, "are all of one article; add another's, or say within_one_article: true"


def verdicts_fit(story: Story) -> Iterator[Told]:
    """What differs is a discrepancy, what only seems to is a distractor, and why is said."""
    for place, each in findings(story.gold):
        section, known = place[0], DIFFER if place[0] == "discrepancies" else SEEM
        other = "distractors" if section == "discrepancies" else "discrepancies"
        if each.verdict and each.verdict not in known:
            yield (*place, "verdict"), f"{each.verdict} is no verdict of {section}; move it to {other}, or judge again"
        if section == "distractors" and not each.why.strip():
            yield (*place, "why"), "is missing; say in a few words why nothing differs"


def values_agree(story: Story) -> Iterator[Told]:
    """The number of a position is the one of its quote."""
    for place, each in findings(story.gold):
        for n, position in enumerate(each.positions):
            if other := other_number(position.value, position.quote):
                yield (*place, "positions", n, "value"), f"the quote has another number than {other}; mend one of them"


def facts_are_shared(story: Story) -> Iterator[Told]:
    """An agreement is between articles."""
    for n, each in enumerate(story.gold.agreements):
        if len({support.article for support in each.support}) < 2:
            yield ("agreements", n, "support"), "needs two articles; add one, or move it to single_source"


def questions_hold(story: Story) -> Iterator[Told]:
    """A question has the values and the evidence that its type asks for."""
    for n, each in enumerate(story.gold.qa):
        if each.type:
            yield from ((("qa", n, *place), what) for place, what in _QUESTIONS[each.type](each))


def _unanswerable(each: GoldQuestion) -> Iterator[Told]:
    if each.values:
        yield ("values",), "an unanswerable question has none; remove them, or give it another type"
    if each.evidence:
        yield ("evidence",), "an unanswerable question has none; remove it, or give it another type"


def _disputed(each: GoldQuestion) -> Iterator[Told]:
    if len(each.values) < 2:
        yield ("values",), "a disputed question needs a value for each side; add what is missing"
    if len(each.evidence) < 2:
        yield ("evidence",), "a disputed question needs the words of each side; add what is missing"
    yield from _values_stand(each)


def _multi(each: GoldQuestion) -> Iterator[Told]:
    if len({e.article for e in each.evidence}) < 2:
        yield ("evidence",), "a multi question rests on several articles; add one, or give it the type single"
    yield from _answered(each)


def _answered(each: GoldQuestion) -> Iterator[Told]:
    if not each.values:
        yield ("values",), "is missing; add the wordings that are right"
    if not each.evidence:
        yield ("evidence",), "is missing; add the words that answer it"
    texts = [*(e.quote for e in each.evidence), each.answer]
    if each.values and not any(stands(value, texts) for value in each.values):
        yield ("values",), "none of them stands in the evidence or the answer; give one in the article's words"
    yield from _values_stand(each)


def _values_stand(each: GoldQuestion) -> Iterator[Told]:
    texts = " / ".join([*(e.quote for e in each.evidence), each.answer])
    for n, value in enumerate(each.values):
        if other := other_number(value, texts):
            yield ("values", n), f"evidence and answer have other numbers than {other}; mend one of them"


_QUESTIONS: Mapping[str, Callable[[GoldQuestion], Iterator[Told]]] = {
    "single": _answered,
    "multi": _multi,
    "disputed": _disputed,
    "unanswerable": _unanswerable,
}


def articles_come_once(story: Story) -> Iterator[Told]:
    """Key points and claims of an article stand together."""
    for section in ("key_points", "claims"):
        seen: set[str] = set()
        for n, each in enumerate(getattr(story.gold, section)):
            if each.article in seen:
                yield (section, n, "article"), f"{each.article} has an entry already; put them together"
            seen.add(each.article)


PROBLEMS = (
    texts_are_given,
    articles_exist,
    quotes_are_found,
    ids_are_unique,
    positions_differ,
    verdicts_fit,
    values_agree,
    facts_are_shared,
    questions_hold,
    articles_come_once,
)
"""What has to be mended."""


def gold_is_complete(story: Story) -> Iterator[Told]:
    """Key points and claims are there for every article, and questions for the story."""
    for section in ("key_points", "claims"):
        held = {each.article for each in getattr(story.gold, section)}
        missing = sorted(set(story.articles) - held)
        if missing:
            yield (section,), f"none for {', '.join(missing)}; what needs them is left unscored there"
    if not story.gold.qa:
        yield ("qa",), "no questions; answers are left unscored"


def scope_among_discrepancies(story: Story) -> Iterator[Told]:
    """Another period, place or group is no discrepancy, most often."""
    for n, each in enumerate(story.gold.discrepancies):
        if each.verdict == "differing_scope":
            yield (
                ("discrepancies", n, "verdict"),
                "differing_scope is mostly a distractor's; here it counts as to be found",
            )


NOTES = (gold_is_complete, scope_among_discrepancies)
"""What is good to know."""
