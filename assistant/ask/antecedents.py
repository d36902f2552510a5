"""What a question and its answer named, for a later question to point back to: people, things, groups, places, days."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.text.dates import dates
from assistant.text.lexicon import entry, lemma
from assistant.text.names import BODIES, TITLES, Name, names, same_name
from assistant.text.offices import ROLE_WORDS
from assistant.text.places import places
from assistant.text.words import STOP, rarity, tokens

COMMON = 0.6
"""Rarity below which a word is too common to be somebody's last name."""
_NAMED = r"(?:[^\W\d_a-z][\w’'-]*)(?:\s+[^\W\d_a-z][\w’'-]*){0,3}"
OWNED = re.compile(r"[’']s\s")
TAIL = re.compile(rf"\s+(?:of|with|between|in|at|on|for)\s+(?:the\s+)?{_NAMED}(?:\s+and\s+{_NAMED})?")
OPENING = re.compile(r"\b(?:the|a|an)\s+(?=[a-z])", re.IGNORECASE)
COUNTED = re.compile(r"\bhow many\s+(?:more\s+|other\s+)?(?=[a-z])", re.IGNORECASE)
WORD = re.compile(r"\s*([a-z][a-z-]*)")
DO = re.compile(r"\b(?:did|does|do|will|would|can|could|should|must|may|might)\s+$", re.IGNORECASE)
INTO = re.compile(r"\b(?:in|at|near|from|to|into|on|around|outside|inside|across|of)\s+(?:the\s+)?$", re.IGNORECASE)
WITH_DATE = re.compile(r"\b(?:in|on|at|since|during|by|before|after|until|from|for)\s+(?:the\s+)?$", re.IGNORECASE)
WHO = re.compile(r"^\s*who(?:m|se)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a question that name something, in their place, with the noun they are about."""

    text: str
    head: str
    start: int
    end: int

    @property
    def plural(self) -> bool:
        """Whether it names several."""
        return self.head == "people" or (self.head.endswith("s") and lemma(self.head) != self.head)


def is_person(text: str, name: Name) -> bool:
    """Whether a name reads as a person's in full: a title stands before it, or it ends in no common word."""
    before = text[: name.start].split()[-1:]
    if before and before[0].lower().strip(".,") in TITLES:
        return True
    words = name.core.split()
    if len(words) < 2 or set(words) & BODIES or OWNED.search(name.text) or (before and before[0].lower() == "the"):
        return False
    last, base = words[-1], lemma(words[-1])
    common = entry(base) is not None and (rarity(last) < COMMON or base != last)
    return not common and not any(place.core == name.core for place in places(text, names(text)))


def persons(text: str, shown: Sequence[str] = ()) -> list[str]:
    """The people a text names, each once, in their longest form; `shown` are texts that may give a longer one."""
    found: list[str] = []
    full = [name for other in (text, *shown) for name in names(other) if is_person(other, name) and " " in name.core]
    for name in names(text):
        longer = next((each for each in full if each.last == name.last), None)
        if longer or is_person(text, name):
            told = (longer or name).text
            if not any(same_name(told.lower(), other.lower()) for other in found):
                found.append(told)
    return found


def others(text: str) -> list[Name]:
    """The names of a text that are no full names of people."""
    return [name for name in names(text) if not is_person(text, name)]


def phrases(text: str) -> list[Phrase]:
    """What a text speaks of as "the toll bridge", "the talks between Ulmeria and Dovrania", "how many soldiers"."""
    found = []
    for opening in (*COUNTED.finditer(text), *OPENING.finditer(text)):
        end, head = _head(text, opening.end(), subject=bool(DO.search(text[: opening.start()])))
        if head:
            tail = None if opening.re is COUNTED else TAIL.match(text, end)
            stop = tail.end() if tail and not dates(tail.group()) else end
            found.append(Phrase(f"the {text[opening.end() : stop]}", head, opening.start(), stop))
    return found


def _head(text: str, start: int, *, subject: bool) -> tuple[int, str]:
    """Where a noun phrase that opens at `start` ends, and its last noun; that of a `subject` leaves a verb behind."""
    ends: list[tuple[int, str]] = []
    at = start
    while (found := WORD.match(text, at)) and found[1] not in STOP and (not ends or _is_nominal(found[1])):
        at = found.end()
        ends.append((at, found[1]))
    if subject and len(ends) > 1 and not text[at:].strip(" ?.!"):
        ends.pop()
    while ends and not _can_be_noun(ends[-1][1]):
        ends.pop()
    return ends[-1] if ends else (start, "")


def _can_be_noun(word: str) -> bool:
    """Whether a word is a noun at least as often as an adjective; one that is not known may be."""
    known = entry(lemma(word))
    return known is None or ("n" in known.kinds and known.kinds["n"] >= known.kinds.get("a", 0))


def nouns(text: str) -> bool:
    """Whether a text names anything: a name, a noun that is no verb, or a word that is not known."""
    common = (t for t in tokens(text) if t.lower not in STOP and t.lower.isalpha())
    return bool(names(text)) or any(_may_name(t.lower) for t in common)


def _may_name(word: str) -> bool:
    known = entry(lemma(word))
    return known is None or ("n" in known.kinds and 2 * known.kinds["n"] >= known.kinds.get("v", 0))


def _is_nominal(word: str) -> bool:
    """Whether a word is rather a noun or adjective than a verb."""
    known = entry(lemma(word))
    kinds = known.kinds if known else {}
    return kinds.get("n", 0) + kinds.get("a", 0) > kinds.get("v", 0) and not word.endswith(("ed", "ing"))


def things(text: str) -> list[str]:
    """What "it" may be: one thing or body the text speaks of; no person, no role, no place where it happens."""
    spoken = phrases(text)
    told = [p.text for p in spoken if not p.plural and p.head not in ROLE_WORDS]
    return _apart([*told, *(shown for n, shown in _outside(text, spoken) if not INTO.search(text[: n.start]))])


def groups(text: str) -> list[str]:
    """What "they" may be: several, or a body of people."""
    spoken = phrases(text)
    told = [p.text for p in spoken if p.plural or p.head in BODIES]
    return _apart([*told, *(shown for n, shown in _outside(text, spoken) if not INTO.search(text[: n.start]))])


def _outside(text: str, spoken: Iterable[Phrase]) -> list[tuple[Name, str]]:
    """Names that stand in none of the phrases, and how they are spoken of: with "the" where the text says so."""
    taken = [(p.start, p.end) for p in spoken]
    free = [name for name in others(text) if not any(a <= name.start < b for a, b in taken)]
    return [(n, f"the {n.text}" if text[: n.start].lower().endswith("the ") else n.text) for n in free]


def sites(text: str) -> list[str]:
    """What "there" may be: the names of a text that are no people's."""
    return _apart(name.text for name in others(text))


def roles(text: str) -> dict[str, str]:
    """The offices that a text speaks of with whose they are, by the word for the role: "the president of Ulmeria"."""
    found = {p.head: p.text for p in phrases(text) if p.head in ROLE_WORDS and " of " in p.text}
    words = list(tokens(text))
    for name in others(text):
        behind = [t for t in words if t.start > name.end][:1]
        owned = text[name.end : name.end + 2] in ("'s", "’s")
        if owned and behind and behind[0].lower in ROLE_WORDS:
            found.setdefault(behind[0].lower, f"the {behind[0].text} of {name.text}")
    return found


def days(text: str) -> list[Phrase]:
    """The dates of a text, each with the word before it: "in 2023"."""
    found = []
    for when in dates(text):
        before = WITH_DATE.search(text[: when.start])
        start = before.start() if before else when.start
        found.append(Phrase(text[start : when.end], "", start, when.end))
    return found


def _apart(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
