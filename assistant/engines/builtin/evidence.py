"""How well a passage bears on a question, as a row of figures between 0 and 1."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answered import Passage
from assistant.engines.builtin.candidates import Candidate, candidates
from assistant.engines.builtin.question import Question, weight
from assistant.text.facts import Context, Facts, facts_of
from assistant.text.lexicon import entry, kin, lemma
from assistant.text.names import capitals, name_in
from assistant.text.offices import root
from assistant.text.words import Token, tokens

Echo = str | int
"""What a word is found again by: its stem, its base form, the keys of its sense, the root of a people's name."""
EXACT, ALIKE = 1.0, 0.6
"""What the word itself is worth where it is looked for, and what one of the same sense or family is."""
POINTS_BACK = re.compile(r"^[“\"'‘]?(?:he|she|it|they|this|that|these|those|his|her|their|its)\b", re.IGNORECASE)
IS_A = re.compile(r"^[^,.;]{2,60}?(?:\([^)]{2,80}\)\s*)?,?\s(?:is|was|are|were)\s(?:an?|the|one|its)\s", re.IGNORECASE)
MOST = re.compile(r"\b(?:most|largest|biggest|highest|greatest|top|leading|least|smallest|lowest|fewest|\w{3,}est)\b", re.I)
FIRST = re.compile(r"\b(?:first|oldest|youngest|last|second|third|record)\b", re.I)
CUES = tuple(
    (re.compile(asks), re.compile(form, re.IGNORECASE))
    for asks, form in (
        (r"born|birth|birthday|birthdate", r"\bborn\b|\bbirth|\(\s*(?:c\. )?(?:\d{1,2} \w+ |\w+ \d{1,2}, )?\d{4}\s*[–-]"),
        (r"died?|death", r"\bdied\b|\bdeath\b|\bkilled\b|[–-]\s*(?:\d{1,2} \w+ |\w+ \d{1,2}, )?\d{4}\s*\)"),
        (r"found(?:ed)?|establish(?:ed)?|form(?:ed)?|created?|start(?:ed)?|begin|began|open(?:ed)?|introduced|launched",
         r"\b(?:found(?:ed|ing)|establish\w+|formed|created|started|began|begun|opened|introduced|launched|set up|"
         r"inaugurated|incorporated|existed from)\b"),
        (r"built|constructed|construction|completed", r"\b(?:built|construct\w+|completed|erected|dates? (?:from|to))\b"),
        (r"directors?|directed", r"\bdirect(?:ed|or|ors|ing|orial)\b|\b(?:film|movie) by\b|\w+[’']s (?:\w+ )?film\b"),
        (r"artists?|performers?|singers?|bands?|recorded",
         r"\b(?:album|ep|single|song|record\w*)\b.{0,60}\bby\b|[’']s? (?:\w+ )?(?:\w+ )?(?:album|ep|single)\b"),
        (r"authors?|writer|wrote|written", r"\b(?:written|wrote|author\w*|novel|book|poem|play) ?(?:by)?\b"),
        (r"composers?|composed", r"\bcompos(?:ed|er|ition)\b|\b(?:written|by)\b"),
        (r"architects?|designed|designer", r"\barchitect\w*|\bdesigned\b|\bdesign\b"),
        (r"husband|wife|spouse|married", r"\b(?:husband|wife|spouse|married|marriage|widow)\b"),
        (r"population|inhabitants|people", r"\b(?:population|inhabitants|residents|people|census|live)\b"),
        (r"located|location|situated|where", r"\b(?:located|situated|lies|stands|based|in)\b"),
        (r"owners?|owned|owns", r"\bown(?:ed|er|ers|s|ing)?\b"),
        (r"won|win|wins|winner|champions?", r"\b(?:w[io]n(?:s|ning|ner|ners)?|beat|defeat\w*|champion\w*|victor\w*|clinch\w*)\b"),
        (r"cost|price|paid|pay|sell|sold", r"[$£€¥₹]|\b(?:dollars|euros|pounds|price|cost|sold|paid)\b"),
        (r"party|affiliated", r"\bparty\b|\b(?:democrat|republican|liberal|conservative|labour)"),
        (r"language", r"\blanguage\b|-language\b"),
    )
)
"""What is asked for, by a word of the question, and the words with which it is usually told."""
REACH = 10
"""Words from a candidate over which a word of the question still counts as beside it, falling off."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of the question: what it weighs and what it is found again by."""

    token: Token
    weight: float
    exact: frozenset[Echo]
    alike: frozenset[Echo]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage with what it could answer, best first, and its figures."""

    passage: Passage
    candidates: tuple[Candidate, ...]
    figures: Mapping[str, float]


def gather(question: Question, passages: Sequence[Passage]) -> list[Evidence]:
    """The evidence of every passage, in the order given."""
    asked = [_wanted(token) for token in question.words]
    setting = [_wanted(token) for token in question.setting]
    held = [_echoes(_plain(p.quote.text)) for p in passages]
    articles = _articles(passages)
    scarce = _scarcity(asked, held)
    return [
        _evidence(question, (asked, setting), passage, (echoes, articles[passage.quote.article], scarce))
        for passage, echoes in zip(passages, held, strict=True)
    ]


Article = tuple[frozenset[Echo], frozenset[str], int]
"""All that the passages of an article echo, its words written as names, and how many passages there are."""


def _articles(passages: Sequence[Passage]) -> dict[str, Article]:
    texts: dict[str, list[str]] = {}
    for p in passages:
        texts.setdefault(p.quote.article, [p.title]).extend((p.quote.text, p.before))
    whole = {id: " ".join(dict.fromkeys(parts)) for id, parts in texts.items()}
    return {id: (_echoes(_plain(text)), capitals(text), len(texts[id])) for id, text in whole.items()}


def _evidence(
    question: Question,
    wanted: tuple[Sequence[Wanted], Sequence[Wanted]],
    passage: Passage,
    around: tuple[frozenset[Echo], Article, Mapping[str, float]],
) -> Evidence:
    asked, setting = wanted
    echoes, (article, known, _), scarce = around
    text = passage.quote.text
    facts = facts_of(text, Context(passage.published, known))
    near = _echoes(f"{passage.title} {passage.before}")
    found = candidates(question, text, facts)
    ranked = sorted(((_beside(c, facts, asked, scarce), c) for c in found), key=lambda pair: -pair[0])
    cover, whole = _cover(asked, echoes), _cover(asked, article)
    names = [w for w in asked if w.token.text[0].isupper()]
    verbs = [w for w in asked if w.token.text.islower() and _is_verb(w.token.lower)]
    place = int(passage.id.rpartition(":")[2] or 1)
    figures = {
        "cover": cover,
        "scarce": _cover(asked, echoes, scarce),
        "near": _cover(asked, echoes | near) - cover,
        "article": whole,
        "setting": _cover(setting, echoes) if setting else cover,
        "names": _cover(names, echoes) if names else 0.5,
        "names_near": _cover(names, echoes | near) if names else 0.5,
        "names_lost": 1 - _cover(names, article) if names else 0.5,
        "titles": _titles(question, text, passage),
        "pairs": _pairs(asked, facts.tokens),
        "lead": 1 / place,
        "early": 1 / math.sqrt(place),
        "points_back": float(bool(POINTS_BACK.match(text))),
        "is_a": float(bool(IS_A.match(text)) and _cover(asked, echoes) > 0),
        "short": float(len(facts.tokens) < 7),
        "long": min(1.0, len(facts.tokens) / 60),
        "asks": float("?" in text),
        "negated": float(any(w.token.stem in facts.negated for w in asked)),
        "modal": float(bool(facts.modality)),
        "verbs": _cover(verbs, echoes) if verbs else cover,
        "cue": _cue(asked, text),
        "most": float(bool(MOST.search(question.text) and MOST.search(text))),
        "first": float(bool(FIRST.search(question.text) and FIRST.search(text))),
        "focus": float(bool(question.focus) and not _focus(question.focus).isdisjoint(echoes)),
        "lead_number": 1 / math.sqrt(place) if GROUPS[question.kind] in ("number", "date") else 0.0,
        **_kinds(question, ranked),
    }
    return Evidence(passage, tuple(c for _, c in ranked), figures)


GROUPS = {
    **dict.fromkeys(("count", "duration", "age", "share", "figure"), "number"),
    "date": "date",
    **dict.fromkeys(("person", "place"), "name"),
    **dict.fromkeys(("thing", "nature"), "thing"),
    "reason": "reason",
    "": "any",
}


def _kinds(question: Question, ranked: Sequence[tuple[float, Candidate]]) -> dict[str, float]:
    """Whether there is a candidate, how well it fits, and how near it stands, each under its group of kinds."""
    group = GROUPS[question.kind]
    figures = {f"{g}_{what}": 0.0 for g in dict.fromkeys(GROUPS.values()) for what in ("none", "fits", "beside")}
    figures[f"{group}_none"] = float(not ranked)
    figures[f"{group}_fits"] = max((c.fits for _, c in ranked), default=0.0)
    figures[f"{group}_beside"] = ranked[0][0] if ranked else 0.0
    return figures


def _beside(candidate: Candidate, facts: Facts, asked: Sequence[Wanted], scarce: Mapping[str, float]) -> float:
    """How much of what is asked stands near a candidate, and how well that fits."""
    places = {n: t for n, t in enumerate(facts.tokens)}
    at = next((n for n, t in places.items() if t.end > candidate.start), len(places))
    total = sum(w.weight * scarce[w.token.stem] for w in asked) or 1.0
    score = 0.0
    for w in asked:
        worth = max(
            (
                _match(w, _token_echoes(t.lower)) * max(0.0, 1 - max(0, abs(n - at) - 1) / REACH)
                for n, t in places.items()
                if abs(n - at) <= REACH and not candidate.start <= t.start < candidate.end
            ),
            default=0.0,
        )
        score += worth * w.weight * scarce[w.token.stem]
    return (0.4 + 0.6 * candidate.fits) * score / total


@lru_cache(maxsize=1000)
def _focus(noun: str) -> frozenset[Echo]:
    return _token_echoes(noun)


@lru_cache(maxsize=5000)
def _is_verb(low: str) -> bool:
    known = entry(lemma(low))
    return bool(known and known.kinds.get("v", 0) >= known.kinds.get("n", 0))


def _cue(asked: Sequence[Wanted], text: str) -> float:
    """Whether the words by which an answer of this sort is given stand in a text; 0.5 where none are known."""
    forms = [form for asks, form in CUES if any(asks.fullmatch(w.token.lower) for w in asked)]
    return float(any(form.search(text) for form in forms)) if forms else 0.5


def _titles(question: Question, text: str, passage: Passage) -> float:
    """Whether a title that the question quotes stands in the passage (1), before it (0.6) or nowhere; 0.5 for none."""
    if not question.titles:
        return 0.5
    here, near = text.lower(), f"{passage.title} {passage.before}".lower()
    return sum(1.0 if t in here else 0.6 if t in near else 0.0 for t in question.titles) / len(question.titles)


def _pairs(asked: Sequence[Wanted], words: Sequence[Token]) -> float:
    """Neighbours in the question that stand within three words of each other here."""
    spots = {w.token.stem: [n for n, t in enumerate(words) if t.stem == w.token.stem] for w in asked}
    pairs = [(a.token.stem, b.token.stem) for a, b in zip(asked, asked[1:], strict=False)]
    met = sum(any(0 < abs(i - j) <= 3 for i in spots[a] for j in spots[b]) for a, b in pairs)
    return met / len(pairs) if pairs else 0.0


def _cover(wanted: Sequence[Wanted], echoes: frozenset[Echo], scarce: Mapping[str, float] | None = None) -> float:
    """The share of the weight of what is wanted that is echoed."""
    total = got = 0.0
    for w in wanted:
        heavy = w.weight * (scarce[w.token.stem] if scarce else 1.0)
        total += heavy
        got += heavy * _match(w, echoes)
    return got / (total or 1.0)


def _match(wanted: Wanted, echoes: frozenset[Echo]) -> float:
    if not wanted.exact.isdisjoint(echoes):
        return EXACT
    return 0.0 if wanted.alike.isdisjoint(echoes) else ALIKE


def _scarcity(asked: Sequence[Wanted], held: Sequence[frozenset[Echo]]) -> dict[str, float]:
    """How rare each word is among the passages at hand: what all have tells none apart."""
    count = len(held)
    return {
        w.token.stem: math.log((count + 1) / (sum(_match(w, e) == EXACT for e in held) + 0.5)) + 0.2 for w in asked
    }


def _wanted(token: Token) -> Wanted:
    base = lemma(token.lower)
    known = entry(base)
    family = frozenset[Echo](known.family) if known else frozenset[Echo]()
    return Wanted(
        token,
        weight(token),
        frozenset({token.stem, base, f"~{root(token.lower)}"}),
        family | kin(base),
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=5_000)
def _echoes(text: str) -> frozenset[Echo]:
    """Everything that the words of a text can be found by."""
    found: set[Echo] = set()
    for token in tokens(text):
        found |= _token_echoes(token.lower)
    return frozenset(found)


@lru_cache(maxsize=100_000)
def _token_echoes(low: str) -> frozenset[Echo]:
    token = next(tokens(low), None)
    if token is None:
        return frozenset()
    base = lemma(low)
    return frozenset({token.stem, base, f"~{root(low)}"}) | (kin(base) if token.content else frozenset())


def has_name(question: Question, texts: Iterable[str]) -> bool:
    """Whether a name of the question stands in one of the texts."""
    return any(name_in(name, [text]) for name in question.names for text in texts)
