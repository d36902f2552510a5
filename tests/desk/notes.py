"""The notes that are opened: of the corpus, of a story as large as they come, and of articles that mean ill."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.synthetic import stories
from tests.cli_runner import ROOT, environment
from tests.desk.tools import LIMIT_SECONDS, pandoc, squeezed

CORPUS = sorted(path.name for path in (ROOT / "corpus").iterdir() if path.is_dir())
SEVERAL = "several-stories"
STORIES = (*CORPUS, SEVERAL)
TOLD = frozenset({"text", "fact", "question", "claim", "name", "title"})
"""The keys of a story's JSON under which its words stand; `value` may be worded anew."""
ARTICLES, SENTENCES, CLAIMS = 40, 18, 600
"""A story as large as a desk has them: so many articles of so many sentences hold at least so many claims."""


@dataclass(frozen=True)
class Note:
    """A folder with one note in every format."""

    folder: Path

    def path(self, form: str) -> Path:
        """The file in a format."""
        return self.folder / f"note.{form}"

    @cached_property
    def json(self) -> Any:
        """Everything that was found."""
        return json.loads(self.path("json").read_text(encoding="utf-8"))

    @cached_property
    def markdown(self) -> str:
        """The note that the others are held against."""
        return self.path("md").read_text(encoding="utf-8")

    @cached_property
    def marks(self) -> list[str]:
        """For each footnote mark of the Markdown the text it leads to, as Pandoc understands it."""
        tree = json.loads(pandoc(self.markdown, "--from", "markdown-smart", "--to", "json"))
        return ["".join(_words(note)) for note in _notes(tree["blocks"])]

    @cached_property
    def footnotes(self) -> list[str]:
        """The text of each footnote, in the order of their first marks."""
        return list(dict.fromkeys(self.marks))

    @cached_property
    def cited(self) -> list[str]:
        """The words of each quote that the Markdown has a footnote for, in the order of the footnotes."""
        known = {squeezed(quote["text"]): quote["text"] for quote in quotes(self.json["stories"])}
        longest = sorted(known, key=len, reverse=True)
        found = (next((q for q in longest if q in squeezed(note)), "") for note in self.footnotes)
        return [known[words] for words in found if words]

    @cached_property
    def told(self) -> list[str]:
        """The questions, facts, claims and other words of the JSON that the Markdown tells."""
        shown = squeezed(pandoc(self.markdown, "--from", "markdown-smart", "--to", "plain", "--wrap", "none"))
        return [text for text in dict.fromkeys(strings(self.json["stories"])) if squeezed(text) in shown]


def quotes(value: Any) -> Iterator[Any]:
    """Every quote in a part of the JSON."""
    for part in _parts(value):
        yield from part.get("quotes", ())


def strings(value: Any) -> Iterator[str]:
    """Every text of a part of the JSON that is told to the reader, quotes aside."""
    for part in _parts(value):
        if "start" not in part:
            yield from (text for key, text in part.items() if key in TOLD and isinstance(text, str) and text)


def positions(note: Note) -> list[Any]:
    """What each source answers, question by question."""
    return [p for story in note.json["stories"] for finding in story["discrepancies"] for p in finding["positions"]]


def write(paths: list[Path], folder: Path, *options: str) -> Note:
    """A note in every format, written by the installed command."""
    command = Path(sys.executable).with_name("assistant")
    done = subprocess.run(
        [command, "brief", *paths, "-o", f"{folder}/", "--quiet", *options],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=LIMIT_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Note(folder)


def sources(story: str) -> list[Path]:
    """What the note of a story is made from, as seen from the checkout: a note names the paths that it was given."""
    names = CORPUS[:2] if story == SEVERAL else [story]
    return [Path("corpus", name) for name in names]


def large(folder: Path) -> list[Path]:
    """The articles of a large story, as files."""
    (told,) = stories(ARTICLES * SENTENCES, articles=ARTICLES, each=SENTENCES)
    folder.mkdir()
    for article in told.articles:
        header = f"{article.title}\n\nPublished in The {article.id} Gazette, {article.published}\n\n"
        (folder / f"{article.id}.txt").write_text(header + article.text, encoding="utf-8")
    return sorted(folder.iterdir())


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner:
        yield from _parts(part)


def _notes(value: Any) -> Iterator[Any]:
    for part in _parts(value):
        if part.get("t") == "Note":
            yield part["c"]


def _words(value: Any) -> Iterator[str]:
    for part in _parts(value):
        kind = part.get("t")
        if kind in ("Str", "Code"):
            yield part["c"] if kind == "Str" else part["c"][1]
        elif kind in ("Space", "SoftBreak"):
            yield " "


def raw_marks(text: str) -> list[str]:
    """What is left of footnotes that were not understood."""
    return re.findall(r"\[\^[^\]]*\]?", text)
