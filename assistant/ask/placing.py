"""Whether the numbers and names of a sentence stand in the same place in a passage: counted with it, acting in it."""

import math
import re
from collections.abc import Sequence

from assistant.ask.clauses import RELATIVE, acting, actors, clauses, subjects, verbs
from assistant.text.dates import When
from assistant.text.facts import Context, Facts, facts_of
from assistant.text.lexicon import ALIKE, related, synonyms
from assistant.text.names import Name, names
from assistant.text.quantities import Quantity
from assistant.text.speakers import CUE, speaker
from assistant.text.words import stem, tokens

PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\b(?:\s+\w+){0,2}?\s+\w+(?:ed|en|t|n|ught|ound|ld)\b")
BY = re.compile(r"\bby\b", re.IGNORECASE)
WINDOW = 4
"""Content words after a number within which what it counts is named."""
BETWEEN = re.compile(r",\s+(?:and\s+)?|;\s+|\s+(?:and|while|but|or)\s+")
"""What parts the places of two numbers."""
BEFORE = re.compile(r"(\w+) of (?:about |nearly |some |almost |over )?[$€£]?$")
OF = re.compile(r"\s+of\b")
CHANGE = re.compile(r"\b(to|by|from)\s+(?:about |nearly |some |almost |over )?[$€£]?$", re.IGNORECASE)


def misplaced(text: str, told: str, context: Context) -> str:
    """What of a sentence stands elsewhere in a passage; empty where nothing does."""
    mine, theirs = facts_of(text, context), facts_of(told, context)
    both = (mine, theirs)
    return (
        _counted(text, told, both)
        or _elsewhere(text, told, both)
        or _at_another_time(text, told, context)
        or _acting(text, told)
        or _turned_round(text, told)
        or _scattered(text, told)
    )


def _counted(text: str, told: str, facts: tuple[Facts, Facts]) -> str:
    """A number that counts another thing there, in another measure, or with a bound that was dropped."""
    mine, theirs = facts
    for quantity in mine.quantities:
        equal = [q for q in theirs.quantities if math.isclose(q.value, quantity.value)]
        if equal and not any(_same(quantity, q, (text, told)) for q in equal):
            return f"the passage says “{equal[0].text}” there, not “{quantity.text}”"
    return ""


def _same(mine: Quantity, theirs: Quantity, texts: tuple[str, str]) -> bool:
    text, told = texts
    bounded = (math.isinf(mine.low), math.isinf(mine.high)) == (math.isinf(theirs.low), math.isinf(theirs.high))
    measure = mine.unit == theirs.unit or (not mine.unit and theirs.unit not in ("%", "share"))
    step = [CHANGE.search(told_of[: q.start]) for told_of, q in ((text, mine), (told, theirs))]
    changed = bool(step[0] and step[1] and step[0][1].lower() != step[1][1].lower())
    return (
        bounded
        and measure
        and not changed
        and _measures_alike(mine, theirs, texts)
        and _counts_alike(mine, theirs, texts)
    )


def _measures_alike(mine: Quantity, theirs: Quantity, texts: tuple[str, str]) -> bool:
    """Whether `a loss of 14` is not made `a profit of 14`, nor `by 62 percent` `62 percent of the pupils`."""
    before = [BEFORE.search(text[: q.start]) for text, q in zip(texts, (mine, theirs), strict=True)]
    after = [OF.match(text, q.end) for text, q in zip(texts, (mine, theirs), strict=True)]
    if before[0] and before[1]:
        a, b = before[0][1].lower(), before[1][1].lower()
        return related(a, b) or synonyms(a, b) >= ALIKE
    return not (mine.unit == "%" and after[0] and not after[1] and CHANGE.search(texts[1][: theirs.start]))


