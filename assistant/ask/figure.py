"""Whether a question asks for the figure that sources differ on: the same thing counted, the same unit."""

from collections.abc import Iterable, Sequence

from assistant.ask.asked import Question
from assistant.ask.likeness import alike, met, share_met
from assistant.compare.rules.measures import FATE_OF, FATES, FIGURE_OF, FIGURES, measure
from assistant.schema import Discrepancy, Position
from assistant.text.facts import Context, facts_of
from assistant.text.quantities import Quantity, quantities
from assistant.text.words import Token, stem, tokens

COVERED = 0.5
"""Least share of the weight of the question's words that a finding about what is counted must carry."""
NEAR = 60
"""Characters on either side of a value that tell what it is a value of."""
ANYBODY = frozenset(stem(w) for w in "people persons lives victims others bodies".split())
"""Nouns that leave open who is counted; "children" does not."""
SAVED = frozenset(stem(w) for w in "saved rescued spared changed".split())
TEMPLATE = frozenset(
    stem(w) for w in "distance length weight area volume money percentage share speed power score order".split()
)
"""Words by which a finding says what kind of figure it holds."""
SHARES = frozenset({"%", "share", "points"})
UNITS = {"far": frozenset({"metre"}), "long": frozenset({"metre", "second", "month"}), "heavy": frozenset({"gram"})}
"""Units of what some questions ask for, by the word behind "how"."""


def asks_the_figure(asked: Question, finding: Discrepancy) -> bool:
    """Whether what the question counts or measures is what the figures of the finding are figures of."""
    found = [pair for position in finding.positions for pair in figures(position)]
    units = {figure.unit for _, figure in found}
    if "age" in units or asked.asks == "age":
        return "age" in units and _asks_the_age(asked, finding)
    if (asked.asks == "count" and not _counts(asked, finding, found)) or not _in_its_unit(asked, units):
        return False
    named = {name for name, _ in found} & (FATES.keys() | {name for name, _ in FIGURES})
    if named:
        rest = [word for word in asked.words if not _names(word, units) & named]
        said = {name for word in (*asked.words, *asked.counted) for name in _names(word, units)}
        return bool(named & (said | _lost(asked))) and share_met(rest, told(finding)) >= COVERED
    near = [t for t in tokens(finding.question) if t.content and t.stem not in TEMPLATE]
    near += [t for position in finding.positions for t in _around(position)]
    return any(met(word, near) for word in asked.words) and share_met(asked.words, told(finding)) >= COVERED


def told(finding: Discrepancy) -> list[Token]:
    """The words of a finding: its question, who speaks, and what its sources say."""
    texts = [finding.question, *(p.speaker for p in finding.positions)]
    return [t for text in (*texts, *(q.text for p in finding.positions for q in p.quotes)) for t in tokens(text)]


def _names(word: Token, units: Iterable[str]) -> set[str]:
    """The fates and known figures that a word names."""
    return {FATE_OF.get(word.stem, ""), *(FIGURE_OF.get((word.stem, unit), "") for unit in units)} - {""}


def _lost(asked: Question) -> set[str]:
    """Lives that are counted are lost ones, where the question does not say otherwise."""
    lives = any(token.lower == "lives" for token in asked.counted)
    return {"deaths"} if lives and not any(word.stem in SAVED for word in asked.words) else set()


def _in_its_unit(asked: Question, units: set[str]) -> bool:
    if asked.asks == "share":
        return bool(units & SHARES)
    return asked.measured not in UNITS or bool(units & UNITS[asked.measured])


def _asks_the_age(asked: Question, finding: Discrepancy) -> bool:
    """An age is asked for, and of nobody else."""
    whose = {token.lower for token in tokens(finding.question)}
    of_age = asked.asks == "age" or any(token.stem in ("age", "old") for token in asked.words)
    return of_age and all(name.last in whose for name in asked.names)


def _counts(asked: Question, finding: Discrepancy, found: Sequence[tuple[str, Quantity]]) -> bool:
    """Whether the noun behind "how many" is what is counted: the same, or people where it is a fate of theirs."""
    noun = next((t for t in asked.counted if t.content or t.stem in ANYBODY), None)
    if noun is None or noun.stem in ANYBODY or noun.stem in FATE_OF:
        return True
    units = {figure.unit for _, figure in found}
    if any(q.unit and q.unit in units for q in quantities(f"5 {noun.text}")):
        return True
    heads = {word for name, _ in found for word in name.split()}
    heads |= {token.lower for position in finding.positions for token in tokens(position.value) if token.content}
    heads = {head for head in heads if stem(head) not in ANYBODY}
    return any(
        alike(word.lower, head) for word in asked.counted if word.content and word.stem not in FATE_OF for head in heads
    )


def figures(position: Position) -> Iterable[tuple[str, Quantity]]:
    """The figure of a position in its quote, with what it measures."""
    values = [figure.value for figure in quantities(position.value)]
    for quote in position.quotes:
        facts = facts_of(" ".join(quote.text.split()), Context(position.published))
        found = [figure for figure in facts.quantities if figure.value in values and figure.text in position.value]
        yield from ((measure(facts, figure), figure) for figure in found[:1])


def _around(position: Position) -> list[Token]:
    """The words around a value in its quote."""
    near = []
    for quote in position.quotes:
        text = " ".join(quote.text.split())
        at = text.find(position.value)
        near += [t for t in tokens(text) if at >= 0 and at - NEAR <= t.start < at + len(position.value) + NEAR]
    return near
