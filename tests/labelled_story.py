"""A story with its labels, all invented, which tests spoil one place at a time."""

from pathlib import Path

ARTICLES = {
    "tidings.txt": """Ferry to Orrin sails again

The Tidings of Orrin, 4 May 2031

The ferry Marisol took 214 passengers to Orrin on Sunday, said its captain, Ilva Tosk.
She had repaired the engine in eight days. The crossing is 38 km long.

Nobody was hurt, the harbour office said.
""",
    "shore.md": """---
title: Marisol is back
outlet: Shore Letter
date: 2031-05-05
---

On Sunday the Marisol carried 241 passengers to Orrin. The crossing of about 24 miles took two hours.

The captain, Ilva Tosk, called it “a good day”. A ticket costs 6 crowns.
""",
}
GOLD = """story: ferry
labelled: by reading
discrepancies:
  - id: f-d1
    question: How many passengers were on board?
    kind: number
    verdict: contradiction
    severity: major
    positions:
      - {article: tidings.txt, quote: "took 214 passengers to Orrin on Sunday", value: "214"}
      - {article: shore.md, quote: "carried 241 passengers to Orrin", value: "241"}
distractors:
  - id: f-x1
    question: How long is the crossing?
    kind: number
    verdict: compatible
    severity: minor
    positions:
      - {article: tidings.txt, quote: "The crossing is 38 km long", value: "38 km"}
      - {article: shore.md, quote: "The crossing of about 24 miles", value: "about 24 miles"}
    why: 38 km is 23.6 miles
agreements:
  - id: f-a1
    fact: Ilva Tosk is the captain.
    support:
      - {article: tidings.txt, quote: "its captain, Ilva Tosk"}
      - {article: shore.md, quote: "The captain, Ilva Tosk"}
single_source:
  - {id: f-s1, article: shore.md, fact: "A ticket costs 6 crowns.", quote: "A ticket costs 6 crowns"}
key_points:
  - article: tidings.txt
    points:
      - {text: "The ferry sails again.", quote: "The ferry Marisol took 214 passengers to Orrin"}
    must_quote: ["Nobody was hurt, the harbour office said."]
  - article: shore.md
    points: [The ferry sails again.]
qa:
  - id: f-q1
    question: What is the price of a trip?
    type: single
    answer: 6 crowns
    values: ["6 crowns", "six crowns"]
    evidence:
      - {article: shore.md, quote: "A ticket costs 6 crowns."}
  - id: f-q2
    question: Who steered the ship?
    type: multi
    answer: Ilva Tosk
    values: ["Ilva Tosk", "Captain Tosk"]
    evidence:
      - {article: tidings.txt, quote: "said its captain, Ilva Tosk"}
      - {article: shore.md, quote: "The captain, Ilva Tosk"}
  - id: f-q3
    question: How full was the ship?
    type: disputed
    answer: "disputed: 214 or 241"
    values: ["214", "241"]
    evidence:
      - {article: tidings.txt, quote: "took 214 passengers"}
      - {article: shore.md, quote: "carried 241 passengers"}
  - id: f-q4
    question: Who built the Marisol?
    type: unanswerable
    answer: not stated
    values: []
    evidence: []
claims:
  - article: tidings.txt
    claims:
      - {text: "The Marisol took 214 passengers to Orrin.", quote: "The ferry Marisol took 214 passengers to Orrin",
         speaker: Ilva Tosk, stance: reported}
  - article: shore.md
    claims:
      - {text: "A ticket costs 6 crowns.", quote: "A ticket costs 6 crowns."}
"""


def written(folder: Path, gold: str = GOLD, name: str = "gold.yaml") -> Path:
    """The story in a folder, with these labels; the path of the labels."""
    folder.mkdir(exist_ok=True)
    for article, text in ARTICLES.items():
        (folder / article).write_text(text, encoding="utf-8")
    (folder / name).write_text(gold, encoding="utf-8")
    return folder / name


def spoiled(old: str, new: str) -> str:
    """The labels with one place of them changed."""
    assert GOLD.count(old) >= 1, old
    return GOLD.replace(old, new, 1)
