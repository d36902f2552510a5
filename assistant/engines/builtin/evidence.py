"""How well a passage bears on a question, as a row of figures between 0 and 1."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answered import Passage
from assistant.engines.builtin.candidates import Candidate, candidates
from assistant.engines.builtin.cues import cued
from assistant.engines.builtin.echoes import Echoes, Wanted, cover, echoes, echoes_of, match, scarcity, wanted
from assistant.engines.builtin.question import Kind, Question
from assistant.text.facts import Context, Facts, facts_of
from assistant.text.lexicon import entry, lemma
from assistant.text.names import capitals
from assistant.text.words import stem

Figures = Mapping[str, float]
POINTS_BACK = re.compile(r"^[“\"'‘]?(?:he|she|it|they|this|that|these|those|his|her|their|its)\b", re.IGNORECASE)
IS_A = re.compile(r"^[^,.;]{2,60}?(?:\([^)]{2,80}\)\s*)?,?\s(?:is|was|are|were)\s(?:an?|the|one|its)\s", re.IGNORECASE)
MOST = re.compile(
    r"\b(?:most|largest|biggest|highest|greatest|top|leading|least|smallest|lowest|fewest|\w{3,}est)\b", re.IGNORECASE
)
REACH = 10
"""Words from a candidate over which a word of the question counts as beside it, falling off."""
UNNAMED = 0.3
"""The share of names that an article lacks, for a question that has none: less is known of what it is about."""
PLACE = re.compile(r"\d+$")
"""The number of a sentence in its article, at the end of its mark."""
LONG = 60
"""Words of a sentence that is as long as counts."""
GROUPS: Mapping[Kind, str] = {
    **dict.fromkeys(("count", "duration", "age", "share", "figure"), "number"),
    "date": "date",
    **dict.fromkeys(("person", "place"), "name"),
    **dict.fromkeys(("thing", "nature"), "thing"),
    "reason": "reason",
    "": "any",
}
"""Kinds of answers that are weighed alike."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is looked for: its words, those of the sentences before it, and what each tells here."""

    question: Question
    words: tuple[Wanted, ...]
    setting: tuple[Wanted, ...]
    tells: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Source:
    """All that the passages of one article say: its echoes, the words it writes as names, its text in lower case."""

    held: Echoes
    known: frozenset[str]
    low: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage with what in it could be the answer, best first, and its figures."""

    passage: Passage
    candidates: tuple[Candidate, ...]
    figures: Figures


def gather(question: Question, passages: Sequence[Passage]) -> list[Evidence]:
    """The evidence of every passage, in the order given."""
    words = tuple(wanted(token) for token in question.words)
    held = [echoes(passage.quote.text) for passage in passages]
    asked = Asked(question, words, tuple(wanted(token) for token in question.setting), scarcity(words, held))
    sources = _sources(passages)
    return [_evidence(asked, passage, sources[passage.quote.article]) for passage in passages]


def _sources(passages: Sequence[Passage]) -> dict[str, Source]:
    texts: dict[str, list[str]] = {}
    for passage in passages:
        texts.setdefault(passage.quote.article, [passage.title]).extend((passage.before, passage.quote.text))
    whole = {article: " ".join(" ".join(dict.fromkeys(parts)).split()) for article, parts in texts.items()}
    return {article: Source(echoes(text), capitals(text), text.lower()) for article, text in whole.items()}


def _evidence(asked: Asked, passage: Passage, source: Source) -> Evidence:
    text = passage.quote.text
    facts = facts_of(text, Context(passage.published, source.known))
    found = candidates(asked.question, text, facts)
    ranked = sorted(((_beside(asked, each, facts), each) for each in found), key=lambda pair: -pair[0])
    figures = {
        **_carried(asked, passage, source),
        **_named(asked, passage, source),
        **_manner(asked, text, facts),
        **_fitting(asked.question.kind, ranked),
    }
    return Evidence(passage, tuple(each for _, each in ranked), figures)


def _carried(asked: Asked, passage: Passage, source: Source) -> Figures:
    """How much of the question the passage, what stands before it, and its article carry, and how early it stands."""
    here, near = echoes(passage.quote.text), echoes(f"{passage.title} {passage.before}")
    own = cover(asked.words, here)
    rest = [word for word in asked.words if not word.name and word.token.stem != stem(asked.question.focus)]
    verbs = [word for word in asked.words if word.token.text.islower() and _is_verb(word.token.lower)]
    number = PLACE.search(passage.id)
    place = max(1, int(number.group())) if number else 1
    return {
        "any_carried": own if not asked.question.kind else 0.0,
        "near": cover(asked.words, here | near) - own,
        "article": cover(asked.words, source.held),
        "setting_lost": 1 - cover(asked.setting, source.held) if asked.setting else 0.0,
        "rest": cover(rest, here) if rest else own,
        "rest_near": cover(rest, here | near) if rest else 1.0,
        "rest_lost": 1 - cover(rest, source.held) if rest else 0.0,
        "verbs": cover(verbs, here) if verbs else own,
        "lead": own / place,
        "early": own / math.sqrt(place),
        "relation_lost": _untied(asked, passage.quote.text, (here, near)),
    }


def _named(asked: Asked, passage: Passage, source: Source) -> Figures:
    """Whether the names of the question are near, and whether the article has them at all."""
    names = [word for word in asked.words if word.name]
    every = [word for word in (*asked.words, *asked.setting) if word.name]
    near = echoes(f"{passage.title} {passage.before} {passage.quote.text}")
    titles = asked.question.titles
    return {
        "names_near": cover(names, near) if names else 0.5,
        "names_lost": 1 - cover(every, source.held) if every else UNNAMED,
        "titles_lost": float(bool(titles) and not any(title in source.low for title in titles)),
    }


def _manner(asked: Asked, text: str, facts: Facts) -> Figures:
    """How the sentence says what it says."""
    return {
        "cue": cued([word.token.lower for word in asked.words], text),
        "most": float(bool(MOST.search(asked.question.text) and MOST.search(text))),
        "is_a": float(bool(IS_A.match(text)) and cover(asked.words, echoes(text)) > 0),
        "points_back": float(bool(POINTS_BACK.match(text))),
        "long": min(1.0, len(facts.tokens) / LONG),
        "asks": float("?" in text),
        "negated": float(any(word.token.stem in facts.negated for word in asked.words)),
    }


def _fitting(kind: Kind, ranked: Sequence[tuple[float, Candidate]]) -> Figures:
    """Whether there is a candidate, how well the best fits, and how near one stands, under the group of the kind."""
    group = GROUPS[kind]
    return {
        f"{group}_none": float(not ranked),
        f"{group}_fits": max((each.fits for _, each in ranked), default=0.0),
        f"{group}_beside": ranked[0][0] if ranked else 0.0,
    }


def _beside(asked: Asked, candidate: Candidate, facts: Facts) -> float:
    """How much of what is asked stands near a candidate, the more the better it fits."""
    at = next((n for n, token in enumerate(facts.tokens) if token.end > candidate.start), len(facts.tokens))
    around = [
        (1 - max(0, abs(n - at) - 1) / REACH, echoes_of(token.lower))
        for n, token in enumerate(facts.tokens)
        if abs(n - at) <= REACH and not candidate.start <= token.start < candidate.end
    ]
    weights = {word: word.weight * asked.tells[word.token.stem] for word in asked.words}
    met = sum(
        weight * max((close * match(word, held) for close, held in around), default=0.0)
        for word, weight in weights.items()
    )
    return (0.4 + 0.6 * candidate.fits) * met / (sum(weights.values()) or 1.0)


def _untied(asked: Asked, text: str, held: tuple[Echoes, Echoes]) -> float:
    """Whether what ties the answer to the rest, as "owner" does, is said before only (0.5) or nowhere (1)."""
    relation = asked.question.relation
    if not relation or cued([word.token.lower for word in asked.words], text) == 1:
        return 0.0
    tie = frozenset({stem(relation), relation})
    here, near = (not tie.isdisjoint(each) for each in held)
    return 0.0 if here else 0.5 if near else 1.0


@lru_cache(maxsize=5_000)
def _is_verb(low: str) -> bool:
    known = entry(lemma(low))
    return bool(known and known.kinds.get("v", 0) >= known.kinds.get("n", 0))
