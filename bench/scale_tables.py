"""The tables of docs/scale.md: each a function from what was assumed and measured to Markdown."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bench.scale_model import (
    AS_IT_IS,
    LOOK,
    NIGHT,
    PATIENCE,
    SHIFT,
    Calls,
    Curve,
    Figures,
    Plan,
    Work,
    by_hour,
    cores_at_night,
    dollars,
    each_article,
    figures,
    findings,
    over_stories,
    peak_calls,
    peak_tokens,
    plan,
    self_hosted,
    stores,
    work,
    workers_for,
)
from bench.scale_tongues import tongues
from bench.scale_world import ASSUMED, CASES, Case, Day, World, draw_day, world

MEMORY = 16e9
"""Bytes of a usual machine."""
MANY = 5_000
"""Copies of one text that a story of the world may have."""
DISK = 100e6
"""Bytes a second that a usual disk writes: assumed."""
TIERS = {"the first paid tier": 500_000.0, "the highest tier": 180_000_000.0}
"""Tokens a minute that OpenAI lets an account send to gpt-5-mini: ScriptByAI's overview of its limits, 2025."""
WAYS = {
    "as it is": (AS_IT_IS, False),
    "digests in batches, at half the price": (AS_IT_IS, True),
    "copies digested and compared once": (Plan(once=True), False),
    "only pairs that differ in a figure, a date or a negation": (Plan(disputed=True), False),
    "all three": (Plan(once=True, disputed=True), True),
}
THERE = {"as it is", "digests in batches, at half the price"}
"""The ways that the program has; the others are not built."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A case with the day that was drawn for it and what this day takes."""

    here: World
    day: Day
    work: Work
    calls: Calls
    stores: Mapping[str, float]


