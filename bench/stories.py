"""Score the built-in engine, or a model, on labelled stories: what it finds, misses and makes up.

    python bench/stories.py corpus/*/                 # folders with labels: gold.yaml or gold.json
    python bench/stories.py --model NAME corpus/lisk-valley-flood

A labelled discrepancy counts as found when quotes of two of its positions overlap, in two
positions of one reported discrepancy. A distractor counts as a false alarm in the same way.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.engines import open_engine
from assistant.evaluate.gold import GoldFinding
from assistant.evaluate.labels import read_gold
from assistant.ingest import read
from assistant.pipeline import compare
from assistant.schema import Article, Compared, Quote
from assistant.settings import load_settings
from assistant.text.locate import locate

Labels = dict[str, list[dict[str, Any]]]


def labels_of(folder: Path) -> Labels:
    """The labels of a story, as this benchmark needs them."""
    gold = read_gold(folder)
    return {
        "discrepancies": [_finding(each) for each in gold.discrepancies],
        "distractors": [_finding(each) for each in gold.distractors],
        "agreements": [{"what": a.fact, "at": [(s.article, s.quote) for s in a.support]} for a in gold.agreements],
    }


def _finding(each: GoldFinding) -> dict[str, Any]:
    at = [(position.article, position.quote) for position in each.positions]
    return {"what": each.question, "verdict": each.verdict, "at": at}


def located(places: Iterable[tuple[str, str]], articles: Sequence[Article]) -> list[Quote]:
    """The labelled words as quotes; words that are not in their article are left out."""
    by_name = {Path(article.path).name: article for article in articles}
    found = (locate(by_name[name], words) for name, words in places if name in by_name)
    return [quote for quote in found if quote]


def meets(label: Sequence[Quote], groups: Sequence[Sequence[Quote]]) -> bool:
    """Whether two labelled quotes overlap quotes of two different positions."""
    hits = {
        (i, j)
        for i, wanted in enumerate(label)
        for j, quotes in enumerate(groups)
        for q in quotes
        if q.article == wanted.article and q.start < wanted.end and wanted.start < q.end
    }
    return any(a[0] != b[0] and a[1] != b[1] for a in hits for b in hits)


def score(folder: Path, story: Compared, articles: Sequence[Article]) -> Counter[str]:
    """Counts of one story, and a line for each miss and false alarm."""
    counts: Counter[str] = Counter()
    labels = labels_of(folder)
    found = [[p.quotes for p in d.positions] for d in story.discrepancies]
    agreed = [[s.quotes for s in a.support] for a in story.agreements]
    right: set[int] = set()
    for label in labels["discrepancies"]:
        quotes = located(label["at"], articles)
        hits = {n for n, groups in enumerate(found) if meets(quotes, groups)}
        right |= hits
        counts.update(labelled=1, found=bool(hits))
        print(f"  {'found ' if hits else 'missed'}  {label['verdict']:14} {label['what']}")
    for label in labels["distractors"]:
        alarmed = any(meets(located(label["at"], articles), groups) for groups in found)
        counts.update(distractors=1, alarms=alarmed)
        if alarmed:
            print(f"  FALSE ALARM on a distractor: {label['what']}")
    for n, finding in enumerate(story.discrepancies):
        counts.update(reported=1, right=n in right)
        if n not in right:
            print(f"  not labelled: {finding.verdict}: {finding.question} {[p.value for p in finding.positions]}")
    for label in labels["agreements"]:
        quotes = located(label["at"], articles)
        counts.update(agreements=1, agreed=any(meets(quotes, groups) for groups in agreed))
    counts.update(reported_agreements=len(agreed))
    return counts


def main(arguments: list[str]) -> None:
    """Score every folder named, with the engine that `--model` or the environment chooses."""
    model = arguments.pop(arguments.index("--model") + 1) if "--model" in arguments else None
    engine = open_engine(load_settings({"model": model}))
    total: Counter[str] = Counter()
    for folder in (Path(name) for name in arguments if name != "--model"):
        print(folder.name)
        result = compare(read(folder), engine=engine)
        total += score(folder, result.stories[0], result.articles)
    print(f"engine {engine.model}: {dict(sorted(total.items()))}")
    for name, part, whole in (
        ("discrepancies, precision", "right", "reported"),
        ("discrepancies, recall", "found", "labelled"),
        ("distractors called discrepancies", "alarms", "distractors"),
        ("agreements, recall", "agreed", "agreements"),
    ):
        print(f"{name}: {total[part]} of {total[whole]}")


if __name__ == "__main__":
    main(sys.argv[1:])
