"""What comparing costs, and what the candidate step keeps: 1,000 to 100,000 claims, and one big story.

    PYTHONPATH=. python bench/compare.py               # about three minutes; Markdown tables
    PYTHONPATH=. python bench/compare.py 1000 10000    # other sizes

Stories are synthetic (see `bench.synthetic`): five articles with twenty claims each, and at the end
two hundred articles with fifty claims each on one event. Every size runs in a process of its own.
Time is that of the comparison: facts, candidates, rules, the built-in judge, findings; every
candidate is judged. Memory is the highest sum of the resident sets of the process and its workers,
the stories themselves included. Of all pairs of claims of two articles those in different stories
are not looked at. Shares are measured afterwards, at most over the first `SAMPLE` claims. A second
table has one text of twenty claims printed by ever more papers: one story, whose pairs grow with the
square of the copies, and the rules are asked about each two sentences once.
"""

import json
import math
import multiprocessing
import os
import resource
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

from assistant.compare.candidates import candidates
from assistant.compare.decided import Decided
from assistant.compare.gates import gate
from assistant.compare.rules import decide
from assistant.compare.statements import Scales, Statement, statements_of
from assistant.compare.story import Measure, compare_stories, compare_story
from assistant.digest import make_digest
from assistant.engines.builtin import Builtin
from assistant.pool import pool_for
from assistant.schema import Compared, Pair, Quote
from bench.peak import Peak, resident
from bench.synthetic import Told, stories

SIZES = (1_000, 10_000, 100_000)
BIG = "10000 200 50"
COPIES = (15, 30, 60, 120)
SAMPLE = 20_000
REFERENCE = 1_000
"""Claims up to which every pair of two articles is judged too, for comparison."""
ENGINE = Builtin()
MEASURE = Measure(ENGINE.batch, ENGINE.most_pairs)
COLUMNS = {
    "claims": "claims (stories)",
    "seconds": "seconds",
    "cpu": "CPU seconds",
    "growth": "growth",
    "memory": "peak MB (input)",
    "cross": "cross-source pairs",
    "candidates": "candidates",
    "judged": "judged of all",
    "within": "judged within stories",
    "kept": "planted pairs kept",
    "reported": "planted discrepancies reported",
    "unplanted": "others reported",
}


def run(told: Sequence[Told]) -> tuple[list[Compared], float, float]:
    """The comparison as a user gets it, its seconds, and those of all processors."""
    began, busy = time.perf_counter(), processors()
    pool = pool_for([sum(len(d.claims) for d in each.digests) for each in told])
    made = list(compare_stories(((t.articles, t.digests) for t in told), ENGINE.judge, MEASURE, pool))
    seconds = time.perf_counter() - began
    for worker in multiprocessing.active_children():
        worker.join()
    return made, seconds, processors() - busy


