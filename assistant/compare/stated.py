"""Whether a sentence states a fact: its predicate and its names, not only its names, titles and figures."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.compare.grammar import AUXILIARY, main_verb, stands
from assistant.compare.statements import Statement
from assistant.text.facts import Facts, beside_names, facts_of
from assistant.text.lexicon import related
from assistant.text.names import TITLES, names, same_name
from assistant.text.offices import ROLE_WORDS
from assistant.text.quantities import overlap
from assistant.text.words import SPEECH, Token, content_weights, tokens

IN_COMMON = 0.6
"""Least share, in weight, of what is told beside names and titles that the other must carry."""
WITH_FIGURE = 0.45
"""The same where a measured figure or a day is told and the other gives it too."""
VERBATIM = 0.8
"""The same of somebody's words: half of a saying is another saying."""
ACTORS = 3
"""So many names in common tell of one act, whatever verb either source chose, ..."""
SAME_ACTORS = 0.25
"""... where this share of the other words is common too."""
RUN = 5
"""Words in a row within quotation marks that two sources do not both print by chance."""
QUOTED = re.compile(r"“([^“”]+)”?|\"([^\"]+)\"?")
ABOUT_NAMES = TITLES | ROLE_WORDS
"""Words that tell who somebody is."""
LATER = frozenset("on in at after during".split())
"""What somebody said does not begin with one of these; when it was said does."""
SMALL_COUNT = 10
"""Two of something and two of something else are no figure in common."""
BEGINNING = 6
"""Letters that a name and its adjective have in common: Democrats, Democratic."""
TELLING = 3
"""Content words without which a run of words in common says nothing."""
ASIDE = re.compile(r"\([^)]*\)")
OWNER = re.compile(r"[’']s\s+")
CUT = re.compile(r"\b[A-Z]\.[A-Z]$")
"""Of a speaker who ends with an abbreviation the rest was cut off: "the U.S"."""
LED = re.compile(r"^[^:“\"]{2,60}: (?=[“\"A-Z])")
"""The speaker that is put before a saying."""


def stated(fact: str, told: Statement, members: Sequence[Statement]) -> bool:
    """Whether all statements state a fact that is worded after one of them."""
    bare = LED.sub("", ASIDE.sub("", fact))
    facts = facts_of(bare, told.context)
    if not bare.startswith(("“", '"')) and not _told_whole(facts.tokens, bare):
        return False
    others = [s for s in members if fact.strip('“”".') not in s.claim.text]
    return bool(_content(facts)) and all(_states(facts, s.facts, bare) for s in others)


def _told_whole(words: Sequence[Token], text: str) -> bool:
    """Whether more is told than that somebody said something, or which of two things it was."""
    at = next((n for n, t in enumerate(words) if t.lower in SPEECH), -1)
    aided = any(t.lower in AUXILIARY for t in words)
    verb = aided or (main_verb(words, text) is not None and words[0].lower not in ("one", "another", "others"))
    behind = words[at + 1 :]
    said = stands(behind, text) and behind[0].lower not in LATER
    return verb and (at < 0 or said or stands(words[:at], text))


def _states(told: Facts, other: Facts, text: str) -> bool:
    content = _content(told)
    words = {t.lower for t in other.tokens if t.content}
    shared = {stem for stem in content if stem in other.weights or _akin(stem, told, words)}
    if not shared:
        return False
    share = sum(content[stem] for stem in shared) / sum(content.values())
    if text.startswith(("“", '"')):
        return share >= VERBATIM
    inside = {stem for m in QUOTED.finditer(text) for stem in content_weights(m[1] or m[2])}
    figure = _figure(told, other)
    if not inside & content.keys() <= shared or _unnamed(told, other, text) > figure:
        return False
    verb = main_verb(told.tokens, text)
    if len(told.names) >= ACTORS and share >= SAME_ACTORS:
        return True
    same_act = verb is None or verb.stem in shared or share >= VERBATIM
    enough = len(shared) > 1 or verb is not None
    return share >= WITH_FIGURE if figure else share >= IN_COMMON and same_act and enough


def _content(facts: Facts) -> dict[str, float]:
    """What is told beside names, titles, roles and words of saying, the words that lead to a name among them."""
    aside = {t.stem for t in facts.tokens if t.lower in ABOUT_NAMES or t.lower in SPEECH} | _leading(facts)
    days = {t.stem for w in facts.dates for t in facts.tokens if w.start <= t.start < w.end}
    digits = [t for t in facts.tokens if t.text[0].isdigit()]
    counts = {t.stem for q in facts.quantities for t in digits if q.start <= t.start < q.end}
    return {stem: weight for stem, weight in beside_names(facts).items() if stem not in aside | days | counts}


