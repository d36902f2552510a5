"""What docs/scale.md needs measured: costs by size on invented news, into bench/figures/scale.json.

    python -m bench.scale --measure              # about fifteen minutes of one core
    python -m bench.scale --measure 300 600 2000 # smaller: piles to fit on, then the one to predict

Times are processor seconds of one process, so that a busy machine changes them little; memory is what
the process holds more. Tokens are those that the recorded replies of `evals/cassettes` count.
"""

import gc
import json
import multiprocessing
import os
import platform
import random
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant.compare.asked import worth_asking
from assistant.compare.origins import find_origins
from assistant.compare.stories import find_stories
from assistant.compare.story import Measure, Opened, close_story, open_story
from assistant.digest import make_digest
from assistant.engines.builtin import Builtin
from assistant.engines.llm.engine import BATCH, MOST_PAIRS
from assistant.ingest import read
from assistant.schema import Article, Compared, Digest, Pair
from bench.scale_model import GROUPED, Curve
from bench.scale_news import page, pile, printings, story
from bench.scale_tokens import UNITS, keeping, prices, recorded

ROOT = Path(__file__).resolve().parent.parent
ENGINE = Builtin()
PLAIN = Measure(ENGINE.batch, ENGINE.most_pairs)
PILES = (500, 1_000, 2_000, 5_000, 10_000)
"""Articles of the piles that the curve of grouping is fitted on; the last is predicted and then measured."""
SIZES = (2, 3, 5, 10, 20, 40, 80, 160)
"""Articles of the stories that are compared."""
COPIES = (15, 30, 60, 120, 240)
Told = tuple[Sequence[Article], Sequence[Digest]]
Points = list[tuple[float, float]]


def digested(articles: Iterable[Article]) -> Told:
    """Articles with the built-in engine's digests."""
    held = list(articles)
    return held, [make_digest(article, ENGINE.digest(article)) for article in held]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of this process, and what came out."""
    began = time.process_time()
    made = work()
    return max(1e-6, time.process_time() - began), made


def asked(opened: Opened) -> Counter[str]:
    """What is left of a story for a model: pairs, calls, and pairs whose figures, dates or negation differ.

    `opened` holds all pairs that no rule decides, for the built-in engine takes them all.
    """
    chosen = worth_asking(opened.asked, BATCH, MOST_PAIRS)
    plain = ENGINE.judge([Pair(a.claim, b.claim, (a.published, b.published), alike) for alike, a, b in chosen])
    judged = zip(chosen, plain, strict=True)
    pairs = calls = disputed = 0
    for _, group in groupby(judged, lambda each: (each[0][1].claim.article, each[0][2].claim.article)):
        held = list(group)
        for at in range(0, len(held), BATCH):  # what equal words tell is taken out of batches that are made
            batch = [(a, b) for (_, a, b), verdict in held[at : at + BATCH] if verdict.label != "same"]
            pairs, calls = pairs + len(batch), calls + bool(batch)
            disputed += sum(_differs(a.facts, b.facts) for a, b in batch)
    return Counter(asked=pairs, calls=calls, disputed=disputed)


def _differs(left: Any, right: Any) -> bool:
    """Whether two statements give different figures or dates, or one of them denies."""
    figures = [{(q.value, q.unit) for q in each.quantities} for each in (left, right)]
    days = [{when.iso for when in each.dates} for each in (left, right)]
    apart = any(all(both) and not both[0] & both[1] for both in (figures, days))
    return apart or bool(left.negated) != bool(right.negated)


def compared(held: Told) -> Counter[str]:
    """A story compared by the built-in engine, and counted: also what a model would be asked."""
    seconds, (opened, made) = timed(lambda: _plain(held))
    counts = asked(opened)
    counts.update(claims=made.coverage.claims, candidates=made.coverage.candidates, microseconds=int(seconds * 1e6))
    return counts


def _plain(held: Told) -> tuple[Opened, Compared]:
    opened = open_story(*held, PLAIN)
    return opened, close_story(opened, ENGINE.judge(opened.pairs) if opened.asked else [])


def by_size(sizes: Sequence[int]) -> tuple[dict[str, Points], Counter[str]]:
    """Curves over the size of a story, each point the mean of several stories; and the sums of all."""
    curves: dict[str, Points] = {name: [] for name in ("compare", "candidates", "asked", "calls")}
    sums: Counter[str] = Counter()
    for size in sizes:
        many = max(1, 60 // size)
        counts = sum((compared(digested(story(size, 9_000_000 + size * 100 + n))) for n in range(many)), Counter())
        told(f"stories of {size}: {counts['microseconds'] / many / 1e6:.3f} s each")
        sums += counts + Counter(articles=many * size)
        curves["compare"].append((size, counts["microseconds"] / many / 1e6))
        curves["candidates"].append((size, max(1, counts["candidates"]) / many))
        curves["asked"].append((size, max(1, counts["asked"]) / many / size))
        curves["calls"].append((size, max(1, counts["calls"]) / many / size))
    return curves, sums


def of_copies(counts: Sequence[int]) -> tuple[Points, Points]:
    """Seconds to compare ever more copies of one text, and to see that they are one."""
    whole: Points = []
    seen: Points = []
    for count in counts:
        printed = printings(count)
        held_by = digested(printed)
        whole.append((count, timed(lambda held=held_by: _plain(held))[0]))  # type: ignore[misc]
        seen.append((count, timed(lambda held=printed: find_origins(held))[0]))  # type: ignore[misc]
        told(f"{count} copies: {whole[-1][1]:.2f} s, of which {seen[-1][1]:.2f} s for their origin")
    return whole, seen


def grouping(articles: int, send: Any = None) -> dict[str, float]:
    """A pile in a process of its own: seconds to group it, and bytes an article for it, for its text and its digest."""
    drawn = pile(articles)
    bare = resident()
    mixed = [article for each in drawn for article in each]
    random.Random(1).shuffle(mixed)
    seconds, found = timed(lambda: find_stories(mixed))
    grouped = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - bare
    of = {article.id: number for number, each in enumerate(drawn) for article in each}
    true, made = (sum(map(pairs_of, map(len, each))) for each in (drawn, found))
    both = sum(pairs_of(count) for each in found for count in Counter(of[a.id] for a in each).values())
    held = {
        "seconds": seconds,
        "bytes": max(0, grouped) / articles,
        "drawn": len(drawn),
        "stories": len(found),
        "precision": both / max(1, made),
        "recall": both / max(1, true),
    }
    if send is not None:
        send.send(held)
    return held


def pairs_of(count: int) -> int:
    """Pairs of so many things."""
    return count * (count - 1) // 2


def apart(work: Callable[..., Any], *given: Any) -> Any:
    """The result of a function in a fresh process, which it sends through its last argument."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=work, args=(*given, there))
    process.start()
    made = here.recv()
    process.join()
    return made


