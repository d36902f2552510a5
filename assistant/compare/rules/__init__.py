"""What can be decided of a pair without a judge: by arithmetic, or by words that stand in both (decision 012).

A rule is a function from two statements to verdicts: none where it has nothing to say, several
where the pair shares several facts. What no rule decides goes to the engine's judge.
"""

from collections.abc import Callable

from assistant.compare.rules.apart import compare_apart
from assistant.compare.rules.bodies import compare_bodies
from assistant.compare.rules.clauses import compare_clauses
from assistant.compare.rules.denials import compare_denials
from assistant.compare.rules.numbers import compare_numbers
from assistant.compare.rules.offices import compare_offices
from assistant.compare.rules.opposites import compare_opposites
from assistant.compare.rules.quoted import compare_quoted
from assistant.compare.rules.times import compare_times
from assistant.compare.statements import Scale, Statement
from assistant.schema import Verdict

Rule = Callable[[Statement, Statement, Scale], list[Verdict]]
RULES: tuple[Rule, ...] = (
    compare_offices,
    compare_numbers,
    compare_times,
    compare_quoted,
    compare_denials,
    compare_opposites,
    compare_bodies,
    compare_clauses,
    compare_apart,
)


def decide(left: Statement, right: Statement, scale: Scale) -> tuple[Verdict, ...]:
    """All that the rules can say of two statements."""
    return tuple(verdict for rule in RULES for verdict in rule(left, right, scale))