def _leading(facts: Facts) -> set[str]:
    """Stems of the words right before a name, as far as a title or a role is among them: "presumptive nominee"."""
    found: set[str] = set()
    for name in facts.names:
        run: list[Token] = []
        for token in reversed([t for t in facts.tokens if t.end <= name.start]):
            if not token.content or token.end + 1 < (run[-1].start if run else name.start):
                break
            run.append(token)
        last = max((n for n, t in enumerate(run) if t.lower in ABOUT_NAMES), default=-1)
        found |= {t.stem for t in (run[: last + 2] if last >= 0 else [])}
    return found


def _akin(stem: str, told: Facts, words: set[str]) -> bool:
    own = {t.lower for t in told.tokens if t.stem == stem}
    return any(_family(a, b) for a in own for b in words)


@lru_cache(maxsize=50_000)
def _family(a: str, b: str) -> bool:
    return related(a, b)


def _unnamed(told: Facts, other: Facts, text: str) -> int:
    """How many of the names that are told the other lacks; "Israeli" before a title is none."""
    stems = {t.stem for t in other.tokens}
    known = [n.core for n in other.names]

    def held(core: str) -> bool:
        words = tokens(core)
        return any(same_name(core, k) for k in known) or all(_begins(t.stem, stems) for t in words)

    behind = {n: text[n.end :].split()[:2] for n in told.names}
    # Of "Maravel's Lisk Valley" the valley is named; that the other speaks of Maravel does not hold it.
    cores = {n: OWNER.split(n.text)[-1].lower() if OWNER.search(n.text) else n.core for n in told.names}
    return sum(not held(cores[n]) and not {w.lower() for w in behind[n]} & TITLES for n in told.names)


def _begins(stem: str, stems: set[str]) -> bool:
    return stem in stems or (len(stem) > BEGINNING and any(s.startswith(stem[:BEGINNING]) for s in stems))


def _figure(told: Facts, other: Facts) -> bool:
    """Whether a measured figure or a day is told that the other gives too."""
    figures = any(a.unit and a.unit == b.unit and overlap(a, b) for a in told.quantities for b in other.quantities)
    counts = any(a.value == b.value and (a.value > SMALL_COUNT) for a in told.quantities for b in other.quantities)
    return figures or counts or any(a.iso == b.iso for a in told.dates for b in other.dates)


def shared_words(members: Sequence[Statement]) -> str:
    """The longest run of words that all print within quotation marks, as a quotation; empty where it is short."""
    told, *others = members
    best: tuple[int, int] = (0, 0)
    texts = [f" {' '.join(_within(s.claim.text))} " for s in others]
    for start, end in _runs(told.claim.text):
        words = f" {' '.join(t.lower for t in tokens(told.claim.text[start:end]))} "
        telling = len(content_weights(words)) >= TELLING
        if telling and end - start > best[1] - best[0] and all(words in text for text in texts):
            best = start, end
    part = told.claim.text[best[0] : best[1]].strip(" ,;:.…—–-")
    return said_by(f"“{part}”", members) if part else ""


def said_by(fact: str, members: Sequence[Statement]) -> str:
    """Somebody's words with who says them, where the sources that name the speaker name one only."""
    if not re.fullmatch(r"[“\"][^“”\"]+[”\"]", fact):
        return fact
    cores = [(s.claim.speaker.partition(",")[0], n.core) for s in members for n in names(f"x {s.claim.speaker}")[:1]]
    if not cores or not all(same_name(a, b) for _, a in cores for _, b in cores):
        return fact
    speaker = max((speaker for speaker, _ in cores), key=len)
    if CUT.search(speaker):
        return fact
    return f"{speaker[:1].upper()}{speaker[1:]}: {fact}"


def _within(text: str) -> list[str]:
    return [t.lower for m in QUOTED.finditer(text) for t in tokens(m[1] or m[2])]


def _runs(text: str) -> list[tuple[int, int]]:
    found = []
    for quoted in QUOTED.finditer(text):
        start = quoted.start() + 1
        words = [(t.start + start, t.end + start) for t in tokens(quoted[1] or quoted[2])]
        found += [(words[i][0], words[j][1]) for i in range(len(words)) for j in range(i + RUN - 1, len(words))]
    return found