def holding(articles: int, send: Any) -> None:
    """Send the bytes that an article with its digest takes in memory: what a second pile takes beside the first."""
    first = [digested(each) for each in pile(articles)]
    gc.collect()
    before = resident()
    second = [digested(each) for each in pile(articles, seed=8)]
    gc.collect()
    send.send((resident() - before) / sum(len(each) for each, _ in second))
    del first, second


def resident() -> int:
    """Bytes of this process that are in memory. Linux only."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def ingest(articles: Sequence[Article]) -> Iterator[tuple[str, float]]:
    """Seconds to read an article from plain text and from a web page, by the form."""
    forms: Mapping[str, Callable[[Article], str]] = {"txt": lambda article: article.text, "html": page}
    for form, shown in forms.items():
        with tempfile.TemporaryDirectory() as place:
            for article in articles:
                Path(place, f"{article.id}.{form}").write_text(shown(article), encoding="utf-8")
            read(str(next(Path(place).iterdir())))  # imports
            seconds, reading = timed(lambda place=place: read(place))  # type: ignore[misc]
            assert len(reading.articles) == len(articles), reading.problems[:3]
            yield form, seconds / len(articles)


def told(line: str) -> None:
    """Say how far it is."""
    print(line, file=sys.stderr, flush=True)


def figure(value: float, unit: str, kind: str, how: str) -> dict[str, Any]:
    """A figure as the file holds it; `kind` is measured, counted or assumed."""
    return {"value": float(f"{value:.4g}"), "unit": unit, "kind": kind, "how": how}


def single(sums: Counter[str], held: Mapping[str, float]) -> dict[str, dict[str, Any]]:
    """Figures that are one number."""
    sample = [article for each in pile(300, seed=3) for article in each]  # other texts than those of the check
    seconds, (_, digests) = timed(lambda: digested(sample))
    size = sum(len(json.dumps(asdict(d), ensure_ascii=False).encode()) for d in digests) / len(sample)
    readings = dict(ingest(sample[:150]))
    tokens = recorded()
    on = "300 invented articles"
    counted = "recorded calls of evals/cassettes"
    return {
        "characters": figure(sum(len(a.text) for a in sample) / len(sample), "characters an article", "counted", on),
        "read_text": figure(readings["txt"], "CPU s an article", "measured", "150 invented texts"),
        "read_html": figure(readings["html"], "CPU s an article", "measured", "the same as web pages of 80 links"),
        "digest": figure(seconds / len(sample), "CPU s an article", "measured", f"built-in engine, {on}"),
        "claims": figure(sum(len(d.claims) for d in digests) / len(sample), "claims an article", "counted", on),
        "digest_bytes": figure(size, "bytes an article", "counted", "JSON of a digest, not compressed"),
        "memory_group": figure(held["group"], "bytes an article", "measured", "grouping the largest pile, at its peak"),
        "memory_article": figure(held["article"], "bytes an article", "measured", "texts and digests that are held"),
        "keeps": figure(keeping(), "replies/s", "measured", "one process writing to the cache, by the clock"),
        "disputed": figure(
            sums["disputed"] / sums["asked"],
            "of the pairs asked",
            "counted",
            "figures or dates without one in common, or one side denies",
        ),
        "pairs_a_call": figure(sums["asked"] / sums["calls"], "pairs a call", "counted", "of at most 8"),
        **{name: figure(value, UNITS[name], "counted", counted) for name, value in tokens.items()},
        "token_read": figure(0.1, "tokens written", "assumed", "what a token that is read costs a graphics card"),
        "real_pairs": figure(10.9, "pairs an article", "measured", "once, 40 real events of three reports each"),
        "real_calls": figure(1.71, "calls an article", "measured", "the same"),
        "real_digest": figure(0.0215, "CPU s an article", "measured", "the same, 3,680 characters each"),
        "real_compare": figure(0.0755, "CPU s a story", "measured", "the same"),
    }


def check(articles: int, curves: Mapping[str, Any], known: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A larger pile than any the curves were fitted on: what they predict of it, and what it took."""
    drawn = pile(articles)
    sizes = Counter(len(each) for each in drawn)
    curve = {name: Curve(tuple(each["points"])) for name, each in curves.items()}
    taken = apart(grouping, articles)
    seconds, digests = timed(lambda: [digested(each) for each in drawn if len(each) > 1])
    told(f"{articles} articles digested")
    sums = sum((compared(each) for each in digests), Counter())
    several = {size: count for size, count in sizes.items() if size > 1}
    grouped = sum(size * count for size, count in several.items())
    rows = [
        (GROUPED, "s", curve["group"].at(articles), taken["seconds"]),
        ("seconds to digest those in stories", "s", known["digest"]["value"] * grouped, seconds),
        (
            "seconds to compare",
            "s",
            sum(c * curve["compare"].at(n) for n, c in several.items()),
            sums["microseconds"] / 1e6,
        ),
        ("claims", "", known["claims"]["value"] * grouped, sums["claims"]),
        ("candidate pairs", "", sum(c * curve["candidates"].at(n) for n, c in several.items()), sums["candidates"]),
        ("pairs left for a model", "", sum(c * n * curve["asked"].at(n) for n, c in several.items()), sums["asked"]),
        ("calls to judge them", "", sum(c * n * curve["calls"].at(n) for n, c in several.items()), sums["calls"]),
        ("stories", "", taken["drawn"], taken["stories"]),
        ("pairs of articles rightly put together, precision", "", 1.0, taken["precision"]),
        ("the same, recall", "", 1.0, taken["recall"]),
    ]
    return [
        {"what": w, "unit": u, "predicted": float(f"{p:.4g}"), "measured": float(f"{m:.4g}")} for w, u, p, m in rows
    ]


