"""What a note says of the labels, dates and counts of the records, in every format and language.

Each function takes the catalogue whose words it uses; without one it speaks English.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from assistant.render.catalogue import ENGLISH, Catalogue
from assistant.render.plain import one_line, shortened
from assistant.schema import Article, Claim, Copy, Coverage, Discrepancy, Origin, Position, Review, Run, Skipped
from assistant.text.days import written
from assistant.text.quantities import quantities

when = written
COUNTED = re.compile(r"(How many [^:“”]+): “.*”\?$")
"""A question of `assistant.compare.questions` that names what is counted, with both sides' words behind it."""


def day(article: Article, say: Catalogue = ENGLISH) -> str:
    """The day an article was published, empty when unknown."""
    return say.day(article.published.partition("T")[0])


def source(article: Article) -> str:
    """The name of a source, short enough to stand in a sentence."""
    return shortened(article.label, 60)


def byline(article: Article, say: Catalogue = ENGLISH) -> str:
    """Outlet and day, the way a quote names its source."""
    return ", ".join(filter(None, (source(article), day(article, say))))


def names(articles: Sequence[Article], say: Catalogue = ENGLISH) -> dict[str, str]:
    """What tells articles apart where there is little room: their outlets, with day and title if others share them."""
    forms: tuple[Callable[[Article], str], ...] = (
        source,
        lambda article: byline(article, say),
        lambda article: ", ".join(filter(None, (byline(article, say), shortened(article.title, 60)))),
    )
    named: dict[str, str] = {}
    for form in forms:
        often = Counter(map(form, articles))
        named = {a.id: named.get(a.id) or (form(a) if often[form(a)] == 1 else "") for a in articles}
    return {id: name or id for id, name in named.items()}


def headline(article: Article) -> str:
    """The title, where the source is not already named by it."""
    return "" if article.title == article.label else shortened(article.title)


