"""What somebody said: of a question for a speaker's words, the sentences that give them."""

from collections.abc import Sequence

from assistant.answered import Passage
from assistant.engines.builtin.echoes import cover, echoes, wanted
from assistant.text.names import initials
from assistant.text.spoken import Asked, asked_words, told_by
from assistant.text.stance import QUOTED

ABOUT = 0.5
"""The share of what was asked about that has to be said, or stand just before."""
CLOSE = 0.35
"""How far below the best a further sentence may be."""
MOST = 3


def asks_words(question: str, passages: Sequence[Passage]) -> Asked | None:
    """Whose words are asked for; None for those of a paper, which are all that it prints."""
    asked = asked_words(question)
    return asked if asked and not any(_prints(asked.who, each.source) for each in passages) else None


def words_of(asked: Asked, passages: Sequence[Passage]) -> list[Passage]:
    """Up to three passages that give somebody's words on what is asked: the best article first, each as it reads."""
    found = [each for each in passages if not _heading(each) and told_by(asked.who, each.quote.text, each.before)]
    scored = sorted(((_score(asked, each), -n) for n, each in enumerate(found)), reverse=True)
    best = [found[-n] for points, n in scored if points > 0 and points >= scored[0][0] - CLOSE][:MOST]
    rank = {article: n for n, article in reversed(list(enumerate(each.quote.article for each in best)))}
    return sorted(best, key=lambda each: (rank[each.quote.article], each.quote.start))


def _score(asked: Asked, passage: Passage) -> float:
    """How much of what is asked the words are about, a little more for words in quotation marks; 0 for too little."""
    text = passage.quote.text
    if asked.deed and not cover([wanted(asked.deed)], echoes(text)):
        return 0.0
    about = [wanted(token) for token in asked.about]
    here = cover(about, echoes(text)) if about else 1.0
    near = cover(about, echoes(f"{passage.before} {text}")) if about else 1.0
    return (here + near) / 2 + 0.2 * bool(QUOTED.search(text)) if near >= ABOUT else 0.0


def _heading(passage: Passage) -> bool:
    """Whether a passage is a headline: it ends without a stop."""
    return not passage.quote.text.rstrip("\"'”’) ").endswith((".", "!", "?", ",", ":"))


def _prints(who: str, source: str) -> bool:
    name, paper = who.casefold().removeprefix("the "), source.casefold().removeprefix("the ")
    return bool(paper) and (name == paper or paper.endswith(f" {name}") or initials(name) == paper)
