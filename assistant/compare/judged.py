"""A verdict together with the two statements that it is about."""

from dataclasses import dataclass

from assistant.compare.statements import Statement
from assistant.schema import Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict that stands, with the two statements it is about."""

    left: Statement
    right: Statement
    verdict: Verdict

    @property
    def facts(self) -> tuple[str, str]:
        """The two facts compared; the whole claims where the verdict names none."""
        kind = self.verdict.kind
        return (
            self.verdict.facts[0] or f"{self.left.claim.id}/{kind}",
            self.verdict.facts[1] or f"{self.right.claim.id}/{kind}",
        )

    @property
    def pair(self) -> frozenset[str]:
        """The ids of the two claims."""
        return frozenset((self.left.claim.id, self.right.claim.id))

    @property
    def across(self) -> bool:
        """Whether two articles are compared."""
        return self.left.claim.article != self.right.claim.article
