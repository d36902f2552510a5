"""A folder of news as a desk gets it: two sources on each of many events, eight figures each, one of them differing.

    python -m bench.events                      # 600 events, 1,200 articles: written, compared, scored
    python -m bench.events 5000                 # another number of events
    python -m bench.events 600 --into FOLDER    # write the articles and leave them there, run nothing

The texts are invented: fifteen kinds of news (`events.yaml`), each figure in two or three wordings, of which the two
sources of an event take different ones wherever there are enough; the order of sentences, what stands between them,
how numbers are written, by-lines and names are drawn anew for each. Everything follows from the seed.

What runs is the command as a user types it. Seconds are those of its whole process; CPU seconds include its workers;
memory is the highest sum of the resident sets of both. A discrepancy counts as found where one finding shows both
figures that were planted, each for its own article; every other finding that is not the planted one is false. A story
is right where it holds the two articles of one event and nothing else.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench.peak import Peak
from bench.synthetic import invented

EVENTS = 600
TELLS = Path(__file__).with_name("events.yaml")
FIRST = """Ada Bela Cora Dario Edda Falk Greta Hanno Ines Jorun Karla Lars Mona Nils Olga Pavel Rosa Stellan Thea Udo
Vera Wanda Yann Zora Marek Lida Anton Birgit""".split()
PAPERS = "Courier Herald Gazette Post Messenger Tribune Echo Standard Observer Chronicle".split()
BODIES = ("{x} Council", "{x} Authority", "Agency of {x}", "Ministry of {x}", "{x} Commission", "{x} Board")
FIRMS = ("{x} Works", "{x} Group", "{x} & Sons", "{x} Holding", "{x} Partners")
BEGINS = datetime(2025, 3, 3, 6, 0)
DAYS = 90
WORDS = "two three four five six seven eight nine ten eleven twelve".split()
Figure = tuple[int, int, str, str, str]


@dataclass(frozen=True, slots=True)
class Event:
    """Two articles by file name, and what the figure that differs is in each."""

    kind: str
    wordings: tuple[str, str]
    files: tuple[tuple[str, str], tuple[str, str]]
    figures: tuple[str, str]


@cache
def _tells() -> dict[str, dict[str, list[Any]]]:
    return dict(yaml.safe_load(TELLS.read_text(encoding="utf-8")))


def events(count: int, seed: int = 1) -> Iterator[Event]:
    """So many events, each of its own town."""
    towns: set[str] = set()
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        while (town := invented(chance)) in towns:
            continue
        towns.add(town)
        yield _event(chance, number, town)


def _event(chance: random.Random, number: int, town: str) -> Event:
    kind = list(_tells())[number % len(_tells())]
    told = _tells()[kind]
    cast = _cast(chance, town)
    odd = number // len(_tells()) % len(told["figures"])
    begins = BEGINS + timedelta(minutes=chance.randrange(DAYS * 24 * 60 // 15) * 15)
    values = [_value(chance, figure) for figure in told["figures"]]
    others = [
        _other(chance, figure, value) if n == odd else value for n, (figure, value) in enumerate(_pairs(kind, values))
    ]
    said = [chance.sample(figure[3:], 2) for figure in told["figures"]]
    papers = chance.sample(PAPERS, 2)
    files, figures = [], []
    for place, held in enumerate((values, others)):
        words = chance.random() < 0.5
        shown = [_shown(value, figure[2], words=words and place == 1) for figure, value in _pairs(kind, held)]
        lines = [_filled(both[place], cast, v) for both, v in zip(said, shown, strict=True)]
        head = (
            _filled(told["titles"][place], cast, ""),
            f"The {invented(chance)} {papers[place]}",
            _stamp(begins + timedelta(minutes=chance.randint(5, 95))),
        )
        plain = [_filled(line, cast, "") for line in chance.sample(told["plain"], 2)]
        files.append((f"{number:06d}-{papers[place].lower()}.txt", _article(chance, head, lines, plain)))
        figures.append(shown[odd])
    return Event(kind, (said[odd][0], said[odd][1]), (files[0], files[1]), (figures[0], figures[1]))


def _pairs(kind: str, values: Sequence[int]) -> Iterator[tuple[Sequence[Any], int]]:
    return zip(_tells()[kind]["figures"], values, strict=True)


def _cast(chance: random.Random, town: str) -> dict[str, str]:
    def person() -> str:
        return f"{chance.choice(FIRST)} {invented(chance)}"

    return {
        "town": town,
        "area": invented(chance),
        "water": invented(chance),
        "body": chance.choice(BODIES).format(x=invented(chance)),
        "firm": chance.choice(FIRMS).format(x=invented(chance)),
        "person": person(),
        "other": person(),
    }


def _value(chance: random.Random, figure: Sequence[Any]) -> int:
    """A figure in its range; millions in tenths. None is round, since a round one may stand for its neighbours."""
    least, most, form = figure[:3]
    scale = 10 if form == "m" else 1
    return next(v for v in iter(lambda: chance.randint(least * scale, most * scale), None) if v % 10)


def _other(chance: random.Random, figure: Sequence[Any], value: int) -> int:
    """What the other source has instead: a tenth to a half more or less, and not the same to one digit."""
    while True:
        other = _value(chance, figure)
        if 0.1 * value <= abs(other - value) <= max(0.5 * value, 3):
            return other


def _shown(value: int, form: str, *, words: bool) -> str:
    if form == "m":
        return f"{value / 10:.1f} million"
    if form == "%":
        return f"{value} per cent" if words else f"{value}%"
    return WORDS[value - 2] if words and 2 <= value <= 12 else f"{value:,}"


def _filled(line: str, cast: dict[str, str], value: str) -> str:
    text = line.format(**cast, v=value)
    return f"{text[:1].upper()}{text[1:]}"


def _stamp(when: datetime) -> str:
    return f"{when.day} {when:%B} {when.year}, {when:%H:%M}"


def _article(chance: random.Random, head: Sequence[str], lines: Sequence[str], plain: Sequence[str]) -> str:
    """The first figure leads, the others follow in any order, two of them in one sentence; paragraphs of two."""
    lead, *rest = lines
    chance.shuffle(rest)
    told = [f"{lead}.", *(f"{line}." for line in rest)]
    for line in plain:
        told.insert(chance.randint(2, len(told)), line)
    body = [" ".join(told[n : n + 2]) for n in range(0, len(told), 2)]
    return "\n".join(head) + "\n\n" + "\n\n".join(body) + "\n"


def write(told: Sequence[Event], folder: Path) -> None:
    """All articles of the events, each in a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for event in told:
        for name, text in event.files:
            (folder / name).write_text(text, encoding="utf-8")


