"""How well texts fit some words, by BM25.

That of Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with an inverse
document frequency that stays above zero, so that a word of every sentence of one short article still counts.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

SATURATION, LENGTH = 1.2, 0.5
"""BM25's k1 and b: how soon a word said again adds nothing, and how much a long text pays for its length."""

Stems = Sequence[str]


class Bm25:
    """Texts as bags of stems, and how well each fits some words.

    Numbers lie side by side in arrays: as objects strewn over the memory of a large library they take longer to get.
    """

    def __init__(self, texts: Iterable[Stems]) -> None:
        self._places: dict[str, array[int]] = defaultdict(_numbers)
        self._repeated: dict[str, dict[int, int]] = defaultdict(dict)
        lengths = []
        for number, stems in enumerate(texts):
            lengths.append(len(stems))
            once = set(stems)
            for stem in once:
                self._places[stem].append(number)
            if len(once) < len(stems):
                for stem, count in Counter(stems).items():
                    if count > 1:
                        self._repeated[stem][number] = count
        mean = sum(lengths) / (len(lengths) or 1) or 1.0
        self._damping = array("d", (SATURATION * (1 - LENGTH + LENGTH * length / mean) for length in lengths))
        self._damped_once = array("d", (1 + damping for damping in self._damping))

    def rarity(self, stem: str) -> float:
        """Inverse document frequency among these texts, above zero also for a stem of every text."""
        held = len(self._places.get(stem, ()))
        return math.log(1 + (len(self._damping) - held + 0.5) / (held + 0.5))

    def scores(self, weights: Mapping[str, float]) -> dict[int, float]:
        """The texts that hold any of some stems, by number, with their scores; each stem counts by its weight."""
        found: dict[int, float] = {}
        for stem, weight in weights.items():
            self._add(found, stem, weight * self.rarity(stem) * (SATURATION + 1))
        return found

    def _add(self, found: dict[int, float], stem: str, worth: float) -> None:
        """Add one stem's part to the scores of the texts that hold it: most hold it once, which is the quick case."""
        repeated = self._repeated.get(stem, {})
        before = {number: found.get(number, 0.0) for number in repeated}
        once, held = self._damped_once, found.get
        for number in self._places.get(stem, ()):
            found[number] = held(number, 0.0) + worth / once[number]
        for number, count in repeated.items():
            found[number] = before[number] + worth * count / (count + self._damping[number])

    def holders(self, stem: str) -> Sequence[int]:
        """The texts that hold a stem, by number, in order."""
        return self._places.get(stem, ())


def _numbers() -> "array[int]":
    return array("q")
