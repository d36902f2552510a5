"""What the tools do: one library, opened once beside the protocol, asked by any number of threads."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from threading import Lock, Thread

from assistant import answering, checking, pipeline
from assistant.compare.reviews import Reviewed, respected
from assistant.engines.seam import Engine
from assistant.errors import UserError
from assistant.ingest import read
from assistant.pool import Pool
from assistant.schema import Article, Comparison, Reading, Span
from assistant.serve import shapes
from assistant.serve.making import Maker, addressed, masked
from assistant.text.locate import quote

AROUND = 300
"""Characters before and after the words that are opened."""
MARK = re.compile(r"\[?\s*(\d{1,9})\s*:\s*(\d{1,9})\s*\]?")
USAGE = 'say which words: a mark such as "2:14", or an article with start and end'


@dataclass(frozen=True)
class Opening:
    """What everything is answered from, and by which engine; `group` as in `assistant.pipeline.compare`."""

    reading: Reading
    library: answering.Library
    engine: Engine
    pool: Pool
    group: bool = False
    reviews: Sequence[Reviewed] = ()
    lock: Lock = field(default_factory=Lock)

    @cached_property
    def maker(self) -> Maker:
        """What makes the shapes of this library."""
        return Maker(self.library.shelf)

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles in the order of their numbers."""
        return self.library.shelf.articles


class Desk:
    """Answers the calls of tools. `begin` opens the library in a thread; whoever asks before it is open waits.

    Every method raises UserError for what its caller can mend, and what opening raised, if it failed.
    """

    def __init__(self, opening: Callable[[], Opening], failed: Callable[[str], None]) -> None:
        self._opening = opening
        self._failed = failed
        self._opened: Future[Opening] = Future()
        self._compared: Comparison | None = None

    def begin(self) -> None:
        """Open the library beside what is going on."""
        Thread(target=self._open, daemon=True).start()

    def articles(self) -> tuple[Article, ...]:
        """The articles, once they are read."""
        return self._opened.result().articles

    def ask(self, question: str) -> shapes.Answered:
        """The answer to a question."""
        asked = answering.question_in(question)
        held = self._opened.result()
        return held.maker.answered(answering.ask(asked, held.library, engine=held.engine))

    def compare(self) -> shapes.Compared:
        """What the sources tell differently and what they agree on; found once, then remembered."""
        held = self._opened.result()
        with held.lock:
            if self._compared is None:
                made = pipeline.compare(held.reading, engine=held.engine, pool=held.pool, group=held.group)
                if made.run.problems:  # what a model did not deliver is asked for again
                    return held.maker.compared(respected(made, held.reviews))
                self._compared = respected(made, held.reviews)
            return held.maker.compared(self._compared)

    def check(self, text: str) -> shapes.Checked:
        """The verdict on every sentence of a text."""
        if not any(map(str.isalnum, text)):
            raise UserError("the text is empty; give the sentences to check")
        draft = read("-", stdin=BytesIO(text.encode("utf-8", "replace")))
        if not draft.articles:
            raise UserError("; ".join(problem.reason for problem in draft.problems))
        held = self._opened.result()
        return held.maker.checked(checking.check(draft, held.reading, engine=held.engine, pool=held.pool))

    def sources(self) -> shapes.Sources:
        """The articles that are read."""
        held = self._opened.result()
        return held.maker.sources(held.reading.problems)

    def open_quote(self, mark: str, article: str, start: int | None, end: int | None) -> shapes.Opened:
        """Words by their mark, or by an article and a range of its characters, in their place."""
        held = self._opened.result()
        found, span = self._marked(held, mark) if mark.strip() else _ranged(held, article, start, end)
        (words,) = held.maker.words([quote(found, span)])
        text = masked(found)
        before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
        return shapes.Opened(words, held.maker.source(found), before, after)

    def _marked(self, held: Opening, mark: str) -> tuple[Article, Span]:
        said = MARK.fullmatch(mark.strip())
        if not said:
            raise UserError(f"'{mark[:40]}' is no mark; {USAGE}")
        number, place = int(said[1]), int(said[2])
        article = _numbered(held, number)
        passage = held.library.shelf.passages.get(f"{number}:{place}")
        if passage is None:
            count = held.maker.source(article).sentences
            raise UserError(f"article {number} has {count} sentences, none is {number}:{place}; they count from 1")
        return article, Span(passage.quote.start, passage.quote.end)

    def _open(self) -> None:
        try:
            self._opened.set_result(self._opening())
        except BaseException as error:  # told to whoever asks, and once on the terminal
            self._failed(str(error))
            self._opened.set_exception(error)


def _ranged(held: Opening, name: str, start: int | None, end: int | None) -> tuple[Article, Span]:
    if not name.strip() or start is None or end is None:
        raise UserError(USAGE)
    article = _named(held, name.strip())
    if not 0 <= start < end <= len(article.text):
        length = len(article.text)
        raise UserError(
            f"'{article.id}' has no characters {start} to {end}; it has {length:,}, and start is before end"
        )
    if any(each.start < end and start < each.end for each in addressed(article)):
        raise UserError(f"characters {start} to {end} of '{article.id}' address an AI and are not handed on to one")
    return article, Span(start, end)


def _named(held: Opening, name: str) -> Article:
    found = next((each for each in held.articles if name in (each.id, each.path, each.url)), None)
    if found is None and name.isdecimal():
        return _numbered(held, int(name))
    if found is None:
        raise UserError(f"no article is called '{name[:80]}'; the tool sources lists them")
    return found


def _numbered(held: Opening, number: int) -> Article:
    if not 1 <= number <= len(held.articles):
        raise UserError(f"there is no article {number}; there are {len(held.articles)}, counted from 1")
    return held.articles[number - 1]
