"""Whether the cited words carry a sentence of an answer: the gate that no sentence passes unchecked.

Each statement of a sentence has to stand in one passage by itself: what several passages say of
several things is no evidence for what a sentence makes of their words together.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.answered import Passage
from assistant.ask.clauses import statements, verbs
from assistant.ask.manner import more_than_said
from assistant.ask.placing import misplaced
from assistant.ask.slots import replaced, unnamed, with_ordinals
from assistant.check.align import align
from assistant.check.resolve import resolved
from assistant.check.source import Source, Word, line_of, prepare
from assistant.check.weigh import alarm, weigh
from assistant.schema import Article
from assistant.text.appeals import appeal
from assistant.text.carry import not_carried
from assistant.text.facts import Context
from assistant.text.foreign import foreign
from assistant.text.lexicon import ALIKE, entry, synonyms
from assistant.text.names import BODIES, TITLES, Name, names
from assistant.text.numerals import plain_numbers
from assistant.text.words import content_weights, share_in, tokens

UNCITED = "it names no passage"
UNREADABLE = "the passage is too long to be held against"
NOT_GIVEN = "it names a passage that was not given"
IDLE = "it names a passage that has nothing to do with it"
SILENT = "the passage does not say this"
APPEAL = "the passage speaks to its reader, and reports nothing"
MISQUOTED = "the passage quotes somebody, in other words"
TOO_LONG = "it is longer than any sentence of news: say one thing in each"
LONGEST = 800
"""Characters of a sentence that is looked at: reading one beside a passage takes time that grows with its square."""
FURTHEST = 4_000
"""Characters of a passage that is looked at, for the same reason: longer ones are no sentences but lists and tables."""
SPEECH = re.compile('["“”„«»]')
"""Marks of direct speech, of which one word may be everything."""
COVERED = 0.65
"""Least share of a statement's weight that one passage must have, in words or in words that can stand for them."""
BESIDE = 0.5
"""The same of what it says beside names."""
NOUN = 0.8
"""Share of a word's uses as a noun from which it names a thing."""
LIGHT = frozenset(
    """make take have give go come say tell hold get do put cause become remain include find show
    report state announce""".split()
)
"""Verbs that say little, and that a fair sentence may bring in."""
ANYTHING = frozenset(
    """people person number day year month week time total figure part place event fact percent someone somebody
    something anyone everyone""".split()
)
"""Nouns that a fair sentence may bring in."""
ABOUT = 0.25
"""Least share of a sentence's weight that each passage it names must have."""
POINTING = re.compile(
    r"\b(?:he|she|him|his|her|hers|it|its|they|them|their|this|that|these|those|the)\b", re.IGNORECASE
)
OPENS_IN_WORDS = re.compile(r"^[A-Z][a-z]+-[a-z]+\b")
PERCENT = re.compile(r"(?<=\d)\s?%|\bper cent\b")
TIME = r"(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|previously|yet|immediately|publicly|formally|initially|ever)"
NEGATED_TIME = re.compile(rf"\b(not|never|refused|declined|failed) ({TIME}) (?=[a-z])")
CONTRACTED = re.compile(
    r"\b(is|are|was|were|has|have|had|do|does|did|would|could|should|must|wo|ca)n['’]t\b", re.IGNORECASE
)
WHOLE = {"wo": "will", "ca": "can"}
NOT_ANY = re.compile(r"\b(has|have|had|did|do|does|is|are|was|were) not (\w+) any\b")
CREDIT = re.compile(r"\s*/")
"""Behind the name of who took a picture: "Ann Lee/Northern Wire"."""
NOBODY = frozenset("street league convention images house archives congress city county party business news".split())
"""Words of names that no "he" or "she" stands for."""
PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he)\b(?!['’])")
NO_ONE = re.compile(r"\b[Nn]o one\b")
ENDS = re.compile(r"(?<=[.!?])[\"”’)]*\s+")


def warm() -> None:
    """Load what the gate reads words with: its first look takes a fifth of a second, which a stream should not wait."""
    weigh("Rivers rise.", _source("A river rose.", "", ""))


def refused(text: str, ids: Sequence[str], given: Mapping[str, Passage]) -> str:
    """Why a sentence with these ids is not taken; empty where it is.

    A sentence that names one passage that was not given is refused as a whole: who invents a source
    is not believed in the rest.
    """
    if unknown := [id for id in ids if id not in given]:
        return f"{NOT_GIVEN}: {unknown[0]}"
    return not_borne(text, [given[id] for id in dict.fromkeys(ids)])


def not_borne(text: str, cited: Sequence[Passage]) -> str:
    """Why the cited passages do not carry a sentence; empty when they do."""
    if not cited:
        return UNCITED
    if any(appeal(passage.quote.text) for passage in cited):
        return APPEAL
    text = _levelled(text)
    if any(text == _levelled(passage.quote.text) for passage in cited):
        return _idle(text, cited)
    if len(text) > LONGEST:
        return TOO_LONG
    for statement in statements(text):
        reasons = [_reason(statement, passage) for passage in cited]
        if all(reasons):
            return reasons[0] if len(statements(text)) == 1 else f"{reasons[0]} (in “{statement}”)"
    return _idle(text, cited)


def _idle(text: str, cited: Sequence[Passage]) -> str:
    """A passage that is named beside the one that carries a sentence, and does not speak of it: a feigned source."""
    wanted = content_weights(text)
    for passage in cited if len(cited) > 1 else ():
        if share_in(wanted, content_weights(passage.quote.text)) < ABOUT:
            return f"{IDLE}: {passage.id}"
    return ""


def _reason(text: str, passage: Passage) -> str:
    """Why one passage does not carry a statement."""
    if len(passage.quote.text) > FURTHEST:
        return UNREADABLE
    words = _levelled(passage.quote.text)
    told = _meant(resolved(words, _last(passage.before), passage.published), passage.before)
    context = Context(passage.published)
    around = _around(words, passage.before)
    reason = not_carried(text, told, context, around)
    if reason and not reason.startswith("the quote does not say this"):
        return reason
    source = _source(_in_digits(told), passage.published, around)
    return (
        _spoken_against(_in_digits(text), source)
        or reason
        or unnamed(text, f"{around} {told}")
        or _untitled(text, f"{passage.before} {told}")
        or misplaced(text, told, context)
        or more_than_said(text, told)
        or replaced(text, told)
        or (MISQUOTED if SPEECH.search(words) and foreign(text, f"{passage.title} {around} {told}") else "")
    )


def _spoken_against(text: str, source: Source) -> str:
    """What the check of drafts has against a statement, and whether enough of it is there, names apart."""
    weighed = weigh(text, source)
    if alarm(weighed):
        return weighed.flags[0].why if weighed.flags else SILENT
    aligned = align(line_of(text, source.context), source)
    named = aligned.line.facts.name_stems
    rest = [support for support in aligned.supports if support.word.token.stem not in named]
    done = {place for place, _ in verbs(text)}
    for support in rest:
        told = support.here or support.word.lemma in LIGHT
        if not told and (support.word.token.start in done or _is_thing(support.word)):
            return f"the passage has nothing like “{support.word.token.text}”"
    weight = sum(support.word.weight for support in rest)
    held = sum(support.word.weight * support.here for support in rest)
    return SILENT if weighed.covered < COVERED or held < BESIDE * weight else ""


def _is_thing(word: Word) -> bool:
    """Whether a word is a noun and hardly ever anything else, and not one that any count may be given in."""
    known = entry(word.lemma)
    kinds = known.kinds if known and word.lemma not in ANYTHING else {}
    return kinds.get("n", 0) >= NOUN * sum(kinds.values()) > 0


def _untitled(text: str, words: str) -> str:
    """A title that somebody is given and that the words do not have."""
    held = [token.lower for token in tokens(words)]
    titles = (token.lower for token in tokens(text) if token.lower in TITLES)
    missing = next((t for t in titles if not any(t == word or synonyms(t, word) >= ALIKE for word in held)), "")
    return f"the passage calls nobody “{missing}”" if missing else ""


def _in_digits(text: str) -> str:
    """The text with numbers like "forty-one" in digits: the check of drafts reads hyphened words as one."""
    for value, words in plain_numbers(text):
        if "-" in words and words[0].isalpha():
            text = text.replace(words, f"{value:g}", 1)
    return text


def _meant(told: str, before: str) -> str:
    """A passage with whom its "he" or "she" means: who is named first in the sentence before."""
    pronoun = PERSON.search(told)
    people = _people(before)
    if not pronoun or not people or names(f"x {told[: pronoun.start()]}"):
        return told
    return f"{told[: pronoun.start()]}{people[0].text}{told[pronoun.end() :]}"


def _around(words: str, before: str) -> str:
    """The names that the words before lend a passage: the rest of a name in it, and whom a pronoun can mean."""
    known = [name for name in names(before)]
    full = [name.text for name in known if " " in name.core and re.search(rf"\b{re.escape(name.last)}\b", words, re.I)]
    return " ".join([*full, *(name.text for name in _people(before)[:1] if POINTING.search(words))])


def _people(before: str) -> list[Name]:
    last = _last(before)
    found = (name for name in names(last) if not set(name.core.split()) & BODIES)
    return [name for name in found if not CREDIT.match(last, name.end) and not set(name.core.split()) & NOBODY]


def _last(before: str) -> str:
    """The last sentence before a passage that names somebody."""
    parts = [part for part in ENDS.split(before) if part]
    return next((part for part in reversed(parts) if names(part)), parts[-1] if parts else "")


@lru_cache(maxsize=500)
def _source(told: str, published: str, around: str) -> Source:
    return prepare([Article("passage", "passage", around, "", published, "", told)])


def _levelled(text: str) -> str:
    """The text with what can be written in two ways written in one: "7th", "11%", "has not seen any"."""
    text = PERCENT.sub(lambda m: " percent" if m[0].strip() == "%" else "percent", with_ordinals(_plain(text)))
    text = CONTRACTED.sub(lambda m: f"{WHOLE.get(m[1].lower(), m[1])} not", text)
    text = NEGATED_TIME.sub(r"\2 \1 ", NOT_ANY.sub(r"\1 \2 no", text))
    opening = OPENS_IN_WORDS.match(text)
    return _in_digits(opening.group()) + text[opening.end() :] if opening else text


def _plain(text: str) -> str:
    return NO_ONE.sub(lambda found: "Nobody" if found[0][0] == "N" else "nobody", " ".join(text.split()))