def many(number: int, noun: str, plural: str = "") -> str:
    """`1 source`, `2 sources`, `1,200 pairs`: what the command line counts, in English."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def standfirst(articles: Sequence[Article], origins: Sequence[Origin] = (), say: Catalogue = ENGLISH) -> str:
    """How many sources there are, how many of them are independent, and from which days."""
    days = sorted({article.published[:10] for article in articles if article.published})
    ends = [say.day(days[0]), say.day(days[-1])][: len(days)] if days else [""]
    span = say("span", first=ends[0], last=ends[1]) if len(ends) > 1 else ends[0]
    undated = sum(not article.published for article in articles)
    missing = say.many("undated", undated) if undated else ""
    independent = say.many("origin", len(origins)) if 0 < len(origins) < len(articles) else ""
    return ", ".join(filter(None, (say.many("source", len(articles)), independent, span, missing)))


def part(some: int, all_of: int, say: Catalogue = ENGLISH) -> str:
    """`3 of 14 articles`, `2 articles`."""
    whole = say.many("article", all_of)
    return whole if some == all_of else say("part", some=say.number(some), all=whole)


def tie(copy: Copy, of: Article, say: Catalogue = ENGLISH) -> str:
    """Why an article is no source of its own."""
    return say("tie", of=byline(of, say), why=one_line(copy.why))


def pile(stories: int, articles: int, say: Catalogue = ENGLISH) -> str:
    """What was found in a pile of articles."""
    return say("pile", stories=say.many("story", stories), articles=say.many("article", articles))


def backing(sources: int, origins: int, say: Catalogue = ENGLISH) -> str:
    """How many sources state a fact, and how many of them found it out for themselves."""
    phrase = "backing_copies" if origins < sources else "backing"
    return say(phrase, sources=say.many("source", sources), origins=say.many("origin", origins))


def question(finding: Discrepancy) -> str:
    """The question of a finding; without the two excerpts where a table below tells them and a noun says enough."""
    asked = one_line(finding.question)
    counted = COUNTED.match(asked)
    return f"{counted[1]}?" if counted else asked


def judgement(finding: Discrepancy, say: Catalogue = ENGLISH) -> str:
    """Weight, kind and reason of a discrepancy in one plain line."""
    weight = say.of("verdicts", f"{finding.verdict}_{finding.severity}")
    # Of two speakers one denies what the other says: their words are not what is in dispute.
    said = finding.verdict == "disputed" and finding.kind == "attribution_quote"
    about = say.of("kinds", "negation" if said else finding.kind)
    why = reason(finding)
    if finding.verdict == "superseded" and steps(finding):
        why = one_line(finding.why).partition(". ")[2]  # the steps have given the figures and their days
    return say("judged_why" if why else "judged", weight=weight, about=about, why=why)


def stand(position: Position, finding: Discrepancy, say: Catalogue = ENGLISH) -> tuple[str, str]:
    """What a source answers, and who holds it; the speaker alone where the answer is the sentence that is quoted."""
    who = holder(position, finding)
    whole = bool(who) and one_line(position.value) == one_line(position.quotes[0].text)
    return (who, "") if whole else (position.value or say("as_quoted"), who)


def clearance(finding: Discrepancy, say: Catalogue = ENGLISH) -> str:
    """Why a finding is no discrepancy."""
    if finding.review.state:
        return f"{decision(finding.review, say)}."
    return f"{say.of('clearances', finding.verdict)}: {reason(finding)}"


def decision(review: Review, say: Catalogue = ENGLISH) -> str:
    """What was decided about a finding, by whom, when and why; empty where nothing was."""
    if not review.state:
        return ""
    parts = (
        say.of("decisions", review.state),
        say("decided_by", who=one_line(review.by)) if review.by else "",
        say("decided_on", day=say.day(review.at.partition("T")[0])) if review.at else "",
        say("decided_late") if review.outdated else "",
        say("decided_why", why=one_line(review.note).rstrip(".")) if review.note else "",
    )
    return "".join(parts)


def mark(finding: Discrepancy, say: Catalogue = ENGLISH) -> str:
    """The decision on a finding as a sentence, and the name by which it can be decided."""
    told = decision(finding.review, say)
    named = say("finding", id=finding.id)
    return f"{told[:1].upper()}{told[1:]}. {named}" if told else named


def steps(finding: Discrepancy, say: Catalogue = ENGLISH) -> str:
    """The answers of a moving figure in the order of time; empty where their times are not known.

    `62 people / 48 people (12 June 2024) → 9 people (14 June 2024)`.
    """
    days = len({position.published[:10] for position in finding.positions}) > 1
    told: dict[str, dict[str, str]] = {}
    seen: set[float | str] = set()
    for position in finding.positions:
        here: set[float | str] = {quantity.value for quantity in quantities(position.value)[:1]}
        here = here or {position.value.casefold()}
        moment = position.published[:10] if days else position.published[:16]
        if not here & seen:
            told.setdefault(moment, {})[position.value.casefold()] = shortened(position.value, 80)
        seen |= here
    if len(told) < 2 or "" in told:
        return ""
    return " → ".join(
        say("step", values=" / ".join(values.values()), day=say.day(moment)) for moment, values in told.items()
    )


def holder(position: Position, finding: Discrepancy) -> str:
    """Who holds a position where speakers differ; empty elsewhere."""
    return one_line(position.speaker) if finding.verdict == "disputed" else ""


def reason(finding: Discrepancy) -> str:
    """Why a finding is what it is, as a sentence."""
    return f"{one_line(finding.why).rstrip('.')}."


def calm(coverage: Coverage, say: Catalogue = ENGLISH) -> str:
    """What may honestly be said when no discrepancy was found."""
    if coverage.articles < 2:
        return say("lone_article")
    judged = coverage.by_rule + coverage.by_engine
    return say("calm", pairs=say.many("compared_pair", judged)) if judged else say("nothing_compared")


def making(run: Run, say: Catalogue = ENGLISH) -> list[str]:
    """Which engine made a result, at what cost, with which prompts."""
    told = say("no_model")
    if run.engine != "builtin":
        numbers = {"input": say.number(run.tokens.input), "output": say.number(run.tokens.output)}
        paid = price(run.model, run.cost, say)
        told = say("model", model=run.model, calls=say.many("call", run.calls), price=paid, **numbers)
    prompts = ", ".join(f"{name} {key[:12]}" for name, key in sorted(run.prompts.items()))
    return [told, *([say("prompts", prompts=prompts)] if prompts else []), version(run, say)]


def version(run: Run, say: Catalogue = ENGLISH) -> str:
    """Which version made a result."""
    return say("version", version=run.version)


def price(model: str, cost: str, say: Catalogue = ENGLISH) -> str:
    """What calls cost, or that it is not known."""
    return say("price", cost=cost) if cost else say("price_unknown", model=one_line(model))


def extent(coverage: Coverage, say: Catalogue = ENGLISH) -> list[str]:
    """How much was looked at and what was left out, in sentences."""
    judged = coverage.by_rule + coverage.by_engine
    read = say(
        "read_rejected" if coverage.rejected else "read",
        articles=say.many("article", coverage.articles),
        claims=say.many("claim", coverage.claims),
        statements=say.many("statement", coverage.rejected),
    )
    numbers = {"rule": say.number(coverage.by_rule), "engine": say.number(coverage.by_engine)}
    compared = say("compared", judged=say.number(judged), pairs=say.many("pair", coverage.pairs), **numbers)
    lines = [read, compared]
    if coverage.cleared:
        lines.append(say("cleared", questions=say.many("question", coverage.cleared)))
    if coverage.not_compared:
        lines.append(say("not_compared", reasons=counted(coverage.not_compared, say)))
    if coverage.left_out:
        lines.append(say("left_out", reasons=counted(coverage.left_out, say)))
    return lines


def total(parts: Sequence[Coverage]) -> Coverage:
    """The coverage of several stories as one."""

    def merged(name: str) -> tuple[Skipped, ...]:
        counts: Counter[str] = Counter()
        for part in parts:
            counts.update({item.reason: item.count for item in getattr(part, name)})
        return tuple(Skipped(reason, count) for reason, count in counts.items())

    lists = ("not_compared", "left_out")
    numbers = [each.name for each in fields(Coverage) if each.name not in lists]
    sums: dict[str, Any] = {name: sum(getattr(part, name) for part in parts) for name in numbers}
    return Coverage(**sums, not_compared=merged("not_compared"), left_out=merged("left_out"))


def counted(skipped: Sequence[Skipped], say: Catalogue = ENGLISH) -> str:
    """Reasons with how often each applied."""
    return "; ".join(f"{one_line(say.known('reasons', item.reason))} ({say.number(item.count)})" for item in skipped)


def unshown(count: int, say: Catalogue = ENGLISH) -> str:
    """What a note leaves out; the JSON holds it."""
    return say("unshown", n=say.number(count))


def stance(claim: Claim, say: Catalogue = ENGLISH) -> str:
    """How the article holds a claim it does not simply assert: `denied by the mayor`."""
    return say("stance", stance=claim.stance, who=one_line(claim.speaker)) if claim.speaker else claim.stance
