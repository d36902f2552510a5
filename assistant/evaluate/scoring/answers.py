"""Answers to labelled questions: the right words, cited from the right places, and silence where nothing is known."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from assistant.evaluate.hashing import hash_of
from assistant.evaluate.labels.gold import GoldQuestion
from assistant.evaluate.records import Case, Score, Words
from assistant.evaluate.scoring.cases import Told, case, one, unscored
from assistant.evaluate.scoring.output import Reply
from assistant.evaluate.scoring.scene import Scene
from assistant.evaluate.scoring.spans import touches
from assistant.schema import Quote, Sentence

WORD = re.compile(r"[^\W_]+")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
POSSESSIVE = re.compile(r"['’]s?(?!\w)")
ARTICLES = frozenset({"a", "an", "the"})
NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
BOTH = 2
"""Sides of a dispute that an answer has to give at least."""


def plain(text: str) -> str:
    """Words alone, in lower case, between spaces: no articles, accents, possessives, punctuation; one is 1."""
    folded = unicodedata.normalize("NFKD", THOUSANDS.sub("", POSSESSIVE.sub("", text))).lower()
    kept = "".join(c for c in folded if not unicodedata.combining(c) and c not in "'’")
    words = (NUMBERS.get(word, word) for word in WORD.findall(kept))
    return f" {' '.join(word for word in words if word not in ARTICLES)} "


def says(text: str, answers: Sequence[str]) -> list[bool]:
    """For each accepted answer whether its words stand in a text, in their order."""
    held = plain(text)
    return [plain(answer).strip() != "" and plain(answer) in held for answer in answers]


def sides(values: Sequence[str], evidence: Sequence[str]) -> list[list[str]]:
    """The accepted values of a disputed question by side.

    Two values are of one side where one contains the other, as "78" and "78th minute" do, or where one place of the
    evidence has both.
    """
    groups: list[list[str]] = []
    for value in values:
        alike = [group for group in groups if any(_one_side(value, other, evidence) for other in group)]
        groups = [group for group in groups if group not in alike]
        groups.append([*(each for group in alike for each in group), value])
    return groups


def _one_side(left: str, right: str, evidence: Sequence[str]) -> bool:
    mine, yours = (plain(ORDINAL.sub("", words)) for words in (left, right))
    return mine in yours or yours in mine or any(all(says(words, (left, right))) for words in evidence)


def answer_cases(scene: Scene) -> Iterator[Case]:
    """A case for each labelled question."""
    replies = {reply.id: reply for reply in scene.output.answers}
    for question in scene.gold.qa:
        reply = replies.get(question.id) or Reply(question.id, "", (), False, True, "", "it was not asked")
        told = _told(scene, question, reply)
        yield case(question.id, question.type, _scores(scene, question, reply), told, hash_of(question))


def _scores(scene: Scene, question: GoldQuestion, reply: Reply) -> list[Score]:
    if question.type == "unanswerable":
        return [_silence_noticed(reply), *_silent_rightly(question, reply)]
    return [_accuracy(question, reply), *_cited(scene, question, reply), *_silent_rightly(question, reply)]


def _accuracy(question: GoldQuestion, reply: Reply) -> Score:
    metric = "answer_accuracy"
    if question.type == "disputed":
        return _both_told(question, reply)
    if not any(plain(value).strip() for value in question.values):
        return unscored(metric, "the label accepts no wording")
    if reply.abstained:
        return one(metric, False, f"no answer: {reply.undelivered or reply.why}")
    right = any(says(reply.answer, question.values))
    return one(metric, right, "" if right else "no accepted wording is in the answer")


def _both_told(question: GoldQuestion, reply: Reply) -> Score:
    """Whether an answer gives two sides of a dispute and calls it one."""
    metric = "answer_accuracy"
    groups = sides(question.values, [each.quote for each in question.evidence])
    if len(groups) < BOTH:
        return unscored(metric, "the label's wordings are not of two sides")
    if reply.abstained:
        return one(metric, False, f"no answer: {reply.undelivered or reply.why}")
    given = sum(any(says(reply.answer, group)) for group in groups)
    if given < BOTH:
        return one(metric, False, f"{given} of {len(groups)} sides in the answer")
    return one(metric, reply.disputed, "" if reply.disputed else "both sides given, but not as disputed")


def _silence_noticed(reply: Reply) -> Score:
    if reply.undelivered:
        return unscored("abstention_recall", f"the model gave nothing: {reply.undelivered}")
    return one("abstention_recall", reply.abstained, "" if reply.abstained else "no source answers it, but it was")


def _silent_rightly(question: GoldQuestion, reply: Reply) -> Iterator[Score]:
    """A silence counts for how precise silences are; an answer, or a model that gave nothing, is none."""
    if reply.abstained and not reply.undelivered:
        right = question.type == "unanswerable"
        yield one("abstention_precision", right, "" if right else "the sources answer it")


def _cited(scene: Scene, question: GoldQuestion, reply: Reply) -> Iterator[Score]:
    located = [scene.located(each) for each in question.evidence]
    evidence = [quote for quote in located if quote]
    if not evidence:
        why = "no evidence is labelled" if not located else "the labelled evidence is not in the articles"
        yield unscored("citation_recall", why)
    cited = [quote for sentence in reply.sentences for quote in sentence.quotes]
    if evidence:
        met = sum(touches(wanted, cited) for wanted in evidence)
        yield Score("citation_recall", float(met), float(len(evidence)))
    if reply.sentences:
        good = sum(_rests(sentence, evidence, question.values) for sentence in reply.sentences)
        yield Score("citation_precision", float(good), float(len(reply.sentences)))


def _rests(sentence: Sentence, evidence: Sequence[Quote], values: Sequence[str]) -> bool:
    """Whether a sentence cites a place that is labelled as evidence, or words that hold an accepted value."""
    cited = any(touches(wanted, sentence.quotes) for wanted in evidence)
    return cited or any(says(" ".join(quote.text for quote in sentence.quotes), values))


def _told(scene: Scene, question: GoldQuestion, reply: Reply) -> Told:
    silence = f"no answer: {reply.undelivered or reply.why}"
    return Told(
        asked=question.question,
        expected=question.answer if question.type != "unanswerable" else question.answer or "no answer",
        got=silence if reply.abstained else reply.answer,
        labelled=tuple(Words(each.article, each.quote) for each in question.evidence),
        found=tuple(w for sentence in reply.sentences for w in scene.words(sentence.quotes)),
    )
