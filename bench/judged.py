"""A model as judge of drafts: its own label beside what stands of it behind the gates.

    python bench/judged.py PAIRS.jsonl.gz OUT.jsonl --model NAME --base-url URL    # ask, a line a pair
    python bench/judged.py OUT.jsonl                                               # report

A fixed sample: `COUNT` pairs drawn with `SEED`, as many of every set and label. The model is asked
once about every sentence of a draft that has evidence, one call a draft. Alone, it calls a draft
inconsistent when it gives any sentence a discrepant label. Gated, the same answers go through
`check`, which heeds them only where the rules leave a question open. A pair is written as it is
done, and those already in OUT are not asked again.
"""

import argparse
import gzip
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from assistant.check.asking import question
from assistant.check.desk import Desk
from assistant.check.pairs import Row, draft_of, rule_row, sources_of
from assistant.check.result import INCONSISTENT, pair_of
from assistant.engines import Engine, open_engine
from assistant.errors import ModelError
from assistant.pool import Inline, unwatched
from assistant.schema import DISCREPANT, Pair, Verdict
from assistant.settings import load_settings

COUNT, SEED = 100, 7
WIDER = DISCREPANT | {"unrelated", "differing_scope"}
"""Labels that a generous reading of the model's answers takes for inconsistent."""
Line = dict[str, Any]
Call = Callable[[Line], bool]


class Recorded:
    """An engine that repeats verdicts it was given, pair by pair."""

    name, model, batch, most_pairs = "llm", "recorded", 8, 24
    prompts: Mapping[str, str] = {}

    def __init__(self, verdicts: Mapping[tuple[str, str], Verdict]) -> None:
        self._verdicts = verdicts

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """The verdicts that are kept, else `unsure`."""
        none = Verdict("unsure", "other", "", "not asked")
        return [self._verdicts.get((p.left.text, p.right.text), none) for p in pairs]


def sample(path: Path) -> list[Line]:
    """Pairs of every set and label in equal parts."""
    raw = path.read_bytes()
    groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in (gzip.decompress(raw) if path.suffix == ".gz" else raw).splitlines():
        entry = json.loads(line)
        groups[entry["set"], entry["label"]].append(entry)
    chance = random.Random(SEED)
    drawn = [chance.sample(group, min(len(group), -(-COUNT // len(groups)))) for _, group in sorted(groups.items())]
    return [pair for turn in zip(*drawn, strict=False) for pair in turn][:COUNT]


def asked(entry: Line, engine: Engine) -> Line:
    """One pair: the rules' verdict, the model's labels, and the verdict behind the gates."""
    row = Row(entry["id"], entry["text_a"], entry["text_b"], str(entry["id"]))
    rulings, sources, draft = rule_row(row), sources_of(row.source), draft_of(row)
    pairs = [question(n, ruling, draft, sources) for n, ruling in enumerate(rulings) if ruling.evidence]
    began = time.monotonic()
    verdicts: list[Verdict] = []
    failed = ""
    for start in range(0, len(pairs), engine.batch):
        batch = pairs[start : start + engine.batch]
        try:
            verdicts += engine.judge(batch)
        except ModelError as error:
            failed = str(error)
            verdicts += [Verdict("unsure", "other", "", failed)] * len(batch)
    seconds = time.monotonic() - began
    given = {(p.left.text, p.right.text): v for p, v in zip(pairs, verdicts, strict=True)}
    gated = Desk(cast(Engine, Recorded(given)), Inline(), unwatched).row(row)
    rules, behind = pair_of(row.id, rulings), pair_of(row.id, gated)
    return {
        **{key: entry[key] for key in ("id", "set", "label")},
        "rules": [rules.verdict, rules.score],
        "gated": [behind.verdict, behind.score],
        "labels": [verdict.label for verdict in verdicts],
        "whys": [verdict.why for verdict in verdicts],
        "seconds": round(seconds, 1),
        "failed": failed,
    }


def report(lines: Sequence[Line]) -> Iterator[str]:
    """Balanced accuracy of each way to judge, per set and in all."""
    ways: dict[str, Call] = {
        "rules alone": lambda line: line["rules"][0] in INCONSISTENT,
        "model alone": lambda line: any(label in DISCREPANT for label in line["labels"]),
        "model alone, wider": lambda line: any(label in WIDER for label in line["labels"]),
        "model behind the gates": lambda line: line["gated"][0] in INCONSISTENT,
    }
    yield f"{len(lines)} pairs, {sum(bool(line['failed']) for line in lines)} not answered"
    sets = sorted({line["set"] for line in lines})
    for name, way in ways.items():
        each = [f"{s} {_balanced([line for line in lines if line['set'] == s], way):.1f}" for s in sets]
        mean = sum(_balanced([line for line in lines if line["set"] == s], way) for s in sets) / len(sets)
        yield f"{name}: mean of the sets {mean:.1f} ({', '.join(each)})"


def _balanced(lines: Sequence[Line], way: Call) -> float:
    """Mean of the shares of consistent and of inconsistent pairs that are called so, in percent."""
    rates = []
    for label in ("consistent", "inconsistent"):
        calls = [way(line) == (label == "inconsistent") for line in lines if line["label"] == label]
        rates.append(sum(calls) / len(calls) if calls else 0.0)
    return 50 * sum(rates)


def main() -> None:
    """Ask, or report on what was asked."""
    options = argparse.ArgumentParser()
    options.add_argument("files", nargs="+", type=Path)
    options.add_argument("--model")
    options.add_argument("--base-url")
    given = options.parse_args()
    out = given.files[-1]
    done = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] if out.exists() else []
    if len(given.files) == 2:
        engine = open_engine(load_settings({"model": given.model, "base_url": given.base_url}))
        known = {line["id"] for line in done}
        for entry in sample(given.files[0]):
            if entry["id"] not in known:
                done.append(asked(entry, engine))
                with out.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(done[-1], ensure_ascii=False) + "\n")
    print("\n".join(report(done)))


if __name__ == "__main__":
    main()
