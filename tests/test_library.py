"""A library is made once: by article, by story, and anew only where something changed or was damaged."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from assistant.answering import Library, Means, open_library
from assistant.engines.builtin import Builtin
from assistant.errors import Exit, UserError
from assistant.library.keeper import SEAL, content
from assistant.llm.store import DATABASE, LIBRARY, open_store
from assistant.pool import Watch, unwatched
from assistant.schema import Article, Clutter, Draft, Reading
from tests.cli_runner import ONE, TWO, messages, run
from tests.pile import LONE, pile

ASKED = "How many passengers did the Marigold carry?"


@dataclass
class Memory:
    """A keeper that counts."""

    held: dict[str, str] = field(default_factory=dict)
    put_keys: list[str] = field(default_factory=list)

    def get(self, key: str) -> str | None:
        """The text of a key."""
        return self.held.get(key)

    def put(self, key: str, text: str) -> None:
        """Keep a text, and note it."""
        self.put_keys.append(key)
        self.held[key] = text


def opened(articles: list[Article], keeper: Memory | None = None, watch: Watch = unwatched) -> Library:
    """A library of a pile in stories."""
    return open_library(Reading(tuple(articles)), watch=watch, group=True, means=Means(keeper))


def disputed() -> list[Article]:
    """A pile in which two reports of the ferry disagree."""
    first, second, *others = pile()
    told = [f"{a.text} The storm killed {n} people in Oxmere." for n, a in ((19, first), (21, second))]
    return [replace(first, text=told[0]), replace(second, text=told[1]), *others]


def test_what_was_kept_is_not_made_again() -> None:
    """The second time nothing is made, and the library is the same in every part."""
    memory = Memory()
    made = opened(disputed(), memory)
    assert len(memory.put_keys) == 9 + 1 + 3  # articles, grouping, stories
    again = opened(disputed(), memory)
    assert len(memory.put_keys) == 13
    assert again == made == opened(disputed())
    assert made.findings
    assert made.parts[0].digest.claims
    assert [p.id for p in again.find(ASKED).passages] == [p.id for p in made.find(ASKED).passages]


def test_an_added_article_costs_itself_and_its_story() -> None:
    """Nothing of the other articles and the other stories is made again."""
    memory = Memory()
    opened(disputed()[1:], memory)
    before = len(memory.put_keys)
    opened(disputed(), memory)
    assert len(memory.put_keys) - before == 3  # the article, the grouping, the ferry's story


def test_an_article_alone_costs_no_story() -> None:
    """What stands in no story is read and not compared."""
    memory = Memory()
    opened(pile(), memory)
    before = len(memory.put_keys)
    opened([*pile(), LONE], memory)
    assert len(memory.put_keys) - before == 2  # the article and the grouping


def test_names_and_order_of_files_do_not_matter() -> None:
    """Another path or place changes no content: what was kept is used, with the ids of this run."""
    memory = Memory()
    opened(disputed(), memory)
    before = len(memory.put_keys)
    renamed = [replace(article, id=f"x-{article.id}", path=f"moved/{article.path}") for article in disputed()[::-1]]
    found = opened(renamed, memory)
    assert len(memory.put_keys) == before
    ids = {quote.article for finding in found.findings for p in finding.positions for quote in p.quotes}
    assert ids
    assert ids <= {article.id for article in renamed}
    assert {p.article for finding in found.findings for p in finding.positions} <= {a.id for a in renamed}


def test_any_change_of_an_article_is_another_content() -> None:
    """Whatever may decide what is made of an article is in its hash; where it lies is not."""
    article = pile()[0]
    changed = [
        replace(article, text="Another text."),
        replace(article, title="Another title"),
        replace(article, outlet="Another outlet"),
        replace(article, published="2025-03-09"),
        replace(article, clutter=(Clutter(0, 3, "menu"),)),
    ]
    assert len({content(each) for each in (article, *changed)}) == 6
    assert content(replace(article, id="b", path="c")) == content(article)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: "no JSON",
        lambda text: text[:-1],
        lambda text: text[:SEAL] + "[]",
        lambda text: text.replace("1", "2"),
        lambda text: text + " ",
    ],
)
def test_what_is_damaged_is_as_if_not_there(damage: Callable[[str], str]) -> None:
    """Every entry is made again, and mended."""
    memory = Memory()
    made = opened(disputed(), memory)
    sound = dict(memory.held)
    memory.held = {key: damage(text) for key, text in memory.held.items()}
    assert opened(disputed(), memory) == made
    assert memory.held == sound


class Counting(Builtin):
    """An engine that is not the built-in one, as far as anyone can tell, and counts."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self.digested = 0

    def digest(self, article: Article) -> Draft:
        """The built-in engine's draft."""
        self.digested += 1
        return super().digest(article)


