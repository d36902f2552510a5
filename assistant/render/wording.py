"""The words a note uses for the labels, dates and counts of the records, in every format."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from assistant.render.plain import one_line, shortened
from assistant.schema import Article, Claim, Copy, Coverage, Discrepancy, Origin, Position, Review, Run, Skipped
from assistant.text.days import written
from assistant.text.quantities import quantities

KINDS = {
    "number": "a number",
    "date_time": "a date or time",
    "place": "a place",
    "identity_role": "who it is or in what role",
    "status_outcome": "a status or outcome",
    "sequence_cause": "order or cause",
    "attribution_quote": "who said it or in which words",
    "negation": "whether it is so",
    "other": "another matter",
}
VERDICTS = {
    "contradiction": "contradiction",
    "disputed": "dispute between speakers",
    "superseded": "change from an earlier to a later report",
}
DECISIONS = {
    "confirmed": "confirmed",
    "false_alarm": "marked as a false alarm",
    "resolved": "marked as resolved",
}
CLEARANCES = {
    "compatible": "compatible",
    "differing_scope": "different things are meant",
    "unsure": "could not be judged",
}
NO_MODEL = "No language model was used: the built-in engine chose and compared the sentences."
ON_THEIR_OWN = "No other article tells the story of these; they were neither digested nor compared."
GROUPED = "Grouped by names, rare words and time; what the articles say was not compared."
UNMATCHED = "Not matched with another source"
LONE_ARTICLE = "Only one article was read: there was no other source to compare it with."

when = written


def day(article: Article) -> str:
    """The day an article was published, empty when unknown."""
    return when(article.published.partition("T")[0])


def source(article: Article) -> str:
    """The name of a source, short enough to stand in a sentence."""
    return shortened(article.label, 60)


def byline(article: Article) -> str:
    """Outlet and day, the way a quote names its source."""
    return ", ".join(filter(None, (source(article), day(article))))


def headline(article: Article) -> str:
    """The title, where the source is not already named by it."""
    return "" if article.title == article.label else one_line(article.title)


def many(number: int, noun: str, plural: str = "") -> str:
    """`1 source`, `2 sources`, `1,200 pairs`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def standfirst(articles: Sequence[Article], origins: Sequence[Origin] = ()) -> str:
    """How many sources there are, how many of them are independent, and from which days."""
    days = sorted({article.published[:10] for article in articles if article.published})
    span = " to ".join([when(days[0]), when(days[-1])][: len(days)]) if days else ""
    undated = sum(not article.published for article in articles)
    missing = f"{undated} undated" if undated else ""
    independent = many(len(origins), "independent origin") if 0 < len(origins) < len(articles) else ""
    return ", ".join(filter(None, (many(len(articles), "source"), independent, span, missing)))


def part(some: int, all_of: int) -> str:
    """`3 of 14 articles`, `2 articles`."""
    return many(all_of, "article") if some == all_of else f"{some:,} of {many(all_of, 'article')}"


def tie(copy: Copy, of: Article) -> str:
    """Why an article is no source of its own."""
    return f"not independent of {byline(of)}: {one_line(copy.why)}"


def pile(stories: int, articles: int) -> str:
    """What was found in a pile of articles."""
    return f"{many(stories, 'story', 'stories')} in {many(articles, 'article')}"


def backing(sources: int, origins: int) -> str:
    """How many sources state a fact, and how many of them found it out for themselves."""
    copies = " (the others are copies, or of one agency or outlet)" if origins < sources else ""
    return f"{many(sources, 'source')}, {many(origins, 'independent origin')}{copies}"


def judgement(finding: Discrepancy) -> str:
    """Weight, kind and reason of a discrepancy in one plain line."""
    weight = f"{finding.severity.capitalize()} {VERDICTS[finding.verdict]}"
    # Of two speakers one denies what the other says: their words are not what is in dispute.
    said = finding.verdict == "disputed" and finding.kind == "attribution_quote"
    about = f"{weight}, about {KINDS['negation' if said else finding.kind]}"
    reason = _reason(finding)
    if finding.verdict == "superseded" and steps(finding):
        reason = one_line(finding.why).partition(". ")[2]  # the steps have given the figures and their days
    return f"{about}: {reason}" if reason else f"{about}."


def stand(position: Position, finding: Discrepancy) -> tuple[str, str]:
    """What a source answers, and who holds it; the speaker alone where the answer is the sentence that is quoted."""
    who = holder(position, finding)
    whole = bool(who) and one_line(position.value) == one_line(position.quotes[0].text)
    return (who, "") if whole else (position.value or "as quoted", who)


