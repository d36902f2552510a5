"""What arithmetic can decide of a pair: holders of an office, quantities, dates.

A rule is a function from two statements to verdicts: none where it has nothing to say, several
where the pair shares several facts. What no rule decides goes to the engine's judge.
"""

from collections.abc import Callable

from assistant.compare.rules.clauses import compare_clauses
from assistant.compare.rules.denials import compare_denials
from assistant.compare.rules.numbers import compare_numbers
from assistant.compare.rules.offices import compare_offices
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
    compare_clauses,
)


def decide(left: Statement, right: Statement, scale: Scale) -> tuple[Verdict, ...]:
    """All that the rules can say of two statements."""
    return tuple(verdict for rule in RULES for verdict in rule(left, right, scale))
