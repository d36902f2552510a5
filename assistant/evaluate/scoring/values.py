"""Whether two statements, two values or two speakers can be the same, by numbers, dates, names and negation."""

from collections.abc import Sequence

from assistant.evaluate.scoring.answers import plain
from assistant.schema import Article
from assistant.text.dates import When, differ
from assistant.text.facts import Context, Facts, beside_names, content_overlap, facts_of
from assistant.text.names import cores_in, name_in, same_named
from assistant.text.quantities import Quantity, overlap
from assistant.text.words import content_weights, share_in

ALIKE = 0.5
"""Share of the lighter of two values' content words, by weight, from which they say the same."""
CARRIED = 0.6
"""Share of a point's content words, by weight, that a text must have to carry it, beside all of its figures."""
BARE = Context()


def contradict(labelled: str, ours: str, context: Context = BARE, quoted: str = "") -> str:
    """What a statement of ours gives otherwise: a number, a date, a name or a negation; empty where nothing.

    A number: ours counts the same thing (one unit, one noun), and none of its figures can be the labelled one. Dates
    and names: both have some, and none of them meet. A negation: only one of them has one, on a word of both. Dates,
    names and negations that our statement has from the words that it quotes are the article's, and no contradiction:
    of what it adds to the labelled statement nothing is known.
    """
    mine, yours = facts_of(labelled, context), facts_of(ours, context)
    if _counted_otherwise(mine.quantities, yours.quantities):
        return "number"
    if mine.dates and not _dates_meet(mine.dates, yours.dates) and any(d.text not in quoted for d in yours.dates):
        return "date"
    if mine.names and not _names_meet(mine, yours) and any(name.text not in quoted for name in yours.names):
        return "name"
    kept = bool(quoted) and bool(yours.negated) == bool(facts_of(quoted, context).negated)
    return "negation" if not kept and _negated_otherwise(mine, yours) else ""


def _counted_otherwise(left: Sequence[Quantity], right: Sequence[Quantity]) -> bool:
    for mine in left:
        rivals = [other for other in right if (other.unit, other.head) == (mine.unit, mine.head)]
        if (mine.unit or mine.head) and rivals and not any(_same_number(mine, other) for other in right):
            return True
    return False


def _dates_meet(left: Sequence[When], right: Sequence[When]) -> bool:
    return any(not differ(mine, yours) for mine in left for yours in right)


def _names_meet(left: Facts, right: Facts) -> bool:
    return any(name_in(name.core, [other.core for other in right.names]) for name in left.names)


def _negated_otherwise(left: Facts, right: Facts) -> bool:
    return bool(left.negated) != bool(right.negated) and bool((left.negated ^ right.negated) & left.stems & right.stems)


def alike(labelled: str, ours: str, quoted: str = "") -> float:
    """How much of the content words of the lighter of two statements the other has, 0 to 1; 0 where they contradict."""
    return 0.0 if contradict(labelled, ours, quoted=quoted) else content_overlap(labelled, ours)


def same_value(labelled: str, ours: str, context: Context = BARE) -> bool | None:
    """Whether a value of ours is the labelled one; None where that cannot be told.

    Equal words, or words of which one has the other's, are the same. Else the first of numbers, dates and names that
    both have decides. Values of words alone are the same where they share half of their weight, and else not told
    apart: what is worded otherwise may be meant alike.
    """
    if not plain(labelled).strip() or not plain(ours).strip():
        return None
    if plain(labelled) in plain(ours) or plain(ours) in plain(labelled):
        return True
    mine, yours = facts_of(f"x {labelled}", context), facts_of(f"x {ours}", context)
    if mine.quantities and yours.quantities:
        return any(_same_number(a, b) for a in mine.quantities for b in yours.quantities)
    if mine.dates and yours.dates:
        return _dates_meet(mine.dates, yours.dates)
    if mine.names and yours.names:
        return _names_meet(mine, yours)
    return True if content_overlap(labelled, ours) >= ALIKE else None


def _same_number(left: Quantity, right: Quantity) -> bool:
    return (left.unit == right.unit or not left.unit or not right.unit) and overlap(left, right)


def same_speaker(labelled: str, ours: str, context: Context = BARE) -> bool:
    """Whether two namings can be of one speaker: no speaker both, a name in common, or for want of names equal words.

    "Brandt" is "Dr Amaya Brandt"; "the ministry" is "the ministry of environment". A role stands for the one person
    whom `context` knows to hold it; a pronoun names nobody.
    """
    if not labelled or not ours:
        return labelled == ours
    mine, yours = (words if cores_in(words) else context.person(words).title() for words in (labelled, ours))
    if mine and yours:
        return same_named(mine, yours)
    return content_overlap(labelled, ours) >= ALIKE


def carries(text: str, point: str, context: Context = BARE) -> bool:
    """Whether a text tells a point in whatever words: most of its content words, every figure, its names, no denial."""
    if contradict(point, text, context):
        return False
    wanted, told = facts_of(point, context), facts_of(text, context)
    numbers = all(any(_same_number(q, other) for other in told.quantities) for q in wanted.quantities)
    return numbers and share_in(beside_names(wanted) or wanted.weights, content_weights(text)) >= CARRIED


def published(article: Article | None) -> Context:
    """What a value needs of its article: the day from which "next week" counts."""
    return Context(article.published) if article else BARE
