"""Texts with the claims that people found in them, without quotes: which of them the digest has.

A line holds `text` and `claims`, a list of sentences; maybe `id`, `title`, `date`, `outlet`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.engines.seam import Engine
from assistant.errors import UserError
from assistant.evaluate.kinds.lines import Line, hash_of, lines, texts
from assistant.evaluate.kinds.seam import Kind
from assistant.evaluate.kinds.texts import Digested, digested, placed, quote_case, text_tasks, words_of
from assistant.evaluate.records import Case, Meaning, Score, State, Task, Words, Worked
from assistant.evaluate.scoring.align import aligned
from assistant.evaluate.scoring.claims import by_words
from assistant.evaluate.scoring.values import carries
from assistant.schema import Claim

REQUIRED = ("text", "claims")
METRICS: Mapping[str, Meaning] = {
    "claim_recall": Meaning("claims found", True, "of the labelled claims, those that one of ours has to itself"),
    "claim_precision": Meaning("claims right", True, "of our claims, those that have a labelled claim to themselves"),
    "claim_f1": Meaning("claims, F1", True, "claims found and right, together"),
    "claim_coverage": Meaning(
        "claims carried",
        True,
        "of the labelled claims, those whose words and figures one of ours carries, shared or not",
    ),
    "quote_validity": Meaning(
        "quotes exact", True, "of the quotes of our claims, those that are the words of the text at their place"
    ),
}


def tasks(path: Path) -> Sequence[Task]:
    """A task a line. Raises UserError."""
    for where, line in lines(path, REQUIRED):
        if not texts(line["claims"]):
            raise UserError(f"{where}: claims must be a list of sentences")
    return text_tasks(path, REQUIRED)


def work(task: Task, engine: Engine) -> Worked:
    """Digest the text. Raises ModelError."""
    return digested(task, engine)


def cases(task: Task, output: object, repeat: int) -> Sequence[Case]:
    """A case for each labelled claim, for each of ours that no label asks for, and for the quotes of the text."""
    made = Digested.read(output)
    line: Line = task.given
    told = [str(claim) for claim in line["claims"]]
    pairs = dict(aligned(told, made.claims, lambda wanted, claim: by_words(wanted, claim.text, words_of(claim))))
    found = [_labelled(task, number, wanted, made, pairs.get(number)) for number, wanted in enumerate(told)]
    found += [_unlabelled(task, n, claim) for n, claim in enumerate(made.claims) if n not in pairs.values()]
    return placed([*found, quote_case(task, made)], task, repeat)


def _labelled(task: Task, number: int, wanted: str, made: Digested, place: int | None) -> Case:
    claim = made.claims[place] if place is not None else None
    carried = any(carries(f"{each.text} {words_of(each)}", wanted) for each in made.claims)
    scores = [
        Score("claim_recall", float(bool(claim)), 1, "" if claim else "no claim of ours has it to itself"),
        *([Score("claim_precision", 1, 1)] if claim else []),
        Score("claim_f1", 2.0 if claim else 0.0, 2.0 if claim else 1.0),
        Score("claim_coverage", float(carried), 1, "" if carried else "none of our claims carries it"),
    ]
    return _case(f"claim-{number}", bool(claim), (wanted, claim.text if claim else "no claim of ours"), scores, claim)


def _unlabelled(task: Task, number: int, claim: Claim) -> Case:
    scores = [Score("claim_precision", 0, 1, "no labelled claim says it"), Score("claim_f1", 0, 1)]
    return _case(f"found-{hash_of([claim.text, number])}", False, ("", claim.text), scores, claim)


def _case(id: str, passed: bool, said: tuple[str, str], scores: Sequence[Score], claim: Claim | None) -> Case:
    state: State = "passed" if passed else "failed"
    found = tuple(Words("text", quote.text) for quote in claim.quotes) if claim else ()
    asked, got = said
    return Case(id, "", "", "", state, asked, asked, got, tuple(scores), hash_of(asked) if asked else "", (), found)


KIND = Kind(tasks, work, cases, METRICS)
