"""Windows of long articles, and the article's words in a model's quote."""

import pytest

from assistant.engines.llm.digest import words
from assistant.engines.llm.windows import windows

PARAGRAPHS = "\n\n".join(f"Paragraph {n} says one thing. It also says another thing of {n}." for n in range(60))
WORDS = " ".join(f"w{n}" for n in range(1000, 1800))


@pytest.mark.parametrize("text", [PARAGRAPHS, PARAGRAPHS.replace("\n\n", " "), WORDS, WORDS.replace(" ", "")])
@pytest.mark.parametrize("size", [40, 500, 1500])
def test_windows_cover_the_text_and_keep_to_their_size(text: str, size: int) -> None:
    """Every character is read in some window, in order, and none is longer than allowed."""
    parts = windows(text, size)
    at = 0
    for part in parts:
        assert 0 < len(part) <= size
        found = text.find(part, max(0, at - size))
        assert found >= 0 and not text[at:found].strip()
        at = found + len(part)
    assert not text[at:].strip()


def test_windows_begin_at_sentences_and_overlap_a_little() -> None:
    """No window begins in the middle of a sentence where there are sentences."""
    first, second, *_ = windows(PARAGRAPHS, 500)
    assert second.startswith(("Paragraph", "It also"))
    assert 0 < sum(first.endswith(second[:n]) for n in range(20, 300)) <= 1
    assert windows("short", 500) == ["short"]


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("two were hurt", ("two were hurt",)),
        ("“two were hurt”", ("two were hurt",)),
        ("On Monday ... two were hurt.", ("On Monday", "two were hurt.")),
        ("On Monday [...] hurt", ("On Monday", "hurt")),
        ("and so on…", ("and so on…",)),
        (" ", ()),
    ],
)
def test_words_of_a_quote(quote: str, expected: tuple[str, ...]) -> None:
    """Added quotation marks and shortenings of the model go; those of the article stay."""
    assert words(quote, "On Monday a bridge fell and two were hurt. They cried and so on…") == expected
