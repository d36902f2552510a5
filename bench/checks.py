"""Checking drafts beside corroborate and grounded-check: milliseconds a pair on one core, and balanced accuracy.

    python -m bench check
    python -m bench check --pairs PAIRS.jsonl.gz      # also labelled drafts, set by set, as bench/pairs.py reads them

The pairs are made of the labels of corpus/: the words of one article as a draft, another article of the story as its
source. Inconsistent are those of a contradiction; consistent are those of an agreement and of what only looks like a
contradiction. The rules were made with these stories in sight. Of --pairs only the half is taken on which no threshold
was set. Balanced accuracy is the mean of the shares of inconsistent and of consistent drafts that are called so. What
is not called inconsistent counts as called consistent, whatever the tool says of it. Every pair is read anew, though
`check --pairs` keeps the sources of neighbouring lines ready.
"""

import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from assistant.check.pairs import Row, rule_row, sources_of
from assistant.check.result import INCONSISTENT, pair_of
from bench.environments import Peer
from bench.pairs import balanced, rows_of, trivial
from bench.records import OURS, Figure, Samples, against
from bench.rounds import Size
from bench.told import Labelled, pairs, told

PEERS = ("corroborate", "grounded-check")
TRIVIAL = "a number or a name is missing"


def ours(labelled: Sequence[Labelled]) -> tuple[list[str], list[float]]:
    """The verdict on each pair, and the seconds of processor time it takes."""
    verdicts: list[str] = []
    seconds = []
    for number, each in enumerate(labelled):
        sources_of.cache_clear()
        began = time.process_time()
        found = pair_of(number, rule_row(Row(number, each.source, each.draft, str(number))))
        seconds.append(time.process_time() - began)
        verdicts.append(found.verdict)
    return verdicts, seconds


def by_rule(labelled: Sequence[Labelled]) -> tuple[list[bool], list[float]]:
    """The same of the rule to beat."""
    called, seconds = [], []
    for each in labelled:
        began = time.process_time()
        called.append(trivial(each.draft, each.source)[1])
        seconds.append(time.process_time() - began)
    return called, seconds


def measured(name: str, labelled: Sequence[Labelled], size: Size) -> list[Figure]:
    """Time and accuracy of all on one list of pairs."""
    times: dict[str, list[list[float]]] = {way: [] for way in (OURS, *PEERS, TRIVIAL)}
    with Peer("checkers") as peer, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.json"
        path.write_text(json.dumps([(each.source, each.draft) for each in labelled]), encoding="utf-8")
        peer.ask("load", path=str(path))
        ours(labelled[:2])  # what is loaded late is loaded now
        for _ in range(size.pick(3, 1)):
            verdicts, seconds = ours(labelled)
            times[OURS].append(seconds)
            calls = {OURS: [verdict in INCONSISTENT for verdict in verdicts]}
            for way in PEERS:
                answer = peer.ask("judge", way=way)
                calls[way] = answer["called"]
                times[way].append(answer["seconds"])
            calls[TRIVIAL], seconds = by_rule(labelled)
            times[TRIVIAL].append(seconds)
    wrong = sum(each.inconsistent for each in labelled)
    what = f"{name}: {len(labelled)} pairs, {wrong} of them inconsistent"
    alone = accuracy(labelled, [verdict == "contradicted" for verdict in verdicts])
    strict = Figure(what, alone, "% balanced accuracy where `contradicted` alone counts", better="higher")
    return [*told_of(what, labelled, times, calls), strict]


def accuracy(labelled: Sequence[Labelled], called: Sequence[bool]) -> float:
    """Balanced accuracy in per cent."""
    told = zip(labelled, called, strict=True)
    return 100 * balanced((each.cluster, each.inconsistent, 0.0, said) for each, said in told)


def told_of(
    what: str, labelled: Sequence[Labelled], times: Mapping[str, list[list[float]]], calls: Mapping[str, list[bool]]
) -> list[Figure]:
    """The figures of one list: accuracy first, then what it takes."""
    shares = {way: Samples([accuracy(labelled, called)]) for way, called in calls.items()}
    alarms = {way: Samples([_alarms(labelled, called)]) for way, called in calls.items()}
    each = {way: Samples([1000 * median(turn) for turn in turns]) for way, turns in times.items()}
    rate = {way: Samples([len(turn) / sum(turn) for turn in turns]) for way, turns in times.items()}
    return against(
        what,
        [
            ("% balanced accuracy", shares, "higher"),
            ("% false alarms", alarms, "lower"),
            ("ms a pair (median)", each, "lower"),
            ("pairs a second", rate, "higher"),
        ],
    )


def _alarms(labelled: Sequence[Labelled], called: Sequence[bool]) -> float:
    said = [each for each, label in zip(called, labelled, strict=True) if not label.inconsistent]
    return 100 * sum(said) / (len(said) or 1)


def figures(size: Size) -> list[Figure]:
    """The corpus, and the sets of a file that is given."""
    own = [pair for story in told() for pair in pairs(story)]
    made = measured("corpus", own[:: size.pick(1, 8)], size)
    rows = rows_of(size.pairs, "held")
    for name in sorted({row["set"] for row in rows}):
        some = [
            Labelled(row["text_a"], row["text_b"], row["label"] != "consistent", str(row["cluster"]))
            for row in rows
            if row["set"] == name
        ]
        made += measured(name, some[:: size.pick(1, 8)], size)
    return made
