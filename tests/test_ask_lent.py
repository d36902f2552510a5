"""What a sentence takes from the words before its passage is cited as well."""

import pytest

from assistant.ask.lent import lenders
from assistant.ask.shelf import Shelf
from assistant.schema import Article

TEXT = (
    "Mayor Piet Lund of Oxmere met banker Ewald Kern of the Northern River Office. "
    "The NRO paid the bill. He resigned on Friday. Lund said the harbour was sold."
)
SHELF = Shelf((Article("a", "a.txt", "Trouble in Vorn", "", "2025-08-04", "", TEXT),))


@pytest.mark.parametrize(
    ("text", "cited", "lent", "missing"),
    [
        ("He resigned on Friday.", "1:3", [], ""),
        ("Lund resigned on Friday.", "1:3", ["1:1"], ""),
        ("Mayor Piet Lund resigned on Friday.", "1:3", ["1:1"], ""),
        ("The mayor resigned on Friday.", "1:3", ["1:1"], ""),
        ("The office paid the bill.", "1:2", [], ""),
        ("The Northern River Office paid the bill.", "1:2", ["1:1"], ""),
        ("The NRO paid, and he resigned on Friday.", "1:3", ["1:2"], ""),
        ("Brandt resigned on Friday.", "1:3", [], "brandt"),
        ("Lund of Vorn resigned on Friday.", "1:3", ["1:1"], "vorn"),
        ("Lund said the harbour was sold.", "1:4", [], ""),
        ("Ewald Kern said the harbour was sold.", "1:4", [], "ewald"),
        ("He resigned on 1 August.", "1:3", [], ""),
    ],
)
def test_a_name_from_the_words_before_brings_them_along(text: str, cited: str, lent: list[str], missing: str) -> None:
    """The nearest sentence that has it; what none of the two before has is missing, the title of the article too."""
    found, lacking = lenders(text, [SHELF.passages[cited]], SHELF)
    assert ([passage.id for passage in found], lacking) == (lent, missing)


@pytest.mark.parametrize("text", ["Radio Vorn sends on 1600 kHz from 221B Mill Lane.", "sends on 1600 kHz"])
def test_what_stands_so_in_its_passage_lacks_no_name(text: str) -> None:
    """Units and house numbers hold capitals that are no names; copied words need nothing from elsewhere."""
    shelf = Shelf((Article("b", "b.txt", "", "", "", "", "Radio Vorn sends on 1600 kHz from 221B Mill Lane."),))
    assert lenders(text, [shelf.passages["1:1"]], shelf) == ((), "")
