"""Whether a source that says otherwise speaks of the same event, so that it gainsays what another source carries."""

from assistant.check.align import shared
from assistant.check.flag import Flag
from assistant.check.source import Source, line_of

DISSENT = 1.5
"""Least weight of a flag by which one source contradicts what another one carries."""
SHARED = 0.5
"""Least share of its weight that one of the two sentences must have in the other."""
BOTH_WAYS = {"number": 0.33, "date": 0.45, "antonym": 0.45, "role": 0.5}
"""Least share that each of the two must have of the other, by what differs between them."""
OTHERWISE = 0.66
"""The same for a negation: words that another report merely does not negate are hardly ever its opposite."""


def dissents(sentence: str, flag: Flag, source: Source) -> bool:
    """Whether a flag is the word of a source on the same event, and of weight."""
    if not flag.opposed or flag.weight < DISSENT or flag.evidence < 0:
        return False
    mine, theirs = line_of(sentence, source.context), source.lines[flag.evidence]
    there, back = shared(mine, theirs), shared(theirs, mine)
    return max(there, back) >= SHARED and min(there, back) >= BOTH_WAYS.get(flag.reason, OTHERWISE)
