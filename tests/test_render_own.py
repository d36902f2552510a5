"""What only one source says: what is worth its place, told once, and not what was told above."""

from dataclasses import replace

import pytest

from assistant.render import own, selection
from assistant.schema import Article, Quote, SingleSource
from tests.render_records import STORY

LAMP = Article("p1", "lamp.txt", "Oxmere harbour", "The Lamp", "2025-03-04", "", "")
BELL = Article("p2", "bell.txt", "Harbour of Oxmere", "The Bell", "2025-03-04", "", "")
ARTICLES = {"p1": LAMP, "p2": BELL}


def told(*claims: tuple[str, str], most: int = 30) -> list[list[str]]:
    """What is shown of each source of a story that tells only these claims."""
    single = tuple(SingleSource(id, text, (Quote(id, n, n + 9, text),)) for n, (id, text) in enumerate(claims))
    bare = replace(STORY, summary=(), timeline=(), agreements=(), discrepancies=(), focus=(), unanswered=())
    story = replace(bare, single_source=single, articles=("p1", "p2"))
    return [
        [claim.claim for claim in shown] for _, shown, _ in selection.alone(story, ARTICLES, {"p1": 0, "p2": 1}, most)
    ]


@pytest.mark.parametrize(
    ("first", "second", "again"),
    [
        ("The quay at Oxmere cost 14.6 million crowns.", "Building the quay cost 14,600,000 crowns.", True),
        ("The quay at Oxmere cost 14.6 million crowns.", "Building the quay cost 17 million crowns.", False),
        ("The quay at Oxmere cost 14.6 million crowns.", "Orla Venn let the quay for 14.6 million crowns.", False),
        ("The crane at Oxmere fell on 3 March 2025.", "The crane fell on 5 March 2025.", False),
        ("The harbour master closed the old quay at Oxmere.", "The old quay was closed by the harbour master.", True),
        ("The harbour master closed the old quay at Oxmere.", "Two ferries wait outside for a tug.", False),
    ],
)
def test_what_another_source_told_is_not_told_again(first: str, second: str, again: bool) -> None:
    """Only where it adds no figure, no date and no name; all is shown where the note shows all."""
    assert told(("p1", first), ("p2", second)) == [[first], [] if again else [second]]
    assert told(("p1", first), ("p2", second), most=selection.ALL) == [[first], [second]]


def test_colour_and_next_to_nothing_stand_behind_what_can_be_checked() -> None:
    """They are shown where a source has hardly anything else."""
    facts = [f"The harbour took in {n} boats in the year {year}." for n, year in ((412, 2021), (533, 2022))]
    colour = [
        "Orla Venn, 51, had not eaten.",
        "The harbour master Orla Venn laughed as the first boat of 2025 came in.",
    ]
    assert told(*[("p1", text) for text in [*colour, *facts]]) == [facts]
    assert told(*[("p1", text) for text in colour]) == [colour]


def test_whose_words_are_not_told_is_left_out() -> None:
    """A quotation by "she" says nothing below the name of a paper, unless there is nothing else."""
    she = "“A good half of the boats in Oxmere leak,” she said."
    named = "“A good half of the boats in Oxmere leak,” said Orla Venn."
    assert told(("p1", she), ("p1", named)) == [[named]]
    assert own.telling(she)
