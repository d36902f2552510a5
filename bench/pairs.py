"""Measure `assistant.check.weigh` on labelled pairs of a text and a draft, set by set.

    python bench/pairs.py PAIRS.jsonl.gz... [--half tune|held|all] [--set NAME] [--lines SENTENCES.jsonl.gz]

Each line of PAIRS holds set, cluster, text_a, text_b and label (consistent, or anything else). Clusters are
split by their hash: thresholds and weights may be looked at on `tune` only. Balanced accuracy with a 95 %
bootstrap interval over clusters, area under the curve, milliseconds of processor time a pair; beside the
trivial rule: a number or a capitalised word of the draft is not in the text. SENTENCES are pairs of sentences.
"""

import argparse
import gzip
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha1
from pathlib import Path
from statistics import median
from typing import Any

from assistant.check.source import Source, prepare
from assistant.check.weigh import ALARM, alarm, weigh
from assistant.schema import Article

ENDS = re.compile(r"(?<=[^\s.][.!?])[\"')”’]*\s+(?=[A-Z\"“'`])|\s[.!?]\s+")
CAPITAL_OR_NUMBER = re.compile(r"\b(?:[A-Z][^\W\d_]+|\d[\d,.]*\d|\d)\b")
ROUNDS = 1000
Row = dict[str, Any]
Scored = tuple[str, bool, float, bool]
"""Cluster, whether inconsistent, score, whether called so."""


def rows_of(paths: Iterable[str], half: str) -> list[Row]:
    """The pairs of some files that are in a half."""
    texts = (gzip.decompress(Path(path).read_bytes()).decode() for path in paths)
    rows = [json.loads(line) for text in texts for line in text.splitlines()]
    return [row for row in rows if half in ("all", half_of(str(row["cluster"])))]


def half_of(cluster: str) -> str:
    """`tune` or `held`, by the hash of a cluster's name."""
    return ("held", "tune")[int(sha1(cluster.encode()).hexdigest(), 16) % 2]


def sentences_of(draft: str) -> list[str]:
    """The sentences of a draft, also of one that is lower-cased and cut into words."""
    found = [piece.strip() for piece in ENDS.split(draft) if len(piece.split()) > 2]
    return found or [draft]


def source_of(text: str) -> Source:
    """A text prepared as the only article."""
    return prepare([Article("a", "", "", "", "", "", text)])


def judged(draft: str, source: Source) -> tuple[float, bool]:
    """Score and verdict of a draft: those of its worst sentence."""
    worst = max((weigh(sentence, source) for sentence in sentences_of(draft)), key=lambda each: each.score)
    return worst.score, bool(alarm(worst))


def trivial(draft: str, text: str) -> tuple[float, bool]:
    """The rule to beat."""
    found = [CAPITAL_OR_NUMBER.findall(sentence) for sentence in sentences_of(draft)]
    words = [word for each in found for place, word in enumerate(each) if place or word[0].isdigit()]
    missing = sum(word.lower() not in text.lower() for word in words)
    return float(missing), missing > 0


def area(scored: Sequence[Scored]) -> float:
    """Area under the ROC curve: how often an inconsistent one scores above a consistent one, ties half."""
    bad = [score for _, wrong, score, _ in scored if wrong]
    good = [score for _, wrong, score, _ in scored if not wrong]
    wins = sum((b > g) + 0.5 * (b == g) for b in bad for g in good)
    return wins / (len(bad) * len(good) or 1)


def balanced(scored: Iterable[Scored]) -> float:
    """Mean of the accuracies on consistent and on inconsistent ones."""
    right, count = [0, 0], [0, 0]
    for _, wrong, _, called in scored:
        count[wrong] += 1
        right[wrong] += wrong == called
    return sum(r / c for r, c in zip(right, count, strict=True) if c) / (sum(map(bool, count)) or 1)


def interval(scored: Sequence[Scored]) -> tuple[float, float]:
    """95 % bootstrap interval of balanced accuracy over clusters."""
    by_cluster: dict[str, list[Scored]] = defaultdict(list)
    for each in scored:
        by_cluster[each[0]].append(each)
    clusters = list(by_cluster.values())
    draw = random.Random(1)
    values = sorted(
        balanced(each for cluster in draw.choices(clusters, k=len(clusters)) for each in cluster) for _ in range(ROUNDS)
    )
    return values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS)]


def measure(rows: Sequence[Row], judge: Callable[[Row], tuple[float, bool]]) -> tuple[list[Scored], list[float]]:
    """Scores of all pairs, and the milliseconds of each."""
    scored, times = [], []
    for row in rows:
        start = time.process_time()
        score, called = judge(row)
        times.append(1000 * (time.process_time() - start))
        scored.append((str(row["cluster"]), row["label"] != "consistent", score, called))
    return scored, times


def report(name: str, scored: Sequence[Scored]) -> None:
    """One line of figures."""
    low, high = interval(scored)
    alarms = [called for _, wrong, _, called in scored if not wrong]
    print(
        f"  {name:10} balanced accuracy {100 * balanced(scored):5.1f} [{100 * low:.1f}, {100 * high:.1f}]"
        f"  area {area(scored):.3f}  false alarms {100 * sum(alarms) / (len(alarms) or 1):.0f} %"
    )


def main() -> None:
    """Measure every set named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="*")
    parser.add_argument("--half", choices=("tune", "held", "all"), default="tune")
    parser.add_argument("--set", default="")
    parser.add_argument("--lines", default="")
    options = parser.parse_args()
    weigh("A word that loads the lexicon.", source_of("A word that loads the lexicon."))
    for path in [*options.pairs, *([options.lines] if options.lines else [])]:
        rows = rows_of([path], options.half)
        for name in sorted({row["set"] for row in rows if options.set in row["set"]}):
            some = [row for row in rows if row["set"] == name]
            scored, times = measure(some, lambda row: judged(row["text_b"], source_of(row["text_a"])))
            times.sort()
            cost = f"{median(times):.1f} ms median, {times[int(0.95 * len(times))]:.1f} p95"
            print(f"{name}: {len(some)} pairs, {options.half}; {cost}; threshold {ALARM}")
            report("rules", scored)
            report("trivial", measure(some, lambda row: trivial(row["text_b"], row["text_a"]))[0])


if __name__ == "__main__":
    main()
