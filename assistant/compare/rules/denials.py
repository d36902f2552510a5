"""One speaker says so, another says not so: a dispute that a report tells within a few sentences."""

import re
from collections.abc import Mapping

from assistant.compare.statements import Scale, Statement
from assistant.schema import Verdict
from assistant.text.facts import facts_of
from assistant.text.lexicon import related
from assistant.text.names import cores_in, same_named
from assistant.text.speakers import DENIED, SAID
from assistant.text.words import stem

WITHIN = 700
"""Characters between a saying and its denial in one article: two paragraphs."""
BESIDE = 250
"""Characters within which one shared word is enough, as in "there had been no foul"."""
DISCLAIMS = re.compile(
    rf"\b(?:no such \w+|nothing to do with|no truth|not true|untrue|never happened|(?:no|without) (?:basis|foundation)"
    rf"|{DENIED})\b",
    re.IGNORECASE,
)
"""Words that deny as a whole what was said before."""
MORE = re.compile(r"[:,] [“\"]|: |,? because |,? and (?:that|had|has|was|were|is|are) ")
"""Where a reported clause ends and its reasons, or the words of the speaker, begin."""
DISCLAIMING = frozenset(stem(w) for w in "deny denied rejected disputed dismissed truth true untrue".split())
COVERED = 0.5
"""Least share of what is denied, in weight, that must have been said before."""
CLAUSE = re.compile(rf"\b(?:{SAID})\s+(?:(?:reporters|the \w+|\w+day)\s+)?(?:that\s+)?(?P<what>\w.*)$", re.DOTALL)


def compare_denials(left: Statement, right: Statement, scale: Scale) -> list[Verdict]:
    """A saying and the denial of it by another speaker."""
    for said, denied in ((left, right), (right, left)):
        if answers(said, denied):
            return [_verdict(said, left, right)]
    return []


def answers(said: Statement, denied: Statement) -> bool:
    """Whether one of two statements of an article is the denial of the other."""
    gap = _gap(said, denied)
    if gap > WITHIN or not _two_speakers(said, denied) or DISCLAIMS.search(said.claim.text):
        return False
    what = facts_of(_clause(denied.claim.text), denied.context)
    own = {stem(word) for s in (said, denied) for word in s.claim.speaker.split()} | DISCLAIMING
    words = {t.stem: t.lower for t in what.tokens if t.stem in what.weights and t.stem not in own}
    told = {t.stem: t.lower for t in said.facts.tokens if t.content}
    shared = {word for word, text in words.items() if _told(word, text, told)}
    covered = sum(what.weights[word] for word in shared) >= COVERED * sum(what.weights[word] for word in words)
    turned = DISCLAIMS.search(denied.claim.text) or (what.negated & shared and not said.facts.negated)
    return bool(shared and covered and turned and (gap <= BESIDE or len(shared) > 1))


def _told(word: str, text: str, told: Mapping[str, str]) -> bool:
    """Whether a word of a denial, or one of its family, stands in what was said."""
    return word in told or any(related(text, other) for other in told.values())


def _clause(text: str) -> str:
    """What somebody is reported to say, without the words that say so and without what is quoted behind."""
    found = CLAUSE.search(text)
    return MORE.split(found["what"] if found else text)[0]


def _gap(said: Statement, denied: Statement) -> float:
    """Characters from a saying to its denial, which comes later in the same article."""
    if said.claim.article != denied.claim.article:
        return float("inf")
    gap = denied.claim.quotes[0].start - said.claim.quotes[-1].end
    return gap if gap >= 0 else float("inf")


def _two_speakers(said: Statement, denied: Statement) -> bool:
    """Whether both are said by somebody, and not by the same one."""
    speakers = said.claim.speaker, denied.claim.speaker
    if not all(speakers) or any(speaker.lower() in ("he", "she", "they", "it") for speaker in speakers):
        return False
    told = any(core.split()[-1] in said.claim.text.lower() for core in cores_in(speakers[1]))
    return not told and not same_named(*speakers)


def _verdict(said: Statement, left: Statement, right: Statement) -> Verdict:
    what = " ".join(_clause(said.claim.text).split()).rstrip(" .")
    denied = right if said is left else left
    return Verdict(
        label="disputed",
        kind="attribution_quote",
        question=f"Is it so: {what}?",
        why=f"{said.claim.speaker} says so, {denied.claim.speaker} denies it.",
        by="rule:denial",
    )
