"""What a model says of a pair, cut down to what the words of the two sources bear out."""

from dataclasses import replace
from functools import cache

from assistant.compare.statements import Statement
from assistant.schema import AGREEING, DISCREPANT, Claim, Verdict
from assistant.text.facts import Facts, beside_names, facts_of
from assistant.text.names import name_in
from assistant.text.numerals import plain_numbers
from assistant.text.quantities import overlap
from assistant.text.words import content_weights, share_in, shared_weight, tokens

IN_WORDS = 0.6
"""Least share of a position's weight that the words of its source must carry."""
OF_COMPARING = """question answer source sources report article claim claims statement side sides say says said tell
told state states give gives given name names speak mention differ differs difference different
differing other another same similar both two one three each neither agree agrees agreement disagree
contradict contradicts contradiction conflict conflicting true false correct right wrong compare
compared compatible consistent inconsistent unrelated related about thing things subject topic
topics event events fact facts detail details information number numbers figure figures amount count
counts date dates day days month year time times place places person people who whom whose what
which where when why how many much long large high far is are was were do does did can cannot could
has have had will would be been later earlier later after before first second value values reason
cause role office position status outcome result kind scope period unit group whole part more less
than exactly almost nearly about Do these speak of one thing Is it so On what day percentage died
injured missing displaced arrested rescued attended approve turnout rate prison term distance length
weight area volume"""
"""Words by which two statements are compared, and a question is asked about them, beside their own."""
TOLD_ALIKE = 0.4
"""Least share of what the lighter claim says, names aside, in the other before they can be the same."""


def founded(verdict: Verdict, left: Statement, right: Statement) -> Verdict:
    """The verdict with nothing in it that the sources do not say; `unsure` where it falls with that."""
    why = ""
    if verdict.label in DISCREPANT:
        why = _unfounded_values(verdict, left.claim, right.claim)
    elif verdict.label in AGREEING:
        why = _not_alike(left.facts, right.facts)
    if why:
        return replace(verdict, label="unsure", question="", values=("", ""), why=why)
    kept = verdict
    if verdict.label not in DISCREPANT and _unfounded_values(verdict, left.claim, right.claim):
        kept = replace(kept, values=("", ""))
    both = f"{_words(left.claim)} {_words(right.claim)}"
    foreign = [_foreign(text, both, left) or brings_in(text, both) for text in (verdict.question, verdict.why)]
    return replace(kept, question="" if foreign[0] else kept.question, why="" if foreign[1] else kept.why)


def _words(claim: Claim) -> str:
    return f"{' '.join(quote.text for quote in claim.quotes)} {claim.text}"


def _unfounded_values(verdict: Verdict, left: Claim, right: Claim) -> str:
    """Why the positions do not stand: equal, or not in the words of their source."""
    if verdict.values[0].strip().lower() == verdict.values[1].strip().lower():
        return "The model gave both sides the same value."
    for value, claim in zip(verdict.values, (left, right), strict=True):
        words = _words(claim)
        held, numbers = content_weights(words), {number for number, _ in plain_numbers(words)}
        wanted = content_weights(value)
        if any(number not in numbers for number, _ in plain_numbers(value)):
            return "The model's positions have a number that is not in the words of its source."
        if share_in(wanted, held) < IN_WORDS:
            return "The model's positions are not in the words of their sources."
    return ""


def _not_alike(left: Facts, right: Facts) -> str:
    """Why two statements cannot be the same, whatever the model says."""
    shared = left.stems & right.stems
    if (left.negated ^ right.negated) & shared or bool(left.negated) != bool(right.negated):
        return "The model calls them the same, yet one negates."
    for a in left.quantities:
        rivals = [b for b in right.quantities if b.unit == a.unit and (b.head == a.head or a.unit)]
        if rivals and not any(overlap(a, b) for b in rivals):
            return "The model calls them the same, yet their figures differ."
    mine, yours = [n.core for n in left.names], [n.core for n in right.names]
    if any(not name_in(n, yours) for n in mine) and any(not name_in(n, mine) for n in yours):
        return "The model calls them the same, yet each names what the other does not."
    return _too_little(beside_names(left), beside_names(right))


def _too_little(mine: dict[str, float], yours: dict[str, float]) -> str:
    if mine and yours and shared_weight(mine, yours) < TOLD_ALIKE:
        return "The model calls them the same, yet they share too few words to check it."
    return ""


def brings_in(text: str, words: str) -> bool:
    """Whether a sentence about two statements has a word that is neither in their words nor one of comparing."""
    brought = {token.stem for token in tokens(text) if token.content} - _of_comparing()
    return bool(brought) and not brought <= {token.stem for token in tokens(words)}


@cache
def _of_comparing() -> frozenset[str]:
    return frozenset(token.stem for token in tokens(OF_COMPARING))


def _foreign(text: str, words: str, statement: Statement) -> bool:
    """Whether a model's own sentence brings in a number or a name that neither source has."""
    given = {number for number, _ in plain_numbers(text)}
    if given and not given <= {number for number, _ in plain_numbers(words)}:
        return True
    low = words.lower()
    named = [name.core for name in facts_of(text, statement.context).names if name.core not in low]
    held = [name.core for name in facts_of(words, statement.context).names] if named else []
    return any(not name_in(name, held) for name in named)