class Book:
    """The measured figures, and the three cases reckoned with them."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self.found = found
        self.known: Figures = figures(found)
        self.case = cache(self._reckon)

    def _reckon(self, case: Case) -> Reckoned:
        here = world(case)
        day = draw_day(here)
        known = self.known
        return Reckoned(here, day, work(here, day, known), plan(here, day, known), stores(here, day, known))

    def row(self, what: str, worth: Callable[[Reckoned], str]) -> tuple[str, ...]:
        """A row with a cell for each case."""
        return (what, *(worth(self.case(case)) for case in CASES))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: int = 1) -> str:
    """A Markdown table; columns from the `right`-th on are set to the right."""
    marks = ["---" if number < right else "---:" for number in range(len(head))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *rows))


def short(number: float) -> str:
    """A number as a person says it: three digits, thousands and millions by their names."""
    if math.isinf(number):
        return "never"
    for size, name in ((1e12, " million million"), (1e9, " thousand million"), (1e6, " million")):
        if abs(number) >= size:
            return f"{float(f'{number / size:.3g}'):,g}{name}"
    if abs(number) >= 100:
        return f"{float(f'{number:.3g}'):,.0f}"
    return f"{number:.3g}"


def span(seconds: float) -> str:
    """Seconds in the unit that suits them."""
    for size, name in ((86_400, "days"), (3_600, "h"), (60, "min"), (1, "s")):
        if seconds >= 2 * size:
            return f"{short(seconds / size)} {name}"
    return f"{short(seconds * 1000)} ms" if seconds < 1 else f"{short(seconds)} s"


def size(count: float) -> str:
    """Bytes in the unit that suits them."""
    for unit, name in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if count >= unit:
            return f"{short(count / unit)} {name}"
    return f"{short(count)} B"


def money(amount: float) -> str:
    """US dollars."""
    return f"${amount:,.0f}" if amount >= 10 else f"${amount:.2f}"


def assumptions(book: Book) -> str:
    """What is taken of the world, and from where."""
    rows = [(each.says, short(each.low), short(each.mid), short(each.high), each.source) for each in ASSUMED]
    return table(("", "low", "middle", "high", "from"), rows, 9)


def measured(book: Book) -> str:
    """What the program was measured to take, on which machine."""
    known = book.known
    rows = [(name, short(known[name]), each["unit"], each["kind"], each["how"]) for name, each in known.held.items()]
    head = f"Measured on {book.found['measured']}, {book.found['machine']}, Python {book.found['versions']['Python']}."
    curves = [
        (
            name,
            each["unit"],
            "; ".join(f"{x:,}: {short(y)}" for x, y in each["points"]),
            f"{known.curves[name].exponent:.2f}",
        )
        for name, each in book.found["curves"].items()
    ]
    bends = table(("curve", "of", "measured at", "exponent at its end"), curves, 3)
    return f"{head}\n\n{table(('figure', '', 'unit', 'kind', 'how'), rows, 9)}\n\n{bends}"


def drawn(book: Book) -> str:
    """The day, from articles to what is left for a model."""
    curve = book.known.curves["candidates"]
    claims = book.known["claims"] / book.known["characters"]

    def told(each: Reckoned) -> float:
        return each.day.grouped * claims * each.here["characters"]

    rows = [
        book.row("articles", lambda e: f"{e.day.articles:,}"),
        book.row("in the busiest hour", lambda e: f"{max(e.day.hours):,}"),
        book.row("alone in their story, and neither digested nor compared", lambda e: f"{e.day.stories.get(1, 0):,}"),
        book.row("stories of two or more", lambda e: f"{e.day.told:,}"),
        book.row("articles in these", lambda e: f"{e.day.grouped:,}"),
        book.row("articles of the largest", lambda e: f"{max(e.day.stories):,}"),
        book.row("copies", lambda e: short(e.day.articles - over_stories(e.day, e.day.origins, 1))),
        book.row("independent texts in these stories", lambda e: short(over_stories(e.day, e.day.origins))),
        book.row("claims", lambda e: short(told(e))),
        book.row("pairs of claims, if each were held against each", lambda e: short(told(e) ** 2 / 2)),
        book.row("candidate pairs", lambda e: short(over_stories(e.day, curve.at))),
        book.row("pairs left for a model", lambda e: short(e.calls.pairs)),
        book.row("calls to digest", lambda e: short(e.calls.digests)),
        book.row("calls to judge", lambda e: short(e.calls.judgements)),
        book.row("tokens read", lambda e: short(e.calls.digest_in + e.calls.judge_in)),
        book.row("tokens written", lambda e: short(e.calls.digest_out + e.calls.judge_out)),
        book.row("discrepancies told", lambda e: short(findings(e.here, e.day))),
    ]
    return table(("", "low", "middle", "high"), rows)


def processor(book: Book) -> str:
    """What the built-in engine takes: processors, memory, disk."""
    largest = book.known.curves["compare"].at
    rows = [
        book.row("reading", lambda e: span(e.work.read)),
        book.row("digesting what is in stories", lambda e: span(e.work.digest)),
        book.row("grouping the day, in one process", lambda e: span(e.work.group)),
        book.row("comparing", lambda e: span(e.work.compare)),
        book.row("of which the largest story, in one process", lambda e: span(largest(max(e.day.stories)))),
        book.row("together", lambda e: span(e.work.total)),
        book.row(
            f"cores for all but grouping within {NIGHT:.0f} hours", lambda e: short(math.ceil(cores_at_night(e.work)))
        ),
        book.row("their price", lambda e: money((e.work.total) / 3600 * e.here["core_price"])),
        book.row("memory of one run over the whole day", lambda e: size(e.stores["memory"])),
        book.row("texts on disk", lambda e: size(e.stores["texts"])),
        book.row("digests on disk, as JSON", lambda e: size(e.stores["digests"])),
        book.row("replies of a model in the cache", lambda e: size(e.stores["replies"])),
    ]
    return table(("processor time of a day", "low", "middle", "high"), rows)


def queues(book: Book) -> str:
    """Workers so that nothing waits too long at the peak, and what every hour takes if all is grouped again."""
    known = book.known

    def arrive(each: Reckoned) -> str:
        return short(workers_for(each.day.minutes, sum(each_article(each.here, known))))

    def cards(each: Reckoned) -> str:
        busy = self_hosted(each.calls, each.here, known)[0] * 3600 / each.day.articles
        return short(workers_for(each.day.minutes, busy))

    def late(each: Reckoned) -> str:
        over = [number for number, hour in enumerate(by_hour(each.day, known)) if hour.group > 3600]
        return f"{over[0]}:00" if over else "never"

    def sum_of(each: Reckoned, number: int) -> str:
        return span(sum(hour[number] for hour in by_hour(each.day, known)))

    rows = [
        book.row(f"cores to read and digest, nothing waiting over {PATIENCE:.0f} minutes", arrive),
        book.row("cards with vLLM for the calls of each article, as much", cards),
        book.row("most tokens a minute", lambda e: short(peak_tokens(e.day, e.calls))),
        book.row("most calls a second", lambda e: short(peak_calls(e.day, e.calls) / 60)),
        book.row("grouping the day so far again every hour, over the day", lambda e: sum_of(e, 1)),
        book.row("the hour from which that takes longer than an hour", late),
        book.row("comparing every story that grew again every hour, over the day", lambda e: sum_of(e, 2)),
    ]
    return table(("", "low", "middle", "high"), rows)


def models(book: Book) -> str:
    """Money a day with named models, in the middle case by way to save, and in all cases as it is."""
    prices = book.known.prices
    here = book.case("mid")
    plain = {name: dollars(here.calls, price) for name, price in prices.items()}
    rows = []
    for name, (how, batch) in WAYS.items():
        calls = plan(here.here, here.day, book.known, how)
        costs = [dollars(calls, price, batch=batch) for price in prices.values()]
        saved = 1 - costs[0] / plain[next(iter(prices))]
        built = "yes" if name in THERE else "no"
        hosted = money(self_hosted(calls, here.here, book.known)[1]) if not batch or name not in THERE else "-"
        rows.append((name, built, short(calls.calls), *map(money, costs), hosted, f"{saved:.0%}"))
    first = table(("middle", "built", "calls", *prices, "own cards", f"saved with {next(iter(prices))}"), rows, 2)
    every = [
        book.row(name, lambda e, price=price: money(dollars(e.calls, price)))  # type: ignore[misc]
        for name, price in prices.items()
    ]
    every.append(book.row("own cards, vLLM", lambda e: money(self_hosted(e.calls, e.here, book.known)[1])))
    every.append(book.row("hours of a card", lambda e: short(self_hosted(e.calls, e.here, book.known)[0])))
    second = table(("as it is, a day", "low", "middle", "high"), every)
    listed = "; ".join(f"{name} {p['input']:g} and {p['output']:g}" for name, p in prices.items())
    source = f"by genai-prices {book.found['versions']['genai-prices']}"
    return f"{first}\n\n{second}\n\nUS dollars for a million tokens read and written, {source}: {listed}."


def checked(book: Book) -> str:
    """What the curves foretold of larger piles, and what these took."""
    return "\n\n".join(map(_foretold, book.found["check"]))


def _foretold(check: Mapping[str, Any]) -> str:
    rows = [(row["what"], short(row["predicted"]), short(row["measured"]), _error(row)) for row in check["rows"]]
    piles = ", ".join(f"{articles:,}" for articles in check["fitted"])
    fitted = f"; the curve of grouping is fitted on piles of {piles}" if piles else ""
    head = f"A pile of {check['articles']:,} articles in stories of drawn sizes, through the real code{fitted}."
    return f"{head}\n\n{table(('', 'predicted', 'measured', 'error'), rows)}"


def _error(row: Mapping[str, float]) -> str:
    return f"{row['predicted'] / row['measured'] - 1:+.1%}"


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that breaks: what it is, the figure at which it does, and that figure of a day."""

    what: str
    at: float
    of: Callable[[Reckoned], float]
    shown: Callable[[float], str]
    unit: str

    def cell(self, each: Reckoned) -> str:
        """The day's figure, in bold where it is beyond the limit."""
        return f"**{self.shown(self.of(each))}**" if self.broken(each) else self.shown(self.of(each))

    def broken(self, each: Reckoned) -> bool:
        """Whether a day is beyond the limit."""
        return self.of(each) > self.at