def test_another_engine_compares_anew() -> None:
    """What a model's words decide is not kept by the articles alone; the built-in engine's findings stay apart."""
    memory, engine = Memory(), Counting()
    for times in (1, 2):
        open_library(Reading(tuple(disputed())), group=True, means=Means(memory, engine))
        assert engine.digested == 9 * times
    assert len(memory.put_keys) == 9 + 1


def test_progress_is_told() -> None:
    """Whoever waits sees what is done, in both steps; what is kept counts as done."""
    told: list[tuple[str, int, int]] = []
    memory = Memory()
    opened(pile(), memory, lambda *step: told.append(step))
    assert told[0] == ("reading articles", 0, 9)
    assert ("reading articles", 9, 9) in told
    assert told[-1] == ("comparing stories", 3, 3)
    told.clear()
    opened(pile(), memory, lambda *step: told.append(step))
    assert told == [("reading articles", 9, 9), ("comparing stories", 3, 3)]


def test_a_library_needs_an_article() -> None:
    """The user is told what to do."""
    with pytest.raises(UserError, match="nothing to read"):
        open_library(Reading(()))


def write(folder: Path) -> list[str]:
    """Two articles as files."""
    for name, text in (("one.txt", ONE), ("two.txt", TWO)):
        (folder / name).write_text(text, encoding="utf-8")
    return ["one.txt", "two.txt"]


def test_the_command_line_keeps_its_library(tmp_path: Path) -> None:
    """In a folder of its own beside the calls; `cache` tells and clears it; a damaged one costs time only."""
    kept = {"ASSISTANT_CACHE_DIR": str(tmp_path / "kept"), "ASSISTANT_NO_CACHE": ""}
    asked = ["ask", "-q", "How many people did the flood kill?", *write(tmp_path)]
    first = run(asked, tmp_path, extra=kept)
    assert len(list(open_store(tmp_path / "kept", LIBRARY))) == 3
    assert run(asked, tmp_path, extra=kept).stdout == first.stdout
    assert "library: 3 entries of articles and stories" in run(["cache", "info"], tmp_path, extra=kept).stdout
    (tmp_path / "kept" / LIBRARY / DATABASE).write_bytes(b"no database at all " * 99)
    again = run(asked, tmp_path, extra=kept)
    assert (again.returncode, again.stdout) == (Exit.DONE, first.stdout)
    assert "cannot be used" in again.stderr
    cleared = run(["cache", "clear"], tmp_path, extra=kept)
    assert "unreadable entries of the library" in messages(cleared)[0]
    assert run(asked, tmp_path, extra=kept).stderr == ""


def test_no_cache_keeps_no_library(tmp_path: Path) -> None:
    """`--no-cache` leaves no trace."""
    kept = {"ASSISTANT_CACHE_DIR": str(tmp_path / "kept"), "ASSISTANT_NO_CACHE": ""}
    asked = ["ask", "-q", "--no-cache", "How many people did the flood kill?", *write(tmp_path)]
    assert run(asked, tmp_path, extra=kept).returncode == Exit.DONE
    assert not (tmp_path / "kept").exists()
