"""A small labelled story for the tests of evaluations, which each may change: two reports on one flood."""

from pathlib import Path

from tests.cli_runner import ONE, TWO

GOLD = """story: lisk-closure
labelled: for a test
discrepancies:
  - id: d1
    question: How many people did the flood kill?
    kind: number
    verdict: contradiction
    severity: major
    positions:
      - {article: one.txt, quote: "The flood killed 19 people in the valley", value: "19 people"}
      - {article: two.txt, quote: "The flood killed 21 people in the valley", value: "21 people"}
agreements:
  - id: a1
    fact: The bridge over the Lisk closed on Friday.
    support:
      - {article: one.txt, quote: "The bridge over the Lisk closed on Friday"}
      - {article: two.txt, quote: "The bridge over the Lisk closed on Friday"}
qa:
  - id: q1
    question: How many families had left their homes?
    type: single
    answer: 400 families
    values: ["400"]
    evidence:
      - {article: one.txt, quote: "400 families had left their homes"}
"""


def labelled_story(folder: Path, gold: str = GOLD) -> Path:
    """The story in a folder of its own name, with its labels."""
    story = folder / "lisk-closure"
    story.mkdir(parents=True, exist_ok=True)
    (story / "one.txt").write_text(ONE, encoding="utf-8")
    (story / "two.txt").write_text(TWO, encoding="utf-8")
    (story / "gold.yaml").write_text(gold, encoding="utf-8")
    return story
