"""One run of a check: rules first, then what is put to a model, and what becomes of its answers."""

from collections.abc import Sequence

from assistant.check.asking import answered, open_questions
from assistant.check.pairs import Row, draft_of, rule_row, sources_of
from assistant.check.ruling import Ruling, Sources, rule
from assistant.engines.builtin import Builtin
from assistant.engines.seam import Engine
from assistant.errors import CeilingReached, ModelError, Unreachable
from assistant.pool import Pool, Watch
from assistant.schema import Article, Pair, Problem, Verdict

STEP = "judging sentences"
JUDGED = "sentences judged"


class Desk:
    """An engine, a pool to run it in, and a way to show progress; `problems` grows as workers meet them."""

    def __init__(self, engine: Engine, pool: Pool, watch: Watch) -> None:
        self._engine = engine
        self._pool = pool
        self._watch = watch
        self.problems: list[Problem] = []
        self._down: ModelError | None = None  # why what is left need not be tried

    def check(self, draft: Article, sources: Sources) -> list[Ruling]:
        """The verdict on every sentence; the questions about it are spread over the pool."""
        rulings = list(rule(draft, sources))
        asked = self._questions(rulings, draft, sources)
        verdicts: list[Verdict] = []
        try:
            for found in self._pool.map(lambda batch: self._attempt(batch, draft.path), self._batches(asked)):
                verdicts += found
                self._watch(STEP, len(verdicts), len(asked))
        except KeyboardInterrupt as stop:
            if verdicts:
                stop.add_note(f"{len(verdicts):,} of {len(asked):,} {JUDGED}")
            raise
        return _settled(rulings, asked, verdicts, sources)

    def row(self, row: Row) -> list[Ruling]:
        """The same for a pair of bare texts, in the caller's own thread."""
        sources, draft = sources_of(row.source), draft_of(row)
        rulings = list(rule_row(row))
        asked = self._questions(rulings, draft, sources)
        verdicts = [verdict for batch in self._batches(asked) for verdict in self._attempt(batch, row.where)]
        return _settled(rulings, asked, verdicts, sources)

    def _questions(self, rulings: Sequence[Ruling], draft: Article, sources: Sources) -> dict[int, Pair]:
        return {} if self._engine.name == Builtin.name else open_questions(rulings, draft, sources)

    def _batches(self, asked: dict[int, Pair]) -> list[Sequence[Pair]]:
        pairs, size = list(asked.values()), self._engine.batch
        return [pairs[i : i + size] for i in range(0, len(pairs), size)]

    def _attempt(self, pairs: Sequence[Pair], where: str) -> list[Verdict]:
        """A verdict a pair; `unsure`, and a problem, where the model gave none."""
        reason = str(self._down or "")
        if not reason:
            try:
                return self._engine.judge(pairs)
            except ModelError as error:
                reason = str(error)
                if isinstance(error, Unreachable | CeilingReached):
                    self._down = error
        count = len(pairs)
        self.problems.append(Problem(where, f"{count} sentence{'s' * (count > 1)} not put to the model: {reason}"))
        return [Verdict("unsure", "other", "", reason)] * count


def _settled(
    rulings: list[Ruling], asked: dict[int, Pair], verdicts: Sequence[Verdict], sources: Sources
) -> list[Ruling]:
    settled = list(rulings)
    for (number, pair), verdict in zip(asked.items(), verdicts, strict=True):
        settled[number] = answered(settled[number], pair, verdict, sources)
    return settled
