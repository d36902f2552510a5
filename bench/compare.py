"""What comparing costs, and what the candidate step keeps: 1,000 to a million claims, and one big story.

    python -m bench.compare                        # 1,000 to 100,000 claims: about three minutes; Markdown tables
    python -m bench.compare 1000 10000             # other sizes
    python -m bench.compare 1000 10000 100000 1000000    # with a million: about a quarter of an hour on two cores

Stories are synthetic (see `bench.synthetic`): five articles with twenty claims each, and at the end
two hundred articles with fifty claims each on one event. Every size runs in a process of its own:
its stories are written to a file first, then loaded one by one, compared as they come, scored and
let go, so that no more of them are held than the workers have before them. Time is that of loading
and comparing: facts, candidates, rules, the built-in judge, findings; every candidate is judged.
Memory is the highest sum of the resident sets of the process and its workers. Of all pairs of claims
of two articles those in different stories are not looked at. Shares are measured afterwards, at most
over the first `SAMPLE` claims. The exponent of growth is the slope of a line through the logarithms
of claims and seconds (least squares). What every pair of two articles would cost the same rules is
measured on the smallest size and computed from the number of pairs for the others. A second table
has one text of twenty claims printed by ever more papers: one story, whose pairs grow with the
square of the copies, and the rules are asked about each two sentences once.
"""

import json
import math
import multiprocessing
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from statistics import linear_regression
from typing import IO, Any

from assistant.compare.candidates import candidates
from assistant.compare.decided import Decided
from assistant.compare.gates import gate
from assistant.compare.rules import decide
from assistant.compare.statements import Scales, Statement, statements_of
from assistant.compare.story import Digested, Measure, compare_stories, compare_story
from assistant.digest import make_digest
from assistant.engines.builtin import Builtin
from assistant.pool import pool_for
from assistant.schema import Compared, Pair, Quote
from bench.peak import Peak
from bench.synthetic import Told, each_story, stories

SIZES = (1_000, 10_000, 100_000)
BIG = "10000 200 50"
COPIES = (15, 30, 60, 120)
SAMPLE = 20_000
REFERENCE = 1_000
"""Claims up to which every pair of two articles is judged too, for comparison."""
DAY = 86_400
ENGINE = Builtin()
MEASURE = Measure(ENGINE.batch, ENGINE.most_pairs)
COLUMNS = {
    "claims": "claims (stories)",
    "seconds": "seconds",
    "cpu": "CPU seconds",
    "growth": "growth",
    "memory": "peak MB",
    "cross": "cross-source pairs",
    "candidates": "candidates",
    "judged": "judged of all",
    "within": "judged within stories",
    "kept": "planted pairs kept",
    "reported": "planted discrepancies reported",
    "unplanted": "others reported",
}


def write(count: int, articles: int, each: int, spool: IO[bytes]) -> None:
    """So many stories, one after another, into a file."""
    for told in each_story(count, articles=articles, each=each):
        pickle.dump(told, spool)


def load(spool: IO[bytes], count: int) -> Iterator[Told]:
    """The stories of a file that `write` made, one after another."""
    spool.seek(0)
    for _ in range(count):
        yield pickle.load(spool)


def run(spool: IO[bytes], count: int, claims: int) -> tuple[Counter[str], float, float]:
    """The comparison as a user gets it: what it reported, its seconds, and those of all processors."""
    counts: Counter[str] = Counter()
    begun: deque[Told] = deque()

    def coming() -> Iterator[Digested]:
        for told in load(spool, count):
            begun.append(told)
            yield told.articles, told.digests

    began, busy = time.perf_counter(), processors()
    for made in compare_stories(coming(), ENGINE.judge, MEASURE, pool_for([claims] * count)):
        counts += reported(begun.popleft(), made)
    seconds = time.perf_counter() - began
    for worker in multiprocessing.active_children():
        worker.join()
    return counts, seconds, processors() - busy


