"""What a model is asked about a draft, and how much of its answer stands.

It is asked where words alone leave a sentence open, and where they carry it in other words: only a
reader of meaning sees that the roles are exchanged. What the rules decided against a sentence is
not put to it.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.check.ruling import Ruling, Sources
from assistant.compare.gates import gate
from assistant.compare.statements import Statement
from assistant.schema import AGREEING, Article, Claim, Pair, Span, Verdict
from assistant.text.carry import TURNING, not_carried
from assistant.text.facts import Context, context_of, facts_of
from assistant.text.locate import quote
from assistant.text.stance import voice

DRAFT = "draft"
WORDING = ("the quote does not say this", "the quote has no such word")
"""Reasons that a quote does not carry a sentence which a reader of meaning may overrule."""
AGREED = 0.5
"""What a score is multiplied by where the model finds the same and nothing gainsays it."""


def open_questions(rulings: Sequence[Ruling], draft: Article, sources: Sources) -> dict[int, Pair]:
    """The sentences to ask about, by their number, each beside the words of the source most like it."""
    return {n: question(n, ruling, draft, sources) for n, ruling in enumerate(rulings) if _is_open(ruling)}


def answered(ruling: Ruling, pair: Pair, verdict: Verdict, sources: Sources) -> Ruling:
    """The ruling with what stands of a model's verdict."""
    if not verdict.by:
        return ruling
    source = sources.articles[pair.right.article]
    left = Statement(pair.left, facts_of(pair.left.text, context_of(source)), Context(pair.dates[0]))
    right = Statement(pair.right, facts_of(pair.right.text, context_of(source)), context_of(source))
    gated = gate(verdict, left, right)
    if gated.label in ("contradiction", "superseded"):
        return _contradicted(ruling, gated)
    if gated.label in AGREEING and ruling.verdict == "not_verified" and _facts_carried(pair, source):
        why = f"The quoted words say the same in other words, by the judgement of {verdict.by.partition(':')[2]}."
        return replace(ruling, verdict="supported", why=why, score=ruling.score * AGREED)
    return ruling


def _is_open(ruling: Ruling) -> bool:
    if not ruling.evidence or ruling.verdict not in ("not_verified", "supported"):
        return False
    said = " ".join(ruling.part.text.split()).rstrip(".! ")
    return not any(said in " ".join(each.text.split()) for each in ruling.evidence)


def question(number: int, ruling: Ruling, draft: Article, sources: Sources) -> Pair:
    """A sentence of the draft beside its evidence in the source most like it, as a pair of claims."""
    part, first = ruling.part, ruling.evidence[0]
    own = quote(draft, Span(part.start, part.end))
    quotes = tuple(sorted((q for q in ruling.evidence if q.article == first.article), key=lambda q: q.start))
    said, told = voice(part.meant), voice(first.text)
    text = " ".join(" ".join(q.text for q in quotes).split())
    return Pair(
        Claim(f"{DRAFT}:{number}", DRAFT, part.meant, (own,), said.stance, said.speaker),
        Claim(f"{first.article}:{number}", first.article, text, quotes, told.stance, told.speaker),
        (draft.published, sources.articles[first.article].published),
    )


def _contradicted(ruling: Ruling, verdict: Verdict) -> Ruling:
    draft, source = verdict.values
    why = f"The source says “{source}”, not “{draft}”. {verdict.why}".strip()
    return replace(ruling, verdict="contradicted", why=why, score=(1 + ruling.score) / 2)


def _facts_carried(pair: Pair, source: Article) -> bool:
    """Whether numbers, dates, names and polarity of the draft's sentence are in the quoted words."""
    around = source.text[max(0, pair.right.quotes[0].start - 600) : pair.right.quotes[0].start]
    reason = not_carried(pair.left.text, pair.right.text, context_of(source), f"{source.title}\n{around}")
    known, _, word = reason.partition(": ")
    return not reason or (known in WORDING and word.lower() not in TURNING)