def limits(book: Book) -> tuple[Limit, ...]:
    """All that can break, from the first article to the last reader; times and sizes are of the middle case."""
    known, curves = book.known, book.known.curves
    mid = book.case("mid")
    held = mid.stores["memory"] / mid.day.articles
    hour, group = 3600.0, curves["group"]
    square = group.points[-1][0] * math.sqrt(hour / group.points[-1][1])

    def articles(each: Reckoned) -> float:
        return each.day.articles

    def largest(each: Reckoned) -> float:
        return max(each.day.stories)

    def results(each: Reckoned) -> float:
        return each.stores["digests"] / each.day.articles * max(each.day.minutes) / 60

    def tokens(each: Reckoned) -> float:
        return peak_tokens(each.day, each.calls)

    def replies(each: Reckoned) -> float:
        return peak_calls(each.day, each.calls) / 60

    one_core = 86_400 / sum(each_article(mid.here, known))
    many = "articles a day"
    return (
        Limit("reading and digesting on one core", one_core, articles, short, many),
        Limit("grouping takes an hour of one process", group.size_for(hour), articles, short, many),
        Limit("grouping takes an hour, growing with the square from here on", square, articles, short, many),
        Limit(f"one run holds more than {size(MEMORY)}", MEMORY / held, articles, short, many),
        Limit("comparing one story takes an hour", curves["compare"].size_for(hour), largest, short, "articles in it"),
        Limit("comparing copies of one text takes an hour", curves["copies"].size_for(hour), largest, short, "copies"),
        Limit(
            "the cache's one writer",
            known["keeps"],
            lambda e: peak_calls(e.day, e.calls) / 60,
            short,
            "replies a second",
        ),
        Limit("the one writer of results", DISK, results, size, "a second"),
        *(Limit(f"{name} of gpt-5-mini", most, tokens, short, "tokens a minute") for name, most in TIERS.items()),
        Limit("one person looks", SHIFT / LOOK, lambda e: findings(e.here, e.day), short, "findings a day"),
    )