def clearance(finding: Discrepancy) -> str:
    """Why a finding is no discrepancy."""
    if finding.review.state:
        return f"{decision(finding.review)}."
    return f"{CLEARANCES[finding.verdict]}: {_reason(finding)}"


def decision(review: Review) -> str:
    """What was decided about a finding, by whom, when and why; empty where nothing was."""
    if not review.state:
        return ""
    who = f" by {one_line(review.by)}" if review.by else ""
    day = f" on {when(review.at.partition('T')[0])}" if review.at else ""
    late = "; an answer has come in since" if review.outdated else ""
    why = f": {one_line(review.note).rstrip('.')}" if review.note else ""
    return f"{DECISIONS[review.state]}{who}{day}{late}{why}"


def mark(finding: Discrepancy) -> str:
    """The decision on a finding as a sentence, and the name by which it can be decided."""
    told = decision(finding.review)
    return f"{told[:1].upper()}{told[1:]}. Finding {finding.id}." if told else f"Finding {finding.id}."


def steps(finding: Discrepancy) -> str:
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
    return " → ".join(f"{' / '.join(values.values())} ({when(moment)})" for moment, values in told.items())


def holder(position: Position, finding: Discrepancy) -> str:
    """Who holds a position where speakers differ; empty elsewhere."""
    return one_line(position.speaker) if finding.verdict == "disputed" else ""


def _reason(finding: Discrepancy) -> str:
    return f"{one_line(finding.why).rstrip('.')}."


def calm(coverage: Coverage) -> str:
    """What may honestly be said when no discrepancy was found."""
    if coverage.articles < 2:
        return LONE_ARTICLE
    judged = coverage.by_rule + coverage.by_engine
    if not judged:
        return "Nothing was compared: no two claims of different sources spoke of the same thing."
    pairs = many(judged, "compared pair")
    return f"No contradiction was found among {pairs}; that is not proof that there is none."


def making(run: Run) -> list[str]:
    """Which engine made a result, at what cost, with which prompts."""
    if run.engine == "builtin":
        lines = [NO_MODEL]
    else:
        tokens = f"{run.tokens.input:,} tokens in and {run.tokens.output:,} out"
        paid = price(run.model, run.cost)
        lines = [f"Language model: {run.model}; {many(run.calls, 'call')}, {tokens}, {paid}."]
    if run.prompts:
        lines.append("Prompts: " + ", ".join(f"{name} {key[:12]}" for name, key in sorted(run.prompts.items())))
    return [*lines, version(run)]


def version(run: Run) -> str:
    """Which version made a result."""
    return f"Made with assistant {run.version}."


def price(model: str, cost: str) -> str:
    """What calls cost, or that it is not known."""
    return f"{cost} US dollars" if cost else f"price of {one_line(model)} unknown"


def extent(coverage: Coverage) -> list[str]:
    """How much was looked at and what was left out, in sentences."""
    judged = coverage.by_rule + coverage.by_engine
    rejected = f"; {many(coverage.rejected, 'statement')} did not pass a check" if coverage.rejected else ""
    claims = many(coverage.claims, "claim")
    lines = [
        f"Read: {many(coverage.articles, 'article')}, {claims} tied to exact words{rejected}.",
        f"Compared: {judged:,} of {many(coverage.pairs, 'pair')} of claims "
        f"({coverage.by_rule:,} by rule, {coverage.by_engine:,} by the engine).",
    ]
    if coverage.cleared:
        lines.append(f"Cleared: {many(coverage.cleared, 'question')} looked at and found to be no discrepancy.")
    if coverage.not_compared:
        lines.append(f"Not compared: {counted(coverage.not_compared)}.")
    if coverage.left_out:
        lines.append(f"Left out: {counted(coverage.left_out)}.")
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


def counted(skipped: tuple[Skipped, ...]) -> str:
    """Reasons with how often each applied."""
    return "; ".join(f"{one_line(item.reason)} ({item.count:,})" for item in skipped)


def unshown(count: int) -> str:
    """What a note leaves to the JSON."""
    return f"and {count:,} more, in the JSON of this result"


def stance(claim: Claim) -> str:
    """How the article holds a claim it does not simply assert: `denied by the mayor`."""
    return f"{claim.stance} by {one_line(claim.speaker)}" if claim.speaker else claim.stance
