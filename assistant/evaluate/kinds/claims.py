"""Texts with the claims that people found in them, without quotes: which of them the digest has.

A line holds `text` and `claims`, a list of sentences; maybe `id`, `title`, `date`, `outlet`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.engines.seam import Engine
from assistant.evaluate.hashing import hash_of
from assistant.evaluate.kinds.lines import Line, texts
from assistant.evaluate.kinds.seam import Kind
from assistant.evaluate.kinds.texts import ID, Digested, digested, quoted, text_tasks, words_of
from assistant.evaluate.records import Case, Meaning, Task, Words, Worked
from assistant.evaluate.scoring.align import aligned
from assistant.evaluate.scoring.cases import Told, case, f_parts, one, placed, wrong
from assistant.evaluate.scoring.claims import METRICS as F1_OF
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
    return text_tasks(path, REQUIRED, lambda line: "" if texts(line["claims"]) else "claims must be a list of texts")


def work(task: Task, engine: Engine) -> Worked:
    """Digest the text. Raises ModelError."""
    return digested(task, engine)


def cases(task: Task, output: object, repeat: int) -> Sequence[Case]:
    """A case for each labelled claim, for each of ours that no label asks for, and for the quotes of the text."""
    made = Digested.read(output)
    line: Line = task.given
    told: Sequence[str] = line["claims"]
    pairs = dict(aligned(told, made.claims, lambda wanted, claim: by_words(wanted, claim.text, words_of(claim))))
    found = [_labelled(number, wanted, made, pairs.get(number)) for number, wanted in enumerate(told)]
    found += [_unlabelled(n, claim) for n, claim in enumerate(made.claims) if n not in pairs.values()]
    return placed([*found, *quoted(task, made)], task, repeat)


def _labelled(number: int, wanted: str, made: Digested, place: int | None) -> Case:
    claim = made.claims[place] if place is not None else None
    carried = any(carries(f"{each.text} {words_of(each)}", wanted) for each in made.claims)
    scores = [
        *f_parts(F1_OF, bool(claim), int(bool(claim)), "" if claim else "no claim of ours has it to itself"),
        one("claim_coverage", carried, "" if carried else "none of our claims carries it"),
    ]
    told = Told(wanted, wanted, claim.text if claim else "no claim of ours", (), _words(claim))
    return case(f"claim-{number}", "", scores, told, hash_of(wanted))


def _unlabelled(number: int, claim: Claim) -> Case:
    told = Told("", "", claim.text, (), _words(claim))
    return case(f"found-{hash_of([claim.text, number])}", "", wrong(F1_OF, "no labelled claim says it"), told)


def _words(claim: Claim | None) -> tuple[Words, ...]:
    return tuple(Words(ID, quote.text) for quote in claim.quotes) if claim else ()


KIND = Kind(tasks, work, cases, METRICS)
