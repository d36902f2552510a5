"""What a chat knows: the articles, who answers, what was said, and where it is kept."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from assistant.answering import Library
from assistant.ask.followup import Turn
from assistant.chat.lines import Wait
from assistant.chat.work import Work
from assistant.engines import Engine
from assistant.pool import Pool
from assistant.render import Result
from assistant.schema import Article, Briefing, Digests, Quote, Reading
from assistant.sessions import Exchange, Session, Sessions
from assistant.settings import Settings

Check = Callable[[Path, Sequence[str]], None]
"""Finds out whether a file can be written that is none of some paths. Raises UserError where it cannot."""
Write = Callable[[Result, Path], None]
"""Writes a result to a file in the form that its ending names. Raises UserError."""
Made = TypeVar("Made")
LONGEST_TURN = 4_000
"""Characters of an answer that a follow-up may point back to."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What is talked about. `paths` name it as a session keeps it; with `group` it is several stories."""

    reading: Reading
    library: Library
    paths: tuple[str, ...]
    group: bool = False


@dataclass(frozen=True, slots=True)
class Means:
    """What a chat works with that is not its own: settings, workers, and a way to write files."""

    settings: Settings
    pool: Pool
    check_target: Check
    write: Write


@dataclass
class Chat:
    """A conversation. Without a `store` nothing of it is kept.

    `used` are all engines that have been asked, the present one last; `turns` is what a follow-up can
    point back to, and `last` the exchange that `/why` explains.
    """

    sources: Sources
    engine: Engine
    means: Means
    store: Sessions | None = None
    session: Session | None = None
    name: str = ""
    used: list[Engine] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    last: Exchange | None = None
    over: bool = False
    left: list[Callable[[], bool]] = field(default_factory=list)
    digests: Digests | None = None
    briefing: Briefing | None = None

    def __post_init__(self) -> None:
        self.used.append(self.engine)

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles in the order of their numbers."""
        return self.sources.library.shelf.articles

    def article(self, id: str) -> Article:
        """The article of an id."""
        return next(article for article in self.articles if article.id == id)

    def marks(self, quotes: Sequence[Quote]) -> tuple[str, ...]:
        """The marks of quotes, as `2:14`."""
        return self.sources.library.shelf.marks(quotes)

    def keep(self, exchange: Exchange) -> None:
        """Take an exchange down, here and in the session, which begins with its first one."""
        self.last = exchange
        self.turns.append(turn_of(exchange))
        if self.store is not None:
            self.store.add(self.begun(self.store), exchange)

    def take_up(self, session: Session, exchanges: Sequence[Exchange]) -> None:
        """Go on with a session: what was said in it counts again."""
        self.session = session
        self.turns = [turn_of(each) for each in exchanges]
        self.last = exchanges[-1] if exchanges else None

    def begun(self, store: Sessions) -> Session:
        """The session of this chat."""
        if self.session is None:
            self.session = store.begin(self.sources.paths, self.engine.model, self.name)
        return self.session

    def waited(self, what: str, do: Callable[[], Made]) -> Generator[Wait, None, Made]:
        """Signs of life while something is made; what was made is the value of `yield from`."""
        work: Work[None, Made] = Work(lambda _: do())
        try:
            for each in work.news(what):
                if isinstance(each, Wait):
                    yield each
        except KeyboardInterrupt:
            self.leave(work)
            raise
        return work.result

    def leave(self, work: Work[Any, Any]) -> None:
        """Wait for some work no longer, but remember that it may still be under way."""
        work.leave()
        self.left.append(lambda: work.running)

    @property
    def pending(self) -> bool:
        """Whether something that was stopped has not ended yet."""
        return any(running() for running in self.left)


def turn_of(exchange: Exchange) -> Turn:
    """What a follow-up can point back to of an exchange."""
    # The words of the sources alone: the text of an answer names outlets and titles too, which nobody means by "he".
    return Turn(
        exchange.understood or exchange.question, " ".join(each.text for each in exchange.sentences)[:LONGEST_TURN]
    )
