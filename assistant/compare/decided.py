"""What rules say of two statements, decided once for every two wordings.

A text that is printed again and again brings the same sentences before the rules for every two of its
copies. What they say hangs on the words and what these mean in their article, on the day, and on how
common the words are in the two articles; where all that is equal, so is the verdict.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace

from assistant.compare.rules import decide
from assistant.compare.statements import Scale, Scales, Statement
from assistant.schema import Verdict

_Verdicts = tuple[Verdict, ...]


class Decided:
    """The verdicts on pairs of a story's statements. `asked` counts the pairs that the rules were asked about."""

    def __init__(self, statements: Sequence[Statement], scales: Scales) -> None:
        self._statements = statements
        self._scales = scales
        texts = Counter(statement.claim.text for statement in statements)
        self._wordings = [_wording(s) if texts[s.claim.text] > 1 else None for s in statements]
        self._known: dict[Hashable, tuple[Statement, Statement, _Verdicts]] = {}
        self.asked = 0

    def of(self, i: int, j: int) -> _Verdicts:
        """All that the rules can say of two statements, given by their places."""
        left, right = self._statements[i], self._statements[j]
        scale = self._scales.between(left, right)
        wordings = self._wordings[i], self._wordings[j]
        if wordings == (None, None) or left.claim.article == right.claim.article:
            return self._decide(left, right, scale)
        key = wordings[0] or left.claim.id, wordings[1] or right.claim.id, _common(left, right, scale)
        if key not in self._known:
            self._known[key] = left, right, self._decide(left, right, scale)
        first, second, verdicts = self._known[key]
        return tuple(_renamed(verdict, (first, second), (left, right)) for verdict in verdicts)

    def _decide(self, left: Statement, right: Statement, scale: Scale) -> _Verdicts:
        self.asked += 1
        return decide(left, right, scale)


def _wording(statement: Statement) -> Hashable:
    """All that a rule reads of a statement beside its name and its place."""
    claim, facts = statement.claim, statement.facts
    low = claim.text.lower()
    people = tuple((last, full) for last, full in statement.context.people if last in low)
    read = facts.names, facts.places, facts.offices, facts.dates, facts.quantities
    return claim.text, claim.speaker, claim.stance, statement.published, read, people


def _common(left: Statement, right: Statement, scale: Scale) -> Hashable:
    """How many of the claims of both articles use each of the words of two statements, and how many there are."""
    return scale.count, *(scale.seen(stem) for facts in (left.facts, right.facts) for stem in facts.weights)


def _renamed(verdict: Verdict, told: tuple[Statement, Statement], now: tuple[Statement, Statement]) -> Verdict:
    """A verdict on two statements as one on two others of the same wordings: its facts bear the names of these."""
    facts = zip(verdict.facts, told, now, strict=True)
    renamed = [f.replace(a.claim.id, b.claim.id, 1) if f.startswith(a.claim.id) else f for f, a, b in facts]
    return replace(verdict, facts=(renamed[0], renamed[1]))
