"""Texts in which people marked who says what: whether the digest's claims name the same speaker.

A line holds `text` and `annotations`, each with `attributions`: `source`, `cue` and `content` as lists of spans with
`start`, `end` and `text`. The first annotation counts. An attribution without a source, or with a pronoun for one,
cannot tell whom to name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import index
from pathlib import Path

from assistant.engines.seam import Engine
from assistant.evaluate.hashing import hash_of
from assistant.evaluate.kinds.lines import Line
from assistant.evaluate.kinds.seam import Kind
from assistant.evaluate.kinds.texts import ID, Digested, article_of, digested, quoted, text_tasks
from assistant.evaluate.records import Case, Meaning, Score, Task, Words, Worked
from assistant.evaluate.scoring.cases import Told, case, one, placed, unscored
from assistant.evaluate.scoring.values import same_speaker
from assistant.schema import Claim
from assistant.text.facts import Context, context_of

REQUIRED = ("text", "annotations")
HALF = 0.5
"""Share of a claim's words that must stand in a marked content for the claim to be of it."""
PRONOUNS = frozenset("he she they it we i you him her them us who which that his their this these those".split())
METRICS: Mapping[str, Meaning] = {
    "attribution_recall": Meaning(
        "attributions found", True, "of the marked contents with a named source, those of which a claim names it"
    ),
    "attribution_precision": Meaning(
        "attributions right",
        True,
        "of our claims with a speaker, those that stand in a content marked as that source's",
    ),
    "content_recall": Meaning("contents claimed", True, "of the marked contents, those of which we have a claim"),
    "speaker_accuracy": Meaning(
        "speakers",
        True,
        "of the marked contents with a named source of which we have a claim, those whose source it names",
    ),
    "stance_accuracy": Meaning(
        "stances", True, "of the marked contents of which we have a claim, those where it is not told as the text's own"
    ),
    "quote_validity": Meaning(
        "quotes exact", True, "of the quotes of our claims, those that are the words of the text"
    ),
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked attribution: who, and the places of what they say."""

    source: str
    content: tuple[tuple[int, int], ...]
    text: str

    @property
    def named(self) -> bool:
        """Whether its source says whom to name."""
        return bool(self.source) and self.source.lower() not in PRONOUNS


def tasks(path: Path) -> Sequence[Task]:
    """A task a line. Raises UserError."""
    return text_tasks(path, REQUIRED, _wrong)


def _wrong(line: Line) -> str:
    try:
        _marked(line)
    except (KeyError, TypeError, IndexError, AttributeError):
        return "annotations must hold attributions with source, cue and content spans"
    return ""


def work(task: Task, engine: Engine) -> Worked:
    """Digest the text. Raises ModelError."""
    return digested(task, engine)


def cases(task: Task, output: object, repeat: int) -> Sequence[Case]:
    """A case for each marked attribution, for each claim of ours with a speaker, and for the quotes."""
    made, context = Digested.read(output), context_of(article_of(task))
    marked = _marked(task.given)
    found = [_attribution(number, each, made.claims, context) for number, each in enumerate(marked)]
    spoken = [claim for claim in made.claims if claim.speaker]
    found += [_claim(number, claim, marked, context) for number, claim in enumerate(spoken)]
    return placed([*found, *quoted(task, made)], task, repeat)


def _marked(line: Line) -> list[Marked]:
    attributions = line["annotations"][0]["attributions"] if line["annotations"] else []
    return [
        Marked(
            " ".join(span["text"] for span in each["source"]),
            tuple((index(span["start"]), index(span["end"])) for span in each["content"]),
            " ".join(span["text"] for span in each["content"]),
        )
        for each in attributions
    ]


def _attribution(number: int, marked: Marked, claims: Sequence[Claim], context: Context) -> Case:
    inside = [claim for claim in claims if _within(claim, marked)]
    right = [claim for claim in inside if same_speaker(marked.source, claim.speaker, context)] if marked.named else []
    best = next(iter([*right, *inside]), None)
    told = Told(
        asked=marked.text,
        expected=marked.source or "no source is marked",
        got=f"{best.stance} by {best.speaker or 'the text'}: {best.text}" if best else "no claim of ours",
        labelled=(Words(ID, marked.text, marked.source),),
        found=_words(best) if best else (),
    )
    scores = _scores(marked, inside, bool(right))
    return case(f"marked-{number}", "marked", scores, told, hash_of([marked.source, marked.content]))


def _scores(marked: Marked, inside: Sequence[Claim], right: bool) -> list[Score]:
    nobody = "" if marked.named else "its source names nobody" if marked.source else "no source is marked"
    missing = "" if inside else "no claim of ours is of it"
    held = any(claim.stance != "asserted" for claim in inside)
    other = "" if right else missing or "another speaker, or none"
    return [
        unscored("attribution_recall", nobody) if nobody else one("attribution_recall", right, other),
        one("content_recall", bool(inside), missing),
        _detail("speaker_accuracy", right, nobody or missing),
        _detail("stance_accuracy", held, missing),
    ]


def _detail(metric: str, right: bool, why_not: str) -> Score:
    return unscored(metric, why_not) if why_not else one(metric, right)


def _claim(number: int, claim: Claim, marked: Sequence[Marked], context: Context) -> Case:
    around = [each for each in marked if _within(claim, each)]
    right = any(same_speaker(each.source, claim.speaker, context) for each in around if each.named)
    why = "" if right else "marked as somebody else's" if around else "stands in no marked content"
    score = one("attribution_precision", right, why)
    if around and not any(each.named for each in around):
        score = unscored("attribution_precision", "the source that is marked names nobody")
    marked_as = " / ".join(each.source for each in around) or "no speaker"
    told = Told(claim.text, marked_as, claim.speaker, (), _words(claim))
    return case(f"found-{number}-{hash_of([claim.text, claim.speaker])}", "ours", [score], told)


def _words(claim: Claim) -> tuple[Words, ...]:
    return tuple(Words(ID, quote.text, claim.speaker) for quote in claim.quotes)


def _within(claim: Claim, marked: Marked) -> bool:
    """Whether at least half of a claim's words, or of the content, stand in the other."""
    common = sum(
        max(0, min(quote.end, end) - max(quote.start, start)) for quote in claim.quotes for start, end in marked.content
    )
    ours = sum(quote.end - quote.start for quote in claim.quotes)
    theirs = sum(end - start for start, end in marked.content)
    return common > 0 and common >= HALF * min(ours, theirs)


KIND = Kind(tasks, work, cases, METRICS)