def _counts_alike(mine: Quantity, theirs: Quantity, texts: tuple[str, str]) -> bool:
    if mine.unit or not mine.head or not theirs.head or mine.head == theirs.head:
        return True
    near, far = (_window(words, q) for words, q in zip(texts, (mine, theirs), strict=True))
    if not near or not far:
        return True
    return any(a == b or stem(a) == stem(b) or related(a, b) or synonyms(a, b) >= ALIKE for a in near for b in far)


def _window(text: str, quantity: Quantity) -> list[str]:
    """The content words after a number, up to the next number."""
    found: list[str] = []
    for token in tokens(text[quantity.start :]):
        at = quantity.start + token.start
        if at >= quantity.end and (token.text[0].isdigit() or len(found) == WINDOW):
            break
        if token.content and not token.text[0].isdigit():
            found.append(token.lower)
    return found


def _elsewhere(text: str, told: str, facts: tuple[Facts, Facts]) -> str:
    """A number put beside a name that stands with another number there."""
    mine, theirs = facts
    parts = [part for clause in clauses(told) for part in BETWEEN.split(clause) if part]
    held = [
        (part, {q.value for q in theirs.quantities if q.text in part}, _cores(part, theirs.names)) for part in parts
    ]
    placed = [(part, values, cores) for part, values, cores in held if values and cores]
    if len(placed) < 2:
        return ""
    for quantity in mine.quantities:
        own = [cores for _, values, cores in placed if quantity.value in values]
        others = {core for _, values, cores in placed if quantity.value not in values for core in cores}
        beside = _cores(_part_of(text, quantity), mine.names)
        if own and (wrong := beside & (others - set().union(*own))) and not any(beside & cores for cores in own):
            return f"the passage does not say “{quantity.text}” of {sorted(wrong)[0].title()}"
    return ""


def _part_of(text: str, quantity: Quantity) -> str:
    parts = BETWEEN.split(text)
    return next((part for part in parts if quantity.text in part), text)


def _cores(part: str, known: Sequence[Name]) -> set[str]:
    return {name.core for name in known if name.text in part}


def _at_another_time(text: str, told: str, context: Context) -> str:
    """A date put to one event that is another's there."""
    theirs = _dated(told, context)
    present = {verb for clause in clauses(told) for _, verb in verbs(clause)}
    stems = {token.stem for token in tokens(text)}
    for verb, when in _dated(text, context):
        given = {event for event, other in theirs if other.iso.startswith(when.iso)}
        rival = any(event == verb for event, _ in theirs)
        if given and verb in present and verb not in given and (rival or not given & stems):
            return f"the passage gives “{when.text}” for something else"
    return ""


def _dated(text: str, context: Context) -> list[tuple[str, When]]:
    """The dates of a text, each with the verb that it stands behind, or before where none comes sooner."""
    found: list[tuple[str, When]] = []
    for clause in clauses(text):
        held = verbs(clause)
        for when in facts_of(clause, context).dates if held else ():
            sooner = [verb for place, verb in held if place < when.start]
            found += [] if when.clock else [(sooner[-1] if sooner else held[0][1], when)]
    return found


def _turned_round(text: str, told: str) -> str:
    """Three words one behind the other that stand there the other way round: who does it, what, and to whom."""
    mine, theirs = (_triples(words) for words in (text, told))
    found = next((triple for triple in mine if triple[::-1] in theirs), None)
    passive = bool(PASSIVE.search(text)) != bool(PASSIVE.search(told)) or BY.search(text) or BY.search(told)
    return f"the passage has “{found[2]}”, “{found[1]}”, “{found[0]}” in this order" if found and not passive else ""


