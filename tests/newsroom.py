"""Articles by the dozen on one event, for tests and benchmarks of long runs: a story that we own."""

import random
from pathlib import Path

PLACES = ("Astin", "Kelder", "Vell", "Ormsey", "Lorne", "Callan", "Hestmark", "Corrin")
PEOPLE = ("Ada Holm", "Tom Brack", "Ilse Korn", "Bram Oster", "Ana Vell", "Piet Marsh")
SENTENCES = (
    "The river Lisk overtopped the old levee at {place} before dawn on {day}.",
    "Wardens at {place} carried lamps and blankets to the grain stores by boat.",
    "{person} told the council of {place} that the sluice had been locked for weeks.",
    "The sluice keeper of {place} denied that the gate had been locked.",
    "A freight train stood under water near the signal box of {place}.",
    "{person} praised the ferry pilots who brought families out of {place}.",
    "Engineers doubt that the levee of {place} can be mended before the frost.",
    "Farmers around {place} lost their seed potatoes when the cellars filled.",
    "The chapel of {place} served soup to families whose cellars had filled.",
    "The signal box of {place} had warned the freight drivers too late, {person} said.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
LENGTH = 8  # sentences


def write_articles(folder: Path, count: int, first: int = 0) -> list[Path]:
    """Files with articles that tell of the same flood, each in its own choice of sentences."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number in range(first, first + count):
        chance = random.Random(number)
        told = [
            sentence.format(place=chance.choice(PLACES), person=chance.choice(PEOPLE), day=chance.choice(DAYS))
            for sentence in chance.sample(SENTENCES, LENGTH)
        ]
        path = folder / f"report-{number:03}.txt"
        path.write_text(f"Flood on the Lisk, report {number}\n\n{' '.join(told)}\n", encoding="utf-8")
        paths.append(path)
    return paths