def scored(told: Sequence[Event], result: dict[str, Any]) -> dict[str, Any]:
    """Stories that are right, planted discrepancies that are found, findings that are false, and what was missed."""
    names = {article["id"]: Path(article["path"]).name for article in result["articles"]}
    events = {frozenset(name for name, _ in event.files): event for event in told}
    right = found = false = 0
    missed = {id(event): event for event in told}
    wrong = []
    for story in result["stories"]:
        event = events.get(frozenset(names[id] for id in story["articles"]))
        right += event is not None
        for each in story["discrepancies"]:
            if event and _planted(event, each, names):
                found += id(event) in missed
                missed.pop(id(event), None)
            else:
                false += 1
                wrong.append(each)
    return {"right": right, "found": found, "false": false, "missed": list(missed.values()), "wrong": wrong}


def _planted(event: Event, finding: dict[str, Any], names: dict[str, str]) -> bool:
    """Whether a finding shows each article's figure as it was written."""
    shown = {(names[p["quotes"][0]["article"]], p["value"].casefold()) for p in finding["positions"]}
    pairs = zip(event.files, event.figures, strict=True)
    return all(any(name == file and figure in value for file, value in shown) for (name, _), figure in pairs)


def run(told: Sequence[Event], folder: Path) -> dict[str, Any]:
    """Compare the folder as a user does: seconds, CPU seconds, peak memory, and the score."""
    result = folder.with_suffix(".json")
    command = [sys.executable, "-m", "assistant", "compare", str(folder), "--quiet", "-f", "json", "-o", str(result)]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with Peak() as peak:
        subprocess.run(command, check=True)
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    made = scored(told, json.loads(result.read_text(encoding="utf-8")))
    return {"seconds": seconds, "cpu": cpu, "memory": peak.highest, **made}


def main() -> None:
    """One row of figures, and what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("events", type=int, nargs="?", default=EVENTS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--into", type=Path, help="write the articles here and end")
    parser.add_argument("--show", type=int, default=5, help="how many misses and false findings to print")
    asked = parser.parse_args()
    told = list(events(asked.events, asked.seed))
    if asked.into:
        write(told, asked.into)
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "news"
        write(told, folder)
        made = run(told, folder)
    print("| events (articles) | seconds | CPU seconds | peak MB | stories right | discrepancies found | false |")
    print("|---:" * 7 + "|")
    print(
        f"| {len(told):,} ({2 * len(told):,}) | {made['seconds']:.1f} | {made['cpu']:.1f} | {made['memory']:,.0f} |"
        f" {made['right']:,} | {made['found']:,} | {made['false']:,} |"
    )
    for event in made["missed"][: asked.show]:
        print(f"missed: {event.files[0][0]}: {event.figures} {event.wordings}")
    for each in made["wrong"][: asked.show]:
        print(f"false: {each['question']} {[p['value'] for p in each['positions']]}")


if __name__ == "__main__":
    main()