def _scattered(text: str, told: str) -> str:
    """A verb with a subject or an object that stand only in other clauses there: put together from parts."""
    parts = clauses(told)
    held = [_content(part) for part in parts]
    every = set[str]().union(*held)
    for clause in clauses(text):
        for place, verb in [held for held in verbs(clause) if not CUE.match(clause, held[0])][:1]:
            at = [n for n, part in enumerate(parts) if any(verb == other for _, other in verbs(part))]
            if not at or _passive(clause, verb) != _passive(told, verb):
                continue
            said = max((found.end() for found in CUE.finditer(clause, 0, place)), default=0)
            subject, predicate = _content(clause[said:place]) & every, _content(clause[place:]) & every - {verb}
            first = max(0, at[0] - bool(RELATIVE.search(parts[at[0]])))  # what "which" stands for
            before, behind = set().union(*held[: at[-1] + 1]), set().union(*held[first : at[-1] + 2])
            if (subject and not subject & before) or (predicate and not predicate & behind):
                return f"the passage does not put “{_written(clause, place)}” together with the rest"
    return ""


def _content(text: str) -> set[str]:
    return {token.stem for token in tokens(text) if token.content and not token.text[0].isdigit()}


def _triples(text: str) -> list[tuple[str, str, str]]:
    words = [token.lower for token in tokens(text) if token.content]
    return list(zip(words, words[1:], words[2:], strict=False))


def _acting(text: str, told: str) -> str:
    """A name that does what another does there, or that it is done to."""
    for clause in clauses(text):
        for place, verb, mine in acting(clause):
            words, theirs = subjects(told, verb)
            if not words:
                continue
            same = _passive(clause, verb) == _passive(told, verb)
            wrong = _wrong_subject if same else _wrong_side
            if CUE.match(clause, place) and _speaks(clause, mine, told):
                continue
            found = wrong(mine, theirs, told, verb) or (same and _wrong_object(clause[place:], theirs, told, verb))
            if found:
                return f"in the passage “{_written(clause, place)}” is not said so of {found}"
    return ""


def _speaks(clause: str, mine: Sequence[Name], told: str) -> bool:
    """Whether who speaks in a clause speaks in the passage, whichever stands first, the speaker or the verb."""
    own = names(f"x {speaker(clause)}") or mine
    theirs = [name for part in (told, *clauses(told)) for name in names(f"x {speaker(part)}")]
    return any(_met(one, name) for one in own for name in theirs)


def _wrong_subject(mine: Sequence[Name], theirs: Sequence[Name], told: str, verb: str) -> str:
    if not mine or any(_met(one, name) for one in mine for name in theirs):
        return ""
    return mine[0].text if _named(mine[0], told) else ""


def _wrong_side(mine: Sequence[Name], theirs: Sequence[Name], told: str, verb: str) -> str:
    """A name that does in the one what is done to it in the other."""
    both = [one for one in mine if any(_met(one, name) for name in theirs)]
    others = [name for name in names(f"x {_behind(told, verb)}") if not any(_met(name, one) for one in both)]
    return both[0].text if both and others else ""


def _wrong_object(behind: str, acts: Sequence[Name], told: str, verb: str) -> str:
    """A name that a thing is done to, and that does it there, or that stands elsewhere there."""
    mine, theirs = names(f"x {behind}"), names(f"x {_behind(told, verb)}")
    if not mine or any(_met(one, name) for one in mine for name in theirs):
        return ""
    if any(_met(mine[0], name) for name in acts) and not actors(behind[: mine[0].start - 2]):
        return mine[0].text
    return mine[0].text if theirs and _named(mine[0], told) else ""


def _behind(told: str, verb: str) -> str:
    """The words from a verb to the end of its clause."""
    return next((clause[place:] for clause in clauses(told) for place, found in verbs(clause) if found == verb), "")


def _written(clause: str, place: int) -> str:
    return next(iter(clause[place:].split()), "").strip(".,;")


def _met(left: Name, right: Name) -> bool:
    return left.last == right.last or left.core in right.core or right.core in left.core


def _named(name: Name, told: str) -> bool:
    return any(_met(name, other) for other in names(f"x {told}"))


def _passive(text: str, verb: str) -> bool:
    """Whether a verb stands in the passive: behind a form of "be", in a form of the past."""
    return any(list(tokens(match.group()))[-1].stem == verb for match in PASSIVE.finditer(text))
