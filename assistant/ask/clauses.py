"""A sentence in its clauses: the parts that could each stand for themselves, and who is the subject of which."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.text.lexicon import entry, lemma
from assistant.text.names import Name, names
from assistant.text.words import content_weights, share_in, tokens

AUXILIARIES = frozenset(
    """is are was were be been being has have had do does did will would shall should can could may might must isn't
    aren't wasn't weren't hasn't haven't hadn't won't wouldn't don't doesn't didn't can't couldn't""".split()
)
DETERMINERS = frozenset("the a an this these those his her its their our my your some any no every each".split())
JOINT = re.compile(
    r"\s*[;:—–]\s+|,\s+|\s+-\s+"
    r"|\s+(?=(?:and|or|but|while|whereas|when|after|before|because|since|although|though|as|until|unless|if|whether|"
    r"who|whom|which|that|where|so)\b)"
)
"""Where a clause may end."""
CONJUNCTION = re.compile(r"^(?:and|or|but|so|then|while|whereas)\s+", re.IGNORECASE)
RELATIVE = re.compile(r"\b(?:who|whom|whose|which|that)\b", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s$")
SINCE = re.compile(r"(?:since|until|before|after|as|because|so)\b", re.IGNORECASE)
PREPOSITION = re.compile(
    r"\b(?:in|at|on|of|from|near|by|for|with|to|into|against|over|under|than)\s+(?:the\s+)?$", re.I
)
OTHERS = re.compile(r"\b(?:it|they|there|we|I)\b")
"""Who does something and is not who was named last."""
TOGETHER = re.compile(r"\s*;\s+|,?\s+(?=(?:and|but|while|whereas)\s)", re.IGNORECASE)
"""What joins two statements that stand beside each other, neither as the cause or time of the other."""


@lru_cache(maxsize=4_000)
def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a sentence; a part without a verb belongs to the one behind it, the last to that before."""
    return _whole(_parts(text, JOINT))


def statements(text: str) -> tuple[str, ...]:
    """The statements that a sentence puts side by side, each with a verb; one that lacks its subject is given it."""
    parts = _whole(_parts(text, TOGETHER))
    first = names(f"x {parts[0]}")[:1]
    subject = first[0].text if first and parts[0].startswith(first[0].text) else ""
    return (parts[0], *(f"{subject} {part}" if subject and _opens_with_verb(part) else part for part in parts[1:]))


def nearest(text: str, told: str) -> str:
    """The clause of `told` that has the most of a text's words, and those that only go on with it."""
    wanted = content_weights(text)
    return max(clauses(told), key=lambda clause: share_in(wanted, content_weights(clause)))


def verbs(text: str) -> list[tuple[int, str]]:
    """Where the verbs of a text stand, auxiliaries left out, with their stems."""
    found: list[tuple[int, str]] = []
    before, after_verb = "", False
    for token in tokens(text):
        counted = before in DETERMINERS or _is_quality(before) or (before[:1].isdigit() and token.lower.endswith("s"))
        may = token.text.islower() and token.lower not in AUXILIARIES and not counted and not after_verb
        after_verb = may and _is_verb(token.text)
        if after_verb:
            found.append((token.start, token.stem))
        before = token.text if token.start else token.lower
    return found


def acting(clause: str) -> list[tuple[int, str, Sequence[Name]]]:
    """The verbs of a clause, where each stands, with the names that act in it: those since the verb before."""
    found: list[tuple[int, str, Sequence[Name]]] = []
    for at, (place, verb) in enumerate(held := verbs(clause)):
        start = held[at - 1][0] if at else 0
        between = clause[start:place].partition(" ")[2] if at else clause[:place]
        own = actors(between) if content_weights(between) or not found or OTHERS.search(between) else found[-1][2]
        found.append((place, verb, own))
    return found


def subjects(told: str, stem: str) -> tuple[str, Sequence[Name]]:
    """The words before a verb in its clause, and the names that may be its subject.

    Where the clause has nothing before its verb, the subject is that of the clauses before. Both are empty where
    the verb does not stand in the text.
    """
    parts = clauses(told)
    for at, clause in enumerate(parts):
        place, own = next(((place, own) for place, found, own in acting(clause) if found == stem), (-1, ()))
        if place < 0:
            continue
        infinitive = clause[:place].endswith(" to ") and not own
        if content_weights(clause[:place]) and not infinitive:
            return clause[:place], own or actors(clause[:place])
        earlier = ((head, actors(head)) for head in map(_head, reversed(parts[:at])))
        return next((held for held in earlier if held[1]), ("", ()))
    return "", ()


def _head(clause: str) -> str:
    """The words before the first verb of a clause."""
    return next((clause[:place] for place, _ in verbs(clause)), clause)


def actors(words: str) -> Sequence[Name]:
    """The names among the words before a verb, without places, times and what only describes one of them."""
    relative = RELATIVE.search(words)
    text = f"x {words[: relative.start()] if relative else words}"
    return tuple(
        name
        for name in names(text)
        if not PREPOSITION.search(text[: name.start]) and not POSSESSIVE.search(text[: name.end + 2], name.start)
    )


def _parts(text: str, joint: re.Pattern[str]) -> list[str]:
    return [part.strip() for part in joint.split(text) if part.strip()]


def _whole(parts: Sequence[str]) -> tuple[str, ...]:
    merged = list(_merged(parts))
    if len(merged) > 1 and not has_verb(merged[-1]):
        merged[-2:] = [f"{merged[-2]} {merged[-1]}"]
    return tuple(CONJUNCTION.sub("", part) for part in merged) or ("",)


def _merged(parts: Sequence[str]) -> Iterator[str]:
    """Parts with a verb each; a time without one, "since Sunday", goes on with what stands before it."""
    found: list[str] = []
    held = ""
    for part in parts:
        if found and not held and SINCE.match(part) and not has_verb(part):
            found[-1] += f" {part}"
            continue
        held = f"{held} {part}" if held else part
        if has_verb(held):
            found.append(held)
            held = ""
    yield from [*found, held] if held else found


def has_verb(text: str) -> bool:
    """Whether a part has a word that is a verb, or an auxiliary."""
    return bool(verbs(text)) or any(token.lower in AUXILIARIES for token in tokens(text))


def _opens_with_verb(part: str) -> bool:
    first = next(iter(tokens(part)), None)
    return first is not None and (first.lower in AUXILIARIES or (first.text.islower() and _is_verb(first.text)))


@lru_cache(maxsize=50_000)
def _is_verb(word: str) -> bool:
    known = entry(lemma(word))
    if known is None or not any(known.kinds.values()):
        return len(word) > 5 and word.endswith(("ed", "ing"))  # too rare a verb to be in the lexicon
    kinds = known.kinds
    past = word.endswith("ed") and lemma(word) != word
    return "v" in kinds and (past or kinds["v"] >= max(kinds.values()))


@lru_cache(maxsize=50_000)
def _is_quality(word: str) -> bool:
    """Whether a word is an adjective and hardly anything else: what follows is a noun."""
    known = entry(word)  # "Grim" is a name
    return known is not None and known.kinds.get("a", 0) * 2 > sum(known.kinds.values())
