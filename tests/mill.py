"""An invented story of a mill that burned, with its labels: small enough to read, large enough to score all of it."""

from pathlib import Path

POST = """---
outlet: The Harbour Post
date: 2026-03-10
---

# Mill at Tolm burns down

The old windmill at Tolm burned down on Monday night. Greta Nils, the fire officer, said that 14 people were led out of
the mill cafe. The fire began in the flour store, the brigade said. Repairs to the bridge beside it will cost 2 million
crowns. The mill was built in 1821 by the Aske family.
"""
ECHO = """---
outlet: Tolm Echo
date: 2026-03-10
---

# Fire takes Tolm's windmill

A fire destroyed the windmill at Tolm on Monday night. Greta Nils, the fire officer, said that 41 people were led out
of the mill cafe. The fire began in the flour store, according to the brigade. The mill stood 19 metres high. The baker
Odo Perrin denied that the store had been locked.
"""
NEWS = """---
outlet: Valley News
date: 2026-03-11
---

# After the fire

The windmill at Tolm burned down on Monday night, and the village is in mourning. The mill stood 62 feet high. Mayor
Ines Calder said that a new mill will open in 2028. Some 300 people signed a book of memories at the town hall.
"""
GOLD = """story: mill
labelled: by reading
discrepancies:
  - id: d1
    question: How many people were led out?
    kind: number
    verdict: contradiction
    positions:
      - {article: post.md, quote: 14 people were led out, value: "14"}
      - {article: echo.md, quote: 41 people were led out, value: "41"}
distractors:
  - id: x1
    question: How high was the mill?
    kind: number
    verdict: compatible
    positions:
      - {article: echo.md, quote: The mill stood 19 metres high, value: 19 metres}
      - {article: news.md, quote: The mill stood 62 feet high, value: 62 feet}
    why: 62 feet are 18.9 metres
agreements:
  - id: a1
    fact: The windmill burned down on Monday night.
    support:
      - {article: post.md, quote: The old windmill at Tolm burned down on Monday night}
      - {article: echo.md, quote: A fire destroyed the windmill at Tolm on Monday night}
      - {article: news.md, quote: The windmill at Tolm burned down on Monday night}
  - id: a2
    fact: The fire began in the flour store.
    support:
      - {article: post.md, quote: The fire began in the flour store}
      - {article: echo.md, quote: The fire began in the flour store}
single_source:
  - {id: s1, article: post.md, fact: The mill was built in 1821., quote: The mill was built in 1821}
  - {id: s2, article: news.md, fact: 300 people signed a book., quote: Some 300 people signed a book of memories}
key_points:
  - article: post.md
    points:
      - {text: The windmill burned down., quote: The old windmill at Tolm burned down on Monday night}
    must_quote: [The old windmill at Tolm burned down on Monday night.]
  - article: news.md
    points:
      - {text: A new mill will open in 2028., quote: ""}
qa:
  - id: q1
    question: When was the mill built?
    type: single
    answer: in 1821
    values: ["1821"]
    evidence:
      - {article: post.md, quote: The mill was built in 1821}
  - id: q2
    question: How many people were led out of the mill cafe?
    type: disputed
    answer: "disputed: 14 or 41"
    values: ["14", "41"]
    evidence:
      - {article: post.md, quote: 14 people were led out}
      - {article: echo.md, quote: 41 people were led out}
  - id: q3
    question: Which insurer covered the harbour ferries?
    type: unanswerable
    answer: the articles do not say
claims:
  - article: post.md
    claims:
      - text: The windmill at Tolm burned down on Monday night.
        quote: The old windmill at Tolm burned down on Monday night
      - text: 14 people were led out of the mill cafe.
        quote: 14 people were led out of the mill cafe
        speaker: Greta Nils
        stance: reported
      - text: The fire began in the flour store.
        quote: The fire began in the flour store
        speaker: the brigade
        stance: reported
      - text: Repairs to the bridge will cost 2 million crowns.
        quote: Repairs to the bridge beside it will cost 2 million crowns
        stance: planned
      - {text: The mill was built in 1821., quote: The mill was built in 1821}
  - article: echo.md
    claims:
      - text: A fire destroyed the windmill at Tolm on Monday night.
        quote: A fire destroyed the windmill at Tolm on Monday night
      - text: 41 people were led out of the mill cafe.
        quote: 41 people were led out of the mill cafe
        speaker: the fire officer, Greta Nils
        stance: reported
      - text: The fire began in the flour store.
        quote: The fire began in the flour store
        speaker: the brigade
        stance: reported
      - {text: The mill stood 19 metres high., quote: The mill stood 19 metres high}
      - text: The store had been locked.
        quote: The baker Odo Perrin denied that the store had been locked
        speaker: Odo Perrin
        stance: denied
"""


def mill(folder: Path, gold: str = GOLD) -> Path:
    """The story in a folder of its own, with its labels or others."""
    place = folder / "mill"
    place.mkdir()
    for name, text in (("post.md", POST), ("echo.md", ECHO), ("news.md", NEWS), ("gold.yaml", gold)):
        (place / name).write_text(text, encoding="utf-8")
    return place
