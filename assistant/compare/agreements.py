"""What several articles state: a fact is worded so that every one of its quotes states it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.compare.grammar import is_verb
from assistant.compare.groups import grouped
from assistant.compare.judged import Judged
from assistant.compare.questions import MEASURED
from assistant.compare.shared import COVERED, as_sentence, phrase, shared_clause, states, told_briefly
from assistant.compare.stated import said_by, shared_words, stated
from assistant.compare.statements import Statement, named
from assistant.schema import AGREEING, DISCREPANT, Agreement, Quote, Support
from assistant.text.quantities import has_number, quantities
from assistant.text.same_words import folded
from assistant.text.words import SPEECH, content_weights, tokens

SAYS_IT = 0.3
"""Below this share two sentences do not say one thing, however alike they looked."""
TOLD_WHOLE = 0.45
"""Least share of a whole sentence that the others must carry for it to stand where no clause of it does."""
PARTLY = 0.4
"""The same of a clause around words that a rule found to be shared."""
NOTABLE = 11
"""A smaller number of something, and nothing else in common, is no news: "two cars"."""
TOLD_TWICE = 0.5
"""A fact of which so much stands in another fact of the same sentences is that fact again."""
SAME_FIGURE = "The same figure: "
"""What stands before a figure that all give in sentences that share no clause."""
SAME_TIME = "The same time: "
LEAST_WORDS = 7
"""Words without which a time stands there with nothing that happened, ..."""
COMPARED = re.compile(r"\bthan\b|\b(?:it|they|he|she) (?:is|are|was|were|had|has)\b")
"""... and of "autumn than it was in" a phrase has lost what is compared."""
NAMING = re.compile(r"\bthe \d{4}\.$")
"""A year that only names what stands behind it: of "the 2016 election" nothing is told."""
SUBJECT = 4
"""Words that a subject has at most which is put before a phrase again."""
BESIDE = re.compile(r"\b(?:over|within|for|after)\s+$")
NAME_GOES_ON = re.compile(r"\s[A-Z]")
CUT_NAME = re.compile(r"\s(?:on|in|at|of)\s[A-Z]\w*$")
DATELINE = re.compile(r"^[A-Z][A-Z .,]+ ?[—–―-]+ ?(?=[A-Z])")
PLACE = re.compile(r"[#@](\d+)$")
STEM = re.compile(r"~(.+)$")
LABEL = re.compile(r"[A-Z]\w+ \d+")
"""A name with a number in it, which counts nothing: Amendment 12."""
QUESTIONS = frozenset(MEASURED.values())


@dataclass(frozen=True, eq=False, slots=True)
class _Told:
    """A fact and the statements that bear it out."""

    fact: str
    members: tuple[Statement, ...]

    @property
    def claims(self) -> frozenset[str]:
        return frozenset(s.claim.id for s in self.members)

    @property
    def articles(self) -> int:
        return len({s.claim.article for s in self.members})


def agreements(judged: Sequence[Judged], origin: Mapping[str, int]) -> list[Agreement]:
    """Facts that several articles state, those of the most independent origins first."""
    opposed = {j.pair for j in judged if j.verdict.label in DISCREPANT or j.verdict.label == "differing_scope"}
    agreeing = [j for j in judged if j.verdict.label in AGREEING and j.across and j.verdict.by != "rule:office"]
    worded = _by_wording([j for j in agreeing if not any(j.verdict.facts) and j.pair not in opposed])
    disputed = {fact for j in judged if j.verdict.label in DISCREPANT for fact in j.facts}
    told = [_Told(_wording(members), tuple(members)) for members in worded]
    loose = [j for j in agreeing if any(j.verdict.facts) and not (j.verdict.by == "rule:clause" and j.pair in opposed)]
    for group in _by_fact(loose, disputed):
        members = _members(group)
        told.append(_Told(_fact(group, members), tuple(members)))
    made = [_agreement(t.fact, t.members, origin) for t in _once(_joined(told))]
    return sorted(made, key=lambda a: (-a.origins, -a.sources))


def _once(told: Iterable[_Told]) -> list[_Told]:
    """Each fact one time: of sentences that meet the fullest wording, of the same words the most sources."""
    weights = {t: content_weights(t.fact) for t in told if t.fact}
    kept: list[_Told] = []
    wordings: set[str] = set()
    of_claim: dict[str, list[_Told]] = defaultdict(list)
    for new in sorted(weights, key=lambda t: (-t.articles, -len(weights[t]), t.fact)):
        near = {t: t for claim in new.claims for t in of_claim[claim]}
        again = any(_told_in(weights[new], weights[t]) for t in near)
        if folded(new.fact) not in wordings and not again:
            kept.append(new)
            wordings.add(folded(new.fact))
            for claim in new.claims:
                of_claim[claim].append(new)
    return kept


def _told_in(mine: Mapping[str, float], yours: Mapping[str, float]) -> bool:
    common = sum(weight for stem, weight in mine.items() if stem in yours)
    return common >= TOLD_TWICE * (min(sum(mine.values()), sum(yours.values())) or 1.0)


def _by_fact(agreeing: Sequence[Judged], disputed: Iterable[str]) -> list[list[Judged]]:
    """Verdicts about one and the same figure or date, unless some source gives another."""
    nodes = list(dict.fromkeys(fact for j in agreeing for fact in j.facts))
    links = [j.facts for j in agreeing]
    number = {fact: n for n, group in enumerate(grouped(nodes, links)) for fact in group}
    spoiled = {number[fact] for fact in disputed if fact in number}
    groups: dict[int, list[Judged]] = defaultdict(list)
    for j in agreeing:
        groups[number[j.facts[0]]].append(j)
    return [group for n, group in groups.items() if n not in spoiled]


def _by_wording(agreeing: Sequence[Judged]) -> list[list[Statement]]:
    """Statements gathered around the one that most others repeat, first the one that all of them bear out."""
    partners: dict[str, dict[str, Statement]] = defaultdict(dict)
    known: dict[str, Statement] = {}
    for j in agreeing:
        for mine, other in ((j.left, j.right), (j.right, j.left)):
            partners[mine.claim.id][other.claim.id] = other
            known[mine.claim.id] = mine
    used: set[str] = set()
    gathered = []
    for id in sorted(partners, key=lambda id: (-len({s.claim.article for s in partners[id].values()}), id)):
        if id in used:
            continue
        free = [s for s in partners[id].values() if s.claim.id not in used]
        members = [known[id], *free]
        bearers = [_bearing_out(s, members) for s in sorted(members, key=lambda s: (len(s.claim.text), s.claim.id))]
        told = max(bearers, key=lambda found: len({s.claim.article for s in found}))
        if len({s.claim.article for s in told}) > 1:
            used |= {s.claim.id for s in told}
            gathered.append(told)
    return gathered


def _bearing_out(told: Statement, members: Sequence[Statement]) -> list[Statement]:
    """A statement and those that state it too: its figures, its dates, its polarity, and most of what it says."""
    others = [s for s in members if s is not told and states(s.facts, told.facts, SAYS_IT)]
    return [told, *others]


def _members(group: Sequence[Judged]) -> list[Statement]:
    return list({s.claim.id: s for j in group for s in (j.left, j.right)}.values())


def _wording(members: Sequence[Statement]) -> str:
    """What statements of one wording have in common; empty where it is too little to be put into words."""
    told, others = members[0], [s.facts for s in members[1:]]
    whole = all(states(other, told.facts, TOLD_WHOLE) for other in others)
    sentence = as_sentence(told.claim.text, 0, len(told.claim.text)) if whole else ""
    clause = shared_clause(members, holds=stated) or _borne_out(sentence, members)
    return said_by(clause, members) or shared_words(members)


def _borne_out(fact: str, members: Sequence[Statement]) -> str:
    """A fact that every member states; empty where one has only its names, or lacks one of them."""
    return fact if fact and stated(fact, members[0], members) else ""


def _fact(group: Sequence[Judged], members: Sequence[Statement]) -> str:
    """What is shared: the clauses that all bear out, else a question with its answer, else a phrase; or nothing."""
    places = _places(group)
    leading = group[0].verdict
    if _turned(members):
        return shared_clause(members, places, holds=stated)
    clause = shared_clause(members, places, (COVERED, PARTLY), stated)
    if clause or leading.by == "rule:clause":
        return said_by(clause, members) or shared_words(members)
    if leading.question in QUESTIONS:
        values: dict[str, str] = {}
        for value in (value for j in group for value in j.verdict.values):
            values.setdefault(" ".join(str(q.value) for q in quantities(value)) or value.casefold(), value)
        return f"{leading.question} {', '.join(values.values())}."
    if leading.kind == "date_time" and not any(character.isdigit() for j in group for character in _dates(j)):
        return ""
    if leading.kind != "date_time":
        return _phrase(members, places)
    told = _phrase(members, places).replace(SAME_FIGURE, SAME_TIME)
    if NAMING.search(told):
        return ""
    scrap = told.startswith(SAME_TIME) and (len(told.split()) < LEAST_WORDS or COMPARED.search(told))
    return told if told and not scrap else told_briefly(members, places)


def _turned(members: Sequence[Statement]) -> bool:
    """Whether one negates what another says: then they share the figure and not the fact."""
    common = frozenset.intersection(*(s.facts.stems for s in members))
    return len({s.facts.negated & common for s in members}) > 1


def _dates(j: Judged) -> str:
    """The dates as the sentences have them, without what was made of them."""
    return " ".join(value.partition(" (")[0] for value in j.verdict.values)


def _places(group: Sequence[Judged]) -> dict[str, tuple[int, int]]:
    """Where the fact that was compared stands in each claim; the last compared of several."""
    spans: dict[str, list[tuple[int, int]]] = {}
    places: dict[str, tuple[int, int]] = {}
    for j in group:
        for statement, fact in zip((j.left, j.right), j.facts, strict=True):
            if fact not in spans:
                spans[fact] = _spans(statement, fact)
            places.update((statement.claim.id, span) for span in spans[fact])
    return places


def _spans(statement: Statement, fact: str) -> list[tuple[int, int]]:
    """The figure or date, and the word, that a fact's name points to."""
    at, stem = PLACE.search(fact), STEM.search(fact)
    spans = [(q.start, q.end) for q in statement.facts.quantities]
    spans += [(when.start, when.end) for when in statement.facts.dates]
    words = [(t.start, t.end) for t in statement.facts.tokens if stem and t.stem == stem[1]]
    return [span for span in spans if at and span[0] == int(at[1])] + words[:1]