def breaks(book: Book) -> str:
    """Of each stage the figure at which it breaks, and the figures of the three days beside it."""
    mid, curves = book.case("mid"), book.known.curves
    rows = [(each.what, f"{each.shown(each.at)} {each.unit}", *book.row("", each.cell)[1:]) for each in limits(book)]
    each = f"{short(mid.calls.calls / mid.day.articles)} calls and {short(mid.calls.tokens / mid.day.articles)} tokens"
    compared, seen = (span(curves[name].at(MANY)) for name in ("copies", "origins"))
    return (
        f"{table(('what', 'breaks at', 'low', 'middle', 'high'), rows, 2)}\n\n"
        f"Bold: beyond it. The middle day asks for {each} an article of all that came. {MANY:,} copies of one text"
        f" would take {compared} to compare, and {seen} to be seen as one."
    )


def pieces(book: Book) -> str:
    """What partitions do to grouping: the day by languages, by hours, and both."""
    curve: Curve = book.known.curves["group"]
    ways: dict[str, Callable[[Reckoned], float]] = {
        "the day as one pile": lambda e: float(e.day.articles),
        "by language, the largest is English": lambda e: e.day.articles * e.here["english"],
        "English, in 8 overlapping windows of 6 hours": lambda e: e.day.articles * e.here["english"] / 4,
        "English, by hand-made beats, 20 of them": lambda e: e.day.articles * e.here["english"] / 20,
    }
    rows = [book.row(name, lambda e, part=part: span(curve.at(part(e)))) for name, part in ways.items()]  # type: ignore[misc]
    return table(("longest grouping of one part", "low", "middle", "high"), rows)


def languages(book: Book) -> str:
    """What the built-in engine makes of one event told twice in other languages, as it is now."""
    rows = [(name, *(f"{each[key]}" for key in ("claims", "told", "right"))) for name, each in tongues().items()]
    return table(
        ("two reports that differ in a toll and a day", "claims", "discrepancies told", "told as what they are"), rows
    )


def in_short(book: Book) -> str:
    """The page in six lines."""
    mid, known = book.case("mid"), book.known
    name, price = next(iter(known.prices.items()))
    best, batch = WAYS["all three"]
    saved = dollars(plan(mid.here, mid.day, known, best), price, batch=batch)
    low, high = (book.case(case).day.articles for case in ("low", "high"))
    most, seconds = max(zip(Work._fields, mid.work, strict=True), key=lambda each: each[1])
    busy, rent = mid.work.total, mid.work.total / 3600 * mid.here["core_price"]
    hosted = self_hosted(mid.calls, mid.here, known)[1]
    bounds = limits(book)
    broken = [f"{each.what} ({short(each.at)} {each.unit})" for each in bounds if each.broken(mid)]
    lines = (
        f"A day is taken as {mid.day.articles:,} articles ({low:,} to {high:,}) with {mid.day.told:,} stories of two or"
        " more.",
        f"The built-in engine takes {span(busy)} of one core for it ({money(rent)}), {seconds / busy:.0%} of that to"
        f" {most}, and {size(mid.stores['memory'])} of memory in one run.",
        f"A model is asked {short(mid.calls.calls)} times, for {short(mid.calls.tokens)} tokens:"
        f" {money(dollars(mid.calls, price))} a day with {name}, {money(hosted)} on rented cards.",
        "With copies digested and compared once, only disputed pairs judged, and digests in batches it would be"
        f" {money(saved)}; the first two are not built.",
        f"The middle day is beyond {len(broken)} of {len(bounds)} limits: {'; '.join(broken)}.",
        f"Last stands the reader: {short(findings(mid.here, mid.day))} discrepancies a day, of which a person looks at"
        f" {SHIFT / LOOK:.0f}.",
    )
    return "\n".join(f"- {line}" for line in lines)


BLOCKS: Mapping[str, Callable[[Book], str]] = {
    "short": in_short,
    "assumptions": assumptions,
    "measured": measured,
    "day": drawn,
    "processor": processor,
    "queues": queues,
    "models": models,
    "breaks": breaks,
    "pieces": pieces,
    "check": checked,
    "languages": languages,
}
