"""What the properties share: how many examples are tried, and records of any content that hang together.

Records are made from a seed: drawn field by field they would take hypothesis a second each.

`HYPOTHESIS_PROFILE=deep` tries a hundred times as many, other ones at every run.
"""

import os
from dataclasses import fields, is_dataclass
from functools import cache
from random import Random
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from assistant.schema import CLEARED, DISCREPANT, Article, Copy, Label, Origin, Quote

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
Made = TypeVar("Made")

WORDS = (
    *("the", "not", "never", "no", "said", "nobody", "without", "minister", "Mr", "Ana", "Vell", "Oxmere", "Lisk"),
    *("people", "were", "hurt", "killed", "on", "Friday", "8 November 2025", "at", "9 p.m.", "percent", "metres"),
    *("19", "1,900", "19.5", "-3", "0", "two", "a dozen", "half", "1e9", "½", "٣", "²", "19 000", "$5 million", "4%"),
    *("“", "”", "'", "’", "—", "–", "-", "…", "...", "(", ")", "[", "]", ".", "?", "!", ":", ";", "|", "*", "<b>"),
    *("\n", "\n\n", "\t", "\xa0", "\u200b", "\u2060", "\u00ad", "\u0301", "e\u0301", "ﬁ", "\u202e", "\x1b[31m", "\x9b"),
    *(
        "]]>",
        "&amp;",
        "</script>",
        "\ufeff",
        "İ",
        "ß",
        "ǆ",
        "한",
        "漢字",
        "👍🏽",
        "\u2028",
        "\x85",
        "=cmd",
        "\\",
        '"',
        "`",
    ),
)


def cheaply(examples: int) -> settings:
    """So many examples, the same ones at every run; far more in a campaign."""
    return settings(
        max_examples=examples * 100 if DEEP else examples,
        derandomize=not DEEP,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


CHARACTERS = st.characters(exclude_categories=["Cs"])
"""Any but halves of surrogate pairs, which ingest lets through nowhere."""
TEXTS = st.tuples(
    st.lists(st.sampled_from(WORDS), max_size=12), st.text(CHARACTERS, max_size=5), st.sampled_from(("", " ", " "))
).map(lambda parts: parts[2].join([*parts[0], parts[1]]))
"""Words of news, figures, marks and noise, together or apart."""
DAYS = ("", "2025", "2025-11", "2025-11-08", "2025-11-08T21:00")
URLS = ("", "https://a.example/x", "javascript:alert(1)", "http://[::1", "a b")
OF_NAME = {"version": ("0.1.0",), "published": DAYS[::3], "date": DAYS, "first": DAYS[::3], "last": DAYS[::3]}
OF_FIELD = {
    **dict.fromkeys(("discrepancies", "disputes"), tuple(sorted(DISCREPANT))),
    "cleared": tuple(sorted(CLEARED)),
}
"""The verdicts that a finding may have, by the field it stands in."""
LEAST = {"quotes": 1, "support": 1, "positions": 2, "roles": 1}
"""How many there always are of what else may be none."""


def results(kind: type[Made]) -> st.SearchStrategy[Made]:
    """Results of any content whose quotes stand in their articles and whose ids are theirs."""
    return st.integers(0, 2**32).map(lambda seed: made_of(kind, seed))


def made_of(kind: type[Made], seed: int) -> Made:
    """The record of a seed."""
    made: Made = _Maker(Random(seed)).made(kind)
    return made


class _Maker:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._articles = tuple(self._article(f"a{n}") for n in range(1, random.randint(1, 3) + 1))

    def made(self, kind: Any, name: str = "") -> Any:
        """A value of a type, as the records use them, for a field of that name."""
        random = self._random
        if kind is str:
            return self._named(name)
        if kind in (int, float, bool):
            return {int: random.choice((0, 1, 2, 10**6)), float: random.random(), bool: random.random() < 0.5}[kind]
        if kind is Quote:
            return self._quote()
        if kind == tuple[Article, ...]:
            return self._articles
        if name == "origins":
            return self._origins()
        if is_dataclass(kind):
            return self._record(kind, name)
        return self._several(kind, name)

    def _record(self, kind: Any, name: str) -> Any:
        hints = _hints(kind)
        return kind(**{each.name: self.made(hints[each.name], inside(name, each.name)) for each in fields(kind)})

    def _several(self, kind: Any, name: str) -> Any:
        random = self._random
        parts, least = get_args(kind), LEAST.get(name, 0)
        count = random.randint(least, max(2, least))
        if kind == Label:
            return random.choice(OF_FIELD.get(name, parts))
        if get_origin(kind) is Literal:
            return random.choice(parts)
        if get_origin(kind) is dict:
            return {self.text(): self.made(parts[1]) for _ in range(count)}
        if name in ("articles", "alone"):
            return tuple(each.id for each in self._random.sample(self._articles, min(count, len(self._articles))))
        if parts[-1] is ...:
            return tuple(self.made(parts[0], name) for _ in range(count))
        return tuple(map(self.made, parts))

    def _named(self, name: str) -> str:
        if name in ("article", "of"):
            return self._random.choice(self._articles).id
        return self._random.choice(OF_NAME[name]) if name in OF_NAME else self.text()

    def text(self) -> str:
        """Words of news, figures, marks and noise, together or apart."""
        glue = self._random.choice(("", " ", " "))
        return glue.join(self._random.choices(WORDS, k=self._random.randint(0, 12)))

    def _article(self, id: str) -> Article:
        random = self._random
        published, url = random.choice(DAYS[::3]), random.choice(URLS)
        return Article(id, self.text(), self.text(), self.text(), published, url, f"x{self.text()}")

    def _origins(self) -> tuple[Origin, ...]:
        """Each article by itself, or all of them as copies of the first."""
        first, *others = [each.id for each in self._articles]
        copies = tuple(Copy(each, first, "text", self._random.random(), self.text()) for each in others)
        together = Origin((first, *others), self.text(), copies)
        return self._random.choice(((together,), tuple(Origin((id,)) for id in (first, *others)), ()))

    def _quote(self) -> Quote:
        one = self._random.choice(self._articles)
        start = self._random.randrange(len(one.text))
        end = self._random.randint(start + 1, len(one.text))
        return Quote(one.id, start, end, one.text[start:end])


def inside(outer: str, name: str) -> str:
    """The name by which a field is made: a verdict goes by the field that its finding stands in."""
    return outer if name == "verdict" else name


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
