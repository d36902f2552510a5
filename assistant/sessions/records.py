"""The nouns of a session. They hold the words themselves, so that a session can be read when its articles are gone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.answered import Answer
from assistant.ask.compose import told_of
from assistant.schema import Article, Quote


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of an article that a sentence stands on; `text` is what stood at `start` to `end` when it was asked.

    `mark` is the short mark that was shown for them, as `2:14`; `source` names the article for a reader.
    """

    mark: str
    path: str
    source: str
    start: int
    end: int
    text: str
    published: str = ""
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence that was shown, with the words it stands on."""

    text: str
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what was answered. `number` counts from 1 within its session and is 0 before it is kept.

    `at` is ISO 8601 in UTC. `disputes` say who says what, one statement a disagreement; the other
    fields mean what they mean in `assistant.answered.Answer`.
    """

    question: str
    answer: str = ""
    sentences: tuple[Stated, ...] = ()
    abstained: bool = False
    disputed: bool = False
    understood: str = ""
    why: str = ""
    disputes: tuple[Stated, ...] = ()
    at: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """A conversation about articles. `paths` are absolute, but for URLs and `-`; times are ISO 8601 in UTC.

    `first` is its first question and `exchanges` how many there are.
    """

    id: int
    name: str
    paths: tuple[str, ...]
    model: str
    started: str
    last: str
    exchanges: int = 0
    first: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An exchange that a search found; `snippet` is the part of it that was found, `score` is higher for better."""

    session: str
    number: int
    at: str
    question: str
    snippet: str
    score: float


def exchange_of(answer: Answer, mark: Callable[[Quote], str]) -> Exchange:
    """What to keep of an answer; `mark` gives the short mark of a quote."""
    articles = {article.id: article for article in answer.articles}

    def cited(quotes: Sequence[Quote]) -> tuple[Cited, ...]:
        return tuple(_cited(quote, articles[quote.article], mark(quote)) for quote in quotes)

    return Exchange(
        question=answer.question,
        answer=answer.answer,
        sentences=tuple(Stated(sentence.text, cited(sentence.quotes)) for sentence in answer.sentences),
        abstained=answer.abstained,
        disputed=answer.disputed,
        understood=answer.understood,
        why=answer.why,
        disputes=tuple(Stated(told.text, cited(told.quotes)) for told in told_of(answer)),
    )


def now() -> str:
    """This moment, as sessions have it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _cited(quote: Quote, article: Article, mark: str) -> Cited:
    return Cited(
        mark=mark,
        path=article.path,
        source=article.label,
        start=quote.start,
        end=quote.end,
        text=quote.text,
        published=article.published,
        title=article.title,
        url=article.url,
    )