def processors() -> float:
    """Seconds that this process and those it began and saw end have computed."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def measured(claims: int, articles: int, each: int) -> dict[str, Any]:
    """All figures of one size."""
    told = stories(claims, articles=articles, each=each)
    before = resident()
    with Peak() as peak:
        made, seconds, cpu = run(told)
    counts: Counter[str] = Counter()
    for story, compared in zip(told, made, strict=True):
        counts += reported(story, compared)
    seen = told[: max(1, SAMPLE // (articles * each))]
    shares = sum((kept(story) for story in seen), Counter())
    size = articles * each
    cross = claims * (claims - each) // 2
    within = len(told) * size * (size - each) // 2
    judged = shares["candidates"] * len(told) // len(seen)
    row = {
        "claims": f"{claims:,} ({len(told):,})",
        "seconds": seconds,
        "cpu": f"{cpu:.1f}",
        "memory": f"{peak.highest:,.0f} ({before:,.0f})",
        "cross": f"{cross:,}",
        "candidates": f"{judged:,}",
        "judged": f"{judged / cross:.3%}",
        "within": f"{judged / within:.1%}",
        "kept": f"{shares['kept'] / shares['planted']:.2%} of {shares['planted']:,}",
        "reported": f"{counts['found'] / counts['differ']:.1%} of {counts['differ']:,}",
        "unplanted": f"{counts['others']:,}",
    }
    if claims <= REFERENCE:
        row["all"] = all_pairs(told)
    return row


def statements(told: Told) -> list[Statement]:
    """The claims of a story with their facts."""
    return statements_of((c for d in told.digests for c in d.claims), {a.id: a for a in told.articles})


def kept(told: Told) -> Counter[str]:
    """How many planted pairs there are and reach the candidates, and how many pairs of two articles do."""
    held = statements(told)
    found = candidates(held, Scales(held))
    ids = [s.claim.id for s in held]
    pairs = {frozenset((ids[i], ids[j])) for i, j, _ in found.pairs if held[i].claim.article != held[j].claim.article}
    planted = [frozenset(ids) for event in told.planted for ids in combinations([id for id, _ in event.told], 2)]
    return Counter(planted=len(planted), kept=sum(pair in pairs for pair in planted), candidates=len(pairs))


def reported(told: Told, made: Compared) -> Counter[str]:
    """Planted discrepancies that a finding shows from two sides, and findings that show none."""
    quotes: dict[Quote, str] = {c.quotes[0]: c.id for d in told.digests for c in d.claims}
    shown = [{quotes[q] for p in d.positions for q in p.quotes} for d in made.discrepancies]
    differ = [event for event in told.planted if event.differs]
    right = [[n for n, ids in enumerate(shown) if _two_sided(event.told, ids)] for event in differ]
    hit = {n for found in right for n in found}
    return Counter(differ=len(differ), found=sum(map(bool, right)), others=len(shown) - len(hit))


def _two_sided(told: Sequence[tuple[str, str]], ids: set[str]) -> bool:
    return len({answer for id, answer in told if id in ids}) > 1


def all_pairs(told: Sequence[Told]) -> str:
    """Every pair of two articles of the whole pile to rules, gates and judge: seconds, and how many."""
    held = [statement for story in told for statement in statements(story)]
    scales = Scales(held)
    began = time.perf_counter()
    count = 0
    for left, right in combinations(held, 2):
        if left.claim.article != right.claim.article:
            count += 1
            verdicts = [gate(v, left, right) for v in decide(left, right, scales.between(left, right))]
            if not verdicts:
                ENGINE.judge([Pair(left.claim, right.claim, (left.published, right.published))])
    return f"{count:,} pairs in {time.perf_counter() - began:.1f} s"


def copied(copies: int) -> str:
    """A row on one text that so many papers print: claims, pairs, those the rules are asked about, CPU seconds."""
    text = stories(100)[0].articles[0]
    articles = tuple(replace(text, id=f"copy{n}") for n in range(copies))
    digests = tuple(make_digest(article, ENGINE.digest(article)) for article in articles)
    began = processors()
    made = compare_story(articles, digests, ENGINE.judge, MEASURE)
    seconds = processors() - began
    held = statements(Told(articles, digests, ()))
    scales = Scales(held)
    decided = Decided(held, scales)
    for i, j, _ in candidates(held, scales).pairs:
        decided.of(i, j)
    counts = made.coverage.claims, made.coverage.candidates, decided.asked
    return f"| {copies} | {' | '.join(f'{count:,}' for count in counts)} | {seconds:.1f} |"


def main(arguments: Sequence[str]) -> None:
    """A table of all sizes; `--one` measures a single one and prints it as JSON."""
    if arguments[:1] == ["--one"]:
        print(json.dumps(measured(*map(int, arguments[1:]))))
        return
    sizes = [f"{size} 5 20" for size in arguments or SIZES] + ([] if arguments else [BIG])
    print(f"| {' | '.join(COLUMNS.values())} |\n|{'---:|' * len(COLUMNS)}")
    rows: list[dict[str, Any]] = []
    for size in sizes:
        command = [sys.executable, __file__, "--one", *size.split()]
        made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        claims = int(size.split()[0])
        made["growth"] = "" if size == BIG or not rows else growth(rows[-1], made, claims)
        rows.append({**made, "count": claims})
        print("| " + " | ".join(f"{made[key]:.1f}" if key == "seconds" else made[key] for key in COLUMNS) + " |")
    if not arguments:
        print("\n| copies of one text | claims | candidates | put to the rules | CPU seconds |")
        print("|---:" * 5 + "|")
        print(*map(copied, COPIES), sep="\n")
    for row in rows:
        if "all" in row:
            print(f"\nAll pairs of {row['claims']} claims to rules and judge, for reference: {row['all']}.")


def growth(before: dict[str, Any], now: dict[str, Any], claims: int) -> str:
    """How often the time before, and the exponent that this is of the number of claims."""
    ratio = now["seconds"] / before["seconds"]
    return f"x{ratio:.1f} (exponent {math.log(ratio) / math.log(claims / before['count']):.2f})"


if __name__ == "__main__":
    main(sys.argv[1:])
