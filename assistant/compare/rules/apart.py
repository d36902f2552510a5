"""What looks like a conflict and is none: another edition, another meeting, another group, examples of a list.

An editor who sees two years, two places or two lists side by side wants to be told that they were
looked at, and why they may both be right.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from assistant.compare.statements import Scale, Statement
from assistant.schema import Kind, Label, Verdict
from assistant.text.names import name_in

EDITION = re.compile(r"(?P<what>(?!The\s)(?:[A-Z][\w’'-]+\s+){2,6})(?:of\s+)?(?P<year>(?:19|20)\d\d)\b")
BASED = re.compile(r"\b(?P<where>[A-Z][\w’'.]+)[- ]based\s+(?P<who>[^,.;:()]{3,40})")
MEETING = re.compile(
    r"\b(?:met|meets|meetings?|talks|visited|visits|hosted|(?:telephon\w+|phone) (?:call|conversation))\b", re.I
)
NO_PERSON = frozenset(
    """parliament senate congress committee council court ministry department agency party union association league
    federation group company bank university institute college school street road river bridge house st saint state
    states city county news times post press pakistan taliban front movement army police team fund act bill""".split()
)
EXAMPLES = re.compile(
    r"\b(?:such as|including|covering|among (?:them|others)|ranging from|on)\b\s*(?P<what>[^.;]*)", re.I
)
OPEN_LIST = re.compile(r"\b(?:such as|including|among (?:them|others)|ranging from)\b", re.IGNORECASE)


def compare_apart(left: Statement, right: Statement, scale: Scale) -> list[Verdict]:
    """Why two things of one name or kind are not one thing."""
    if left.claim.article == right.claim.article:
        return []
    found = (_editions(left, right), _bases(left, right), _meetings(left, right), _lists(left, right))
    return [verdict for verdicts in found for verdict in verdicts]


def apart_keys(statement: Statement) -> Iterator[str]:
    """What a statement may be held beside another for, however they are worded."""
    text = statement.claim.text
    yield from (f"edition {m['what'].strip().lower()}" for m in _matches(EDITION, text))
    if _matches(BASED, text):
        yield "based"
    if len(_people(statement)) > 1 and MEETING.search(text):
        yield from (f"meeting {name}" for name in _people(statement))


@lru_cache(maxsize=20_000)
def _matches(form: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    """Where a form stands in a text; a claim is held beside many others."""
    return tuple(form.finditer(text))


def _editions(left: Statement, right: Statement) -> Iterator[Verdict]:
    for a in _matches(EDITION, left.claim.text):
        for b in _matches(EDITION, right.claim.text):
            what = a["what"].strip()
            if what.lower() == b["what"].strip().lower() and a["year"] != b["year"]:
                why = f"One cites the {what} of {a['year']}, the other that of {b['year']}."
                yield _verdict("other", f"Which {what}?", why, (a["year"], b["year"]))


def _bases(left: Statement, right: Statement) -> Iterator[Verdict]:
    for a in _matches(BASED, left.claim.text):
        for b in _matches(BASED, right.claim.text):
            who = a["who"].strip(), b["who"].strip()
            if a["where"] != b["where"] and who[0].lower() != who[1].lower():
                why = f"These are different: {who[0]} / {who[1]}."
                yield _verdict("place", "Where is it based?", why, (a.group().strip(), b.group().strip()))


def _meetings(left: Statement, right: Statement) -> Iterator[Verdict]:
    """Meetings of one person with two different others."""
    if not _matches(MEETING, left.claim.text) or not _matches(MEETING, right.claim.text):
        return
    mine, yours = _people(left), _people(right)
    both = [name for name in mine if name_in(name, yours)]
    only = [n for n in mine if n not in both], [n for n in yours if not name_in(n, mine)]
    if len(mine) > 1 and len(yours) > 1 and len(both) == 1 and all(only):
        shown = [f"{both[0].title()} and {names[0].title()}" for names in only]
        facts = f"{left.claim.id}~{both[0]}", f"{right.claim.id}~{both[0]}"
        verdict = _verdict("other", "Is it one meeting?", "They are of different people.", (shown[0], shown[1]))
        yield replace(verdict, facts=facts)


def _people(statement: Statement) -> list[str]:
    """Full names of two words and more that a statement has people by."""
    known = dict(statement.context.people)
    names = [statement.context.full(name.core) for name in statement.facts.names]
    places = {place.core for place in statement.facts.places}
    people = [name for name in dict.fromkeys(names) if len(name.split()) > 1 and name in known.values()]
    return [name for name in people if not (name in places or NO_PERSON & set(re.split(r"[\s-]", name)))]


def _lists(left: Statement, right: Statement) -> Iterator[Verdict]:
    """The same number of the same things, each with a list, of which one says that it gives examples."""
    texts = left.claim.text, right.claim.text
    if not any(_matches(OPEN_LIST, text) for text in texts):
        return
    for a in left.facts.quantities:
        for b in right.facts.quantities:
            if a.unit or b.unit or not a.head or (a.value, a.head) != (b.value, b.head):
                continue
            lists = [EXAMPLES.search(text, q.end) for text, q in zip(texts, (a, b), strict=True)]
            if lists[0] and lists[1]:
                why = "One list gives examples, which need not be all."
                values = lists[0].group().strip(), lists[1].group().strip()
                noun = next(t.text for t in left.facts.tokens if t.stem == a.head)
                yield _verdict("other", f"What are the {a.text} {noun} about?", why, values, "compatible")


def _verdict(kind: Kind, question: str, why: str, values: tuple[str, str], label: Label = "differing_scope") -> Verdict:
    return Verdict(label, kind, question, why, values, by="rule:apart")