def processors() -> float:
    """Seconds that this process and those it began and saw end have computed."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def measured(claims: int, articles: int, each: int) -> dict[str, Any]:
    """All figures of one size."""
    size = articles * each
    count = claims // size
    with tempfile.TemporaryFile() as spool:
        write(count, articles, each, spool)
        with Peak() as peak:
            counts, seconds, cpu = run(spool, count, size)
        sampled = max(1, min(count, SAMPLE // size))
        shares = sum((kept(story) for story in load(spool, sampled)), Counter())
        row = {"all": all_pairs(list(load(spool, count)))} if claims <= REFERENCE else {}
    cross = claims * (claims - each) // 2
    within = count * size * (size - each) // 2
    judged = shares["candidates"] * count // sampled
    return row | {
        "claims": f"{claims:,} ({count:,})",
        "seconds": seconds,
        "cpu": f"{cpu:.1f}",
        "memory": f"{peak.highest:,.0f}",
        "cross": f"{cross:,}",
        "pairs": cross,
        "candidates": f"{judged:,}",
        "judged": f"{judged / cross:.3%}",
        "within": f"{judged / within:.1%}",
        "kept": f"{shares['kept'] / shares['planted']:.2%} of {shares['planted']:,}",
        "reported": f"{counts['found'] / counts['differ']:.1%} of {counts['differ']:,}",
        "unplanted": f"{counts['others']:,}",
    }


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


def all_pairs(told: Sequence[Told]) -> tuple[int, float]:
    """Every pair of two articles of the whole pile to rules, gates and judge: how many, and seconds of one core."""
    held = [statement for story in told for statement in statements(story)]
    scales = Scales(held)
    began = time.process_time()
    count = 0
    for left, right in combinations(held, 2):
        if left.claim.article != right.claim.article:
            count += 1
            verdicts = [gate(v, left, right) for v in decide(left, right, scales.between(left, right))]
            if not verdicts:
                ENGINE.judge([Pair(left.claim, right.claim, (left.published, right.published))])
    return count, time.process_time() - began


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
    rows: list[dict[str, Any]] = []
    for size in _head(arguments or SIZES):
        made = _measured_apart(f"{size} 5 20")
        rows.append(made | {"growth": growth(rows[-1], made) if rows else ""})
        _tell(rows[-1])
    if not arguments:
        _tell(_measured_apart(BIG) | {"growth": ""})
        print("\n| copies of one text | claims | candidates | put to the rules | CPU seconds |")
        print("|---:" * 5 + "|")
        print(*map(copied, COPIES), sep="\n")
    if len(rows) > 1:
        print(
            f"\nSeconds grow with the power {exponent(rows):.3f} of the claims (least squares over {len(rows)} sizes)."
        )
    for line in beside_all_pairs(rows):
        print(line)


def _head(sizes: Sequence[str] | Sequence[int]) -> list[int]:
    print(f"| {' | '.join(COLUMNS.values())} |\n|{'---:|' * len(COLUMNS)}")
    return sorted(map(int, sizes))


def _measured_apart(size: str) -> dict[str, Any]:
    """The figures of a size, in a process of its own."""
    command = [sys.executable, "-m", "bench.compare", "--one", *size.split()]
    made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {**made, "count": int(size.split()[0])}


def _tell(row: dict[str, Any]) -> None:
    print("| " + " | ".join(f"{row[key]:.1f}" if key == "seconds" else row[key] for key in COLUMNS) + " |", flush=True)


def growth(before: dict[str, Any], now: dict[str, Any]) -> str:
    """How often the time before, and the exponent that this is of the number of claims."""
    ratio = now["seconds"] / before["seconds"]
    return f"x{ratio:.1f} (exponent {math.log(ratio) / math.log(now['count'] / before['count']):.2f})"


def exponent(rows: Sequence[dict[str, Any]]) -> float:
    """The slope of the line that lies closest to the logarithms of claims and seconds."""
    claims, seconds = ([math.log(row[key]) for row in rows] for key in ("count", "seconds"))
    return linear_regression(claims, seconds).slope


def beside_all_pairs(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What all pairs cost the same rules and judge: measured where they were asked, computed from there on."""
    asked = next((row for row in rows if "all" in row), None)
    if asked is None:
        return
    count, seconds = asked["all"]
    yield "\n| claims | cross-source pairs | all of them to rules and judge | ours, one core | all pairs / ours |"
    yield "|---:" * 5 + "|"
    for row in rows:
        needed, ours = seconds / count * row["pairs"], float(row["cpu"])
        how = "measured" if row is asked else "computed"
        shown = f"{needed:,.0f} s" if needed < DAY else f"{needed / DAY:,.1f} days"
        yield f"| {row['count']:,} | {row['cross']} | {shown} ({how}) | {ours:,.1f} s | {needed / ours:,.0f} |"


if __name__ == "__main__":
    main(sys.argv[1:])
