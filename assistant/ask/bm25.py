"""How well texts fit some words, by BM25.

That of Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with an inverse
document frequency that stays above zero, so that a word of every sentence of one short article still counts.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

SATURATION, LENGTH = 1.2, 0.5
"""BM25's k1 and b: how soon a word said again adds nothing, and how much a long text pays for its length."""

Stems = Sequence[str]


class Bm25:
    """Texts as bags of stems, and how well each fits some words."""

    def __init__(self, texts: Iterable[Stems]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
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
        self._damping = [SATURATION * (1 - LENGTH + LENGTH * length / mean) for length in lengths]
        self._damped_once = [1 + damping for damping in self._damping]

    def rarity(self, stem: str) -> float:
        """Inverse document frequency among these texts, above zero also for a stem of every text."""
        held = len(self._places.get(stem, ()))
        return math.log(1 + (len(self._damping) - held + 0.5) / (held + 0.5))

    def scores(self, weights: Mapping[str, float]) -> dict[int, float]:
        """The texts that hold any of some stems, by number, with their scores; each stem counts by its weight."""
        found: dict[int, float] = {}
        for stem, weight in weights.items():
            gained = self._gained(stem, weight)
            if found:
                for number, score in gained.items():
                    found[number] = found.get(number, 0.0) + score
            else:
                found = gained
        return found

    def _gained(self, stem: str, weight: float) -> dict[int, float]:
        """What one stem adds to the texts that hold it; most hold it once, which is the quick case."""
        worth = weight * self.rarity(stem) * (SATURATION + 1)
        once = self._damped_once
        gained = {number: worth / once[number] for number in self._places.get(stem, ())}
        for number, count in self._repeated.get(stem, {}).items():
            gained[number] = worth * count / (count + self._damping[number])
        return gained

    def holders(self, stem: str) -> Sequence[int]:
        """The texts that hold a stem, by number, in order."""
        return self._places.get(stem, ())