def measure(
    piles: Sequence[int] = PILES, sizes: Sequence[int] = SIZES, copies: Sequence[int] = COPIES
) -> dict[str, Any]:
    """All that is measured, as the file holds it; the last pile is the one to predict."""
    group: Points = []
    memory = 0.0
    for articles in piles[:-1]:
        taken = apart(grouping, articles)
        told(f"{articles} articles grouped in {taken['seconds']:.2f} s")
        group.append((articles, taken["seconds"]))
        memory = taken["bytes"]
    found, sums = by_size(sizes)
    whole, seen = of_copies(copies)
    rows: dict[str, tuple[str, Points]] = {
        "group": ("CPU s of a pile of articles", group),
        "compare": ("CPU s of a story of articles", found["compare"]),
        "copies": ("CPU s to compare copies of one text", whole),
        "origins": ("CPU s to see that they are one", seen),
        "candidates": ("pairs of a story of articles", found["candidates"]),
        "asked": ("pairs an article of a story", found["asked"]),
        "calls": ("calls an article of a story", found["calls"]),
    }
    curves = {
        n: {"unit": unit, "points": [[x, float(f"{y:.4g}")] for x, y in points]} for n, (unit, points) in rows.items()
    }
    figures = single(sums, {"group": memory, "article": apart(holding, piles[0])})
    return {
        "measured": time.strftime("%Y-%m-%d", time.gmtime()),
        "machine": f"{os.cpu_count()} cores, {processor()}",
        "versions": {"Python": platform.python_version(), "genai-prices": version("genai-prices")},
        "figures": figures,
        "curves": curves,
        "prices": prices(),
        "check": [{"articles": piles[-1], "fitted": list(piles[:-1]), "rows": check(piles[-1], curves, figures)}],
    }


def processor() -> str:
    """The processor's name; Linux only."""
    names = re.findall(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return names[0] if names else platform.machine()