def _phrase(members: Sequence[Statement], places: Mapping[str, tuple[int, int]]) -> str:
    """The shortest phrase around the figure in words that all share, names not counted; empty for a bare figure."""
    common = frozenset.intersection(*(s.facts.stems for s in members))
    names = {stem for s in members for stem in named(s)}
    found = [phrase(s, places[s.claim.id], common) for s in members if s.claim.id in places and common - names]
    telling = [t for t in found if content_weights(t).keys() & (common - names) and not LABEL.fullmatch(t)]
    telling = [t for t in telling if len(t.split()) > 2 or any(q.value >= NOTABLE for q in quantities(t))]
    best = min(telling, key=lambda text: (-len(content_weights(text).keys() & common), len(text)), default="")
    return _sentence(best, members) if best else ""


def _sentence(part: str, members: Sequence[Statement]) -> str:
    """A phrase with its subject where it begins with a verb, else as the figure that all give."""
    words = tuple(tokens(part))
    figure = next((n for n, t in enumerate(words) if has_number(t.text, {t.lower})), 0)
    texts = [text for s in members for text in [" ".join(s.claim.text.split())] if part in text]
    if is_verb(words[0]):
        subjects = [text.partition(part)[0].strip().removesuffix(", who") for text in texts]
        whole = [s for s in subjects if 0 < len(s.split()) <= SUBJECT and "," not in s and s[0].isupper()]
        told = [f"{s} {part}." for s in whole if not any(map(is_verb, tokens(s)))]
        if told:
            return told[0]
    led = is_verb(words[0]) or any(t.lower in SPEECH for t in words[:figure])
    broken = led or bool(BESIDE.search(part[: words[figure].start]))
    cut = CUT_NAME.search(part) if any(NAME_GOES_ON.match(text.partition(part)[2]) for text in texts) else None
    start = words[figure].start if broken else 0
    start -= part[:start].endswith(tuple("$€£¥"))
    return f"{SAME_FIGURE}{part[start : cut.start() if cut else None]}."


def _joined(told: Sequence[_Told]) -> list[_Told]:
    """Figures that the same sentences have in common as one fact."""
    figures: dict[frozenset[str], list[_Told]] = defaultdict(list)
    for each in told:
        if each.fact.startswith(SAME_FIGURE):
            figures[each.claims].append(each)
    rest = [each for each in told if not each.fact.startswith(SAME_FIGURE)]
    for group in figures.values():
        parts = dict.fromkeys(each.fact.removeprefix(SAME_FIGURE).rstrip(".") for each in group)
        rest.append(_Told(f"{SAME_FIGURE}{'; '.join(parts)}.", group[0].members))
    return rest


def _agreement(fact: str, members: Sequence[Statement], origin: Mapping[str, int]) -> Agreement:
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for statement in members:
        quotes[statement.claim.article].extend(statement.claim.quotes)
    support = tuple(Support(article, tuple(found)) for article, found in sorted(quotes.items()))
    return Agreement(DATELINE.sub("", fact), len(support), len({origin[s.article] for s in support}), support)
